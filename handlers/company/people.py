"""/people [DEPARTMENT]: who is who, and who is away (domain.md 2, 10)."""

from __future__ import annotations

from handlers.arguments.slots import ADepartment
from handlers.command import Args, Command
from handlers.company.naming import buttons, named
from handlers.context import Context
from handlers.permissions import May, allowed
from handlers.relations import relations
from handlers.reply import Button, Column, Line, Reply, Row, Table, only_you
from handlers.values import Day, Said, T, Value, t
from storage.find import company
from storage.tables.company import Absence, Member, OrgUnit

PAGE = 60


class People(Args):
    department: ADepartment | None = None


def the_unit(args: People, ctx: Context) -> OrgUnit | None:
    return company.the_unit(ctx.unit, args.department) if args.department is not None else None


def people(args: People, unit: OrgUnit | None, ctx: Context) -> Reply:
    found = company.everyone(ctx.unit, unit.id if unit else None)
    title = t("company.people.title", number=len(found))
    if unit is not None:
        title = _department(unit, len(found), ctx)
    return only_you(Line(text=title, role="title"), *_table(found, ctx), *buttons(_pressed(ctx)))


def _department(unit: OrgUnit, number: int, ctx: Context) -> T:
    lead, duty = (company.find_member(ctx.unit, id) for id in (unit.lead_id, unit.on_duty_id))
    who: Value = named(lead) if lead is not None else t("words.term.vacant")
    if duty is None:
        return t("company.people.department", unit=named(unit), number=number, lead=who)
    return t("company.people.department_duty", unit=named(unit), number=number, lead=who, duty=named(duty))


def _table(found: list[Member], ctx: Context) -> tuple[Table, ...]:
    if not found:
        return ()
    away = company.absences(ctx.unit, ctx.now)
    units = {each.id: each for each in company.units(ctx.unit)}
    columns = [Column(label=t(f"company.people.column.{name}")) for name in ("name", "handle", "role", "unit")]
    rows = tuple(_row(each, units, away, ctx) for each in found[:PAGE])
    more = len(found) - PAGE
    foot = t("company.people.more", number=more) if more > 0 else None
    return (Table(caption=t("company.people.caption"), columns=tuple(columns), rows=rows, foot=foot),)


def _row(member: Member, units: dict[int, OrgUnit], away: dict[int, Absence], ctx: Context) -> Row:
    name: Value = named(member)
    if member.id in away:
        name = t("company.people.away", who=name, last=Day(on=away[member.id].last_day))
    unit = units.get(member.unit_id) if member.unit_id is not None else None
    role = t(f"words.role.{member.role}")
    cells = (name, Said(text=f"@{member.handle}"), role, named(unit) if unit else None)
    return Row(cells=cells, mine=member.id == ctx.who.id)


def _pressed(ctx: Context) -> list[Button]:
    if not allowed(May.MANAGE_PEOPLE, relations(None, ctx)):
        return []
    return [Button(label=t("company.people.button.add"), command="people add")]


COMMANDS = (
    Command(
        word="people", takes=People, on=the_unit, may=May.SEE_PEOPLE, run=people, example="people R&D", reads=True
    ),
)
