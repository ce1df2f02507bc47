"""Buttons: at most three in a row, the likely one first, the rest under ⋯ (voice.md 2.2)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from bot.platforms.presses import data
from bot.platforms.slack.limits import (
    BUTTON_TEXT,
    BUTTON_VALUE,
    CONFIRM_BUTTON,
    CONFIRM_TEXT,
    CONFIRM_TITLE,
    LABEL,
    OPTION_TEXT,
    OPTION_VALUE,
    OVERFLOW_OPTIONS,
    PLACEHOLDER,
    SELECT_OPTIONS,
    SHOWN_BUTTONS,
    units,
)
from bot.platforms.slack.mrkdwn import plainly
from bot.platforms.slack.pages import Block
from bot.words.reader import Reader
from bot.words.said import outer
from bot.words.say import plain
from handlers.reply import Button, Buttons
from handlers.values import t

DO = "do:"
"""Begins the `action_id` of everything that says a command line: its value, or the chosen option's."""


def actions(buttons: Buttons, reader: Reader) -> Iterator[Block]:
    """One block; further ones where more stand behind than a menu holds."""
    front, sure, rest = seated(buttons)
    elements = [button(each, reader) for each in front]
    if rest:
        elements.append(_more(rest[:SELECT_OPTIONS], reader))
    if elements:
        yield _row(elements)
    for some in _by(sure, SHOWN_BUTTONS):
        yield _row([button(each, reader) for each in some])
    for more in _by(rest[SELECT_OPTIONS:], SELECT_OPTIONS):
        yield _row([_more(more, reader)])


def seated(buttons: Buttons) -> tuple[list[Button], list[Button], list[Button]]:
    """What is in sight, what has no seat but asks before it acts, and what goes under ⋯.

    An option of a menu can't ask, so a button that does comes before the second and third of those in sight. No two
    options of a menu may say the same.
    """
    shown, every = len(buttons.shown), (*buttons.shown, *buttons.more)

    def rank(at: int) -> int:
        return 0 if at == 0 and shown else 1 if every[at].confirm else 2 if at < shown else 3

    ranked = sorted((at for at in range(len(every)) if rank(at) < 3), key=lambda at: (rank(at), at))
    seats = set(ranked[:SHOWN_BUTTONS])
    left = [each for at, each in enumerate(every) if at not in seats]
    front = [every[at] for at in sorted(seats)]
    options: dict[str, Button] = {}
    for each in left:
        if each.command and not each.confirm:
            options.setdefault(each.command, each)
    return front, [each for each in left if each.confirm], list(options.values())


def button(it: Button, reader: Reader) -> Block:
    label = plain(it.label, reader)
    made: Block = {"type": "button", "text": plainly(shown(label), BUTTON_TEXT)}
    if it.command:
        made["value"] = data(it.command, BUTTON_VALUE)
    if shown(label) != label:
        made["accessibility_label"] = plainly(label, BUTTON_TEXT)["text"]
    if it.style == "primary":
        made["style"] = "primary"
    if it.confirm is not None:
        made["confirm"] = _dialog(it, label, reader)
    return made


def shown(label: str) -> str:
    """A label as long as clients show it: of a long name the beginning and the end."""
    return label if units(label) <= LABEL else outer(label, LABEL)


def menu(choices: Iterable[tuple[str, str]], placeholder: str) -> Block:
    """A menu of labels and the command lines behind them."""
    options = [option(label, data(line, OPTION_VALUE)) for label, line in choices][:SELECT_OPTIONS]
    return {"type": "static_select", "placeholder": plainly(placeholder, PLACEHOLDER), "options": options}


def option(label: str, value: str) -> Block:
    return {"text": plainly(label, OPTION_TEXT), "value": value}


def numbered(blocks: Sequence[Block]) -> list[Block]:
    """An `action_id` for everything that says a command line, and one primary in all of it."""
    primary = False
    for at, element in enumerate(each for block in blocks for each in _pressable(block)):
        element["action_id"] = f"{DO}{at}"
        if element.get("style") == "primary" and primary:
            del element["style"]
        primary = primary or element.get("style") == "primary"
    return list(blocks)


def _pressable(block: Block) -> list[Block]:
    return block["elements"] if block["type"] == "actions" else [it for it in [block.get("accessory")] if it]


def _row(elements: list[Block]) -> Block:
    return {"type": "actions", "elements": elements}


def _more(rest: Sequence[Button], reader: Reader) -> Block:
    """⋯ holds five; more than that is a menu."""
    choices = [(plain(each.label, reader), each.command) for each in rest]
    if len(choices) > OVERFLOW_OPTIONS:
        return menu(choices, plain(t("words.act.more"), reader))
    return {"type": "overflow", "options": [option(label, data(line, OPTION_VALUE)) for label, line in choices]}


def _dialog(it: Button, label: str, reader: Reader) -> Block:
    dialog = {
        "title": plainly(label, CONFIRM_TITLE),
        "text": plainly(plain(it.confirm, reader) if it.confirm else label, CONFIRM_TEXT),
        "confirm": plainly(label, CONFIRM_BUTTON),
        "deny": plainly(plain(t("words.act.back"), reader), CONFIRM_BUTTON),
    }
    return {**dialog, "style": "danger"} if it.style == "danger" else dialog


def _by(some: Sequence[Button], size: int) -> Iterator[Sequence[Button]]:
    return (some[at : at + size] for at in range(0, len(some), size))
