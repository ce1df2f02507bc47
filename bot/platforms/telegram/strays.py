"""What goes past the gateway: who has no face, what has no words, what was forwarded."""

from __future__ import annotations

import asyncio

from bot.platforms import presses
from bot.platforms.telegram import draw
from bot.platforms.telegram.groups import PLATFORM
from bot.platforms.telegram.incoming import Heard, Me, Spot
from bot.platforms.telegram.known import shared
from bot.platforms.telegram.limits import DATA
from bot.platforms.telegram.talk import Talk
from bot.runtime import Runtime
from bot.words.reader import Reader
from handlers.reply import PARTS, Line, Part, Reply
from handlers.values import t
from storage import inbox, outbox
from storage.database import Unit
from storage.find import company, conversations
from storage.tables.company import Conversation, Member
from storage.tables.messages import Inbox


class Strays:
    def __init__(self, runtime: Runtime, me: Me, talk: Talk) -> None:
        self._runtime, self._me, self._talk = runtime, me, talk

    async def faceless(self, spot: Spot) -> None:
        """An anonymous administrator or a channel: nobody knows who it is. Told once in each group, then ignored."""
        reply, now = Reply(parts=(Line(text=t("telegram.faceless")),), refused=True), self._runtime.clock.now()

        def first(unit: Unit) -> Reader | None:
            row = Inbox(delivery=self._key(spot, "faceless"), at=now, answer=reply.model_dump(mode="json"))
            place = conversations.behind(unit, PLATFORM, self._me.workspace, spot.place)
            return shared(company.find_company(unit), place, now) if inbox.claim(unit, row) is None else None

        reader = await asyncio.wrap_future(self._runtime.database.write(first))
        if reader is not None:
            await self._talk.send(spot, draw.message(reply.parts, reader))

    async def only_words(self, spot: Spot, reader: Reader) -> None:
        await self._talk.send(spot, draw.message([Line(text=t("telegram.only_words"))], reader))

    async def offered(self, key: str, parts: tuple[Part, ...], said: Heard, who: Member) -> None:
        """A forwarded message, offered once; `key` is the same for what belongs together."""
        reply, now = Reply(parts=parts), self._runtime.clock.now()

        def offer(unit: Unit) -> None:
            place = self._private(unit, said, who)
            row = Inbox(delivery=self._key(said.spot, key), at=now, answer=reply.model_dump(mode="json"))
            row.member_id, row.conversation_id = who.id, place.id
            if inbox.claim(unit, row) is None:
                presses.keep(unit, parts, DATA)
                dumped = PARTS.dump_python(parts, mode="json")
                outbox.queue(unit, place.id, parts=dumped, now=now, due_at=now, rings=False)

        await asyncio.wrap_future(self._runtime.database.write(offer))
        self._runtime.gateway.committed()

    def _private(self, unit: Unit, said: Heard, who: Member) -> Conversation:
        found = conversations.behind(unit, PLATFORM, self._me.workspace, said.spot.place)
        return found or conversations.add(
            unit,
            Conversation(
                platform=PLATFORM,
                workspace=self._me.workspace,
                external_id=said.spot.place,
                name=said.spot.name,
                direct=True,
                member_id=who.id,
            ),
        )

    def _key(self, spot: Spot, what: str) -> str:
        return f"{PLATFORM}:{self._me.workspace}:{spot.place}:{what}"
