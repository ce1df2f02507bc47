"""What Telegram would make of a message: its HTML taken apart as its server does, its keyboard counted.

Written from platform-facts.md 16 and 17 and the limits that the library knows, and from nothing of the product.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from telegram import InlineKeyboardMarkup
from telegram.constants import InlineKeyboardButtonLimit, InlineKeyboardMarkupLimit, MessageLimit

TAGS = frozenset(("b", "strong", "i", "em", "u", "ins", "s", "strike", "del", "code", "pre", "a", "blockquote"))
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
RAW_BYTES = 32_768
_TAG = re.compile(r"<(?P<end>/?)(?P<name>[a-z0-9-]*)(?P<rest>[^>]*)>")
_ESCAPED = re.compile(r"&(#x[0-9a-fA-F]+|#[0-9]+|[a-z]+);?")


class CantParse(Exception):  # noqa: N818  says what the server says
    """Bad Request: can't parse entities."""


@dataclass(frozen=True)
class Entity:
    """In UTF-16 units."""

    kind: str
    offset: int
    length: int

    @property
    def end(self) -> int:
        return self.offset + self.length


@dataclass(frozen=True)
class Read:
    text: str
    entities: tuple[Entity, ...]

    def marked(self, kind: str) -> list[str]:
        """The words of each entity of a kind."""
        units = self.text.encode("utf-16-le")
        return [units[2 * it.offset : 2 * it.end].decode("utf-16-le") for it in self.entities if it.kind == kind]


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def read(html: str) -> Read:
    """Raises CantParse, also for a lone half of a surrogate pair."""
    text, place = "", 0
    found: list[Entity] = []
    open_: list[tuple[str, int]] = []
    while place < len(html):
        if html[place] == "<":
            text, place = _tag(html, place, text, open_, found)
        elif html[place] == "&":
            char, place = _character(html, place)
            text += char
        else:
            text, place = text + html[place], place + 1
    if open_:
        raise CantParse(f"Can't find end tag corresponding to start tag {open_[-1][0]}")
    units(text)
    return Read(text, tuple(sorted(found, key=lambda it: (it.offset, -it.length))))


def _tag(html: str, place: int, text: str, open_: list[tuple[str, int]], found: list[Entity]) -> tuple[str, int]:
    tag = _TAG.match(html, place)
    if tag is None or tag["name"] not in TAGS or tag["rest"]:
        raise CantParse(f"Unsupported start tag at {place}: {html[place : place + 20]!r}")
    if not tag["end"]:
        open_.append((tag["name"], units(text)))
        return text, tag.end()
    if not open_:
        raise CantParse(f"Unexpected end tag at {place}")
    name, began = open_.pop()
    if name != tag["name"]:
        raise CantParse(f"Unmatched end tag at {place}: expected {name}, found {tag['name']}")
    found.append(Entity(name, began, units(text) - began))
    return text, tag.end()


def _character(html: str, place: int) -> tuple[str, int]:
    escaped = _ESCAPED.match(html, place)
    if escaped is None:
        return "&", place + 1
    name = escaped[1]
    if name.startswith("#x"):
        return chr(int(name[2:], 16)), escaped.end()
    if name.startswith("#"):
        return chr(int(name[1:])), escaped.end()
    return (NAMED[name], escaped.end()) if name in NAMED else ("&", place + 1)


def refusals(html: str, keyboard: InlineKeyboardMarkup | None) -> list[str]:
    """Why the server would not take it, or would not show it as it is meant; empty when it would."""
    it = read(html)
    wrong = []
    if units(it.text) > MessageLimit.MAX_TEXT_LENGTH:
        wrong.append(f"message is too long: {units(it.text)}")
    if len(html.encode()) > RAW_BYTES:
        wrong.append("text is too long")
    if not it.text.strip():
        wrong.append("text must be non-empty")
    if len(it.entities) > MessageLimit.MESSAGE_ENTITIES:
        wrong.append(f"{len(it.entities)} entities")
    return [*wrong, *_nested(it.entities), *_pressed(keyboard)]


def _nested(entities: tuple[Entity, ...]) -> list[str]:
    """17.6: pre and code hold nothing and stand in nothing but a quote; quotes don't nest; nothing is empty."""
    wrong = [f"an empty {it.kind}" for it in entities if it.length == 0]
    for outer in entities:
        for inner in entities:
            inside = outer is not inner and outer.offset <= inner.offset and inner.end <= outer.end
            if not inside or ((outer.offset, outer.end) == (inner.offset, inner.end) and outer.kind > inner.kind):
                continue
            if outer.kind in ("pre", "code") or (inner.kind in ("pre", "code") and outer.kind != "blockquote"):
                wrong.append(f"{inner.kind} in {outer.kind}")
            if outer.kind == inner.kind:
                wrong.append(f"{inner.kind} in itself")
    return wrong


def _pressed(keyboard: InlineKeyboardMarkup | None) -> list[str]:
    if keyboard is None:
        return []
    keys = [key for row in keyboard.inline_keyboard for key in row]
    wrong = [f"BUTTON_DATA_INVALID: {key.callback_data}" for key in keys if not _carries(key.callback_data)]
    wrong += ["Inline keyboard button text must be non-empty" for key in keys if not key.text.strip()]
    if len(keys) > InlineKeyboardMarkupLimit.TOTAL_BUTTON_NUMBER:
        wrong.append(f"{len(keys)} buttons")
    if any(len(row) > InlineKeyboardMarkupLimit.BUTTONS_PER_ROW for row in keyboard.inline_keyboard):
        wrong.append("a row is too long")
    return wrong


def _carries(data: object) -> bool:
    most = InlineKeyboardButtonLimit.MAX_CALLBACK_DATA
    return isinstance(data, str) and InlineKeyboardButtonLimit.MIN_CALLBACK_DATA <= len(data.encode()) <= most


def shown(keyboard: InlineKeyboardMarkup | None) -> list[list[str]]:
    """The labels, row by row."""
    return [] if keyboard is None else [[key.text for key in row] for row in keyboard.inline_keyboard]


def behind(keyboard: InlineKeyboardMarkup | None, label: str) -> str:
    """What is behind the button with this label."""
    keys = [] if keyboard is None else [key for row in keyboard.inline_keyboard for key in row]
    return next(str(key.callback_data) for key in keys if key.text == label)
