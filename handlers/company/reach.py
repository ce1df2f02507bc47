"""What somebody could do to some row, by what they hold: help shows nothing else."""

from __future__ import annotations

from dataclasses import replace

from handlers.command import AnyCommand, every
from handlers.context import Context
from handlers.permissions import Relations, allowed
from scoring.terms import Role, TriangleRole, UnitKind
from storage.find import accounts, company


def usable(ctx: Context) -> dict[str, AnyCommand]:
    """The commands that the asker may use, on some row at least; those that only buttons press are left out."""
    could = reach(ctx)
    return {
        word: command
        for word, command in sorted(every().items())
        if listed(command) and any(allowed(command.may, each) for each in could)
    }


def listed(command: AnyCommand) -> bool:
    """Whether people type it: two-word commands are not among a platform's own, but are typed."""
    return command.menu or " " in command.word


def reach(ctx: Context) -> tuple[Relations, ...]:
    """The best that the asker can be to a row: one that they made themselves, and one that somebody else made."""
    who = ctx.who
    seats = accounts.seats_of(ctx.unit, who.id, ctx.company_day)
    above = bool(company.managed_units(ctx.unit, who.id))
    own = company.the_unit(ctx.unit, who.unit_id) if who.unit_id else None
    most = Relations(
        role=Role(who.role),
        on_team=bool(seats),
        is_ar=any(seat.role == TriangleRole.AR for seat in seats),
        manages=above and who.role != Role.EXECUTIVE,
        oversees=above and who.role == Role.EXECUTIVE,
        sponsors=accounts.sponsors_any(ctx.unit, who.id),
        logged=True,
        asked=True,
        in_department=own is not None and own.kind == UnitKind.DEPARTMENT,
        leads_department=above or bool(company.led_units(ctx.unit, who.id)),
        owns=own is not None and own.kind == UnitKind.DEPARTMENT,
        helps=True,
        is_self=True,
        assists=company.assists_somebody(ctx.unit, who.id),
        is_event=True,
    )
    return most, replace(most, logged=False, asked=False, is_self=False)
