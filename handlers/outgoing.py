"""What a queued message says when its turn comes: as it was said, or the card as its subject stands now."""

from __future__ import annotations

from collections.abc import Iterable

from handlers.card import Viewer, cards
from handlers.context import Context
from handlers.relations import viewer
from handlers.reply import PARTS, Buttons, Line, Part
from handlers.tell import tell
from handlers.values import t
from scoring.terms import Language
from storage import outbox
from storage.find import accounts, company, facts, requests
from storage.tables.company import Conversation, Member
from storage.tables.messages import Outbox


def compose(row: Outbox, ctx: Context) -> tuple[Part, ...] | None:
    """The parts to send; None when it is no longer news, or its subject is gone."""
    if not is_news(row, ctx):
        return None
    if row.parts is not None:
        return _still(row, ctx)
    return _still_there(row, ctx) if row.face == outbox.SAID else _card(row, ctx)


def lives(row: Outbox) -> bool:
    """Whether a message that was said has buttons that follow its subject's state."""
    if row.parts is None or row.subject is None or cards()[row.subject].still is None:
        return False
    return any(isinstance(part, Buttons) for part in PARTS.validate_python(row.parts))


def is_news(row: Outbox, ctx: Context) -> bool:
    """Whether the condition under which it was said still holds."""
    if row.holds is None or row.subject is None:
        return True
    return cards()[row.subject].stands(row, ctx)


def shut_out(conversation: Conversation, waiting: Iterable[Outbox], ctx: Context) -> None:
    """Somebody lets nothing in: whoever waits for them learns once that it did not arrive."""
    who = company.find_member(ctx.unit, conversation.member_id)
    if who is None:
        return
    askers = {asker.id: asker for row in waiting if (asker := _asker_behind(row, ctx)) is not None}
    for asker in askers.values():
        if asker.id != who.id:
            tell(asker, Line(text=t("outgoing.shut", who=ctx.name(who))), ctx=ctx)


def _asker_behind(row: Outbox, ctx: Context) -> Member | None:
    if row.subject != "request" or row.subject_id is None:
        return None
    return company.find_member(ctx.unit, requests.the_request(ctx.unit, row.subject_id).asked_by)


def _still(row: Outbox, ctx: Context) -> tuple[Part, ...]:
    """What is said, with what may still be pressed."""
    parts = PARTS.validate_python(row.parts)
    still = None if row.subject is None else cards()[row.subject].still
    return parts if still is None or row.subject_id is None else still(row.subject_id, parts, ctx)


def _still_there(row: Outbox, ctx: Context) -> tuple[Part, ...] | None:
    """A message that stands already, the same way."""
    place = outbox.find_place(ctx.unit, row.edits)
    said = None if place is None else outbox.said_at(ctx.unit, place)
    return None if said is None or said.parts is None else _still(said, ctx)


def _card(row: Outbox, ctx: Context) -> tuple[Part, ...] | None:
    if row.subject is None or row.subject_id is None:
        raise ValueError(f"the outbox row {row.id} says nothing")
    conversation = company.find_conversation(ctx.unit, row.conversation_id)
    if conversation is None:
        return None
    seen_by = _viewer(conversation, row.subject, row.subject_id, row.face or "plain", ctx)
    return cards()[row.subject].draw(row.subject_id, seen_by, ctx)


def _viewer(conversation: Conversation, subject: str, subject_id: int, face: str, ctx: Context) -> Viewer:
    account = accounts.find_account(ctx.unit, facts.account_behind(ctx.unit, subject, subject_id))
    if account is not None:
        return viewer(conversation, account, face, ctx)
    reader = company.find_member(ctx.unit, conversation.member_id)
    language = reader.language if reader else conversation.language or ctx.company.language
    return Viewer(conversation.member_id, Language(language), money=False, face=face)
