"""A form asked step by step, kept in a row, so that it survives a restart and several people can be at it at once
(voice.md 2.4).

Asked is what is missing, and a choice that still stands as it stood at first; then comes the last step with the dry
run. What may be left out is offered there.
"""

from __future__ import annotations

import json
from dataclasses import replace
from secrets import token_hex

from bot.platforms.telegram.asking import (
    FIRST,
    LINE,
    MARK,
    PATH,
    Step,
    ahead,
    ask_named,
    form_in,
    looked_at,
    path_of,
    picks_of,
    sketched,
    the_form,
    values,
)
from handlers.context import Context
from handlers.pipeline import Filled, sketch
from handlers.reply import Ask, Reply
from storage import dialogs
from storage.database import Unit
from storage.tables.messages import Dialog

ADD = ".add:"
"""`.add:<n>`: ask for the nth field of the form too, though it may be left out."""


def begin(unit: Unit, reply: Reply, ctx: Context, *, in_place: bool = False) -> Step | None:
    """Begin with what the form holds already; None where the answer is no form, or nobody could fill it in.

    `in_place`: it comes of the form that is open, whose message it keeps.
    """
    form = form_in(reply)
    place = ctx.where.conversation_id
    if form is None or place is None:
        return None
    row = Dialog(conversation_id=place, member_id=ctx.who.id, command=form.command, begun_at=ctx.now)
    first = values(sketch(Filled(form.command), ctx))
    row.fields = {
        MARK: token_hex(8),
        FIRST: json.dumps(first),
        **{ask.name: ask.value for ask in form.asks if ask.value},
    }
    before = dialogs.end(unit, place, ctx.who.id)
    if before is not None and in_place:
        row.message, before = before.message, None
    step = ahead(row, reply)
    dialogs.begin(unit, step.row)
    return replace(step, closed=before)


def shown(row: Dialog, ctx: Context) -> Step:
    """The step as it stands."""
    return looked_at(row, sketched(row, ctx))


def typed(unit: Unit, row: Dialog, text: str, ctx: Context) -> Step:
    """An answer in words to what is asked; on the last step there is nothing to answer."""
    if row.asking is None:
        return shown(row, ctx)
    row.fields = {**row.fields, row.asking: text}
    return _taken(unit, row, ctx)


def picked(unit: Unit, row: Dialog, number: int, ctx: Context) -> Step | str:
    """A choice; a line to run instead where it was a "did you mean". Of people several may be picked."""
    picks = picks_of(row)
    if row.asking is None or not 0 <= number < len(picks):
        return shown(row, ctx)
    if picks[number].startswith(LINE):
        return picks[number][len(LINE) :]
    asked = ask_named(sketched(row, ctx), row.asking)
    if asked is not None and asked.input == "people":
        row.fields = {**row.fields, row.asking: _toggled(row.fields.get(row.asking, ""), picks[number])}
        return _stays(unit, row, ctx)
    row.fields = {**row.fields, row.asking: picks[number]}
    return _taken(unit, row, ctx)


def skipped(unit: Unit, row: Dialog, ctx: Context) -> Step:
    """Leave it out, or go on with what stands there."""
    return _taken(unit, row, ctx)


def added(unit: Unit, row: Dialog, number: int, ctx: Context) -> Step:
    """Ask for a field that may be left out."""
    asks = the_form(sketched(row, ctx)).asks
    if 0 <= number < len(asks):
        row.asking = asks[number].name
    return _stays(unit, row, ctx)


def back(unit: Unit, row: Dialog, ctx: Context) -> Step:
    """To the field asked before; on the first one it stays."""
    path = path_of(row)
    if path:
        row.asking, row.fields = path[-1], {**row.fields, PATH: json.dumps(path[:-1])}
    return _stays(unit, row, ctx)


def left_out(step: Step) -> list[tuple[int, Ask]]:
    """On the last step: the fields that may be added, each with its number."""
    if step.asking is not None:
        return []
    return [(at, ask) for at, ask in enumerate(step.form.asks) if not ask.required and not ask.value]


def _taken(unit: Unit, row: Dialog, ctx: Context) -> Step:
    """The answer is kept and the next field asked for, where it can be read; else it is asked for again."""
    reply = sketched(row, ctx)
    asked = ask_named(reply, row.asking)
    if asked is not None and asked.error is not None:
        step = looked_at(row, reply)
    else:
        path = [name for name in path_of(row) if name != row.asking]
        passed = [*path, row.asking] if row.asking is not None else path
        row.fields = {**row.fields, **values(reply), PATH: json.dumps(passed)}
        step = ahead(row, reply)
    dialogs.change(unit, step.row)
    return step


def _stays(unit: Unit, row: Dialog, ctx: Context) -> Step:
    step = shown(row, ctx)
    dialogs.change(unit, step.row)
    return step


def _toggled(standing: str, one: str) -> str:
    people = standing.split()
    return " ".join(each for each in people if each != one) if one in people else " ".join((*people, one))
