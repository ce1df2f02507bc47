"""How the asker stands to a row: rows become plain `Relations` for the permission table (domain.md 10)."""

from __future__ import annotations

from dataclasses import replace
from functools import singledispatch

from handlers.card import Viewer
from handlers.context import Context
from handlers.permissions import May, Relations, allowed
from scoring.terms import EventState, Language, Role, TriangleRole
from storage.find import accounts, company, requests
from storage.tables.accounts import Account
from storage.tables.company import Conversation, Member, OrgUnit
from storage.tables.events import Event
from storage.tables.requests import Request


@singledispatch
def relations(row: object, ctx: Context) -> Relations:
    """The asker's relations to a row a command acts on; to None, only what they are in the company."""
    if row is not None:
        raise TypeError(f"nobody has said who may do what with {type(row).__name__}")
    return Relations(role=ctx.who.role)


@relations.register
def _(row: Account, ctx: Context) -> Relations:
    return _to_account(row, ctx.who, ctx)


@relations.register
def _(row: Event, ctx: Context) -> Relations:
    account = accounts.the_account(ctx.unit, row.account_id)
    return replace(
        _to_account(account, ctx.who, ctx),
        is_event=True,
        logged=row.logged_by == ctx.who.id,
        confirmed_yet=row.state == EventState.CONFIRMED,
    )


@relations.register
def _(row: Request, ctx: Context) -> Relations:
    account = accounts.the_account(ctx.unit, row.account_id)
    return replace(
        _to_account(account, ctx.who, ctx),
        asked=row.asked_by == ctx.who.id,
        owns=row.owner_id == ctx.who.id,
        helps=company.follows(ctx.unit, row.id, ctx.who.id),
        heard=ctx.who.id in requests.heard_of(ctx.unit, row.id),
        in_department=ctx.who.unit_id == row.unit_id,
        leads_department=_leads(company.the_unit(ctx.unit, row.unit_id), ctx),
    )


@relations.register
def _(row: OrgUnit, ctx: Context) -> Relations:
    return Relations(
        role=ctx.who.role,
        in_department=ctx.who.unit_id == row.id,
        leads_department=_leads(row, ctx),
        manages=ctx.who.id in company.managers_above(ctx.unit, row.id),
    )


@relations.register
def _(row: Member, ctx: Context) -> Relations:
    return Relations(role=ctx.who.role, is_self=row.id == ctx.who.id, assists=row.assistant_id == ctx.who.id)


def sees_money(account: Account, ctx: Context) -> bool:
    """Whether the asker may see the account's amounts."""
    return allowed(May.SEE_MONEY, _to_account(account, ctx.who, ctx))


def all_see_money(conversation: Conversation, account: Account, ctx: Context) -> bool:
    """Whether everybody in a channel may: never with outsiders, never in doubt (domain.md 10)."""
    inside = company.participants(ctx.unit, conversation.id)
    if conversation.outsiders or not inside:
        return False
    return all(allowed(May.SEE_MONEY, _to_account(account, member, ctx)) for member in inside)


def viewer(conversation: Conversation, account: Account, face: str, ctx: Context) -> Viewer:
    """For whom a card in this conversation is drawn: its person, or everybody in the channel."""
    if conversation.member_id is None:
        language = conversation.language or ctx.company.language
        return Viewer(None, Language(language), all_see_money(conversation, account, ctx), face)
    reader = company.the_member(ctx.unit, conversation.member_id)
    money = allowed(May.SEE_MONEY, _to_account(account, reader, ctx))
    return Viewer(reader.id, Language(reader.language), money, face)


def _to_account(account: Account, who: Member, ctx: Context) -> Relations:
    roles = {seat.role for seat in accounts.seats(ctx.unit, account.id, ctx.company_day) if seat.member_id == who.id}
    above = who.id in company.managers_above(ctx.unit, account.region_id)
    return Relations(
        role=who.role,
        on_team=bool(roles),
        is_ar=TriangleRole.AR in roles,
        manages=above and who.role != Role.EXECUTIVE,
        oversees=above and who.role == Role.EXECUTIVE,
        sponsors=account.sponsor_id == who.id,
    )


def _leads(unit: OrgUnit, ctx: Context) -> bool:
    """The lead, whoever stands in for an absent lead, and whoever manages the unit."""
    if ctx.who.id == unit.lead_id or ctx.who.id in company.managers_above(ctx.unit, unit.id):
        return True
    return unit.lead_id is not None and company.stand_in(ctx.unit, unit.lead_id, ctx.now) == ctx.who.id
