"""A command with gaps becomes a form: filled with what was given, asking for what is missing (domain.md 11)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from handlers.arguments.read import Filled as Found
from handlers.arguments.read import args, asks
from handlers.command import AnyCommand
from handlers.context import Context
from handlers.permissions import why_not
from handlers.relations import relations
from handlers.reply import Form, Line, Refused, Reply
from handlers.values import Said, T, t


@dataclass(frozen=True)
class Filled:
    """A form as it was sent: what stands in its fields, by name."""

    command: str
    fields: Mapping[str, str] = field(default_factory=dict)


def form(command: AnyCommand, found: Found, ctx: Context) -> Reply:
    """The form as an answer to who typed it; nothing is stored. Faults stand under their fields, what they offer
    behind the form."""
    word = Said(text=f"/{command.word}")
    made = Form(
        command=command.word,
        title=T(key=command.title) if command.title else t("pipeline.form.title", command=word),
        asks=asks(command, found, ctx),
        submit=_submit(command, found, ctx),
        preview=preview(command, found, ctx),
    )
    offered = tuple(part for fault in found.faults.values() for part in fault.parts)
    return Reply(parts=(made, *offered), private=True, refused=bool(found.faults))


def _submit(command: AnyCommand, found: Found, ctx: Context) -> T:
    if command.submit is None:
        return t("pipeline.form.submit")
    return T(key=command.submit) if isinstance(command.submit, str) else command.submit(found.values, ctx)


def preview(command: AnyCommand, found: Found, ctx: Context) -> tuple[Line, ...]:
    """What sending the form would do, once all that it needs is there: shown to nobody who may not send it."""
    if command.preview is None or found.faults or not set(found.missing) <= command.preview_without.keys():
        return ()
    values = {**{name: command.preview_without[name] for name in found.missing}, **found.values}
    try:
        with ctx.unit.savepoint():
            given = args(command, Found(values=values))
            if why_not(command.may, relations(command.on(given, ctx), ctx)) is not None:
                return ()
            return tuple(command.preview(given, ctx))
    except Refused:
        return ()
