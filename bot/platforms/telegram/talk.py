"""What is said at once, past the outbox: steps of a form, pages, answers to reads and presses."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from telegram import InlineKeyboardMarkup, LinkPreviewOptions, ReplyParameters
from telegram.constants import ParseMode
from telegram.error import BadRequest, Forbidden, RetryAfter, TelegramError
from telegram.ext import ExtBot

from bot.platforms.telegram.draw import Message
from bot.platforms.telegram.incoming import Spot
from bot.platforms.telegram.limits import TOAST
from bot.platforms.telegram.verdicts import may_have_arrived, not_modified
from storage import presses
from storage.database import Database

log = logging.getLogger("triangle.telegram")

V = TypeVar("V")
RESTS = (1.0, 2.0, 4.0)
LONGEST_WAIT = 30.0
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


class Talk:
    """Each returns whether it worked; why not is in the log, without anybody's words."""

    def __init__(self, bot: ExtBot[Any], database: Database) -> None:
        self._bot, self._database = bot, database

    async def send(self, spot: Spot, drawn: Message, under: int | None = None) -> str | None:
        """The id of the message; None when it did not go out, empty when it may have: then it is not said again."""
        await self._keep(drawn)
        reply = None if under is None else ReplyParameters(under, allow_sending_without_reply=True)

        async def send() -> str:
            try:
                sent = await self._bot.send_message(
                    spot.chat,
                    drawn.text,
                    parse_mode=ParseMode.HTML,
                    reply_markup=drawn.keyboard,
                    message_thread_id=spot.topic,
                    link_preview_options=NO_PREVIEW,
                    disable_notification=True,
                    reply_parameters=reply,
                )
            except TelegramError as error:
                if not may_have_arrived(error):
                    raise
                log.warning("telegram: an answer may have arrived: %s", _why(error))
                return ""
            return str(sent.message_id)

        return await self._try(send)

    async def edit(self, chat: int, message: str, drawn: Message) -> bool:
        """Also True where it says so already."""
        await self._keep(drawn)

        async def edit() -> object:
            return await self._bot.edit_message_text(
                drawn.text,
                chat_id=chat,
                message_id=int(message),
                parse_mode=ParseMode.HTML,
                reply_markup=drawn.keyboard,
                link_preview_options=NO_PREVIEW,
            )

        return await self._try(lambda: _once(edit)) is not None

    async def keyboard(self, chat: int, message: int, keyboard: InlineKeyboardMarkup | None) -> bool:
        """Other buttons under the same words; None takes them away."""

        async def edit() -> object:
            return await self._bot.edit_message_reply_markup(chat, message, reply_markup=keyboard)

        return await self._try(lambda: _once(edit)) is not None

    async def answer(self, query: str, text: str = "", *, alert: bool = False) -> None:
        """A press is always answered; one that is too old stands as it is."""
        try:
            await self._bot.answer_callback_query(query, text[:TOAST] or None, show_alert=alert or None)
        except TelegramError as error:
            log.info("a press could not be answered: %s", type(error).__name__)

    async def _keep(self, drawn: Message) -> None:
        if drawn.kept:
            kept = drawn.kept
            await asyncio.wrap_future(self._database.write(lambda unit: presses.keep(unit, kept)))

    async def _try(self, call: Callable[[], Awaitable[V]]) -> V | None:
        """Again after a flood, and where it can't have arrived; nothing is said twice."""
        for rest in RESTS:
            try:
                return await call()
            except TelegramError as error:
                wait = seconds(error) if isinstance(error, RetryAfter) else rest
                final = isinstance(error, (BadRequest, Forbidden)) or may_have_arrived(error)
                if final or wait > LONGEST_WAIT or rest == RESTS[-1]:
                    log.warning("telegram: it was not taken: %s", _why(error))
                    return None
            await asyncio.sleep(wait)
        return None


async def _once(edit: Callable[[], Awaitable[object]]) -> bool:
    """What stands so already counts as done (trap 18)."""
    try:
        await edit()
    except BadRequest as error:
        if not not_modified(error):
            raise
    return True


def seconds(flood: RetryAfter) -> float:
    given = flood.retry_after
    return float(given) if isinstance(given, (int, float)) else given.total_seconds()


def _why(error: TelegramError) -> str:
    """A refusal's own words; of a broken connection its kind alone, since addresses hold the token."""
    return error.message[:120] if isinstance(error, (BadRequest, Forbidden)) else type(error).__name__
