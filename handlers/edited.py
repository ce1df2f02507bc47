"""A message that was changed after it had been sent: nothing runs again, the way to what was meant is offered
(traps.md 16)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from handlers.arguments.words import NoCommand, command_of
from handlers.command import declared
from handlers.context import Context
from handlers.forms import Filled
from handlers.pipeline import line_of
from handlers.reply import Button, Buttons, Line, Part, Refused, Reply, only_you
from handlers.values import t
from storage.tables.messages import Inbox

SILENCE = Reply(parts=())


@dataclass(frozen=True)
class Amends:
    """What is offered about a numbered thing whose message was changed (`AMENDS = (Amends("#", offer),)`): `offer` is
    given its number and the new words."""

    letter: str
    offer: Callable[[int, str, Context], tuple[Part, ...]]


def edited(said: str | Filled, before: Inbox, ctx: Context) -> Reply:
    """The answer to the new words of a message that was answered `before`; none to the same words."""
    line = line_of(said)
    if before.member_id != ctx.who.id or before.line.split() == line.split():
        return SILENCE
    try:
        return _offered(line, before, ctx)
    except Refused as no:
        return no.reply()


def _offered(line: str, before: Inbox, ctx: Context) -> Reply:
    number = str((before.answer or {}).get("number") or "")
    if before.stored and number[1:].isdecimal():
        for amends in declared("AMENDS"):
            if amends.letter == number[0]:
                return only_you(*amends.offer(int(number[1:]), line, ctx))
    if not _is_command(line):
        return SILENCE
    run = Button(label=t("pipeline.edited.run"), command=line)
    return only_you(Line(text=t("pipeline.edited.not_run")), Buttons(shown=(run,)))


def _is_command(line: str) -> bool:
    try:
        command_of(line)
    except NoCommand:
        return False
    return True
