"""What a plain sentence may mean in a direct conversation, where no command begins it (domain.md 6)."""

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
