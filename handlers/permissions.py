"""Who may do what: one table, asked by the gateway's pipeline about the row a command acts on (domain.md 10).

A row becomes `Relations`: plain facts about the asker and it. The facts of the table are named after what they
say, so that a refusal can say why: its text is `permissions.<name of the failed fact>`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum, auto

from scoring.terms import Role


class May(StrEnum):
    """What a command asks for. Each is made to be grepped."""

    ANYONE = auto()
    SEE_STANDINGS = auto()
    SEE_ACCOUNT = auto()
    SEE_EVENTS = auto()
    SEE_MONEY = auto()
    LOG_EVENT = auto()
    CONFIRM_EVENT = auto()
    TAKE_PART = auto()
    DISPUTE_EVENT = auto()
    DECIDE = auto()
    VOID_EVENT = auto()
    UNDO_EVENT = auto()
    ASK = auto()
    SEE_REQUEST = auto()
    WORK_REQUEST = auto()
    LEAD_REQUEST = auto()
    ASKER_REQUEST = auto()
    STEER_REQUEST = auto()
    RESUME_REQUEST = auto()
    FOLLOW_REQUEST = auto()
    HELP_REQUEST = auto()
    SEE_PLAN = auto()
    CLOSE_PERIOD = auto()
    CREATE_ACCOUNT = auto()
    STEER_ACCOUNT = auto()
    SPEAK_FOR_ACCOUNT = auto()
    SEE_PEOPLE = auto()
    MANAGE_PEOPLE = auto()
    RUN_DEPARTMENT = auto()
    SET_COMPANY = auto()
    SET_SELF = auto()
    SET_ABSENCE = auto()
    SEE_DIGEST = auto()


@dataclass(frozen=True)
class Relations:
    """How the asker stands to the row, all of it plain."""

    role: Role = Role.MEMBER
    on_team: bool = False
    is_ar: bool = False
    manages: bool = False
    sponsors: bool = False
    oversees: bool = False
    logged: bool = False
    confirmed_yet: bool = False
    asked: bool = False
    in_department: bool = False
    leads_department: bool = False
    owns: bool = False
    helps: bool = False
    heard: bool = False
    is_self: bool = False
    assists: bool = False
    is_event: bool = False


Fact = Callable[[Relations], bool]


def anyone(_: Relations) -> bool:
    return True


def is_admin(it: Relations) -> bool:
    return it.role is Role.ADMIN


def is_manager(it: Relations) -> bool:
    return it.role in (Role.MANAGER, Role.ADMIN)


def is_executive(it: Relations) -> bool:
    return it.role is Role.EXECUTIVE


def on_the_team(it: Relations) -> bool:
    return it.on_team


def is_the_ar(it: Relations) -> bool:
    return it.is_ar


def manages_it(it: Relations) -> bool:
    return it.manages


def sponsors_it(it: Relations) -> bool:
    return it.sponsors


def oversees_it(it: Relations) -> bool:
    return it.oversees


def logged_it(it: Relations) -> bool:
    return it.logged


def did_not_log_it(it: Relations) -> bool:
    return not it.logged


def not_confirmed_yet(it: Relations) -> bool:
    return not it.confirmed_yet


def it_is_an_event(it: Relations) -> bool:
    return it.is_event


def asked_it(it: Relations) -> bool:
    return it.asked


def in_the_department(it: Relations) -> bool:
    return it.in_department


def leads_the_department(it: Relations) -> bool:
    return it.leads_department


def owns_it(it: Relations) -> bool:
    return it.owns


def helps_it(it: Relations) -> bool:
    return it.helps


def heard_of_it(it: Relations) -> bool:
    return it.heard


def is_themselves(it: Relations) -> bool:
    return it.is_self


def assists_them(it: Relations) -> bool:
    return it.assists


ACCOUNT_PEOPLE = ((on_the_team,), (manages_it,), (sponsors_it,), (oversees_it,))
DEPARTMENT_PEOPLE = ((in_the_department,), (leads_the_department,), (owns_it,))

TABLE: dict[May, tuple[tuple[Fact, ...], ...]] = {
    May.ANYONE: ((anyone,),),
    May.SEE_STANDINGS: ((anyone,),),
    May.SEE_ACCOUNT: ((anyone,),),
    May.SEE_EVENTS: ((anyone,),),
    May.SEE_MONEY: ACCOUNT_PEOPLE,
    May.LOG_EVENT: ((on_the_team,), (manages_it,), (sponsors_it,)),
    May.CONFIRM_EVENT: ((on_the_team, did_not_log_it), (manages_it, did_not_log_it)),
    May.TAKE_PART: ((on_the_team,), (manages_it,), (logged_it,)),
    May.DISPUTE_EVENT: ACCOUNT_PEOPLE,
    May.DECIDE: ((manages_it, it_is_an_event), (leads_the_department,)),
    May.VOID_EVENT: ((logged_it, not_confirmed_yet), (manages_it,)),
    May.UNDO_EVENT: ((logged_it,),),
    May.ASK: ((on_the_team,), (manages_it,), (sponsors_it,)),
    May.SEE_REQUEST: (*ACCOUNT_PEOPLE, *DEPARTMENT_PEOPLE, (asked_it,), (helps_it,), (heard_of_it,)),
    May.WORK_REQUEST: DEPARTMENT_PEOPLE,
    May.LEAD_REQUEST: ((leads_the_department,),),
    May.ASKER_REQUEST: ((asked_it,), (manages_it,)),
    May.STEER_REQUEST: ((asked_it,), (leads_the_department,), (manages_it,)),
    May.RESUME_REQUEST: ((asked_it,), (on_the_team,), *DEPARTMENT_PEOPLE, (manages_it,)),
    May.FOLLOW_REQUEST: (*ACCOUNT_PEOPLE, *DEPARTMENT_PEOPLE, (asked_it,), (helps_it,), (heard_of_it,)),
    May.HELP_REQUEST: ((asked_it,), (on_the_team,), *DEPARTMENT_PEOPLE, (manages_it,)),
    May.SEE_PLAN: ACCOUNT_PEOPLE,
    May.CLOSE_PERIOD: ((is_manager,),),
    May.CREATE_ACCOUNT: ((is_manager,),),
    May.STEER_ACCOUNT: ((manages_it,), (is_admin,)),
    May.SPEAK_FOR_ACCOUNT: ((is_the_ar,), (manages_it,), (is_admin,)),
    May.SEE_PEOPLE: ((anyone,),),
    May.MANAGE_PEOPLE: ((is_admin,),),
    May.RUN_DEPARTMENT: ((leads_the_department,), (is_admin,)),
    May.SET_COMPANY: ((is_admin,),),
    May.SET_SELF: ((is_themselves,),),
    May.SET_ABSENCE: ((is_themselves,), (assists_them,), (is_admin,)),
    May.SEE_DIGEST: ((is_manager,), (is_executive,)),
}


def allowed(may: May, relations: Relations) -> bool:
    return any(all(fact(relations) for fact in every) for every in TABLE[may])


def why_not(may: May, relations: Relations) -> str | None:
    """The name of the fact that stands in the way, of the row of the table that came closest; None if allowed."""
    failed = [[fact for fact in every if not fact(relations)] for every in TABLE[may]]
    if any(not each for each in failed):
        return None
    return min(failed, key=len)[0].__name__
