"""What nobody saw on one platform goes to the other: an urgent step, after a quarter of an hour (domain.md 6).

Seen is whatever its reader did since it came, anywhere. What is no longer news by then goes nowhere.
"""

from __future__ import annotations

from datetime import datetime

from handlers.context import Context
from handlers.due import Due
from handlers.outgoing import compose
from handlers.tell import UNSEEN, pass_on
from storage import inbox, outbox
from storage.find import company
from storage.tables.company import Conversation
from storage.tables.messages import Outbox, Timer


def elsewhere(timer: Timer, ctx: Context) -> datetime | None:
    row = outbox.find(ctx.unit, timer.subject_id)
    if row is None or row.member_id is None or row.state == "dropped" or compose(row, ctx) is None:
        return None
    if inbox.spoke_since(ctx.unit, row.member_id, row.sent_at or row.made_at):
        return None
    for place in _others(row, ctx)[:1]:
        pass_on(row, place, row.member_id, ctx)
    return None


def _others(row: Outbox, ctx: Context) -> list[Conversation]:
    """Where else its reader is reached, on another platform."""
    here = company.find_conversation(ctx.unit, row.conversation_id)
    places = company.direct_conversations(ctx.unit, row.member_id or 0)
    return [each for each in places if not each.shut and (here is None or each.platform != here.platform)]


DUES = (Due(UNSEEN, run=elsewhere),)
