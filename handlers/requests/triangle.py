"""The triangle line: wherever an account stands, its triangle stands (voice.md 1.2)."""

from __future__ import annotations

from datetime import date, timedelta

from handlers.context import Context
from handlers.values import Listed, Name, T, t
from scoring.terms import TriangleRole
from storage.find import accounts, standings
from storage.tables.company import Member

RECENT = timedelta(days=21)
ROLES = (TriangleRole.AR, TriangleRole.SR, TriangleRole.FR)


def triangle(account_id: int, on: date, ctx: Context) -> T:
    """Filled: took part in something within 21 days; hollow: did not; a dash: nobody holds the role."""
    team = accounts.team(ctx.unit, account_id, on)
    took = standings.took_part_since(ctx.unit, account_id, on - RECENT)
    ar, sr, fr = (_seat(role, team[role], took) for role in ROLES)
    return t("requests.card.triangle", ar=ar, sr=sr, fr=fr)


def _seat(role: TriangleRole, holders: list[Member], took: set[int]) -> T:
    sign = t(f"words.role_sign.{role.value}")
    if not holders:
        return t("requests.card.seat_vacant", role=sign, mark=t("words.mark.vacant"))
    mark = "took_part" if any(each.id in took for each in holders) else "absent"
    names = Listed(items=tuple(Name(names=each.names) for each in holders))
    return t("requests.card.seat", role=sign, mark=t(f"words.mark.{mark}"), who=names)
