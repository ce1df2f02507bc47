"""Huaxing Rail of voice.md 2.1, made by hand: its plan, its facts up to Wednesday 25 November 2026, 10:14."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

from bot.words.reader import Reader
from bot.words.say import text_of
from handlers.context import Context
from handlers.reply import Reply
from scoring.policy import EVENT_KINDS
from scoring.terms import Language, Role, Stage, TriangleRole, UnitKind
from storage import facts, rows, scores
from storage.database import Database, Unit
from storage.find import company as people
from storage.find import plans
from storage.find.templates import template
from storage.quarters import quarter_of
from storage.tables.accounts import Account, Seat
from storage.tables.company import Company, Member, OrgUnit
from storage.tables.events import Fact

SHANGHAI = ZoneInfo("Asia/Shanghai")
TODAY = date(2026, 11, 25)
NOW = datetime(2026, 11, 25, 10, 14, tzinfo=SHANGHAI)
WEEK_AGO = date(2026, 11, 18)
MILLION = 100_000_000
NAMES = {
    "lin": {"en": "Lin Yue", "zh_Hans": "林悦", "zh_Hant": "林悅"},
    "chen": {"en": "Chen Bo", "zh_Hans": "陈博", "zh_Hant": "陳博"},
    "wu": {"en": "Wu Min", "zh_Hans": "吴敏", "zh_Hant": "吳敏"},
    "song": {"en": "Song Jia", "zh_Hans": "宋佳", "zh_Hant": "宋佳"},
    "gao": {"en": "Gao Mei", "zh_Hans": "高梅", "zh_Hant": "高梅"},
}
SEATS = {TriangleRole.AR: "lin", TriangleRole.SR: "chen", TriangleRole.FR: "wu"}


@dataclass
class Office:
    """The company in one database; `at` is when the next thing happens."""

    database: Database
    members: dict[str, Member] = field(default_factory=dict)
    at: datetime = datetime(2026, 10, 9, 9, tzinfo=SHANGHAI)
    numbers: Any = field(default_factory=lambda: count(1))

    def write(self, work: Any) -> Any:
        return self.database.write(work).result()

    def found(self) -> Office:
        def work(unit: Unit) -> None:
            rows.add(unit, Company(id=1, names={"en": "Qiming Systems"}, timezone="Asia/Shanghai"))
            for handle, names in NAMES.items():
                role = Role.MANAGER if handle == "gao" else Role.MEMBER
                member = Member(handle=handle, names=names, role=role, timezone="Asia/Shanghai")
                self.members[handle] = rows.add(unit, member)
            north = OrgUnit(code="north", kind=UnitKind.REGION, names={"en": "North"}, manager_id=self.id("gao"))
            rows.add(unit, north)

        self.write(work)
        return self

    def id(self, handle: str) -> int:
        return self.members[handle].id

    def bare(self, names: dict[str, str], stage: Stage) -> Account:
        """An account without team and plan."""

        def work(unit: Unit) -> Account:
            return rows.add(unit, Account(names=names, stage=stage, region_id=1, opened_on=date(2026, 1, 5)))

        return self.write(work)  # type: ignore[no-any-return]

    def account(
        self, names: dict[str, str], stage: Stage = Stage.GROWTH, seats: dict[Any, str] | None = None
    ) -> Account:
        """An account with its stage's plan for the whole quarter, signed."""

        def work(unit: Unit) -> Account:
            account = Account(names=names, stage=stage, region_id=1, opened_on=date(2026, 1, 5))
            rows.add(unit, account)
            for role, who in (seats or {}).items():
                seat = Seat(account_id=account.id, member_id=self.id(who), role=role, from_day=date(2026, 1, 5))
                rows.add(unit, seat)
            quarter = quarter_of(TODAY)
            draft = template(stage, quarter)
            plans.store_plan(unit, account.id, quarter, [draft], self.at, self.today, signed_at=self.at)
            return account

        return self.write(work)  # type: ignore[no-any-return]

    @property
    def today(self) -> date:
        return self.at.astimezone(SHANGHAI).date()

    def happens(
        self,
        account: Account,
        kind: str,
        *,
        on: date | None = None,
        minor: int | None = None,
        value: str | None = None,
        who: tuple[str, ...] = (),
        number: int | None = None,
        pending: bool = False,
    ) -> int:
        """An event, logged and (where it needs it) confirmed; its number."""
        id = number or next(self.numbers)
        carries = EVENT_KINDS[kind].carries_points
        body: dict[str, Any] = {
            "number": id,
            "event_kind": kind,
            "on_day": (on or self.today).isoformat(),
            "logged_by": self.id("lin"),
            "minor": minor,
            "currency": "CNY" if minor else None,
            "base_minor": minor,
            "value": value,
            "line": None,
            "note": None,
            "evidence": None,
            "details": {},
            "points": 400 if carries else 0,
            "roles": ["AR", "SR", "FR"],
            "pending": carries,
            "source": None,
            "parts": [[self.id(each), role] for role, each in SEATS.items() if each in who],
        }
        self.posts("event.logged", id, account, body)
        if carries and not pending:
            self.posts("event.confirmed", id, account, {})
        return id

    def void(self, account: Account, id: int) -> None:
        self.posts("event.voided", id, account, {"why": "not so"})

    def rescore(self, account: Account, day: date) -> Any:
        return self.write(lambda unit: scores.rescore(unit, account.id, day))

    def posts(self, kind: str, id: int, account: Account, body: dict[str, Any]) -> None:
        fact = Fact(
            kind=kind,
            subject="event",
            subject_id=id,
            account_id=account.id,
            by_id=self.id("chen"),
            at=self.at.astimezone(UTC),
            body=body,
        )
        self.write(lambda unit: facts.append(unit, fact, self.today))

    def asks(self, handle: str, use_case: Any, now: datetime = NOW) -> Reply:
        """What a use-case answers to somebody in person."""

        def work(unit: Unit) -> Reply:
            who = people.the_member(unit, self.id(handle))
            ctx = Context(unit, people.the_company(unit), who, now.astimezone(UTC))
            return use_case(ctx)  # type: ignore[no-any-return]

        return self.database.read(work).result()


def huaxing(database: Database) -> tuple[Office, Account]:
    """The whole story; the orders before #118 come to 10 M, the collections before #107 to 9.12 M."""
    office = Office(database).found()
    account = office.account({"en": "Huaxing Rail", "zh_Hans": "华星轨道", "zh_Hant": "華星軌道"}, seats=SEATS)
    _until_last_week(office, account)
    office.write(lambda unit: scores.rescore(unit, account.id, WEEK_AGO))
    _this_week(office, account)
    return office, account


def _until_last_week(office: Office, account: Account) -> None:
    office.happens(account, "order", minor=10 * MILLION)
    office.happens(account, "collection", minor=912 * MILLION // 100)
    office.happens(account, "headcount_cost", minor=268 * MILLION // 100)
    for kind, value in (("satisfaction", "82"), ("margin", "27.08"), ("dso", "82")):
        office.happens(account, kind, value=value)
    checklist = {"exec_meeting": 2, "technical_exchange": 3, "site_visit": 1, "summit": 1, "workshop": 1}
    for kind, times in (checklist | {"enablement": 3}).items():
        for _ in range(times):
            office.happens(account, kind, who=("wu",))
    office.at = datetime(2026, 11, 18, 17, tzinfo=SHANGHAI)


def _this_week(office: Office, account: Account) -> None:
    told: list[tuple[int, str, dict[str, Any]]] = [
        (104, "hq_visit", {"who": ("lin", "chen")}),
        (107, "collection", {"minor": 75 * MILLION // 100}),
        (109, "dso", {"value": "86"}),
        (112, "exec_meeting", {"who": ("lin",)}),
        (118, "order", {"minor": 25 * MILLION // 10, "who": ("lin", "chen")}),
    ]
    for day, (number, kind, more) in enumerate(told, start=1):
        office.at = datetime(2026, 11, 18, 10, 14, tzinfo=SHANGHAI) + timedelta(days=day)
        if number == 118:
            office.at = NOW - timedelta(minutes=1)
        office.happens(account, kind, number=number, **more)


def said(reply: Reply, language: Language = Language.EN, now: datetime = NOW) -> str:
    return text_of(reply.parts, Reader(language, SHANGHAI, now))


def pressed(reply: Reply) -> list[str]:
    """The commands behind the buttons."""
    return [button.command for part in reply.parts if part.tag == "buttons" for button in (*part.shown, *part.more)]
