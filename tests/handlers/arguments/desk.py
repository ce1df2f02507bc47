"""A desk to type at: the accounts, people and departments of the demo company, and somebody who asks."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from bot.words.reader import Reader
from bot.words.say import text_of
from handlers.arguments.plain import fold, pinyin
from handlers.arguments.read import Filled, read, read_form
from handlers.arguments.words import command_of
from handlers.command import AnyCommand, Args, Command, nothing
from handlers.context import Context, Where
from handlers.permissions import May
from handlers.reply import Button, Buttons, Refused, Reply
from scoring.terms import EventState, Function, Language, Priority, RequestState, Stage, UnitKind
from scoring.terms import Holder as Turn
from storage import rows
from storage.database import Database, Unit
from storage.tables.accounts import Account, Alias
from storage.tables.company import Company, Member, OrgUnit
from storage.tables.events import Event
from storage.tables.requests import Request

NOW = datetime(2026, 11, 25, 2, 14, tzinfo=UTC)
TODAY = date(2026, 11, 25)

ACCOUNTS = {
    1: (("Huaxing Rail", "华星轨道", "華星軌道"), "CNY"),
    2: (("Acme Ports", "安科港务", "安科港務"), "CNY"),
    3: (("Lanhai Bank", "蓝海银行", "藍海銀行"), "CNY"),
    4: (("Beichen Power", "北辰电力", "北辰電力"), "CNY"),
    5: (("Yuheng Air", "玉衡航空", "玉衡航空"), "USD"),
}
PEOPLE = {
    "lin": ("Lin Yue", "林悦"),
    "chen": ("Chen Bo", "陈博"),
    "wu": ("Wu Min", "吴敏"),
    "xu": ("Xu Fei", "许飞"),
    "tang": ("Tang Wei", "唐薇"),
    "chenli": ("Chen Li", "陈丽"),
}


@dataclass(frozen=True)
class Desk:
    """Who asks, on an open transaction that only reads."""

    ctx: Context

    def reads(self, command: AnyCommand, text: str) -> Filled:
        return read(command, text, self.ctx)

    def fills(self, command: AnyCommand, **fields: str) -> Filled:
        return read_form(command, fields, self.ctx)

    def in_channel_of(self, account_id: int) -> Desk:
        return Desk(replace(self.ctx, where=Where(conversation_id=1, direct=False, account_id=account_id)))


def said(no: Refused, language: Language = Language.EN) -> str:
    """A refusal as its reader sees it, buttons included."""
    return text_of(no.reply().parts, Reader(language, ZoneInfo("Asia/Shanghai"), NOW))


def presses(no: Refused) -> list[str]:
    """The lines that its buttons run."""
    return [button.command for button in buttons(no)]


def buttons(no: Refused) -> list[Button]:
    parts = [part for part in no.parts if isinstance(part, Buttons)]
    return [button for part in parts for button in (*part.shown, *part.more)]


def the_fault(filled: Filled) -> Refused:
    assert filled.faults, filled
    return next(iter(filled.faults.values()))


def a_command(word: str, takes: type[Args]) -> AnyCommand:
    return Command(word, takes, on=nothing, may=May.ANYONE, run=_runs, example=word)


def the_command(line: str) -> str:
    return command_of(line).command.word


def _runs(args: Args, row: None, ctx: Context) -> Reply:
    return Reply(parts=())


def the_member(handle: str) -> Member:
    number = list(PEOPLE).index(handle) + 1
    en, hans = PEOPLE[handle]
    return Member(id=number, handle=handle, names={"en": en, "zh_Hans": hans}, timezone="Asia/Shanghai", unit_id=1)


def furnish(database: Database) -> None:
    database.write(_furnish).result()


def a_context(unit: Unit) -> Context:
    company = Company(id=1, names={"en": "Qiming"}, timezone="Asia/Shanghai", base_currency="CNY")
    return Context(unit=unit, company=company, who=the_member("lin"), now=NOW)


def _furnish(unit: Unit) -> None:
    rows.add(unit, Company(id=1, names={"en": "Qiming"}, timezone="Asia/Shanghai", base_currency="CNY"))
    _departments(unit)
    for handle in PEOPLE:
        rows.add(unit, the_member(handle))
    for id, (names, currency) in ACCOUNTS.items():
        _account(unit, id, names, currency)
    rows.add(unit, Alias(account_id=1, text="HX", folded=fold("HX")))
    _numbered(unit)


def _departments(unit: Unit) -> None:
    rows.add(unit, OrgUnit(id=1, code="north", kind=UnitKind.REGION, names={"en": "North"}))
    rd = {"en": "R&D", "zh_Hans": "研发", "zh_Hant": "研發"}
    rows.add(unit, OrgUnit(id=2, code="rd", kind=UnitKind.DEPARTMENT, function=Function.RD, names=rd))
    reception = {"en": "Reception", "zh_Hans": "接待"}
    rows.add(
        unit, OrgUnit(id=3, code="reception", kind=UnitKind.DEPARTMENT, function=Function.PLATFORM, names=reception)
    )


def _account(unit: Unit, id: int, names: tuple[str, str, str], currency: str) -> None:
    scripts = dict(zip(("en", "zh_Hans", "zh_Hant"), names, strict=True))
    rows.add(
        unit,
        Account(id=id, names=scripts, stage=Stage.GROWTH, region_id=1, currency=currency, opened_on=date(2026, 1, 1)),
    )
    for name in dict.fromkeys(names):
        rows.add(unit, Alias(account_id=id, text=name, folded=fold(name), pinyin=pinyin(name)))


def _numbered(unit: Unit) -> None:
    """Event 118, a win of Lin Yue's; request 40."""
    rows.add(
        unit,
        Event(
            number=118,
            account_id=1,
            kind="order",
            on_day=TODAY,
            logged_at=NOW,
            logged_by=1,
            minor=250_000_000,
            currency="CNY",
            value=Decimal(0),
            state=EventState.PENDING,
            changed_at=NOW,
        ),
    )
    rows.add(
        unit,
        Request(
            number=40,
            account_id=1,
            kind="rd_clarification",
            priority=Priority.P1,
            unit_id=2,
            words="rail spec",
            asked_by=1,
            asked_at=NOW,
            state=RequestState.OPEN,
            holder=Turn.QUEUE,
            last_sign_at=NOW,
            policy={},
            changed_at=NOW,
        ),
    )
