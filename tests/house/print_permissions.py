"""docs/permissions.md, printed from the table that the tests hold the code to.

python -m tests.house.print_permissions > docs/permissions.md
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from handlers.command import every
from handlers.permissions import May
from scoring.terms import Role
from tests.handlers.permission_table import BY_ROLE, BY_STANDING, Standing

PAGE = Path(__file__).parents[2] / "docs" / "permissions.md"

HEAD = """# Who may do what

Printed from the table that the tests hold the code to (`tests/handlers/permission_table.py`); change it there, then
`python -m tests.house.print_permissions > docs/permissions.md`.

Who may is decided by how somebody stands to the row that a command acts on, or by their role in the company. Nobody
else may. A person whom the bot does not know may read nothing and write nothing. "No such" and "not yours" are the
same words. What a role alone allows holds for every row of the company.

| to do this | these may | in these commands |
| --- | --- | --- |"""

MEANS = {
    May.ANYONE: "what concerns only who asks",
    May.SEE_STANDINGS: "see outlooks, totals, grades and ranks",
    May.SEE_ACCOUNT: "see that an account is there, its stage and its triangle",
    May.SEE_EVENTS: "see how many events an account has (what they are: as for amounts)",
    May.SEE_MONEY: "see amounts, events and what they are worth",
    May.LOG_EVENT: "log an event",
    May.CONFIRM_EVENT: "confirm an event",
    May.TAKE_PART: "say who took part",
    May.DISPUTE_EVENT: "doubt an event",
    May.DECIDE: "let a doubted event or a declined request stand",
    May.VOID_EVENT: "void or correct an event",
    May.UNDO_EVENT: "undo an event within 5 minutes",
    May.ASK: "ask for help",
    May.SEE_REQUEST: "see a request",
    May.WORK_REQUEST: "acknowledge, start, assign, ask back, resolve, decline",
    May.LEAD_REQUEST: "offer another day for what was declined",
    May.ASKER_REQUEST: "rate a request",
    May.STEER_REQUEST: "cancel or reopen a request",
    May.RESUME_REQUEST: "let a waiting request go on",
    May.FOLLOW_REQUEST: "watch a request, add a helper",
    May.HELP_REQUEST: "change a request's priority",
    May.SEE_PLAN: "see a plan",
    May.CLOSE_PERIOD: "close and reopen a period",
    May.CREATE_ACCOUNT: "make an account",
    May.STEER_ACCOUNT: "set stage, team, sponsor, channel, weight",
    May.SPEAK_FOR_ACCOUNT: "set contradiction, names, aliases",
    May.SEE_PEOPLE: "see who is who",
    May.MANAGE_PEOPLE: "add, change, remove people",
    May.RUN_DEPARTMENT: "say who is on duty in a department",
    May.SET_COMPANY: "set up the company",
    May.SET_SELF: "change settings",
    May.SET_ABSENCE: "set an absence",
    May.SEE_DIGEST: "get a digest",
}


def page() -> str:
    return "\n".join((HEAD, *_rows())) + "\n"


def _rows() -> Iterator[str]:
    for may in May:
        words = ", ".join(f"`/{word}`" for word, command in sorted(every().items()) if command.may is may)
        yield f"| {MEANS[may]} | {'; '.join(_who(may))} | {words or 'inside others'} |"


def _who(may: May) -> list[str]:
    standing = BY_STANDING[may]
    if standing == frozenset(Standing):
        return ["everybody in the company"]
    named = [each.value for each in Standing if each in standing]
    return [*named, *(_ROLES[role] for role in Role if role in BY_ROLE.get(may, ()))]


_ROLES = {
    Role.MANAGER: "any manager",
    Role.ADMIN: "any administrator",
    Role.EXECUTIVE: "any executive",
    Role.MEMBER: "any member",
    Role.DEPARTMENT_LEAD: "any department lead",
}

if __name__ == "__main__":
    print(page(), end="")  # noqa: T201  what it is for
