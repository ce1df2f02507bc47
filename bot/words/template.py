"""A text taken apart: `**strong**`, `` `code` ``, `{name}`, `{name:style}`; `{{` and `}}` are braces.

This happens before any value is put in, so no value can become markup.

A style goes before the value's own, since languages differ in what they say ("Fri 27 Nov", 周五):
money `full short` · instants `auto full time weekday` · days `full weekday long date near` ·
lengths `long hours bare` · anything `capital`, its first letter large. A number called `{year}` is written without a
comma.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from bot.words.span import Span

STYLES = frozenset(("auto", "full", "short", "time", "weekday", "date", "near", "long", "hours", "bare", "capital"))
_TOKEN = re.compile(r"\*\*|`|\{\{|\}\}|\{(?P<name>\w+)(?::(?P<style>\w+))?\}|[{}]")


class Slot(NamedTuple):
    """Where the value `name` goes, in the style asked for and with the look of its place."""

    name: str
    style: str
    strong: bool
    code: bool


class BadTemplate(ValueError):  # noqa: N818  says what it is
    pass


@cache
def parsed(template: str) -> tuple[Span | Slot, ...]:
    """Literal text and slots in order. Kept for ever: only texts of the catalogue come here, never a person's.

    >>> [piece[0] for piece in parsed("**R40** is {who}'s")]
    ['R40', ' is ', 'who', "'s"]
    """
    pieces: list[Span | Slot] = []
    strong = code = False
    place = 0
    for token in _TOKEN.finditer(template):
        pieces.append(Span(template[place : token.start()], strong, code))
        place = token.end()
        match token.group():
            case "**":
                strong = not strong
            case "`":
                code = not code
            case "{{" | "}}" as brace:
                pieces.append(Span(brace[0], strong, code))
            case _:
                pieces.append(_slot(token, strong, code))
    if strong or code:
        raise BadTemplate(f"unclosed ** or ` in {template!r}")
    pieces.append(Span(template[place:]))
    return tuple(piece for piece in pieces if piece[0])


def placeholders(template: str) -> frozenset[str]:
    return frozenset(piece.name for piece in parsed(template) if isinstance(piece, Slot))


def _slot(token: re.Match[str], strong: bool, code: bool) -> Slot:
    name, style = token["name"], token["style"] or ""
    if name is None:
        raise BadTemplate(f"a lone brace in {token.string!r}")
    if style and style not in STYLES:
        raise BadTemplate(f"unknown style {style!r} in {token.string!r}")
    return Slot(name, style, strong, code)
