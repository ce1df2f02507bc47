"""The triangle line: wherever an account stands, its triangle stands (voice.md 1.2)."""

from __future__ import annotations

from datetime import timedelta

from handlers.context import Context
from handlers.values import Listed, Name, T, t
from scoring.terms import TriangleRole
from storage.find import accounts, standings
from storage.tables.accounts import Account
from storage.tables.company import Member

RECENT = timedelta(days=21)
ROLES = (TriangleRole.AR, TriangleRole.SR, TriangleRole.FR)


def triangle(account: Account, ctx: Context) -> T:
    """Filled: took part in something within 21 days; hollow: did not; a dash: nobody holds the role."""
    team = accounts.team(ctx.unit, account.id, ctx.company_day)
    took = standings.took_part_since(ctx.unit, account.id, ctx.company_day - RECENT)
    ar, sr, fr = (_seat(role, team[role], took) for role in ROLES)
    return t("scorecards.triangle.line", ar=ar, sr=sr, fr=fr)


def _seat(role: TriangleRole, holders: list[Member], took: set[int]) -> T:
    sign = t(f"words.role_sign.{role}")
    if not holders:
        return t("scorecards.triangle.vacant", role=sign, mark=t("words.mark.vacant"))
    mark = "took_part" if any(each.id in took for each in holders) else "absent"
    names = tuple(_name(each) for each in holders)
    return t("scorecards.triangle.seat", role=sign, mark=t(f"words.mark.{mark}"), who=Listed(items=names))


def _name(member: Member) -> Name:
    return Name(names=member.names)
