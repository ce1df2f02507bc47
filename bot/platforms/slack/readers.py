"""Who reads an answer: in person their language and zone, in a channel the channel's."""

from __future__ import annotations

from collections import OrderedDict
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.gateway import Incoming
from bot.readers import channel, person
from bot.words.reader import Language, Reader
from storage.database import Unit
from storage.find import company, conversations

REMEMBERED = 5_000


class Readers:
    """Remembers how people were read to last, for what is said while the database does not answer."""

    def __init__(self) -> None:
        self._last: OrderedDict[tuple[str, str], Reader] = OrderedDict()

    def reader(self, unit: Unit, incoming: Incoming, private: bool, now: datetime) -> Reader:
        """Its person where only they read it, or where nobody else does."""
        personal = self._person(unit, incoming, now)
        if private or incoming.direct or incoming.conversation is None:
            return personal
        place = conversations.behind(unit, incoming.platform, incoming.workspace, incoming.conversation)
        return channel(unit, place, now)

    def guess(self, team: str, user: str, now: datetime) -> Reader:
        last = self._last.get((team, user))
        return Reader(last.language, last.zone, now) if last else Reader(Language.EN, ZoneInfo("UTC"), now)

    def _person(self, unit: Unit, incoming: Incoming, now: datetime) -> Reader:
        who = company.member_behind(unit, incoming.platform, incoming.workspace, incoming.user_id)
        reader = person(who or company.the_company(unit), now)
        if who is not None:
            self._remember((incoming.workspace, incoming.user_id), reader)
        return reader

    def _remember(self, whose: tuple[str, str], reader: Reader) -> None:
        self._last[whose] = reader
        self._last.move_to_end(whose)
        if len(self._last) > REMEMBERED:
            self._last.popitem(last=False)
