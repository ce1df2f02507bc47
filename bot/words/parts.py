"""Each part of a reply as lines of plain text."""

from __future__ import annotations

from functools import singledispatch

from bot.words.grid import Tell, grid
from handlers.reply import Ask, Button, Buttons, Fields, Form, Heading, Line, Picture, Rule, Table
from handlers.values import t

_QUOTE = "> "


@singledispatch
def lines(part: object, tell: Tell) -> list[str]:
    raise TypeError(f"{type(part).__name__} is no part of a reply ({tell})")


@lines.register
def _(part: Line, tell: Tell) -> list[str]:
    before = _QUOTE if part.role == "quote" else ""
    return [before + line for line in tell(part.text).split("\n")]


@lines.register
def _(part: Heading, tell: Tell) -> list[str]:
    return [tell(part.text)]


@lines.register
def _(part: Rule, tell: Tell) -> list[str]:
    return ["───"]


@lines.register
def _(part: Fields, tell: Tell) -> list[str]:
    return [_labelled(tell(label), tell(value), tell) for label, value in part.items]


@lines.register
def _(part: Table, tell: Tell) -> list[str]:
    foot = [tell(part.foot)] if part.foot else []
    return [tell(part.caption), *grid(part, tell), *foot]


@lines.register
def _(part: Buttons, tell: Tell) -> list[str]:
    """What is under ⋯ stands behind it."""
    more = ["⋯", *_buttons(part.more, tell)] if part.more else []
    return [" ".join([*_buttons(part.shown, tell), *more])]


@lines.register
def _(part: Picture, tell: Tell) -> list[str]:
    return [tell(part.alt)]


@lines.register
def _(part: Form, tell: Tell) -> list[str]:
    """The title, the questions with what was typed, the dry run, the button."""
    questions = [line for ask in part.asks for line in _asked(ask, tell)]
    preview = [line for shown in part.preview for line in lines(shown, tell)]
    return [tell(part.title), *questions, *preview, f"[{tell(part.submit)}]"]


def _asked(ask: Ask, tell: Tell) -> list[str]:
    label = tell(ask.label)
    typed = _typed(ask, tell)
    notes = [f"  {tell(note)}" for note in (ask.error, ask.help) if note]
    return [_labelled(label, typed, tell) if typed else label, *notes]


def _typed(ask: Ask, tell: Tell) -> str:
    chosen = [tell(option.label) for option in ask.options if option.value == ask.value]
    open_choice = " ".join(f"[{tell(option.label)}]" for option in ask.options)
    return (chosen[0] if chosen else ask.value) or open_choice


def _labelled(label: str, value: str, tell: Tell) -> str:
    return f"{label}{tell(t('words.list.colon'))}{value}"


def _buttons(buttons: tuple[Button, ...], tell: Tell) -> list[str]:
    return [f"[{tell(button.label)}]" for button in buttons]
