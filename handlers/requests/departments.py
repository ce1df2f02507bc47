"""Which department a kind of request goes to (domain.md 6)."""

from __future__ import annotations

from handlers.context import Context
from handlers.reply import Button, Buttons, Refused
from handlers.values import Listed, Name, t
from scoring.policy import REQUEST_KINDS
from scoring.policy import Function as To
from scoring.terms import Function
from storage.find import company
from storage.tables.company import OrgUnit

FUNCTIONS = {To.EXECUTIVES: Function.EXECUTIVES, To.RND: Function.RD, To.PLATFORM: Function.PLATFORM}


def find_department(kind: str, to: int | None, ctx: Context) -> OrgUnit | None:
    """The one named, else the only one that takes the kind; of several, the one that is called after it."""
    if to is not None:
        return company.the_unit(ctx.unit, to)
    taking = _taking(kind, ctx)
    if len(taking) == 1:
        return taking[0]
    return next((each for each in taking if each.code == kind), None)


def the_department(kind: str, to: int | None, instead: str, ctx: Context) -> OrgUnit:
    """Refused with a button for each where several take the kind; `instead` is the line behind `to=…`."""
    found = find_department(kind, to, ctx)
    if found is not None:
        return found
    several = _taking(kind, ctx) or company.departments(ctx.unit)
    about = t(f"words.request_kind.{kind}")
    if not several:
        raise Refused(t("requests.ask.no_department"))
    buttons = tuple(
        Button(label=Name(names=each.names), command=f"ask to={_typed(each)} {instead}") for each in several
    )
    names = Listed(items=tuple(Name(names=each.names) for each in several), joined="or")
    raise Refused(
        t("requests.ask.which_department", kind=about, units=names), Buttons(shown=buttons[:3], more=buttons[3:])
    )


def _taking(kind: str, ctx: Context) -> list[OrgUnit]:
    function = FUNCTIONS.get(REQUEST_KINDS[kind].to)
    every = company.departments(ctx.unit)
    return every if function is None else [each for each in every if each.function == function]


def _typed(unit: OrgUnit) -> str:
    return unit.code or next(iter(unit.names.values()))
