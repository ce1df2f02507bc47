"""What a form asks for next, and what its buttons offer; what was said so far is in its row.

Fields that begin with a dot are the form's own memory.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from bot.platforms.telegram.keyboards import PICK
from handlers.context import Context
from handlers.pipeline import Filled, sketch
from handlers.reply import Ask, Buttons, Form, Option, Part, Reply
from storage.tables.messages import Dialog

PATH, PICKS, FIRST, MARK, DONE = ".path", ".picks", ".first", ".mark", ".done"
"""The fields that were asked, in order; what stands behind the buttons of the one that is asked now; what stood in
the form before anybody said anything; what tells this form from one whose row had the same id before; the deliveries
that it has taken in."""
MOST_DONE = 20
LINE = ">"
"""Begins a pick that is a whole line to run instead of a value: "did you mean"."""


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


def filled(row: Dialog) -> Filled:
    """The form as it is sent."""
    return Filled(row.command, {name: text for name, text in row.fields.items() if not name.startswith(".")})


def ahead(row: Dialog, reply: Reply) -> Step:
    """On to the first field that has to be asked for."""
    passed, asks = path_of(row), the_form(reply).asks
    row.asking = next((ask.name for ask in asks if ask.name not in passed and is_open(ask, row)), None)
    if row.asking is None:
        row.asking = next((ask.name for ask in asks if ask.error is not None), None)
    return looked_at(row, reply)


def is_open(ask: Ask, row: Dialog) -> bool:
    """Missing, wrong, or a choice that nobody has made: it stands as it stood at first."""
    if ask.error is not None or (ask.required and not ask.value):
        return True
    first: dict[str, str] = json.loads(row.fields.get(FIRST, "{}"))
    return ask.input == "choice" and bool(ask.value) and ask.value == first.get(ask.name)


def looked_at(row: Dialog, reply: Reply) -> Step:
    """The form with the choices that its buttons offer, which the row remembers."""
    form, asked = the_form(reply), ask_named(reply, row.asking)
    if asked is not None:
        options, picks = _offers(asked, reply.parts)
        asks = (_with(ask, options) if ask.name == row.asking else _not_yet(ask, row) for ask in form.asks)
        form = form.model_copy(update={"asks": tuple(ask for ask in asks if _is_asked(ask, row))})
        row.fields = {**row.fields, PICKS: json.dumps(picks)}
    return Step(row, form)


def _not_yet(ask: Ask, row: Dialog) -> Ask:
    """What nobody has said yet does not stand there as if somebody had."""
    said = ask.name in path_of(row) or not is_open(ask, row) or ask.error is not None
    return ask if said else ask.model_copy(update={"value": None, "required": True})


def _is_asked(ask: Ask, row: Dialog) -> bool:
    """Whether it is one of the steps: it counts in "2 of 3"."""
    return ask.name == row.asking or ask.name in path_of(row) or is_open(ask, row)


def _offers(ask: Ask, parts: Iterable[Part]) -> tuple[tuple[Option, ...], list[str]]:
    """What can be pressed: the nearest to what was typed where that was wrong, else the field's own choices."""
    near = [button for part in parts if isinstance(part, Buttons) for button in (*part.shown, *part.more)]
    if ask.error is not None and near:
        options = tuple(Option(value=PICK, label=button.label) for button in near)
        return options, [LINE + button.command for button in near]
    return ask.options, [option.value for option in ask.options]


def _with(ask: Ask, options: tuple[Option, ...]) -> Ask:
    return ask.model_copy(update={"options": options})


def sketched(row: Dialog, ctx: Context) -> Reply:
    return sketch(filled(row), ctx)


def the_form(reply: Reply) -> Form:
    form = form_in(reply)
    if form is None:
        raise ValueError("a form's sketch is a form")
    return form


def ask_named(reply: Reply, name: str | None) -> Ask | None:
    """None on the last step, and for a field that the form has no more."""
    return next((ask for ask in the_form(reply).asks if ask.name == name), None)


def values(reply: Reply) -> dict[str, str]:
    return {ask.name: ask.value for ask in the_form(reply).asks if ask.value}


def path_of(row: Dialog) -> list[str]:
    return list(json.loads(row.fields.get(PATH, "[]")))


def is_done(row: Dialog, delivery: str) -> bool:
    """Whether the form has taken it in: brought again after a crash, it would answer the next question."""
    return delivery in json.loads(row.fields.get(DONE, "[]"))


def done(row: Dialog, delivery: str) -> None:
    deliveries = [*json.loads(row.fields.get(DONE, "[]")), delivery][-MOST_DONE:]
    row.fields = {**row.fields, DONE: json.dumps(deliveries)}


def picks_of(row: Dialog) -> list[str]:
    return list(json.loads(row.fields.get(PICKS, "[]")))
