"""What is said when the permission table says no: who may, and the way out (voice.md 1.1, 7.10)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from handlers.command import AnyCommand, declared
from handlers.context import Context
from handlers.reply import Refused


@dataclass(frozen=True)
class Denial:
    """The words of a no about a kind of row (`REFUSALS = (Denial(Account, …),)`); `row` is None's type for none.

    `say` is given the command, the name of the fact that failed, and the row.
    """

    row: type
    say: Callable[[AnyCommand, str, Any, Context], Refused]


def refusal(command: AnyCommand, failed: str, row: object, ctx: Context) -> Refused:
    """The no of a command about a row. LookupError where nobody has said what it is in words: a bug."""
    for denial in declared("REFUSALS"):
        if isinstance(row, denial.row):
            found: Refused = denial.say(command, failed, row, ctx)
            return found
    raise LookupError(f"no words for a no about {type(row).__name__}")
