"""The message of an event was changed: correct it, or take it back; it stays as it was logged (traps.md 16)."""

from __future__ import annotations

from handlers.arguments import read
from handlers.arguments.words import NoCommand, command_of
from handlers.command import every
from handlers.context import Context
from handlers.edited import Amends
from handlers.events.figures import ref
from handlers.events.found import event_numbered, refuse_ended
from handlers.events.log import Log, Win
from handlers.reply import Button, Buttons, Line, Part
from handlers.values import t
from storage.tables.events import Event


def offer(number: int, line: str, ctx: Context) -> tuple[Part, ...]:
    event = event_numbered(number, ctx)
    refuse_ended(event, ctx)
    void = Button(label=t("events.button.void_it", event=ref(event)), command=f"void {event.number}")
    shown = [void]
    if (command := _correction(event, line, ctx)) is not None:
        shown = [Button(label=t("events.button.correct_it", event=ref(event)), command=command), void]
    return Line(text=t("events.edited.stays", event=ref(event))), Buttons(shown=tuple(shown))


def _correction(event: Event, line: str, ctx: Context) -> str | None:
    """The line that puts the new words in the event's place; None where they are about something else."""
    try:
        command, rest = command_of(line)
    except NoCommand:
        return None
    found = read.read(command, rest, ctx)
    if command.takes not in (Log, Win) or not found.complete:
        return None
    values = {"kind": "order"} | found.values
    if (values["account"], values["kind"]) != (event.account_id, event.kind):
        return None
    new: dict[str, object] = {name: values[name] for name in _KEPT if name in values}
    return read.line_of(every()["correct"], {"number": event.number, **new}, ctx)


_KEPT = ("account", "kind", "value", "on", "note")
AMENDS = (Amends("#", offer),)
