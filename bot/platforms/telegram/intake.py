"""Polling: an update counts as read only when what it caused is committed, and none is dropped (trap 15).

The offset of a call forgets what is before it, at Telegram. So it is given only to confirm what is done; the first
call and those after an empty answer give none, since the numbers begin anew after a quiet week (platform-facts 14.3).
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any

from telegram import Update
from telegram.error import Conflict, EndPointNotFound, InvalidToken, RetryAfter, TelegramError
from telegram.ext import ExtBot

from bot.platforms.telegram.talk import seconds
from storage import cursors
from storage.database import Database

log = logging.getLogger("triangle.telegram")

KINDS = ["message", "edited_message", "callback_query", "my_chat_member", "chat_member"]
BATCH = 100
LONG_POLL, SHORT_POLL = 50, 1
"""Seconds that a call waits for updates; after trouble a short one, so that its end is known soon."""
FIRST_REST, LONGEST_REST, CONFLICT_REST, STANDBY_REST = 1.0, 60.0, 30.0, 5.0

Hear = Callable[[Update], Awaitable[None]]
Raw = dict[str, Any]


class Client(ExtBot[Any]):
    """The library's client, which can also be asked for updates as they came: one that it can't read must not cost
    the others, nor be written into the log."""

    async def updates(self, asked: Raw, patience: float) -> list[Raw]:
        found = await self._post("getUpdates", asked, read_timeout=patience)
        return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


class Poller:
    """One for each bot, in one process of all. `trouble` says why nothing comes in just now."""

    def __init__(self, bot: Client, database: Database, hear: Hear, *, long_poll: int = LONG_POLL) -> None:
        self._bot, self._database, self._hear, self._long_poll = bot, database, hear, long_poll
        self._name = f"telegram:{bot.id}"
        self._turn = cursors.Turn(database, self._name)
        self._place: int | None = None
        self._confirm: int | None = None
        self._rest = FIRST_REST
        self._stopping = asyncio.Event()
        self.trouble: str | None = None

    async def run(self) -> None:
        """Read until asked to stop; what was begun is finished."""
        try:
            while not self._stopping.is_set():
                await self._once()
        finally:
            await asyncio.to_thread(self._turn.give_back)

    def stop(self) -> None:
        self._stopping.set()

    async def _once(self) -> None:
        try:
            if not await asyncio.to_thread(self._turn.take):
                await self._pause(STANDBY_REST)
                return
            if self._place is None:
                self._place = await self._stored()
            await self._batch(await self._next())
            self.trouble, self._rest = None, FIRST_REST
        except Conflict as conflict:
            await self._wait(_explained(conflict), CONFLICT_REST)
        except (InvalidToken, EndPointNotFound):
            await self._wait("the token is not valid any more: set TELEGRAM_BOT_TOKEN to the one of @BotFather", 60.0)
        except RetryAfter as flood:
            await self._pause(seconds(flood))
        except TelegramError as error:
            await self._wait(f"Telegram can't be reached ({type(error).__name__})", self._rest, quiet=True)
        except Exception as error:
            log.exception("what came from Telegram could not be stored; it is asked for again")
            await self._wait(f"what comes in can't be stored ({type(error).__name__})", self._rest)

    async def _next(self) -> list[Raw]:
        wait = self._long_poll if self.trouble is None else SHORT_POLL
        asked: Raw = {"limit": BATCH, "timeout": wait, "allowed_updates": KINDS}
        if self._confirm is not None:
            asked["offset"] = self._confirm
        poll = asyncio.ensure_future(self._bot.updates(asked, self._long_poll + 10))
        stopping = asyncio.ensure_future(self._stopping.wait())
        try:
            await asyncio.wait({poll, stopping}, return_when=asyncio.FIRST_COMPLETED)
            found = poll.result() if poll.done() else []
        finally:
            stopping.cancel()
            poll.cancel()
        if poll.done() and not poll.cancelled():
            self._confirm = None
        return [each for each in found if isinstance(each.get("update_id"), int)]

    async def _batch(self, updates: list[Raw]) -> None:
        """Side by side; the place moves when all are done. One that was read before is known by its number."""
        if not updates:
            return
        last = self._place or 0
        fresh = [each for each in updates if not last - BATCH <= each["update_id"] < last]
        await asyncio.gather(*(self._one(each) for each in fresh))
        self._confirm = max(each["update_id"] for each in updates) + 1
        if fresh:
            await self._move(self._confirm)

    async def _one(self, raw: Raw) -> None:
        update = readable(raw, self._bot)
        if update is not None:
            await self._hear(update)

    async def _stored(self) -> int:
        read = self._database.read(lambda unit: cursors.place(unit, self._name))
        return await asyncio.wrap_future(read) or 0

    async def _move(self, to: int) -> None:
        await asyncio.wrap_future(self._database.write(lambda unit: cursors.move(unit, self._name, to)))
        self._place = to

    async def _wait(self, trouble: str, seconds: float, *, quiet: bool = False) -> None:
        """Said once in the log, and on /readyz while it lasts."""
        if self.trouble != trouble:
            log.log(logging.WARNING if quiet else logging.ERROR, "telegram: %s", trouble)
        self.trouble = trouble
        self._rest = min(self._rest * 2, LONGEST_REST)
        await self._pause(seconds)

    async def _pause(self, seconds: float) -> None:
        try:
            await asyncio.wait_for(self._stopping.wait(), seconds)
        except TimeoutError:
            return


def readable(raw: Raw, bot: ExtBot[Any]) -> Update | None:
    """The update; None for one that makes no sense. Kinds and fields that nobody knows yet do no harm."""
    try:
        return Update.de_json(raw, bot)
    except Exception as error:
        log.warning("update %s makes no sense: %s", raw.get("update_id"), type(error).__name__)
        return None


def _explained(conflict: Conflict) -> str:
    if "webhook" in conflict.message.casefold():
        return (
            "somebody set a webhook for this bot, so it can't be polled: unset it, or set TELEGRAM_WEBHOOK_URL here"
        )
    return "another program reads this bot's updates with the same token: stop it, or give this one its own bot"
