"""One update from its arrival to its commit, those of one chat in order."""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import Hashable
from typing import Any

from sqlalchemy.exc import SQLAlchemyError
from telegram import Update
from telegram.ext import ExtBot

from bot.platforms.telegram.chats import Chats
from bot.platforms.telegram.groups import Groups
from bot.platforms.telegram.incoming import Me
from bot.platforms.telegram.lanes import Afterwards, Lanes
from bot.platforms.telegram.messages import Messages
from bot.platforms.telegram.people import People
from bot.platforms.telegram.pressing import Pressing
from bot.platforms.telegram.replying import Replying
from bot.platforms.telegram.stepping import Stepping
from bot.platforms.telegram.strays import Strays
from bot.platforms.telegram.talk import Talk
from bot.runtime import Runtime
from storage.patience import Busy

log = logging.getLogger("triangle.telegram")

REMEMBERED = 4096


class Ear:
    """Updates of different chats are heard side by side. `stopping` is set when the process ends: what fails then
    comes again."""

    def __init__(self, bot: ExtBot[Any], me: Me, runtime: Runtime) -> None:
        self.stopping, self.afterwards = False, Afterwards()
        self._lanes, self._heard = Lanes(), OrderedDict[int, None]()
        self._people = People(runtime.database, me.workspace, runtime.clock)
        talk = Talk(bot, runtime.database)
        groups = Groups(bot, me, runtime.database, runtime.clock)
        stepping = Stepping(talk, me, runtime.database, runtime.clock, self.afterwards)
        replying = Replying(runtime, me, talk, stepping, self.afterwards)
        strays = Strays(runtime, me, talk)
        self._pressing = Pressing(runtime, me, self._people, talk, stepping, replying, groups, self.afterwards)
        self._chats = Chats(runtime, me, self._people, groups, replying)
        self._messages = Messages(runtime, me, self._people, groups, stepping, replying, strays, self.afterwards)

    async def hear(self, update: Update) -> None:
        """Done when what it caused is committed. Raises where the database does not take it: it is to come again.

        What else breaks is ours to mend, and must not stop what comes behind it.
        """
        async with self._lanes.turn(_lane(update)):
            if update.update_id in self._heard:
                return
            try:
                await self._one(update)
            except (SQLAlchemyError, Busy):
                raise
            except Exception:
                if self.stopping:
                    raise
                log.exception("update %d can't be handled, ours to mend", update.update_id)
            self._remember(update.update_id)

    async def _one(self, update: Update) -> None:
        if update.callback_query is not None:
            await self._pressing.press(update.callback_query)
        elif update.my_chat_member is not None:
            await self._chats.came_or_went(update.my_chat_member, update.update_id)
        elif update.chat_member is not None:
            await self._chats.others(update.chat_member)
        elif update.message is not None:
            if not await self._chats.service(update.message):
                await self._messages.new(update.message, update.update_id)
        elif update.edited_message is not None:
            await self._messages.edited(update.edited_message, update.update_id)

    def _remember(self, number: int) -> None:
        self._heard[number] = None
        while len(self._heard) > REMEMBERED:
            self._heard.popitem(last=False)


def _lane(update: Update) -> Hashable:
    chat = update.effective_chat
    return chat.id if chat is not None else ("update", update.update_id)
