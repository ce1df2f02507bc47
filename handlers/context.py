"""What a use-case is given: who asks, where, when, and the transaction it stands in."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Self
from zoneinfo import ZoneInfo

from handlers.values import Name
from scoring.terms import Language
from storage.database import Unit
from storage.tables.company import Company, Conversation, Member


@dataclass(frozen=True)
class Where:
    """The conversation a command was said in. `account_id` when it is an account's own channel.

    `about` is the subject of the message it was said under or in reply to, ("request", its id); `overheard` is talk
    that nobody addressed to the bot. `platform`, `workspace` and `user_id` are the account that spoke.
    """

    conversation_id: int | None = None
    direct: bool = True
    account_id: int | None = None
    unit_id: int | None = None
    outsiders: bool = False
    language: Language | None = None
    about: tuple[str, int] | None = None
    overheard: bool = False
    platform: str = ""
    workspace: str = ""
    user_id: str = ""

    def at(self, place: Conversation) -> Self:
        """The same person, in a conversation."""
        return replace(
            self,
            conversation_id=place.id,
            direct=place.direct,
            account_id=place.account_id,
            unit_id=place.unit_id,
            outsiders=place.outsiders,
            language=place.language,
        )


@dataclass(frozen=True)
class Context:
    """One command or tick. `unit` is opaque here; `now` is read once per transaction, aware UTC.

    `delivery` is the id under which this was delivered; `again` is true when the person answered "store it anyway",
    `form` when they sent a form, whose preview they saw.
    """

    unit: Unit
    company: Company
    who: Member
    now: datetime
    where: Where = Where()
    delivery: str | None = None
    line: str = ""
    again: bool = False
    form: bool = False

    @property
    def zone(self) -> ZoneInfo:
        """The writer's zone: dates they type are read in it."""
        return ZoneInfo(self.who.timezone)

    @property
    def today(self) -> date:
        """Today for the writer."""
        return self.now.astimezone(self.zone).date()

    @property
    def company_day(self) -> date:
        """Today in the company's zone: days of standings and periods."""
        return self.now.astimezone(ZoneInfo(self.company.timezone)).date()

    def name(self, member: Member) -> Name:
        """A member's name; "you" when it is who asked."""
        return Name(names=member.names, you=member.id == self.who.id)
