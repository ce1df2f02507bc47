"""How an answer gets where it belongs: by `response_url` while it lives, else as a message or a whisper."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from slack_sdk.errors import SlackApiError

from bot.platforms.port import Undelivered, Verdict
from bot.platforms.slack.blocks import Message
from bot.platforms.slack.client import error_of, is_too_fast, retry_after
from bot.platforms.slack.incoming import is_direct
from bot.platforms.slack.responses import Responses
from bot.platforms.slack.send import whisper
from bot.platforms.slack.team import Team
from bot.platforms.slack.verdicts import NO_THREAD, REFUSALS, verdict

log = logging.getLogger("triangle.slack")

TRIES = 5
LONGEST_REST = 30.0


@dataclass(frozen=True)
class Spot:
    """Where an answer belongs. `direct`: in the person's own conversation with the bot, where nothing needs to be
    whispered; `url` is a response_url, `thread` what it stands under."""

    user: str
    channel: str | None = None
    direct: bool = False
    thread: str | None = None
    url: str = ""

    @property
    def elsewhere(self) -> bool:
        """Between two others: what is said there without a whisper, the other one reads too."""
        return self.channel is not None and is_direct(self.channel) and not self.direct


class Speech:
    def __init__(self, responses: Responses) -> None:
        self.responses = responses

    async def say(self, team: Team, spot: Spot, message: Message, private: bool) -> bool:
        """Wherever it can stand, the person themselves last. What can't be said at all is in the log; False where
        it may be said later."""
        quiet = (private and not spot.direct) or spot.elsewhere
        if spot.url and await self.responses.post(spot.url, _response(spot, message, quiet)):
            return True
        try:
            await _patiently(lambda: _message(team, spot, message, quiet))
        except Undelivered as no:
            log.log(_level(no), "an answer in %s could not be said: %s", team.id, no.why)
            return no.verdict is not Verdict.LATER
        except REFUSALS as error:
            return await self._in_person(team, spot, message, error)
        return True

    async def replace(self, team: Team, spot: Spot, at: str | None, message: Message) -> None:
        """The message that was pressed shows this instead: another page of it."""
        if spot.url and await self.responses.post(spot.url, {**_body(message), "replace_original": True}):
            return
        if spot.channel is None or at is None:
            return
        channel = spot.channel
        try:
            await _patiently(lambda: team.client.chat_update(channel=channel, ts=at, **_body(message)))
        except REFUSALS as error:
            log.info("a page in %s could not be turned: %s", team.id, _why(error))

    async def _in_person(self, team: Team, spot: Spot, message: Message, error: Exception) -> bool:
        if spot.channel is None or spot.direct:
            log.warning("an answer in %s could not be said: %s", team.id, _why(error))
            return verdict(error).verdict is not Verdict.LATER
        try:
            await _patiently(lambda: team.client.chat_postMessage(channel=spot.user, **_body(message)))
        except REFUSALS as still:
            log.warning("an answer in %s could not be said: %s, then %s", team.id, _why(error), _why(still))
            return verdict(still).verdict is not Verdict.LATER
        return True


async def _message(team: Team, spot: Spot, message: Message, quiet: bool) -> None:
    if quiet and spot.channel is not None:
        await whisper(team.client, spot.channel, spot.user, message, spot.thread)
        return
    channel = spot.channel or spot.user
    try:
        await team.client.chat_postMessage(channel=channel, thread_ts=spot.thread, **_body(message))
    except SlackApiError as error:
        if error_of(error) not in NO_THREAD:
            raise
        await team.client.chat_postMessage(channel=channel, **_body(message))


async def _patiently(post: Callable[[], Awaitable[object]]) -> None:
    """Again after the rest that Slack asks for: a refusal for haste means that nothing was posted."""
    for left in reversed(range(TRIES)):
        try:
            await post()
            return
        except SlackApiError as error:
            if not left or not is_too_fast(error):
                raise
            rest = retry_after(error) or 1.0
        except Undelivered as no:
            if not left or no.verdict is not Verdict.LATER or no.after is None:
                raise
            rest = no.after.total_seconds()
        await asyncio.sleep(min(rest, LONGEST_REST))


def _response(spot: Spot, message: Message, quiet: bool) -> dict[str, Any]:
    """Never in place of what was pressed. Only what all see can stand in a thread (facts 3.24)."""
    body = {**_body(message), "response_type": "ephemeral" if quiet else "in_channel", "replace_original": False}
    return {**body, "thread_ts": spot.thread} if spot.thread and not quiet else body


def _body(message: Message) -> dict[str, Any]:
    return {"text": message.text, "blocks": message.blocks}


def _level(no: Undelivered) -> int:
    return logging.ERROR if no.verdict is Verdict.BUG else logging.WARNING


def _why(error: BaseException) -> str:
    return error_of(error) if isinstance(error, SlackApiError) else type(error).__name__
