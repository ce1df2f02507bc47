"""A conversation that is no more on its platform: what waited for it is said in person, and somebody learns it."""

from __future__ import annotations

from handlers.context import Context
from handlers.outgoing import is_news
from handlers.reply import Line
from handlers.tell import pass_on, tell
from handlers.values import Name, Said, t
from storage import outbox
from storage.find import accounts, company
from storage.tables.company import Conversation, Member
from storage.tables.messages import Outbox


def gone(conversation: Conversation, why: str, ctx: Context) -> None:
    """Its people get in person what has not left yet; whoever can bind another is told once how.

    Told again it does nothing more. A person's own conversation is replaced by their next one.
    """
    if conversation.gone:
        return
    people = _people(conversation, ctx)
    for row in outbox.conversation_gone(ctx.unit, conversation.id, why):
        _in_person(row, people, ctx)
    _tell_who_binds(conversation, ctx)


def _people(conversation: Conversation, ctx: Context) -> list[Member]:
    if conversation.direct:
        who = company.find_member(ctx.unit, conversation.member_id)
        return [] if who is None else [who]
    return company.participants(ctx.unit, conversation.id)


def _in_person(row: Outbox, people: list[Member], ctx: Context) -> None:
    """Not to who was told of it in person anyway; where nobody can be reached it stays given up."""
    if row.edits is not None or not is_news(row, ctx):
        outbox.drop(ctx.unit, row, "no longer news")
        return
    told = outbox.told_at_once(ctx.unit, row)
    reached = False
    for each in people:
        place = company.direct_conversation(ctx.unit, each.id) if each.active else None
        if place is not None and each.id not in told:
            pass_on(row, place, each.id, ctx)
        reached = reached or place is not None
    if reached:
        outbox.drop(ctx.unit, row, "said in person")


def _tell_who_binds(conversation: Conversation, ctx: Context) -> None:
    """An account's manager, and the lead of a department whose queue it was."""
    channel = Said(text=conversation.name, limit=40)
    account = accounts.find_account(ctx.unit, conversation.account_id)
    if account is not None:
        words = t("outgoing.lost", channel=channel, account=Name(names=account.names))
        _tell(company.managers_above(ctx.unit, account.region_id)[:1], Line(text=words), ctx)
    if conversation.unit_id is not None:
        department = company.the_unit(ctx.unit, conversation.unit_id)
        words = t("outgoing.lost_queue", channel=channel, unit=Name(names=department.names))
        _tell([department.lead_id] if department.lead_id else [], Line(text=words), ctx)


def _tell(members: list[int], line: Line, ctx: Context) -> None:
    for member in company.members(ctx.unit, set(members)).values():
        tell(member, line, ctx=ctx)
