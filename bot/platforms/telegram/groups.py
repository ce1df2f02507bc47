"""Groups: who is in one, and whether the bot knows them all; that it came, went, moved (domain.md 10; 18.3-18.7).

Telegram lists no members. It says how many there are, who administrates, and of anybody asked for whether they are
there: those whom the bot knows are counted, and where somebody is left over, or Telegram does not say, outsiders are.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from telegram import ChatMember, ChatMemberRestricted
from telegram.error import TelegramError
from telegram.ext import ExtBot

from bot.clock import Clock
from bot.platforms.telegram.incoming import Me, Spot
from handlers.gone import gone
from handlers.voice import by_itself
from storage import outbox
from storage.database import Database, Unit
from storage.find import chats, company, conversations, identities
from storage.tables.company import Conversation

log = logging.getLogger("triangle.telegram")

PLATFORM = "telegram"
KNOWN_FOR, DOUBTED_FOR = timedelta(hours=1), timedelta(minutes=1)
"""How long what Telegram said of a group holds; where somebody was unknown it is asked again sooner."""
MOST_ASKED = 200
AT_ONCE = 8
PATIENCE = 5.0
INSIDE = frozenset({ChatMember.OWNER, ChatMember.ADMINISTRATOR, ChatMember.MEMBER})


@dataclass
class Crowd:
    """What Telegram says of a group: how many people, and which of those whom the bot knows."""

    people: int
    known: set[int] = field(default_factory=set)

    @property
    def outsiders(self) -> bool:
        return len(self.known) < self.people


class Groups:
    def __init__(self, bot: ExtBot[Any], me: Me, database: Database, clock: Clock) -> None:
        self._bot, self._me, self._database, self._clock = bot, me, database, clock

    async def outsiders(self, spot: Spot, place: Conversation | None, speaker: int | None) -> bool:
        """Whether people from outside are there, looked up where it is not known; in doubt they are.

        `speaker` is the Telegram id of a member who speaks there: their group gets its row, if it has none yet.
        """
        if place is not None and self._holds(place):
            return place.outsiders
        return await self.refresh(spot, speaker)

    async def refresh(self, spot: Spot, speaker: int | None = None) -> bool:
        """Ask Telegram now, and keep what it says."""
        by_user, asked_first = await self._read(spot, speaker)
        try:
            crowd = await asyncio.wait_for(self._crowd(spot.chat, by_user, asked_first), PATIENCE)
        except (TelegramError, TimeoutError) as error:
            log.info("telegram: who is in a group is not known (%s)", type(error).__name__)
            crowd = None
        await self._keep(spot, by_user, asked_first, crowd, make=speaker is not None)
        return crowd is None or crowd.outsiders

    async def gone(self, chat: int) -> None:
        """The bot was put out of a group, or the group is no more."""

        why, now = "telegram: the bot is not in the group any more", self._clock.now()
        await self._each(chat, lambda unit, there: gone(there, why, by_itself(unit, now)))

    async def came_back(self, chat: int) -> None:
        await self._each(chat, lambda unit, there: outbox.conversation_open(unit, there.id))

    async def moved(self, old: int, new: int) -> None:
        """A group became a supergroup; said twice, in any order: the second time nothing is left to move."""
        await self._each(
            old, lambda unit, there: chats.moved(unit, there, f"{new}{there.external_id.removeprefix(str(old))}")
        )

    async def renamed(self, chat: int, name: str) -> None:
        def rename(unit: Unit, there: Conversation) -> None:
            if there.external_id == str(chat):
                company.bind_conversation(unit, there.id, name=name)

        await self._each(chat, rename)

    def _holds(self, place: Conversation) -> bool:
        if place.known_at is None:
            return False
        age = self._clock.real() - place.known_at
        return timedelta() <= age < (DOUBTED_FOR if place.outsiders else KNOWN_FOR)

    async def _read(self, spot: Spot, speaker: int | None) -> tuple[dict[str, int], set[str]]:
        """The members with an account here, and whom to ask for first: who was there before, and who speaks."""

        def read(unit: Unit) -> tuple[dict[str, int], set[str]]:
            by_user = identities.active_members(unit, PLATFORM, self._me.workspace)
            inside = chats.people_in(unit, [each.id for each in self._of_chat(unit, spot.chat)])
            first = {user for user, member in by_user.items() if member in inside}
            return by_user, first | ({str(speaker)} & by_user.keys())

        return await asyncio.wrap_future(self._database.read(read))

    async def _crowd(self, chat: int, by_user: dict[str, int], first: set[str]) -> Crowd:
        """Bots count as members, ours too; another's that does not administrate counts as somebody unknown."""
        count = await self._bot.get_chat_member_count(chat)
        admins = [each.user for each in await self._bot.get_chat_administrators(chat)]
        bots = {user.id for user in admins if user.is_bot} | {self._me.id}
        crowd = Crowd(count - len(bots), {by_user[str(user.id)] for user in admins if str(user.id) in by_user})
        asked = {str(user.id) for user in admins}
        crowd.known |= {by_user[user] for user in await self._inside(chat, first - asked)}
        if crowd.outsiders:
            others = sorted(by_user.keys() - first - asked)[:MOST_ASKED]
            crowd.known |= {by_user[user] for user in await self._inside(chat, others)}
        return crowd

    async def _inside(self, chat: int, users: Collection[str]) -> list[str]:
        """Those who are there. Of whom Telegram does not say so may have left, and somebody unknown have come."""
        gate = asyncio.Semaphore(AT_ONCE)

        async def ask(user: str) -> bool:
            async with gate:
                try:
                    return is_inside(await self._bot.get_chat_member(chat, int(user)))
                except TelegramError:
                    return False

        found = await asyncio.gather(*map(ask, users))
        return [user for user, inside in zip(users, found, strict=True) if inside]

    async def _keep(
        self, spot: Spot, by_user: dict[str, int], seen: set[str], crowd: Crowd | None, *, make: bool
    ) -> None:
        at = None if crowd is None else self._clock.real()
        inside = {by_user[user] for user in seen} if crowd is None else crowd.known
        outsiders = crowd is None or crowd.outsiders

        def keep(unit: Unit) -> None:
            if make and conversations.behind(unit, PLATFORM, self._me.workspace, spot.place) is None:
                conversations.add(unit, self._new(spot))
            for each in self._of_chat(unit, spot.chat):
                name = spot.name if each.external_id == spot.place else ""
                chats.know(unit, each.id, inside, outsiders=outsiders, at=at, name=name)

        await asyncio.wrap_future(self._database.write(keep))

    def _new(self, spot: Spot) -> Conversation:
        return Conversation(
            platform=PLATFORM,
            workspace=self._me.workspace,
            external_id=spot.place,
            name=spot.name,
            direct=False,
            outsiders=True,
        )

    def _of_chat(self, unit: Unit, chat: int) -> list[Conversation]:
        return chats.of_chat(unit, PLATFORM, self._me.workspace, str(chat))

    async def _each(self, chat: int, change: Callable[[Unit, Conversation], None]) -> None:
        def work(unit: Unit) -> None:
            for there in self._of_chat(unit, chat):
                change(unit, there)

        await asyncio.wrap_future(self._database.write(work))


def is_inside(member: ChatMember) -> bool:
    """Whether somebody is in the chat; of the bot in a private one, whether it is let in."""
    if isinstance(member, ChatMemberRestricted):
        return member.is_member
    return member.status in INSIDE
