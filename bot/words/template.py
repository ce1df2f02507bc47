"""A catalogue text taken apart: `**strong**`, `` `code` ``, `{name}`, `{name:style}`; `{{` and `}}` are braces.

This happens before any value is put in, so no value can become markup.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

STYLES = frozenset(("auto", "full", "short", "time", "weekday", "date", "near", "long", "hours", "bare", "capital"))
_TOKEN = re.compile(r"\*\*|`|\{\{|\}\}|\{(?P<name>\w+)(?::(?P<style>\w+))?\}|[{}]")


class Piece(NamedTuple):
    """Literal text, or (with `slot`) the name of the value that goes here and the style asked for."""

    text: str
    slot: bool = False
    style: str = ""
    strong: bool = False
    code: bool = False


class BadTemplate(ValueError):  # noqa: N818  says what it is
    pass


@cache
def parsed(template: str) -> tuple[Piece, ...]:
    """Pieces in order. Kept for ever: only texts of the catalogue come here, never a person's.

    >>> parsed("**R40** is {who}'s")
    (Piece(text='R40', slot=False, style='', strong=True, code=False), \
Piece(text=' is ', slot=False, style='', strong=False, code=False), \
Piece(text='who', slot=True, style='', strong=False, code=False), \
Piece(text="'s", slot=False, style='', strong=False, code=False))
    """
    pieces: list[Piece] = []
    strong = code = False
    place = 0
    for token in _TOKEN.finditer(template):
        pieces.append(Piece(template[place : token.start()], strong=strong, code=code))
        place = token.end()
        match token.group():
            case "**":
                strong = not strong
            case "`":
                code = not code
            case "{{" | "}}" as brace:
                pieces.append(Piece(brace[0], strong=strong, code=code))
            case _:
                pieces.append(_slot(token, strong, code, template))
    if strong or code:
        raise BadTemplate(f"unclosed ** or ` in {template!r}")
    pieces.append(Piece(template[place:]))
    return tuple(piece for piece in pieces if piece.text)


def placeholders(template: str) -> frozenset[str]:
    return frozenset(piece.text for piece in parsed(template) if piece.slot)


def _slot(token: re.Match[str], strong: bool, code: bool, template: str) -> Piece:
    name, style = token["name"], token["style"] or ""
    if name is None:
        raise BadTemplate(f"a lone brace in {template!r}")
    if style and style not in STYLES:
        raise BadTemplate(f"unknown style {style!r} in {template!r}")
    return Piece(name, slot=True, style=style, strong=strong, code=code)
