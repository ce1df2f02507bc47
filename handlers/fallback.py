"""What a plain sentence may mean where no command begins it: in a direct conversation, or under a message about
something (domain.md 6)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from handlers.command import declared
from handlers.context import Context
from handlers.reply import Button


@dataclass(frozen=True)
class Fallback:
    """A slice's reading of plain words (`FALLBACKS = (Fallback(meant),)`): a button for each thing that they may
    mean, its command the whole line that does it."""

    meant: Callable[[str, Context], tuple[Button, ...]]


def meanings(words: str, ctx: Context) -> tuple[Button, ...]:
    return tuple(button for each in declared("FALLBACKS") for button in each.meant(words, ctx))


@dataclass(frozen=True)
class Talk:
    """How words said under a subject's message are kept (`TALKS = (Talk("request", keeps),)`): the whole line that
    does it, None for a subject that is gone."""

    subject: str
    keeps: Callable[[int, str, Context], str | None]


def kept_by(words: str, ctx: Context) -> str | None:
    """The line that keeps words said here; None where they are about nothing that keeps any."""
    if ctx.where.about is None or not words.strip():
        return None
    subject, id = ctx.where.about
    return next((each.keeps(id, words, ctx) for each in declared("TALKS") if each.subject == subject), None)


def keeps_talk(subject: str) -> bool:
    return any(each.subject == subject for each in declared("TALKS"))
