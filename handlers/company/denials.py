"""What somebody is told who may not: who may, and what they may do themselves (domain.md 10; voice.md 4)."""

from __future__ import annotations

from collections.abc import Iterable
from types import NoneType

from handlers.command import AnyCommand
from handlers.company.naming import buttons, named
from handlers.context import Context
from handlers.permissions import May, allowed
from handlers.refusals import Denial
from handlers.relations import relations
from handlers.reply import Refused
from handlers.requests.sayings import button, numbered_button
from handlers.values import Listed, Ref, T, Value, t
from scoring.requests import ACTIVE, RequestState
from scoring.terms import Role, TriangleRole
from storage.find import accounts, company
from storage.tables.accounts import Account
from storage.tables.company import Member, OrgUnit
from storage.tables.events import Event
from storage.tables.requests import Request


def about_none(command: AnyCommand, failed: str, row: None, ctx: Context) -> Refused:
    """Something of the whole company: for managers, or for administrators."""
    admins = failed == "is_admin"
    people = company.administrators(ctx.unit) if admins else _managers(ctx)
    return Refused(t(f"permissions.{failed}", who=_who(people)))


def about_account(command: AnyCommand, failed: str, row: Account, ctx: Context) -> Refused:
    return Refused(_of_account(failed, named(row), row, ctx))


def about_event(command: AnyCommand, failed: str, row: Event, ctx: Context) -> Refused:
    """Who may see an event at all is told whose it is; the others never get here."""
    account = accounts.the_account(ctx.unit, row.account_id)
    ref = Ref(kind="event", number=row.number)
    if failed in ("logged_it", "not_confirmed_yet", "did_not_log_it"):
        logger = company.the_member(ctx.unit, row.logged_by)
        managers = _who(_above(account.region_id, ctx))
        return Refused(t(f"permissions.{failed}", what=ref, logger=ctx.name(logger), who=managers))
    return Refused(_of_account(failed, ref, account, ctx))


def about_request(command: AnyCommand, failed: str, row: Request, ctx: Context) -> Refused:
    """A request is its department's to work on, its asker's to end; what is left for this person are buttons."""
    unit = company.the_unit(ctx.unit, row.unit_id)
    may = [button("helper", row)] if _may(May.HELP_REQUEST, row, ctx) else []
    may += [numbered_button("cancel", row)] if _may(May.STEER_REQUEST, row, ctx) else []
    offered = buttons(may) if RequestState(row.state) in ACTIVE else ()
    ref = Ref(kind="request", number=row.number)
    if failed == "in_the_department":
        verb = t(f"permissions.verb.{command.word.replace(' ', '_')}")
        return Refused(T(key=_key(failed, row, offered), values=_owned(ref, verb, unit, row, ctx)), *offered)
    if failed == "asked_it":
        asker = company.the_member(ctx.unit, row.asked_by)
        return Refused(t("permissions.asked_it", what=ref, who=named(asker)), *offered)
    return Refused(t("permissions.leads_the_department", what=ref, unit=named(unit), who=_who(_leads(unit, ctx))))


def about_unit(command: AnyCommand, failed: str, row: OrgUnit, ctx: Context) -> Refused:
    return Refused(
        t("permissions.leads_the_department", what=named(row), unit=named(row), who=_who(_leads(row, ctx)))
    )


def about_member(command: AnyCommand, failed: str, row: Member, ctx: Context) -> Refused:
    """People are administrators' to change; an absence is one's own, too."""
    if failed == "is_admin":
        return about_none(command, failed, None, ctx)
    return Refused(t(f"permissions.{failed}", what=named(row), who=_who(company.administrators(ctx.unit))))


def _of_account(failed: str, what: Value, account: Account, ctx: Context) -> T:
    team = accounts.team(ctx.unit, account.id, ctx.company_day)
    above = _above(account.region_id, ctx)
    match failed:
        case "on_the_team":
            people = [member for role in TriangleRole for member in team[role]] or above
        case "is_the_ar":
            people = team[TriangleRole.AR] + above
        case _:
            people = above or company.administrators(ctx.unit)
    return t(f"permissions.{failed}", what=what, who=_who(people))


def _key(failed: str, request: Request, offered: tuple[object, ...]) -> str:
    owned = "" if request.owner_id is None else "_owned"
    return f"permissions.{failed}{owned}" + ("_yours" if offered else "")


def _owned(ref: Ref, verb: T, unit: OrgUnit, request: Request, ctx: Context) -> dict[str, Value]:
    values: dict[str, Value] = {"what": ref, "verb": verb, "unit": named(unit)}
    owner = company.find_member(ctx.unit, request.owner_id)
    return values if owner is None else values | {"who": named(owner)}


def _may(may: May, request: Request, ctx: Context) -> bool:
    return allowed(may, relations(request, ctx))


def _leads(unit: OrgUnit, ctx: Context) -> list[Member]:
    lead = company.find_member(ctx.unit, unit.lead_id)
    return [lead] if lead is not None else _above(unit.id, ctx)


def _above(unit_id: int, ctx: Context) -> list[Member]:
    """The nearest manager of a unit."""
    above = company.managers_above(ctx.unit, unit_id)[:1]
    return list(company.members(ctx.unit, set(above)).values())


def _managers(ctx: Context) -> list[Member]:
    own = _above(ctx.who.unit_id, ctx) if ctx.who.unit_id else []
    return own or [each for each in company.everyone(ctx.unit) if each.role == Role.MANAGER][:3]


def _who(people: Iterable[Member]) -> Value:
    """Names, each once; "nobody" where the company has none yet."""
    once = {member.id: named(member) for member in people if member.active}
    return Listed(items=tuple(once.values()), joined="or") if once else t("words.nobody")


REFUSALS = (
    Denial(Account, say=about_account),
    Denial(Event, say=about_event),
    Denial(Request, say=about_request),
    Denial(OrgUnit, say=about_unit),
    Denial(Member, say=about_member),
    Denial(NoneType, say=about_none),
)
