"""The door of `POST /slack/events`, before anything of the library: size, age, signature over the raw bytes, shape.

The library parses before it checks, raises on what nobody signed, and logs whole bodies (platform-facts 12); so
nothing reaches it that Slack did not send.
"""

from __future__ import annotations

import hmac
import json
import re
from collections.abc import Callable, Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import ClientDisconnect, Request

from bot.platforms.slack.shapes import Malformed

LARGEST = 1_000_000
"""Bytes of a body; a modal with all its fields full, form-encoded, stays under it."""
OLDEST = 300
"""Seconds that a request may be old, or ahead of us."""
_SECONDS = re.compile(r"[0-9]{1,12}")
_FORM, _JSON = "application/x-www-form-urlencoded", "application/json"


class Turned(Exception):  # noqa: N818  away, at the door
    """A request that is not let in. `why` is for the log and holds nothing of the body."""

    def __init__(self, status: int, why: str) -> None:
        super().__init__(why)
        self.status, self.why = status, why


async def body_of(request: Request) -> bytes:
    """The raw bytes; Turned(413) as soon as there are too many, whatever the headers promised."""
    length = request.headers.get("content-length", "0")
    if _SECONDS.fullmatch(length) is None or int(length) > LARGEST:
        raise Turned(413, "too long")
    found = bytearray()
    try:
        async for chunk in request.stream():
            found += chunk
            if len(found) > LARGEST:
                raise Turned(413, "too long")
    except ClientDisconnect:
        raise Turned(400, "broke off") from None
    return bytes(found)


def check(secret: str, headers: Mapping[str, str], raw: bytes, real: Callable[[], datetime]) -> None:
    """Turned(401) for whatever Slack did not sign within the last five minutes."""
    stamp = headers.get("x-slack-request-timestamp", "")
    if _SECONDS.fullmatch(stamp) is None:
        raise Turned(401, "no timestamp")
    if abs(real().timestamp() - int(stamp)) > OLDEST:
        raise Turned(401, "a timestamp of another time")
    given = headers.get("x-slack-signature", "")
    if not hmac.compare_digest(signature(secret, stamp, raw).encode(), given.encode()):
        raise Turned(401, "a wrong signature")


def signature(secret: str, stamp: str, raw: bytes) -> str:
    """As Slack makes it: over the version, the timestamp and the raw bytes."""
    return "v0=" + hmac.new(secret.encode(), f"v0:{stamp}:".encode() + raw, sha256).hexdigest()


def is_ssl_check(headers: Mapping[str, str], raw: bytes) -> bool:
    """Slack's look at the certificate: unsigned, and nothing is done for it."""
    if _kind(headers) != _FORM or b"ssl_check=1" not in raw or len(raw) > 1000:
        return False
    fields = dict(parse_qsl(raw.decode("utf-8", "replace"), keep_blank_values=True))
    return fields.get("ssl_check") == "1" and fields.keys() <= {"ssl_check", "token"}


def parsed(headers: Mapping[str, str], raw: bytes) -> dict[str, Any]:
    """The body as one object: JSON, a form, or the JSON in a form's `payload`. Turned(400) for anything else."""
    try:
        text = raw.decode()
        if _kind(headers) == _JSON:
            return _object(text)
        if _kind(headers) != _FORM:
            raise Turned(400, "neither a form nor JSON")
        fields = _form(text)
    except (ValueError, RecursionError):
        raise Turned(400, "no form and no JSON that can be read") from None
    if "command" in fields:
        return {name: value for name, value in fields.items() if name not in ("type", "payload")}
    if "payload" not in fields:
        raise Turned(400, "a form of something else")
    return _payload(fields["payload"])


def _form(text: str) -> dict[str, str]:
    return dict(parse_qsl(text, keep_blank_values=True, strict_parsing=True, errors="strict", max_num_fields=100))


def _payload(text: str) -> dict[str, Any]:
    try:
        return _object(text)
    except (ValueError, RecursionError):
        raise Turned(400, "a payload that can't be read") from None


def _object(text: str) -> dict[str, Any]:
    found = json.loads(text)
    if not isinstance(found, dict):
        raise Turned(400, "not an object")
    return found


def _kind(headers: Mapping[str, str]) -> str:
    return headers.get("content-type", "").partition(";")[0].strip().lower()


def shaped(no: Malformed) -> Turned:
    return Turned(400, str(no))
