"""A plain sentence to the bot answers the request that waits for who says it (domain.md 6, conversation 6)."""

from __future__ import annotations

from handlers.context import Context
from handlers.fallback import Fallback
from handlers.reply import Button
from handlers.requests.sayings import ref
from handlers.values import t
from scoring.requests import RequestState
from storage.find import turns

MOST = 20


def answers(words: str, ctx: Context) -> tuple[Button, ...]:
    """Each request that waits for them, to be answered with these words."""
    theirs = turns.requests_for(ctx.unit, ctx.who, MOST)
    return tuple(
        Button(label=t("requests.button.answer_this", ref=ref(each)), command=f"answer R{each.number} -- {words}")
        for each in theirs
        if RequestState(each.state) is RequestState.WAITING and each.asked_by == ctx.who.id
    )


FALLBACKS = (Fallback(answers),)
