"""What domain.md 10 and defaults.md say of who may do what, in their words: compared with the code, printed as
docs/permissions.md.

Each line names those who may; `Standing` is how somebody stands to the row. Nobody else may.
"""

from __future__ import annotations

from enum import Enum

from handlers.permissions import May, Relations
from scoring.terms import Role


class Standing(Enum):
    """How somebody stands to a row, as people say it; each is a set of plain facts."""

    STRANGER_TO_IT = "nobody in particular"
    TEAM = "on the account's team"
    RESPONSIBLE = "the account's responsible (AR)"
    MANAGER_OF_IT = "manages the account's region, or one above"
    SPONSOR = "the account's executive sponsor"
    OVERSEER = "an executive whose unit the account is in"
    LOGGER = "logged the event, which waits for a confirmation"
    LOGGER_CONFIRMED = "logged the event, which is confirmed"
    TEAM_LOGGER = "on the team, and logged the event"
    MANAGING_LOGGER = "manages the account, and logged the event"
    ASKER = "asked for the help"
    DEPARTMENT = "works in the receiving department"
    LEAD = "leads the department, or stands in for its lead"
    OWNER = "owns the request"
    HELPER = "helps with the request, or watches it"
    HEARD = "was told of the request by a step of its ladder"
    THEMSELVES = "it is they themselves"
    ASSISTANT = "assists the person"


RELATIONS: dict[Standing, Relations] = {
    Standing.STRANGER_TO_IT: Relations(),
    Standing.TEAM: Relations(on_team=True),
    Standing.RESPONSIBLE: Relations(on_team=True, is_ar=True),
    Standing.MANAGER_OF_IT: Relations(manages=True, is_event=True),
    Standing.SPONSOR: Relations(sponsors=True),
    Standing.OVERSEER: Relations(oversees=True),
    Standing.LOGGER: Relations(logged=True, is_event=True),
    Standing.LOGGER_CONFIRMED: Relations(logged=True, confirmed_yet=True, is_event=True),
    Standing.TEAM_LOGGER: Relations(on_team=True, logged=True, is_event=True),
    Standing.MANAGING_LOGGER: Relations(manages=True, logged=True, is_event=True),
    Standing.ASKER: Relations(asked=True),
    Standing.DEPARTMENT: Relations(in_department=True),
    Standing.LEAD: Relations(leads_department=True),
    Standing.OWNER: Relations(owns=True),
    Standing.HELPER: Relations(helps=True),
    Standing.HEARD: Relations(heard=True),
    Standing.THEMSELVES: Relations(is_self=True),
    Standing.ASSISTANT: Relations(assists=True),
}

S = Standing
EVERYBODY = frozenset(Standing)
ON_IT = frozenset((S.TEAM, S.RESPONSIBLE, S.TEAM_LOGGER))
ABOVE_IT = frozenset((S.MANAGER_OF_IT, S.MANAGING_LOGGER))
THE_ACCOUNT = ON_IT | ABOVE_IT | {S.SPONSOR, S.OVERSEER}
ACTIVE_ON_IT = ON_IT | ABOVE_IT | {S.SPONSOR}
DOING = frozenset((S.DEPARTMENT, S.LEAD, S.OWNER))
LOGGERS = frozenset((S.LOGGER, S.LOGGER_CONFIRMED, S.TEAM_LOGGER, S.MANAGING_LOGGER))

BY_STANDING: dict[May, frozenset[Standing]] = {
    May.ANYONE: EVERYBODY,
    May.SEE_STANDINGS: EVERYBODY,
    May.SEE_ACCOUNT: EVERYBODY,
    May.SEE_EVENTS: EVERYBODY,
    May.SEE_PEOPLE: EVERYBODY,
    May.SEE_MONEY: THE_ACCOUNT,
    May.LOG_EVENT: ACTIVE_ON_IT,
    May.CONFIRM_EVENT: (ON_IT | ABOVE_IT) - LOGGERS,
    May.TAKE_PART: ON_IT | ABOVE_IT | LOGGERS,
    May.DISPUTE_EVENT: THE_ACCOUNT,
    May.DECIDE: ABOVE_IT | {S.LEAD},
    May.VOID_EVENT: ABOVE_IT | {S.LOGGER, S.TEAM_LOGGER},
    May.UNDO_EVENT: LOGGERS,
    May.ASK: ACTIVE_ON_IT,
    May.SEE_REQUEST: THE_ACCOUNT | DOING | {S.ASKER, S.HELPER, S.HEARD},
    May.WORK_REQUEST: DOING,
    May.LEAD_REQUEST: frozenset((S.LEAD,)),
    May.ASKER_REQUEST: ABOVE_IT | {S.ASKER},
    May.STEER_REQUEST: ABOVE_IT | {S.ASKER, S.LEAD},
    May.RESUME_REQUEST: ON_IT | ABOVE_IT | DOING | {S.ASKER},
    May.FOLLOW_REQUEST: THE_ACCOUNT | DOING | {S.ASKER, S.HELPER, S.HEARD},
    May.HELP_REQUEST: ON_IT | ABOVE_IT | DOING | {S.ASKER},
    May.SEE_PLAN: THE_ACCOUNT,
    May.CLOSE_PERIOD: frozenset(),
    May.CREATE_ACCOUNT: frozenset(),
    May.STEER_ACCOUNT: ABOVE_IT,
    May.SPEAK_FOR_ACCOUNT: ABOVE_IT | {S.RESPONSIBLE},
    May.MANAGE_PEOPLE: frozenset(),
    May.RUN_DEPARTMENT: frozenset((S.LEAD,)),
    May.SET_COMPANY: frozenset(),
    May.SET_SELF: frozenset((S.THEMSELVES,)),
    May.SET_ABSENCE: frozenset((S.THEMSELVES, S.ASSISTANT)),
    May.SEE_DIGEST: frozenset(),
}
"""Who may, by how they stand to the row, whatever their role."""

BY_ROLE: dict[May, frozenset[Role]] = {
    May.CLOSE_PERIOD: frozenset((Role.MANAGER, Role.ADMIN)),
    May.CREATE_ACCOUNT: frozenset((Role.MANAGER, Role.ADMIN)),
    May.SEE_DIGEST: frozenset((Role.MANAGER, Role.ADMIN, Role.EXECUTIVE)),
    May.STEER_ACCOUNT: frozenset((Role.ADMIN,)),
    May.SPEAK_FOR_ACCOUNT: frozenset((Role.ADMIN,)),
    May.MANAGE_PEOPLE: frozenset((Role.ADMIN,)),
    May.RUN_DEPARTMENT: frozenset((Role.ADMIN,)),
    May.SET_COMPANY: frozenset((Role.ADMIN,)),
    May.SET_ABSENCE: frozenset((Role.ADMIN,)),
}
"""Who may by their role alone, however they stand to the row."""


def expected(may: May, role: Role, standing: Standing) -> bool:
    return standing in BY_STANDING[may] or role in BY_ROLE.get(may, frozenset())
