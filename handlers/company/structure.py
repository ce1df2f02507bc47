"""/settings company | rate | region | department | queue: administrators set up the company (defaults.md)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import count
from typing import Annotated, Any, cast

from handlers.arguments.choices import ChoiceSlot
from handlers.arguments.keyed import Keyed
from handlers.arguments.plain import fold
from handlers.arguments.slots import ACurrency, ADepartment, NameSlot, PersonSlot
from handlers.arguments.wordings import CurrencySlot, ZoneSlot
from handlers.command import AnyCommand, Args, Command, nothing
from handlers.company.naming import buttons, given, named, script_of
from handlers.company.slots import MonthSlot, RateSlot, called
from handlers.context import Context
from handlers.permissions import May
from handlers.post import post
from handlers.reply import Button, Fields, Line, Refused, Reply, only_you
from handlers.set_up import STANDARD_HOURS, moved_to
from handlers.values import Listed, Name, Number, Said, T, Value, t
from scoring.terms import Function, Language, UnitKind
from scoring.worktime import WEEKDAYS, weekly
from storage.find import company
from storage.tables.company import OrgUnit, Rate

_NAME = NameSlot(whole=True)


class SetCompany(Args):
    name: Annotated[str, Keyed("name=", _NAME)] | None = None
    language: (
        Annotated[Language, Keyed("language=", ChoiceSlot(tuple(Language), label="arguments.choice"))] | None
    ) = None
    zone: Annotated[str, Keyed("zone=", ZoneSlot())] | None = None
    currency: Annotated[str, Keyed("currency=", CurrencySlot())] | None = None
    sales: Annotated[int, Keyed("sales=", PersonSlot(), asks="company.settings.sales")] | None = None
    outlooks: (
        Annotated[str, Keyed("outlooks=", ChoiceSlot(("on", "off")), asks="company.settings.outlooks")] | None
    ) = None


class SetRate(Args):
    currency: ACurrency
    month: Annotated[str, MonthSlot(asks="company.settings.month")]
    rate: Annotated[Decimal, RateSlot(asks="company.settings.rate")]


class Region(Args):
    name: Annotated[str, _NAME]
    manager: Annotated[int, Keyed("manager=", PersonSlot(), asks="company.settings.manager")] | None = None
    zh_hans: Annotated[str, Keyed("zh_hans=", _NAME)] | None = None
    zh_hant: Annotated[str, Keyed("zh_hant=", _NAME)] | None = None


class Department(Args):
    name: Annotated[str, _NAME]
    function: Annotated[Function, Keyed("function=", ChoiceSlot(tuple(Function), label="words.function"))] | None = (
        None
    )
    zh_hans: Annotated[str, Keyed("zh_hans=", _NAME)] | None = None
    zh_hant: Annotated[str, Keyed("zh_hant=", _NAME)] | None = None


class Queue(Args):
    department: ADepartment


def set_company(args: SetCompany, row: None, ctx: Context) -> Reply:
    """Without a part it shows what is set."""
    values = _values(args, ctx)
    if not values:
        return _show(ctx)
    company.change_company(ctx.unit, **values)
    if args.zone is not None and args.zone != ctx.company.timezone:
        _move_calendars(args.zone, ctx)
    post("settings.changed", "company", 1, ctx, **values)
    look = Button(label=t("company.settings.button.company"), command="settings company")
    return only_you(Line(text=t("company.company.done")), *buttons([look]))


def set_rate(args: SetRate, row: None, ctx: Context) -> Reply:
    """What one unit of a currency is worth in the company's own, for the facts of a month; facts keep their rate."""
    base = ctx.company.base_currency
    if args.currency == base:
        raise Refused(t("company.rate.own", currency=Said(text=base)))
    company.put_rate(ctx.unit, Rate(currency=args.currency, month=args.month, rate=args.rate))
    post("settings.changed", "company", 1, ctx, currency=args.currency, month=args.month, rate=format(args.rate, "f"))
    words = t(
        "company.rate.done",
        currency=Said(text=args.currency),
        month=Said(text=args.month),
        rate=Number(value=args.rate),
        base=Said(text=base),
    )
    return only_you(Line(text=words))


def set_region(args: Region, row: None, ctx: Context) -> Reply:
    """A region by name: made when there is none of that name."""
    known = called(args.name, company.units(ctx.unit, UnitKind.REGION))
    changes: dict[str, Any] = {} if args.manager is None else {"manager_id": args.manager}
    unit = known or _add(args.name, UnitKind.REGION, ctx)
    _settle(unit, changes, given(None, args.zh_hans, args.zh_hant), ctx)
    return _done("company.region.there" if known else "company.region.new", unit)


def set_department(args: Department, row: None, ctx: Context) -> Reply:
    """A department by name: made, with the standard hours, when there is none of that name."""
    known = called(args.name, company.departments(ctx.unit))
    if known is None and args.function is None:
        functions = [_function(each, ctx) for each in Function]
        raise Refused(t("company.department.which", name=Said(text=args.name, limit=80)), *buttons(functions))
    unit = known or _add(args.name, UnitKind.DEPARTMENT, ctx)
    changes: dict[str, Any] = {} if args.function is None else {"function": args.function}
    _settle(unit, changes, given(None, args.zh_hans, args.zh_hant), ctx)
    if known is None:
        hours = weekly(ctx.company.timezone, dict.fromkeys(WEEKDAYS[:5], STANDARD_HOURS))
        company.put_calendar(ctx.unit, unit.id, ctx.company_day, cast(dict[str, Any], hours.to_json()))
    return _done("company.department.there" if known else "company.department.new", unit)


def set_queue(args: Queue, row: None, ctx: Context) -> Reply:
    """The channel it is said in is where the department's requests stand."""
    unit = company.the_unit(ctx.unit, args.department)
    here = company.find_conversation(ctx.unit, ctx.where.conversation_id)
    if here is None or here.direct:
        raise Refused(t("company.queue.here", unit=named(unit)))
    company.bind_conversation(ctx.unit, here.id, unit_id=unit.id)
    _settle(unit, {"queue_id": here.id}, {}, ctx)
    return only_you(Line(text=t("company.queue.done", unit=named(unit), channel=Said(text=here.name, limit=80))))


def _values(args: SetCompany, ctx: Context) -> dict[str, Any]:
    given_: dict[str, Any] = {
        "language": args.language,
        "timezone": args.zone,
        "base_currency": args.currency,
        "head_of_sales_id": args.sales,
        "sees_outlooks": None if args.outlooks is None else args.outlooks == "on",
    }
    if args.name is not None:
        given_["names"] = dict(ctx.company.names) | {str(script_of(args.name, ctx)): args.name}
    return {name: value for name, value in given_.items() if value is not None}


def _show(ctx: Context) -> Reply:
    it = ctx.company
    sales = company.find_member(ctx.unit, it.head_of_sales_id)
    items: tuple[tuple[T, Value], ...] = (
        (t("company.settings.language"), T(key=f"arguments.choice.{it.language}")),
        (t("company.settings.zone"), Said(text=it.timezone)),
        (t("company.settings.currency"), Said(text=it.base_currency)),
        (t("company.settings.sales"), named(sales) if sales is not None else t("words.term.vacant")),
        (
            t("company.settings.outlooks"),
            t("company.settings.outlooks_all" if it.sees_outlooks else "company.settings.outlooks_team"),
        ),
        (t("company.settings.regions"), _units(company.units(ctx.unit, UnitKind.REGION))),
        (t("company.settings.departments"), _units(company.departments(ctx.unit))),
    )
    title = t("company.settings.company", name=Name(names=it.names))
    return only_you(Line(text=title, role="title"), Fields(items=items))


def _units(found: list[OrgUnit]) -> Value:
    return Listed(items=tuple(named(each) for each in found)) if found else t("words.nobody")


def _move_calendars(zone: str, ctx: Context) -> None:
    """Departments that worked by the company's clock go on doing so, from today on."""
    for unit in company.departments(ctx.unit):
        calendar = company.calendar_of(ctx.unit, unit.id, ctx.company_day)
        if calendar is not None and calendar.body.get("timezone") == ctx.company.timezone:
            company.put_calendar(ctx.unit, unit.id, ctx.company_day, moved_to(zone, calendar.body))


def _add(name: str, kind: UnitKind, ctx: Context) -> OrgUnit:
    taken = {each.code for each in company.units(ctx.unit)}
    code = next(code for code in _codes(name) if code not in taken)
    root = next(iter(company.units(ctx.unit, UnitKind.COMPANY)), None)
    new = OrgUnit(code=code, kind=kind, names={str(script_of(name, ctx)): name}, parent_id=root.id if root else None)
    return company.add_unit(ctx.unit, new)


def _codes(name: str) -> Iterator[str]:
    base = fold(name)
    yield base
    yield from (f"{base}{number}" for number in count(2))


def _settle(unit: OrgUnit, changes: dict[str, Any], names: dict[str, str], ctx: Context) -> None:
    if names:
        changes = changes | {"names": dict(unit.names) | names}
    if changes:
        company.change_unit(ctx.unit, unit.id, **changes)
    post("unit.changed", "unit", unit.id, ctx, code=unit.code, **changes)


def _function(function: Function, ctx: Context) -> Button:
    return Button(
        label=t("company.settings.function", function=t(f"words.function.{function}")),
        command=f"{ctx.line} function={function}",
    )


def _done(key: str, unit: OrgUnit) -> Reply:
    return only_you(Line(text=T(key=key, values={"unit": named(unit), "code": Said(text=unit.code)})))


def _admins(word: str, takes: Any, run: Any, example: str) -> AnyCommand:
    return Command(word, takes=takes, on=nothing, may=May.SET_COMPANY, run=run, example=example)


COMMANDS = (
    _admins("settings company", SetCompany, set_company, "settings company zone=Asia/Shanghai sales=@qian"),
    _admins("settings rate", SetRate, set_rate, "settings rate USD 2026-11 7.1"),
    _admins("settings region", Region, set_region, "settings region North manager=@gao"),
    _admins("settings department", Department, set_department, "settings department Bids function=platform"),
    _admins("settings queue", Queue, set_queue, "settings queue R&D"),
)
