"""One field of a form as an input block; what can't be there is left out rather than refused by Slack."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from bot.platforms.slack.buttons import option
from bot.platforms.slack.limits import (
    ACTION_ID,
    BLOCK_ID,
    ERROR,
    INPUT_HINT,
    INPUT_LABEL,
    INPUT_TEXT,
    OPTION_TEXT,
    OPTION_VALUE,
    PLACEHOLDER,
    SELECT_OPTIONS,
    head,
    units,
)
from bot.platforms.slack.mrkdwn import marked, plainly, words_of
from bot.platforms.slack.pages import Block
from bot.words.reader import Reader
from bot.words.say import plain
from handlers.reply import Ask
from handlers.values import t

FIELD: Final = "ask:"
"""Begins the `block_id` of an input; the name of the ask follows, which is also its `action_id`."""

_IN_SIGHT = 5
"""So few choices stand as radio buttons; more are a menu."""
MOST_OPTIONS = 500
_DECIMAL = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,6})?")
_SEVERAL = re.compile(r"(?=@)")


def field(ask: Ask, reader: Reader) -> Iterator[Block]:
    """The input, and under it what is wrong with what was typed."""
    block: Block = {
        "type": "input",
        "block_id": block_id(ask.name),
        "label": plainly(plain(ask.label, reader), INPUT_LABEL),
        "element": {**_element(ask, reader), "action_id": ask.name[:ACTION_ID]},
        "optional": not ask.required,
    }
    if ask.help is not None and plain(ask.help, reader).strip():
        block["hint"] = plainly(plain(ask.help, reader), INPUT_HINT)
    yield block
    if ask.error is not None:
        yield {"type": "context", "elements": [marked(words_of(ask.error, reader, ERROR))]}


def block_id(name: str) -> str:
    return f"{FIELD}{name}"[:BLOCK_ID]


def _element(ask: Ask, reader: Reader) -> Block:
    match ask.input:
        case "account" | "person":
            return _search(ask, reader)
        case "people":
            return _several(ask, reader)
        case "choice" if options := _options(ask, reader):
            return _choice(ask, options, reader)
        case "day":
            return _with({"type": "datepicker"}, "initial_date", _a_day(ask.value))
        case "number" if ask.value is None or _DECIMAL.fullmatch(ask.value):
            return _with({"type": "number_input", "is_decimal_allowed": True}, "initial_value", ask.value)
        case _:
            return _text(ask)


def _search(ask: Ask, reader: Reader) -> Block:
    """What is typed is looked up as one types; it asks at once, so that the likely ones stand there."""
    element = {"type": "external_select", "placeholder": _placeholder(reader), "min_query_length": 0}
    return _with(element, "initial_option", _known(ask, ask.value, reader))


def _several(ask: Ask, reader: Reader) -> Block:
    element = {"type": "multi_external_select", "placeholder": _placeholder(reader), "min_query_length": 0}
    named = [each.strip(" ,") for each in _SEVERAL.split(ask.value or "")]
    found = [option for each in dict.fromkeys(named) if (option := _known(ask, each, reader)) is not None]
    return _with(element, "initial_options", found[:SELECT_OPTIONS])


def _known(ask: Ask, value: str | None, reader: Reader) -> Block | None:
    """What was given as an option; nothing where it was not understood, or is none of those there are. Of more than
    a hundred not all are listed."""
    if not value or ask.error is not None or units(value) > OPTION_VALUE:
        return None
    label = next((plain(each.label, reader) for each in ask.options if each.value == value), None)
    listed = 0 < len(ask.options) < SELECT_OPTIONS
    return None if label is None and listed else option(label or value, value)


def _choice(ask: Ask, options: list[Block], reader: Reader) -> Block:
    chosen = next((each for each in options if each["value"] == ask.value), None)
    if len(options) <= _IN_SIGHT:
        return _with({"type": "radio_buttons", "options": options}, "initial_option", chosen)
    element: Block = {"type": "static_select", "placeholder": _placeholder(reader)}
    if len(options) <= SELECT_OPTIONS:
        return _with({**element, "options": options}, "initial_option", chosen)
    return _with({**element, "option_groups": _groups(options, reader)}, "initial_option", chosen)


def _options(ask: Ask, reader: Reader) -> list[Block]:
    """None where one could not be read back: then it is typed."""
    given = {each.value: each for each in ask.options if each.value}
    if any(units(value) > OPTION_VALUE for value in given):
        return []
    return [option(plain(each.label, reader), each.value) for each in given.values()][:MOST_OPTIONS]


def _groups(options: Sequence[Block], reader: Reader) -> list[Block]:
    groups = []
    for at in range(0, len(options), SELECT_OPTIONS):
        some = list(options[at : at + SELECT_OPTIONS])
        label = plain(t("slack.options", first=at + 1, last=at + len(some)), reader)
        groups.append({"label": plainly(label, OPTION_TEXT), "options": some})
    return groups


def _text(ask: Ask) -> Block:
    """As much of what was typed as a field holds."""
    element: Block = {"type": "plain_text_input", "multiline": ask.input == "long", "max_length": INPUT_TEXT}
    return _with(element, "initial_value", head(ask.value or "", INPUT_TEXT))


def _a_day(value: str | None) -> str | None:
    try:
        return date.fromisoformat(value).isoformat() if value else None
    except ValueError:
        return None


def _with(element: Block, key: str, value: object) -> Block:
    """Slack refuses an initial value that is empty."""
    return {**element, key: value} if value else element


def _placeholder(reader: Reader) -> Block:
    return plainly(plain(t("slack.choose"), reader), PLACEHOLDER)
