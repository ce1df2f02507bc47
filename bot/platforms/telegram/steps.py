"""A form asked step by step, kept in a row, so that it survives a restart and several people can be at it at once
(voice.md 2.4).

Asked is what is missing, and a choice that still stands as it stood at first; then comes the last step with the dry
run. What may be left out is offered there. Fields that begin with a dot are the form's own memory.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace

from bot.platforms.telegram.keyboards import PICK
from handlers.context import Context
from handlers.pipeline import Filled, sketch
from handlers.reply import Ask, Buttons, Form, Option, Part, Reply
from storage import dialogs
from storage.database import Unit
from storage.tables.messages import Dialog

PATH, PICKS, FIRST = ".path", ".picks", ".first"
"""The fields that were asked, in order; what stands behind the buttons of the one that is asked now; what stood in
the form before anybody said anything."""
LINE = ">"
"""Begins a pick that is a whole line to run instead of a value: "did you mean"."""
ADD = ".add:"
"""`.add:<n>`: ask for the nth field of the form too, though it may be left out."""


@dataclass(frozen=True)
class Step:
    """What is to be shown: the form, the field asked for (None: the last step). `closed` is a form that this one took
    the place of."""

    row: Dialog
    form: Form
    closed: Dialog | None = None

    @property
    def asking(self) -> str | None:
        return self.row.asking


def form_in(reply: Reply) -> Form | None:
    return next((part for part in reply.parts if isinstance(part, Form)), None)


def begin(unit: Unit, reply: Reply, ctx: Context) -> Step | None:
    """Begin with what the form holds already; None where the answer is no form, or nobody could fill it in."""
    form = form_in(reply)
    place = ctx.where.conversation_id
    if form is None or place is None:
        return None
    row = Dialog(conversation_id=place, member_id=ctx.who.id, command=form.command, begun_at=ctx.now)
    first = _values(sketch(Filled(form.command), ctx))
    row.fields = {FIRST: json.dumps(first), **{ask.name: ask.value for ask in form.asks if ask.value}}
    before = dialogs.end(unit, place, ctx.who.id)
    if before is not None and before.command == form.command:
        row.message, before = before.message, None
    step = _ahead(row, reply)
    dialogs.begin(unit, step.row)
    return replace(step, closed=before)


def shown(row: Dialog, ctx: Context) -> Step:
    """The step as it stands."""
    return _looked_at(row, _sketched(row, ctx))


def typed(unit: Unit, row: Dialog, text: str, ctx: Context) -> Step:
    """An answer in words to what is asked; on the last step there is nothing to answer."""
    if row.asking is None:
        return shown(row, ctx)
    row.fields = {**row.fields, row.asking: text}
    return _taken(unit, row, ctx)


def picked(unit: Unit, row: Dialog, number: int, ctx: Context) -> Step | str:
    """A choice; a line to run instead where it was a "did you mean". Of people several may be picked."""
    picks = _picks(row)
    if row.asking is None or not 0 <= number < len(picks):
        return shown(row, ctx)
    if picks[number].startswith(LINE):
        return picks[number][len(LINE) :]
    asked = _ask(_sketched(row, ctx), row.asking)
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
    asks = _the_form(_sketched(row, ctx)).asks
    if 0 <= number < len(asks):
        row.asking = asks[number].name
    return _stays(unit, row, ctx)


def back(unit: Unit, row: Dialog, ctx: Context) -> Step:
    """To the field asked before; on the first one it stays."""
    path = _path(row)
    if path:
        row.asking, row.fields = path[-1], {**row.fields, PATH: json.dumps(path[:-1])}
    return _stays(unit, row, ctx)


def filled(row: Dialog) -> Filled:
    """The form as it is sent."""
    return Filled(row.command, {name: text for name, text in row.fields.items() if not name.startswith(".")})


def left_out(step: Step) -> list[tuple[int, Ask]]:
    """On the last step: the fields that may be added, each with its number."""
    if step.asking is not None:
        return []
    return [(at, ask) for at, ask in enumerate(step.form.asks) if not ask.required and not ask.value]


def _taken(unit: Unit, row: Dialog, ctx: Context) -> Step:
    """The answer is kept and the next field asked for, where it can be read; else it is asked for again."""
    reply = _sketched(row, ctx)
    asked = _ask(reply, row.asking)
    if asked is not None and asked.error is not None:
        step = _looked_at(row, reply)
    else:
        path = [name for name in _path(row) if name != row.asking]
        passed = [*path, row.asking] if row.asking is not None else path
        row.fields = {**row.fields, **_values(reply), PATH: json.dumps(passed)}
        step = _ahead(row, reply)
    dialogs.change(unit, step.row)
    return step


def _stays(unit: Unit, row: Dialog, ctx: Context) -> Step:
    step = shown(row, ctx)
    dialogs.change(unit, step.row)
    return step


def _ahead(row: Dialog, reply: Reply) -> Step:
    """On to the first field that has to be asked for."""
    passed, asks = _path(row), _the_form(reply).asks
    row.asking = next((ask.name for ask in asks if ask.name not in passed and _open(ask, row)), None)
    if row.asking is None:
        row.asking = next((ask.name for ask in asks if ask.error is not None), None)
    return _looked_at(row, reply)


def _open(ask: Ask, row: Dialog) -> bool:
    """Missing, wrong, or a choice that nobody has made: it stands as it stood at first."""
    if ask.error is not None or (ask.required and not ask.value):
        return True
    first: dict[str, str] = json.loads(row.fields.get(FIRST, "{}"))
    return ask.input == "choice" and bool(ask.value) and ask.value == first.get(ask.name)


def _looked_at(row: Dialog, reply: Reply) -> Step:
    """The form with the choices that its buttons offer, which the row remembers."""
    form, asked = _the_form(reply), _ask(reply, row.asking)
    if asked is not None:
        options, picks = _offers(asked, reply.parts)
        asks = (_with(ask, options) if ask.name == row.asking else _not_yet(ask, row) for ask in form.asks)
        form = form.model_copy(update={"asks": tuple(ask for ask in asks if _is_asked(ask, row))})
        row.fields = {**row.fields, PICKS: json.dumps(picks)}
    return Step(row, form)


def _not_yet(ask: Ask, row: Dialog) -> Ask:
    """What nobody has said yet does not stand there as if somebody had."""
    said = ask.name in _path(row) or not _open(ask, row) or ask.error is not None
    return ask if said else ask.model_copy(update={"value": None, "required": True})


def _is_asked(ask: Ask, row: Dialog) -> bool:
    """Whether it is one of the steps: it counts in "2 of 3"."""
    return ask.name == row.asking or ask.name in _path(row) or _open(ask, row)


def _offers(ask: Ask, parts: Iterable[Part]) -> tuple[tuple[Option, ...], list[str]]:
    """What can be pressed: the nearest to what was typed where that was wrong, else the field's own choices."""
    near = [button for part in parts if isinstance(part, Buttons) for button in (*part.shown, *part.more)]
    if ask.error is not None and near:
        options = tuple(Option(value=PICK, label=button.label) for button in near)
        return options, [LINE + button.command for button in near]
    return ask.options, [option.value for option in ask.options]


def _with(ask: Ask, options: tuple[Option, ...]) -> Ask:
    return ask.model_copy(update={"options": options})


def _sketched(row: Dialog, ctx: Context) -> Reply:
    return sketch(filled(row), ctx)


def _the_form(reply: Reply) -> Form:
    form = form_in(reply)
    if form is None:
        raise ValueError("a form's sketch is a form")
    return form


def _ask(reply: Reply, name: str | None) -> Ask | None:
    """None on the last step, and for a field that the form has no more."""
    return next((ask for ask in _the_form(reply).asks if ask.name == name), None)


def _values(reply: Reply) -> dict[str, str]:
    return {ask.name: ask.value for ask in _the_form(reply).asks if ask.value}


def _path(row: Dialog) -> list[str]:
    return list(json.loads(row.fields.get(PATH, "[]")))


def _picks(row: Dialog) -> list[str]:
    return list(json.loads(row.fields.get(PICKS, "[]")))


def _toggled(standing: str, one: str) -> str:
    people = standing.split()
    return " ".join(each for each in people if each != one) if one in people else " ".join((*people, one))
