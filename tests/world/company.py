"""The company, built row by row, and the machine it runs on: the real gateway, ticks and sender."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import UTC, date, datetime
from itertools import count
from types import TracebackType
from typing import Any, cast
from zoneinfo import ZoneInfo

from bot.clock import ManualClock
from bot.gateway import Gateway
from bot.scheduler import Ticker
from bot.sender import Sender
from bot.words.reader import Reader
from bot.words.say import text_of
from handlers.due import begin_standing
from handlers.reply import Reply
from handlers.voice import by_itself
from scoring.terms import Function, Language, Role, Stage, TriangleRole, UnitKind
from scoring.worktime import WorkCalendar
from storage import outbox, rows, scores, timers
from storage.database import Database, Unit
from storage.find import company, plans
from storage.tables.accounts import Account, Alias, Seat
from storage.tables.company import Calendar, Company, Conversation, Identity, Member, OrgUnit, Participant
from tests.databases import a_database
from tests.world.clean import untidy
from tests.world.clocks import ZONE, after_working, instant, office_hours, span
from tests.world.listening import RecordingPort
from tests.world.logs import Logs
from tests.world.people import OTHER, Answer, Channel, Person

BEGINNING = datetime(2026, 11, 23, 1, tzinfo=UTC)
QUARTER = date(2026, 10, 1)
CAST = {
    "ada": Role.ADMIN,
    "mia": Role.MANAGER,
    "ann": Role.MEMBER,
    "bo": Role.MEMBER,
    "cy": Role.MEMBER,
    "sue": Role.EXECUTIVE,
    "hal": Role.EXECUTIVE,
    "lee": Role.DEPARTMENT_LEAD,
    "ray": Role.MEMBER,
    "zoe": Role.MEMBER,
}


class World:
    """A running company. People are attributes: `world.ann`."""

    def __init__(self, kind: str = "sqlite") -> None:
        self._open = ExitStack()
        self.database: Database = self._open.enter_context(a_database(kind))
        self.logs = self._open.enter_context(Logs())
        self.clock = ManualClock(BEGINNING)
        self.port = RecordingPort(self._reader_in)
        self.sender = Sender(self.database, self.clock, {"test": self.port, OTHER: self.port})
        self._open.callback(self.sender.close)
        self.gateway = Gateway(self.database, self.clock)
        self.ticker = Ticker(self.database, self.clock, self.sender)
        self.known: dict[tuple[str, str], int] = {}
        self.answers: list[Answer] = []
        self._deliveries = count(1)
        self._people: dict[str, Person] = {}
        self._closed = False
        _worlds.append(self)
        self.write(self._found)

    # Building.

    def with_person(self, handle: str, role: Role = Role.MEMBER, unit: str | None = None, **more: Any) -> World:
        """Somebody else, or somebody of the cast with other traits (language=Language.ZH_HANS, timezone=…)."""

        def add(db: Unit) -> None:
            unit_id = self._unit(db, unit).id if unit else None
            self._join(db, handle, role, unit_id=unit_id, **more)

        self.write(add)
        return self

    def with_account(
        self,
        name: str = "ACME",
        *,
        ar: str | None = "ann",
        sr: str | None = "bo",
        fr: str | None = None,
        stage: Stage | str = Stage.GROWTH,
        sponsor: str | None = None,
        region: str = "North",
        plan: bool = True,
        channel: bool = True,
        target: int | None = None,
        since: date = QUARTER,
        **more: Any,
    ) -> World:
        """An account with its team, its channel (`#acct-acme`) and a plan from its stage's template."""

        def add(db: Unit) -> None:
            account = rows.add(
                db,
                Account(
                    names={"en": name},
                    stage=Stage(stage),
                    region_id=self._unit(db, region).id,
                    sponsor_id=self.person(sponsor).id if sponsor else None,
                    opened_on=since,
                    **more,
                ),
            )
            rows.add(db, Alias(account_id=account.id, text=name, folded=_folded(name)))
            team = {TriangleRole.AR: ar, TriangleRole.SR: sr, TriangleRole.FR: fr}
            for role, who in team.items():
                if who is not None:
                    seat = Seat(account_id=account.id, member_id=self.person(who).id, role=role, from_day=since)
                    rows.add(db, seat)
            if channel:
                self._channel(db, f"#acct-{_folded(name)}", [who for who in team.values() if who], account=account.id)
            if plan:
                plans.open_plan_from_template(db, account, since, target)
                scores.rescore(db, account.id, self.today)

        self.write(add)
        return self

    def with_department(
        self,
        name: str = "R&D",
        *,
        lead: str | None = "lee",
        people: tuple[str, ...] = ("ray",),
        on_duty: str | None = None,
        owner: str | None = None,
        function: Function = Function.RD,
        queue: bool = True,
        calendar: WorkCalendar | None = None,
    ) -> World:
        """A department with its people, working hours and queue (`#rd-queue`). `owner` is somebody of it."""
        inside = tuple(dict.fromkeys(who for who in (lead, *people, on_duty, owner) if who))

        def add(db: Unit) -> None:
            made = self._add_unit(db, name, UnitKind.DEPARTMENT, function=function)
            changes: dict[str, Any] = {"lead_id": self.person(lead).id if lead else None}
            changes["on_duty_id"] = self.person(on_duty).id if on_duty else None
            if queue:
                changes["queue_id"] = self._channel(db, f"#{made.code}-queue", list(inside), unit=made.id)
            rows.change(db, OrgUnit, made.id, **changes)
            for who in inside:
                rows.change(db, Member, self.person(who).id, unit_id=made.id)
            body = cast(dict[str, object], (calendar or office_hours()).to_json())
            rows.add(db, Calendar(unit_id=made.id, from_day=date(2026, 1, 1), body=body))

        self.write(add)
        return self

    def with_channel(self, name: str, *people: str, outsiders: bool = False, account: str | None = None) -> World:
        def add(db: Unit) -> None:
            bound = self._account(db, account).id if account else None
            self._channel(db, name, list(people), account=bound, outsiders=outsiders)

        self.write(add)
        return self

    def with_second_platform(self, *handles: str) -> World:
        """They are known on another platform too: `world.ann.elsewhere`."""

        def add(db: Unit) -> None:
            for handle in handles:
                who = self.person(handle)
                rows.add(db, Identity(member_id=who.id, platform=OTHER, workspace="", user_id=handle))
                direct = Conversation(platform=OTHER, workspace="", external_id=handle, name=handle, direct=True)
                direct.member_id = who.id
                rows.add(db, direct)

        self.write(add)
        return self

    # People and places.

    def __getattr__(self, handle: str) -> Person:
        people = self.__dict__.get("_people", {})
        if handle in people:
            return people[handle]  # type: ignore[no-any-return]
        raise AttributeError(handle)

    def person(self, handle: str) -> Person:
        return self._people[handle]

    @property
    def stranger(self) -> Person:
        """Somebody whom the bot does not know."""
        return Person(self, 0, "stranger", 0)

    def somebody(self, user_id: str, platform: str = OTHER) -> Person:
        """An account on a platform that is nobody's yet."""
        return Person(self, 0, user_id, 0, platform)

    def channel(self, name: str) -> Channel:
        """An account's channel by the account, a department's queue by the department, any by its own name."""
        names = {name, f"#acct-{_folded(name)}", f"#{_folded(name)}-queue"}

        def find(db: Unit) -> Conversation:
            table = rows.table(Conversation)
            found = rows.many(db, Conversation, table.select().where(table.c.name.in_(names)))
            assert found, f"no channel {name}"
            return found[0]

        there = self.read(find)
        return Channel(self, there.id, there.external_id)

    def a_new_channel(self, name: str) -> Channel:
        """One that the bot has not seen yet."""
        return Channel(self, 0, name)

    # Time.

    @property
    def now(self) -> datetime:
        return self.clock.now()

    @property
    def today(self) -> date:
        return self.now.astimezone(ZoneInfo(ZONE)).date()

    def at(self, text: str) -> World:
        """Go on to "mon 09:00" (the next one), "09:00" or "2026-11-30 09:00", company time."""
        return self.until(instant(text, self.now, ZoneInfo(ZONE)))

    def passes(self, text: str, working: bool = False) -> World:
        """Let "8h", "90m" or "2d" pass, of working time or of the clock."""
        return self.until(after_working(text, self.now) if working else self.now + span(text))

    def until(self, to: datetime) -> World:
        """Go on to an instant, by way of every instant at which something is due."""
        self.settles()
        while (due := self._next_due()) is not None and due <= to:
            self.clock.set(max(due, self.now))
            self.settles()
        self.clock.set(max(to, self.now))
        self.settles()
        return self

    def sleeps(self, text: str) -> World:
        """The machine is down for so long: time passes, nothing runs."""
        self.clock.set(self.now + span(text))
        return self

    def settles(self) -> World:
        """One tick: what is due runs, what is queued is delivered."""
        self.ticker.tick()
        self.sender.drain()
        return self

    def restarts(self) -> World:
        """The process ends and starts again: what was only in memory is gone."""
        self.gateway = self.another_gateway()
        return self

    def another_gateway(self) -> Gateway:
        """Another process on the same database."""
        return Gateway(self.database, self.clock)

    # The database, for tests of storage and for what no command says.

    def write(self, work: Any) -> Any:
        return self.database.write(work).result()

    def read(self, work: Any) -> Any:
        return self.database.read(work).result()

    def in_english(self, reply: Reply) -> str:
        return text_of(reply.parts, Reader(Language.EN, ZoneInfo(ZONE), self.now))

    def next_delivery(self) -> str:
        return f"d{next(self._deliveries)}"

    def reader_of(self, member_id: int) -> Reader:
        def find(db: Unit) -> Reader:
            member = company.find_member(db, member_id)
            if member is None:
                return Reader(Language.EN, ZoneInfo(ZONE), self.now)
            return Reader(Language(member.language), ZoneInfo(member.timezone), self.now)

        return self.read(find)  # type: ignore[no-any-return]

    # The end.

    def expects_log(self, words: str) -> World:
        """An error that belongs to the story."""
        self.logs.expected.append(words)
        return self

    def ends_clean(self) -> None:
        """Everything was said and nothing went wrong."""
        self.settles()
        assert (found := untidy(self)) == [], "\n".join(found)

    def close(self) -> None:
        if not self._closed:
            self._closed = True
            self._open.close()

    def __enter__(self) -> World:
        return self

    def __exit__(self, kind: type[BaseException] | None, _error: object, _trace: TracebackType | None) -> None:
        try:
            if kind is None:
                self.ends_clean()
        finally:
            self.close()

    # Rows.

    def _found(self, db: Unit) -> None:
        rows.add(db, Company(id=1, names={"en": "Qiming"}, timezone=ZONE))
        root = self._add_unit(db, "Qiming", UnitKind.COMPANY)
        self._add_unit(db, "North", UnitKind.REGION, parent=root.id)
        for handle, role in CAST.items():
            self._join(db, handle, role)
        rows.change(db, OrgUnit, self._unit(db, "North").id, manager_id=self.person("mia").id)
        rows.change(db, Company, 1, head_of_sales_id=self.person("hal").id)
        begin_standing(by_itself(db, self.now))

    def _join(self, db: Unit, handle: str, role: Role, **more: Any) -> None:
        if handle in self._people:
            rows.change(db, Member, self._people[handle].id, role=role, **more)
            return
        traits = {"names": {"en": handle.capitalize()}, "timezone": ZONE, "role": role} | more
        member = rows.add(db, Member(handle=handle, **traits))
        rows.add(db, Identity(member_id=member.id, platform="test", workspace="", user_id=handle))
        direct = Conversation(platform="test", workspace="", external_id=handle, name=handle, direct=True)
        direct.member_id = member.id
        self._people[handle] = Person(self, member.id, handle, rows.add(db, direct).id)

    def _add_unit(self, db: Unit, name: str, kind: UnitKind, parent: int | None = None, **more: Any) -> OrgUnit:
        return rows.add(db, OrgUnit(code=_folded(name), kind=kind, names={"en": name}, parent_id=parent, **more))

    def _channel(
        self,
        db: Unit,
        name: str,
        people: list[str],
        account: int | None = None,
        unit: int | None = None,
        outsiders: bool = False,
    ) -> int:
        there = Conversation(platform="test", workspace="", external_id=name, name=name, outsiders=outsiders)
        there.account_id, there.unit_id = account, unit
        made = rows.add(db, there)
        for who in dict.fromkeys(people):
            rows.add(db, Participant(conversation_id=made.id, member_id=self.person(who).id))
        return made.id

    def _unit(self, db: Unit, name: str) -> OrgUnit:
        table = rows.table(OrgUnit)
        return rows.many(db, OrgUnit, table.select().where(table.c.code == _folded(name)))[0]

    def _account(self, db: Unit, name: str) -> Account:
        table = rows.table(Alias)
        found = rows.many(db, Alias, table.select().where(table.c.folded == _folded(name)))[0]
        return rows.the(db, Account, found.account_id)

    def _reader_in(self, conversation: Conversation) -> Reader:
        """In person, their language; in a channel, the channel's."""
        if conversation.member_id is not None:
            return self._reader(conversation.member_id)
        return Reader(Language(conversation.language or Language.EN), ZoneInfo(ZONE), self.now)

    def _reader(self, member_id: int) -> Reader:
        return self.reader_of(member_id)

    def _next_due(self) -> datetime | None:
        def find(db: Unit) -> datetime | None:
            both = (timers.next_due(db), outbox.next_due(db))
            return min((each for each in both if each is not None), default=None)

        return self.read(find)  # type: ignore[no-any-return]


_worlds: list[World] = []


def a_company(kind: str = "sqlite") -> World:
    """A company with its people, no account and no department yet."""
    return World(kind)


def open_worlds() -> list[World]:
    """Those that a test made and did not leave; taken, so that they are asked for once."""
    found, _worlds[:] = [world for world in _worlds if not world._closed], []
    return found


def _folded(name: str) -> str:
    return "".join(letter for letter in name.casefold() if letter.isalnum())
