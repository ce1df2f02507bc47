"""Tries to connect that fail: how long to rest after each, and when it is worth an alarm."""

from __future__ import annotations

import logging
from typing import Final

from slack_sdk.errors import SlackApiError

from bot.platforms.slack.client import error_of, retry_after

log = logging.getLogger("triangle.slack")

ALARM_AFTER: Final = 3
ALARM_AGAIN: Final = 20
LONGEST_REST: Final = 30.0


class Tries:
    """In a row; `pause` seconds is twice the first rest, and each is double the one before."""

    def __init__(self, pause: float) -> None:
        self._pause, self._failed = pause, 0

    def succeeded(self) -> None:
        self._failed = 0

    def failed(self, error: Exception) -> float:
        """Seconds to rest: what Slack said, where it said so."""
        self._failed += 1
        said = error_of(error) if isinstance(error, SlackApiError) else type(error).__name__
        if self._failed == ALARM_AFTER or self._failed % ALARM_AGAIN == 0:
            log.error("Slack: %d tries to connect failed, the last one with %s", self._failed, said)
        else:
            log.warning("Slack: could not connect: %s", said)
        rest = retry_after(error) if isinstance(error, SlackApiError) else None
        doubled = self._pause * (1 << min(self._failed - 1, 6)) / 2
        return rest if rest is not None else min(doubled, LONGEST_REST)
