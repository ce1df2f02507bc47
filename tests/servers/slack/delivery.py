"""One delivery and its attempts; how it is posted and signed (platform facts 1)."""

from __future__ import annotations

import hashlib
import hmac
import json
from dataclasses import dataclass, field
from threading import Event
from typing import Any
from urllib.parse import urlencode

import aiohttp

from tests.servers.slack.things import JSON

EVENTS, COMMANDS, INTERACTIVE = "events_api", "slash_commands", "interactive"


@dataclass
class Attempt:
    """`status` is 0 where nothing came back; `reason` then says why (4.5)."""

    status: int = 0
    body: Any = None
    reason: str = ""
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def good(self) -> bool:
        return 200 <= self.status < 300


@dataclass
class Delivery:
    kind: str
    payload: JSON
    attempts: list[Attempt] = field(default_factory=list)
    done: Event = field(default_factory=Event)

    @property
    def good(self) -> bool:
        return any(a.good for a in self.attempts)

    @property
    def tried(self) -> bool:
        """Once at least, and what the answer meant has been done; retries may follow."""
        return self.done.is_set() or (bool(self.attempts) and not self.good)

    @property
    def answer(self) -> Any:
        """The body of the answer that counted: parsed JSON, text, or None."""
        return next((a.body for a in self.attempts if a.good), None)

    @property
    def what(self) -> str:
        inner = self.payload.get("event", self.payload)
        return f"{self.kind} {inner.get('type') or inner.get('command')}"


def as_posted(delivery: Delivery) -> tuple[bytes, str]:
    """Body and content type (1.5)."""
    form = "application/x-www-form-urlencoded"
    if delivery.kind == EVENTS:
        return json.dumps(delivery.payload, ensure_ascii=False).encode(), "application/json"
    if delivery.kind == COMMANDS:
        return urlencode(delivery.payload).encode(), form
    return urlencode({"payload": json.dumps(delivery.payload, ensure_ascii=False)}).encode(), form


def signature(secret: str, timestamp: str, body: bytes) -> str:
    """v0= and the HMAC over version, timestamp and raw bytes (1.2)."""
    mac = hmac.new(secret.encode(), b"v0:" + timestamp.encode() + b":" + body, hashlib.sha256)
    return f"v0={mac.hexdigest()}"


async def posted(session: aiohttp.ClientSession, url: str, body: bytes, headers: JSON, within: float) -> Attempt:
    """One POST with the platform's patience; what went wrong has the platform's name."""
    limit = aiohttp.ClientTimeout(total=within)
    try:
        async with session.post(url, data=body, headers=headers, timeout=limit, max_redirects=2) as response:
            text = await response.text(errors="replace")
            attempt = Attempt(response.status, _parsed(text), headers=dict(response.headers))
    except aiohttp.TooManyRedirects:
        return Attempt(reason="too_many_redirects")
    except TimeoutError:
        return Attempt(reason="http_timeout")
    except aiohttp.ClientSSLError:
        return Attempt(reason="ssl_error")
    except aiohttp.ClientError:
        return Attempt(reason="connection_failed")
    attempt.reason = "" if attempt.good else "http_error"
    return attempt


def _parsed(text: str) -> Any:
    if not text.strip():
        return None
    try:
        return json.loads(text)
    except ValueError:
        return text
