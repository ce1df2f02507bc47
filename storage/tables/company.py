"""The company, its units and people (domain.md 2, 10; defaults.md "One company, its people")."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from scoring.terms import Function, Language, Role, UnitKind
from storage.columns import big, choice, document, exact, instant, key, link
from storage.tables.base import Row


class Company(Row, table=True):
    """The one row of company-wide settings, id 1."""

    id: int = key()
    names: dict[str, str] = document()
    language: Language = choice(Language, default=Language.EN)
    timezone: str = "UTC"
    base_currency: str = "CNY"
    fiscal_year_start: int = 1
    head_of_sales_id: int | None = link("member.id", default=None)
    sees_outlooks: bool = True


class OrgUnit(Row, table=True):
    """A region or department. `queue_id` is the conversation where a department's requests stand."""

    __tablename__ = "org_unit"

    id: int = key()
    code: str = ""
    kind: UnitKind = choice(UnitKind)
    function: Function | None = choice(Function, default=None)
    names: dict[str, str] = document()
    parent_id: int | None = link("org_unit.id", default=None)
    manager_id: int | None = link("member.id", default=None)
    lead_id: int | None = link("member.id", default=None)
    on_duty_id: int | None = link("member.id", default=None)
    queue_id: int | None = link("conversation.id", default=None)

    __table_args__ = (UniqueConstraint("code"),)


class Calendar(Row, table=True):
    """A department's working calendar from a day on; `body` is `scoring.worktime` as JSON. Never edited."""

    id: int = key()
    unit_id: int = link("org_unit.id")
    from_day: date
    body: dict[str, object] = document()

    __table_args__ = (UniqueConstraint("unit_id", "from_day"),)


class Member(Row, table=True):
    """A person. `names` by script: {"en": "Lin Yue", "zh_Hans": "林悦"}; quiet hours as minutes of the day.

    `prefers` is the platform on which they want to be reached, None where they last spoke.
    """

    id: int = key()
    handle: str = ""
    names: dict[str, str] = document()
    role: Role = choice(Role, default=Role.MEMBER)
    language: Language = choice(Language, default=Language.EN)
    timezone: str = "UTC"
    quiet_from: int | None = None
    quiet_to: int | None = None
    unit_id: int | None = link("org_unit.id", default=None, index=True)
    assistant_id: int | None = link("member.id", default=None)
    prefers: str | None = None
    email: str | None = None
    active: bool = True

    __table_args__ = (UniqueConstraint("handle"),)


class Identity(Row, table=True):
    """A person's account on a chat platform."""

    id: int = key()
    member_id: int = link("member.id", index=True)
    platform: str
    workspace: str
    user_id: str
    live: bool = True

    __table_args__ = (UniqueConstraint("platform", "workspace", "user_id"),)


class LinkCode(Row, table=True):
    """A one-time code by which a person's second account becomes known; only its digest is kept.

    Made by a member for an account elsewhere (`member_id`), or by somebody unknown (`platform`, `workspace`,
    `user_id`) for the member they are; `name` is what the platform calls them, `conversation` where it lets us write
    to them.
    """

    __tablename__ = "link_code"

    id: int = key()
    digest: str
    member_id: int | None = link("member.id", default=None)
    platform: str
    workspace: str
    user_id: str
    name: str = ""
    conversation: str | None = None
    expires_at: datetime = instant()
    used_at: datetime | None = instant(default=None)

    __table_args__ = (
        UniqueConstraint("digest"),
        Index("ix_link_code_who", "platform", "workspace", "user_id", "expires_at"),
    )


class LinkTry(Row, table=True):
    """A wrong code, counted so that codes can't be guessed."""

    __tablename__ = "link_try"

    id: int = key()
    platform: str
    workspace: str
    user_id: str
    at: datetime = instant()

    __table_args__ = (Index("ix_link_try_who", "platform", "workspace", "user_id", "at"),)


class Doorway(Row, table=True):
    """How our bot is found on a platform, so that people elsewhere can be told; `address` is a link that a code is
    put behind, None where the platform has none."""

    platform: str = Field(primary_key=True)
    workspace: str = Field(primary_key=True)
    name: str
    address: str | None = None


class Conversation(Row, table=True):
    """A place on a platform where messages stand: a channel, or one person's direct messages.

    `account_id` binds a channel to an account, `unit_id` to a department, `member_id` a direct one to its person.
    `shut`: its person lets nothing in just now, what is for them waits; `gone`: it is no more. `known_at` is when its
    people were last read from the platform.
    """

    id: int = key()
    platform: str
    workspace: str
    external_id: str
    name: str
    direct: bool = False
    account_id: int | None = link("account.id", default=None, index=True)
    unit_id: int | None = link("org_unit.id", default=None)
    member_id: int | None = link("member.id", default=None, index=True)
    language: Language | None = choice(Language, default=None)
    outsiders: bool = False
    shut: bool = False
    gone: bool = False
    known_at: datetime | None = instant(default=None)

    __table_args__ = (UniqueConstraint("platform", "workspace", "external_id"),)


class Participant(Row, table=True):
    """Who is in a channel."""

    conversation_id: int = link("conversation.id", primary_key=True)
    member_id: int = link("member.id", primary_key=True, index=True)


class Absence(Row, table=True):
    """Away from `from_at` until `until_at` (exclusive); `last_day` is the last day away as it was said."""

    id: int = key()
    member_id: int = link("member.id", index=True)
    deputy_id: int | None = link("member.id", default=None)
    from_at: datetime = instant()
    until_at: datetime = instant()
    last_day: date
    set_by: int = link("member.id")
    ended_at: datetime | None = instant(default=None)


class Rate(Row, table=True):
    """One unit of `currency` in the company's base currency, for a month "2026-11"."""

    currency: str = Field(primary_key=True)
    month: str = Field(primary_key=True)
    rate: Decimal = exact()


class Counter(Row, table=True):
    """The last number given, by letter: events and requests count up per company."""

    kind: str = Field(primary_key=True)
    last: int = big(default=0)
