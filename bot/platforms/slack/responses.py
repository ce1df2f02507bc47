"""Answers by `response_url`: five within half an hour of what was typed or pressed (platform-facts 3.23)."""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit
from urllib.request import proxy_bypass

import aiohttp
from slack_sdk.webhook.async_client import AsyncWebhookClient

log = logging.getLogger("triangle.slack.web")

MOST_USES = 5
LIVES = timedelta(minutes=30)
REMEMBERED = 10_000
PATIENCE = 10
TRIES = 3
LONGEST_REST = 30


class Responses:
    """Knows how often each address was used. One that it has not met lives from now."""

    def __init__(self, real: Callable[[], datetime]) -> None:
        self._real = real
        self._used: OrderedDict[str, tuple[int, datetime]] = OrderedDict()

    def met(self, url: str) -> None:
        """It came with a delivery: its half hour runs."""
        if url and url not in self._used:
            self._used[url] = (0, self._real())
            if len(self._used) > REMEMBERED:
                self._used.popitem(last=False)

    def live(self, url: str) -> bool:
        uses, since = self._used.get(url, (0, self._real()))
        return bool(url) and uses < MOST_USES and self._real() - since < LIVES

    async def post(self, url: str, body: dict[str, Any]) -> bool:
        """Whether it is there for sure. Not sent again here where it may have arrived; whoever must be heard says it
        another way then, twice rather than never."""
        self.met(url)
        for _ in range(TRIES):
            if not self.live(url):
                return False
            uses, since = self._used[url]
            self._used[url] = (uses + 1, since)
            rest = await _once(url, body)
            if rest is None or rest < 0:
                return rest is None
            await asyncio.sleep(min(rest, LONGEST_REST))
        return False


async def _once(url: str, body: dict[str, Any]) -> float | None:
    """None when it is there, seconds to rest before another try, or -1 where there is no use in one."""
    client = AsyncWebhookClient(url, timeout=PATIENCE, logger=log, retry_handlers=[])
    if proxy_bypass(urlsplit(url).hostname or ""):
        client.proxy = None
    try:
        found = await client.send_dict(body)
    except (aiohttp.ClientError, OSError) as error:
        log.warning("a response_url gave no answer: %s", type(error).__name__)
        return -1
    if found.status_code == 200:
        return None
    if found.status_code == 429:
        given = {name.lower(): value for name, value in found.headers.items()}.get("retry-after", "1")
        return float(given) if given.isdigit() else 1.0
    log.info("a response_url answered %s", found.status_code)
    return -1
