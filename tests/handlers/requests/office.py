"""A small company in one week of November 2026, for the stories of requests: people act, time passes, all is heard.

The names, hours and figures are those of voice.md 2.1; every instant is Shanghai time.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from bot.words.reader import Reader
from bot.words.say import text_of
from handlers.command import AnyCommand
from handlers.context import Context
from handlers.reply import PARTS, Refused, Reply
from handlers.requests import acknowledge, endings, ladder, life, message, promise, telling
from handlers.requests.changes import begun
from handlers.requests.clocks import start_clocks
from handlers.requests.policy import policy_for
from handlers.voice import by_itself
from scoring.terms import Function, Holder, Language, Priority, RequestState, Role, Stage, TriangleRole, UnitKind
from scoring.worktime import WorkCalendar, weekly
from storage import rows, timers
from storage.database import Database, Unit
from storage.find import company as people
from storage.find import requests as find
from storage.tables.accounts import Account, Seat
from storage.tables.base import Row
from storage.tables.company import Absence, Calendar, Company, Conversation, Member, OrgUnit
from storage.tables.messages import Outbox
from storage.tables.requests import Request, RequestClock
from storage.tables.standings import ServiceQuarter

SHANGHAI = ZoneInfo("Asia/Shanghai")
WEEK = {day: date(2026, 11, 23 + place) for place, day in enumerate(("mon", "tue", "wed", "thu", "fri"))}
HOURS = weekly("Asia/Shanghai", dict.fromkeys(WEEK, ("09:00-12:00", "13:00-18:00")))
COMMANDS: dict[str, AnyCommand] = {
    command.word: command for module in (acknowledge, life, message) for command in module.COMMANDS
}
DUES = {due.kind: due for module in (ladder, promise, endings) for due in module.DUES}

PEOPLE = {
    "lin": ("Lin Yue", "林悦", Role.MEMBER),
    "chen": ("Chen Bo", "陈博", Role.MEMBER),
    "zhao": ("Zhao Ning", "赵宁", Role.MEMBER),
    "song": ("Song Jia", "宋佳", Role.MEMBER),
    "gao": ("Gao Mei", "高梅", Role.MANAGER),
    "sun": ("Sun Hao", "孙浩", Role.EXECUTIVE),
    "qian": ("Qian Li", "钱立", Role.EXECUTIVE),
    "he": ("He Rui", "何睿", Role.DEPARTMENT_LEAD),
    "tang": ("Tang Wei", "唐薇", Role.MEMBER),
    "luo": ("Luo Qin", "罗琴", Role.DEPARTMENT_LEAD),
    "xu": ("Xu Fei", "许飞", Role.MEMBER),
    "deng": ("Deng An", "邓安", Role.ADMIN),
}

V = TypeVar("V")


@dataclass(frozen=True)
class Heard:
    """A message that was queued: to whom, the text as its reader sees it, when it may leave, whether it is news."""

    to: str
    text: str
    due_at: datetime
    news: bool


class Office:
    """The company. `at` lets time pass up to an instant, `says` is a command, `heard` what was sent since."""

    def __init__(self, database: Database, calendar: WorkCalendar = HOURS) -> None:
        self.database = database
        self.calendar = calendar
        self.now = at("mon 08:00")
        self.id: dict[str, int] = {}
        self._seen = 0
        self._numbers = 0
        self._write(self._founded)

    # --- people act

    def asks(self, who: str, account: str, kind: str, priority: str, words: str, number: int = 0) -> int:
        """A request as /ask stores it; gives its number."""
        self._numbers = number or self._numbers + 1
        self._write(lambda unit: self._asked(unit, who, account, kind, priority, words, self._numbers))
        return self._numbers

    def says(
        self, who: str, word: str, number: int, /, again: bool = False, language: str = "en", **parts: Any
    ) -> str:
        """What the person is answered, as text."""
        command = COMMANDS[word]

        def run(unit: Unit) -> Reply:
            ctx = replace(self.context(unit, who), again=again)
            args = command.takes(number=number, **parts)
            try:
                with unit.savepoint():
                    return command.run(args, command.on(args, ctx), ctx)
            except Refused as no:
                return no.reply()

        return self.text(self._write(run).parts, language)

    def upholds(self, who: str, number: int) -> str:
        reply = self._write(lambda unit: life.uphold_request(self._the(unit, number), self.context(unit, who)))
        return self.text(reply.parts)

    def context(self, unit: Unit, who: str) -> Context:
        company = people.the_company(unit)
        return Context(unit, company, people.the_member(unit, self.id[who]), self.now)

    # --- time passes

    def at(self, when: str) -> None:
        """Let time pass: whatever is due on the way happens at its instant."""
        self.passes_to(at(when))

    def passes_to(self, until: datetime) -> None:
        while (due := self._write(timers.next_due)) is not None and due <= until:
            self.now = max(due, self.now)
            self.tick()
        self.now = until

    def sleeps_to(self, when: str) -> None:
        """Time passes while the process is down: what was missed is found at once."""
        self.now = at(when)
        while (due := self._write(timers.next_due)) is not None and due <= self.now:
            self.tick()

    def tick(self) -> None:
        self._write(self._ticked)

    # --- what is there

    def heard(self, language: str = "en") -> list[Heard]:
        """What was queued since one asked last, in order."""
        found = self._write(self._queued)
        fresh = [row for row in found if row.id > self._seen]
        self._seen = max((row.id for row in found), default=0)
        return [self._as_heard(row, language) for row in fresh]

    def hears(self, *who: str, language: str = "en") -> dict[str, str]:
        """The texts queued since one asked last, by who hears them; each must hear exactly one."""
        found = self.heard(language)
        assert sorted(each.to for each in found) == sorted(who), [(each.to, each.text) for each in found]
        return {each.to: each.text for each in found}

    def request(self, number: int) -> Request:
        return self._write(lambda unit: self._the(unit, number))

    def clock(self, number: int, name: str) -> RequestClock:
        return self._write(lambda unit: find.clocks_of(unit, self._the(unit, number).id)[name])  # type: ignore[index]

    def steps(self, number: int, name: str) -> list[tuple[int, int, bool]]:
        clock = self.clock(number, name)
        found = self._write(lambda unit: find.steps_of(unit, clock.id, clock.revision))
        return [(each.step, each.n, each.fired) for each in found]

    def holes(self, number: int, name: str) -> list[object]:
        clock = self.clock(number, name)
        found = self._write(lambda unit: find.steps_of(unit, clock.id, clock.revision))
        return [hole for each in found for hole in each.holes]

    def served(self) -> list[ServiceQuarter]:
        return self._all(ServiceQuarter)

    def all(self, model: type[V]) -> list[V]:
        return self._all(model)

    def text(self, parts: Any, language: str = "en") -> str:
        return text_of(parts, Reader(language, SHANGHAI, self.now))  # type: ignore[arg-type]

    def change(self, model: type[Row], id: int, **values: Any) -> None:
        self._write(lambda unit: rows.change(unit, model, id, **values))

    def add(self, row: Row) -> None:
        self._write(lambda unit: rows.add(unit, row))

    def away(self, who: str, until: str, deputy: str | None) -> None:
        """Away from now through the day before an instant."""
        end = at(until)
        self.add(
            Absence(
                member_id=self.id[who],
                deputy_id=self.id[deputy] if deputy else None,
                from_at=self.now,
                until_at=end,
                last_day=(end.astimezone(SHANGHAI) - timedelta(days=1)).date(),
                set_by=self.id[who],
            )
        )

    # --- how it is made

    def _write(self, work: Callable[[Unit], V]) -> V:
        return self.database.write(work).result()

    def _all(self, model: type[Any]) -> list[Any]:
        return self._write(lambda unit: rows.many(unit, model, sa.select(rows.table(model))))

    def _the(self, unit: Unit, number: int) -> Request:
        found = find.request_numbered(unit, number)
        assert found is not None
        return found

    def _queued(self, unit: Unit) -> list[Outbox]:
        out = rows.table(Outbox)
        return rows.many(unit, Outbox, sa.select(out).where(out.c.edits.is_(None)).order_by(out.c.id))

    def _as_heard(self, row: Outbox, language: str) -> Heard:
        to = next(name for name, id in self.id.items() if name.startswith("in:") and id == row.conversation_id)
        reader = Reader(language, SHANGHAI, row.due_at)  # type: ignore[arg-type]
        news = self._write(lambda unit: telling.stands(row, by_itself(unit, self.now)))
        return Heard(to.removeprefix("in:"), text_of(PARTS.validate_python(row.parts), reader), row.due_at, news)

    def _ticked(self, unit: Unit) -> None:
        ctx = by_itself(unit, self.now)
        for claimed in timers.claim_due(unit, self.now):
            timer = timers.still_due(unit, claimed, self.now)
            if timer is None:
                continue
            due_at = DUES[timer.kind].run(timer, ctx)
            assert due_at is None or due_at > self.now
            timers.move(unit, timer, due_at)

    def _asked(self, unit: Unit, who: str, account: str, kind: str, priority: str, words: str, number: int) -> None:
        ctx = self.context(unit, who)
        made = Request(
            number=number,
            account_id=self.id[account],
            kind=kind,
            priority=Priority(priority),
            unit_id=self.id["reception" if kind == "reception" else "rd"],
            words=words,
            asked_by=ctx.who.id,
            asked_at=self.now,
            state=RequestState.OPEN,
            holder=Holder.QUEUE,
            last_sign_at=self.now,
            changed_at=self.now,
            policy=policy_for(kind, self.calendar),
        )
        request = rows.add(unit, made)
        begun(request, start_clocks(request, self.calendar, ctx), ctx)

    def _founded(self, unit: Unit) -> None:
        names = {"en": "Qiming Systems", "zh_Hans": "启明系统"}
        rows.add(unit, Company(id=1, names=names, language=Language.EN, timezone="Asia/Shanghai"))
        self.id["company"] = self._unit(unit, "company", UnitKind.COMPANY, "Qiming Systems", "启明系统", None)
        self.id["north"] = self._unit(unit, "north", UnitKind.REGION, "North", "北区", "company")
        self.id["rd"] = self._unit(unit, "rd", UnitKind.DEPARTMENT, "R&D", "研发", "company", Function.RD)
        self.id["reception"] = self._unit(
            unit, "reception", UnitKind.DEPARTMENT, "Reception", "接待", "company", Function.PLATFORM
        )
        for handle, (en, hans, role) in PEOPLE.items():
            self._person(unit, handle, en, hans, role)
        self._led(unit)
        self._account(unit, "huaxing", "Huaxing Rail", "华星轨道", "lin", "sun")
        self._account(unit, "acme", "Acme Ports", "安科港务", "zhao", None)
        self._account(unit, "lanhai", "Lanhai Bank", "蓝海银行", "song", "sun")
        rows.add(
            unit, Seat(account_id=self.id["huaxing"], member_id=self.id["chen"], role=TriangleRole.SR, from_day=_YEAR)
        )

    def _led(self, unit: Unit) -> None:
        rows.change(unit, Company, 1, head_of_sales_id=self.id["qian"])
        rows.change(unit, OrgUnit, self.id["north"], manager_id=self.id["gao"])
        for code, lead in (("rd", "he"), ("reception", "luo")):
            queue = rows.add(unit, self._channel(f"{code}-queue", unit_id=self.id[code]))
            self.id[f"in:#{code}-queue"] = queue.id
            rows.change(unit, OrgUnit, self.id[code], lead_id=self.id[lead], queue_id=queue.id)
            body: Any = self.calendar.to_json()
            rows.add(unit, Calendar(unit_id=self.id[code], from_day=_YEAR, body=body))

    def _unit(
        self, unit: Unit, code: str, kind: UnitKind, en: str, hans: str, parent: str | None, does: Any = None
    ) -> int:
        above = self.id[parent] if parent else None
        names = {"en": en, "zh_Hans": hans}
        return rows.add(unit, OrgUnit(code=code, kind=kind, names=names, parent_id=above, function=does)).id

    def _person(self, unit: Unit, handle: str, en: str, hans: str, role: Role) -> None:
        home = {"he": "rd", "tang": "rd", "luo": "reception", "xu": "reception"}.get(handle)
        member = rows.add(
            unit,
            Member(
                handle=handle,
                names={"en": en, "zh_Hans": hans},
                role=role,
                timezone="Asia/Shanghai",
                unit_id=self.id[home] if home else None,
            ),
        )
        self.id[handle] = member.id
        direct = rows.add(unit, self._channel(handle, direct=True, member_id=member.id))
        self.id[f"in:{handle}"] = direct.id

    def _account(self, unit: Unit, code: str, en: str, hans: str, ar: str, sponsor: str | None) -> None:
        account = rows.add(
            unit,
            Account(
                names={"en": en, "zh_Hans": hans},
                stage=Stage.GROWTH,
                region_id=self.id["north"],
                sponsor_id=self.id[sponsor] if sponsor else None,
                opened_on=_YEAR,
            ),
        )
        self.id[code] = account.id
        rows.add(unit, Seat(account_id=account.id, member_id=self.id[ar], role=TriangleRole.AR, from_day=_YEAR))
        channel = rows.add(unit, self._channel(f"acct-{code}", account_id=account.id))
        self.id[f"in:#{code}"] = channel.id

    def _channel(self, name: str, **about: Any) -> Conversation:
        return Conversation(platform="room", workspace="", external_id=name, name=f"#{name}", **about)


_YEAR = date(2026, 1, 1)


def at(when: str) -> datetime:
    """ "wed 09:40" of that week, or "2026-12-08 10:00"; Shanghai time."""
    day, time = when.split()
    on = WEEK.get(day) or date.fromisoformat(day)
    hour, minute = (int(part) for part in time.split(":"))
    return datetime(on.year, on.month, on.day, hour, minute, tzinfo=SHANGHAI).astimezone(UTC)
