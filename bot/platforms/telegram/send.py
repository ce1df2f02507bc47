"""The way out to Telegram: one message at a time, in the loop in which the bot lives."""

from __future__ import annotations

import asyncio
from concurrent.futures import CancelledError
from concurrent.futures import TimeoutError as TooLate
from datetime import timedelta
from typing import Any

from telegram import LinkPreviewOptions, ReplyParameters
from telegram.constants import ParseMode
from telegram.error import RetryAfter, TelegramError
from telegram.ext import ExtBot

from bot.platforms.port import Outgoing, Stood, Undelivered, Verdict
from bot.platforms.telegram import draw
from bot.platforms.telegram.pace import Pace
from bot.platforms.telegram.verdicts import may_have_arrived, not_modified, verdict
from storage import presses
from storage.database import Database, Unit

PATIENCE = 45.0
"""Seconds for one message: less than its lease."""
MOST_TRIES = 2
"""Of what may have arrived: never three times (trap 14)."""
GENERAL = 1
"""The topic that has no number in a call (platform-facts 18.15)."""
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


class TelegramPort:
    """Called in carrier threads. Before `begin` and after `end` everything waits.

    `patience` is how many seconds a message may take, its turn at the library's limiter included.
    """

    transactional = False

    def __init__(self, bot: ExtBot[Any], *, patience: float = PATIENCE) -> None:
        self._bot, self._patience = bot, patience
        self._loop: asyncio.AbstractEventLoop | None = None
        self._database: Database | None = None
        self._pace = Pace(lambda: 0.0)
        self._halted_until = 0.0

    def begin(self, loop: asyncio.AbstractEventLoop, database: Database) -> None:
        """The loop in which the bot was initialized, and where what the codes of buttons stand for is kept."""
        self._database, self._pace = database, Pace(loop.time)
        self._halted_until, self._loop = 0.0, loop

    def end(self) -> None:
        self._loop = None

    def deliver(self, message: Outgoing, unit: Unit | None) -> Stood:
        """Where it stands. Raises Undelivered."""
        loop, database = self._loop, self._database
        if loop is None or database is None:
            raise Undelivered(Verdict.LATER, "telegram: not connected")
        if message.again and message.edits is None and not _goes_again(message):
            raise Undelivered(Verdict.FORGET, "telegram: it may have arrived, so it is not sent again")
        drawn = draw.message(message.parts, message.reader, again=message.again > 0 and message.edits is None)
        if drawn.kept:
            database.write(lambda unit: presses.keep(unit, drawn.kept)).result()
        under_way = asyncio.run_coroutine_threadsafe(self._bring(message, drawn), loop)
        try:
            return under_way.result(self._patience)
        except (TooLate, CancelledError):
            under_way.cancel()
            raise _unsure(message, "telegram: no answer in time") from None

    async def _bring(self, message: Outgoing, drawn: draw.Message) -> Stood:
        """Raises Undelivered. A flood stops all that goes out: the library's limiter would let others through."""
        chat, topic = address(message.conversation.external_id)
        self._wait_for_room(chat)
        try:
            if message.edits is not None:
                return await self._edit(chat, message.edits, drawn)
            return await self._send(chat, topic, message, drawn)
        except RetryAfter as flood:
            no = verdict(flood)
            self._halted_until = self._now() + (no.after or timedelta()).total_seconds()
            raise no from None
        except TelegramError as error:
            if may_have_arrived(error):
                raise _unsure(message, f"telegram: {type(error).__name__}") from None
            raise _placed(verdict(error), topic) from None

    async def _send(self, chat: int, topic: int | None, message: Outgoing, drawn: draw.Message) -> Stood:
        under = None
        if message.thread is not None:
            under = ReplyParameters(int(message.thread), allow_sending_without_reply=True)
        sent = await self._bot.send_message(
            chat,
            drawn.text,
            parse_mode=ParseMode.HTML,
            reply_markup=drawn.keyboard,
            message_thread_id=topic,
            reply_parameters=under,
            link_preview_options=NO_PREVIEW,
            disable_notification=not message.rings,
        )
        return Stood(str(sent.message_id))

    async def _edit(self, chat: int, edits: str, drawn: draw.Message) -> Stood:
        """That it stands so already is success (trap 18)."""
        try:
            await self._bot.edit_message_text(
                drawn.text,
                chat_id=chat,
                message_id=int(edits),
                parse_mode=ParseMode.HTML,
                reply_markup=drawn.keyboard,
                link_preview_options=NO_PREVIEW,
            )
        except TelegramError as error:
            if not not_modified(error):
                raise
        return Stood(edits)

    def _wait_for_room(self, chat: int) -> None:
        halted = self._halted_until - self._now()
        if halted > 0:
            raise Undelivered(Verdict.LATER, "telegram: too many messages just now", after=timedelta(seconds=halted))
        if (wait := self._pace.takes(chat)) > 0:
            raise Undelivered(Verdict.LATER, "telegram: the group's minute is full", after=timedelta(seconds=wait))

    def _now(self) -> float:
        return asyncio.get_running_loop().time()


def address(external_id: str) -> tuple[int, int | None]:
    """The chat, and the topic of a forum.

    >>> address("-1001234567890123:77"), address("-1001234567890123:1"), address("4711")
    ((-1001234567890123, 77), (-1001234567890123, None), (4711, None))
    """
    chat, _, topic = external_id.partition(":")
    return int(chat), int(topic) if topic and int(topic) != GENERAL else None


def _goes_again(message: Outgoing) -> bool:
    """What is urgent; and a live card, which else could never be edited. A nudge may be missed, not said twice."""
    return message.again < MOST_TRIES and (message.urgent or not message.rings)


def _unsure(message: Outgoing, why: str) -> Undelivered:
    """The server may have done it. An edit is done again; of the rest what can't be missed, once."""
    if message.edits is not None:
        return Undelivered(Verdict.LATER, why)
    if message.again + 1 < MOST_TRIES and (message.urgent or not message.rings):
        return Undelivered(Verdict.LATER, why, maybe=True)
    return Undelivered(Verdict.FORGET, f"{why}; it may have arrived, so it is not sent again")


def _placed(no: Undelivered, topic: int | None) -> Undelivered:
    """A group that moved: its topics, if it has any, move along."""
    if no.to is not None and topic is not None:
        no.to = f"{no.to}:{topic}"
    return no
