"""A table: figures in columns with the name last, or one line of text a row where a phone has no room for columns
(voice.md 2.2, 2.6)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from bot.platforms.telegram.limits import COLUMNS
from bot.words.grid import MINE
from bot.words.widths import padded, width
from handlers.reply import Column, Table
from handlers.values import Name, Value

Tell = Callable[[Value], str]
LEAST = 10
"""Columns that the name needs behind the figures."""
INDENT = 2
"""Of what does not fit beside the figures and goes on below."""
BETWEEN = " · "
_PIECES = re.compile(r"\s*(?:[\u2e80-\u9fff\uff00-\uffef]|[^\s\u2e80-\u9fff\uff00-\uffef]+)")
_CLAUSE = re.compile(r" (?=\()|(?<=: )|(?<=[：，])|(?=（)| · ")
"""Where a line is best broken: before a bracket, behind a colon."""
_HELD = frozenset("，。、：；）」』？！”’%)")
_LETTER = re.compile(r"\w")

T = TypeVar("T")
Cells = tuple[str | None, ...]


def columns(table: Table, tell: Tell) -> list[str] | None:
    """Each row as fixed-width lines of at most 34 columns; None where it holds no figures, or they leave no room for
    the name."""
    if not table.rows or all(column.align == "start" for column in table.columns):
        return None
    table = name_last(table)
    rows = _told(table, tell)
    widths = _widths(rows)
    mark = int(any(row.mine for row in table.rows))
    before = mark + sum(size + 1 for size in widths if size)
    if before > COLUMNS - LEAST:
        return None
    return [
        "\n".join(_row(cells, table.columns, widths, (MINE if row.mine else " ") * mark))
        for cells, row in zip(rows, table.rows, strict=True)
    ]


def name_last(table: Table) -> Table:
    """Whatever follows Han characters stands crooked in fixed width: so nothing follows the name."""
    named = {at for row in table.rows for at, cell in enumerate(row.cells) if isinstance(cell, Name)}
    last = len(table.columns) - 1
    if len(named) != 1 or last in named or table.columns[last].align != "end":
        return table
    (at,) = named
    rows = tuple(row.model_copy(update={"cells": _moved(row.cells, at)}) for row in table.rows)
    return table.model_copy(update={"columns": _moved(table.columns, at), "rows": rows})


def listed(table: Table, tell: Tell) -> list[str]:
    """Each row as one line: its cells, the first of them behind its mark."""
    told = ([None if cell is None else tell(cell) for cell in row.cells] for row in table.rows)
    return [(MINE if row.mine else "") + _said(cells) for cells, row in zip(told, table.rows, strict=True)]


def _moved(cells: tuple[T, ...], at: int) -> tuple[T, ...]:
    return (*cells[:at], *cells[at + 1 :], cells[at])


def _told(table: Table, tell: Tell) -> list[Cells]:
    """The cells in words. What stands behind the name, or behind Han characters, is said with them: there columns
    would stand crooked."""
    told = [tuple(None if cell is None else tell(cell) for cell in row.cells) for row in table.rows]
    named = [at for row in table.rows for at, cell in enumerate(row.cells) if isinstance(cell, Name)]
    wide = [at for cells in told for at, cell in enumerate(cells) if cell and width(cell) > len(cell)]
    last = max((len(cells) for cells in told), default=1) - 1
    begins = min((*named, *(at for at in wide if table.columns[at].align == "start"), last))
    between = BETWEEN if named else " "
    return [(*cells[:begins], between.join(filter(None, cells[begins:]))) for cells in told]


def _widths(rows: Sequence[Cells]) -> list[int]:
    """Of every column but the last. A figure that is not there ("no data") reaches over the empty cells behind it."""
    figures = range(max(len(cells) for cells in rows) - 1)
    sizes = ([width(cells[at] or "") for cells in rows if not _reaches(cells, at)] for at in figures)
    return [max(column, default=0) for column in sizes]


def _reaches(cells: Cells, at: int) -> bool:
    behind = cells[at + 1 : -1]
    return bool(behind) and not any(behind)


def _row(cells: Cells, of: Sequence[Column], widths: list[int], mark: str) -> Iterator[str]:
    figures = mark
    for at, size in enumerate(widths):
        if _reaches(cells, at):
            figures += (cells[at] or "") + " "
            break
        if size:
            figures += padded(cells[at] or "", size, of[at].align) + " "
    full = len(mark) + sum(size + 1 for size in widths if size)
    figures = padded(figures, full, "start")
    first, *rest = wrapped(cells[-1] or "", COLUMNS - width(figures), COLUMNS - INDENT)
    yield (figures + first).rstrip()
    for line in rest:
        yield " " * INDENT + line


def wrapped(text: str, first: int, rest: int) -> list[str]:
    """Lines of at most `first`, then `rest` columns: before what belongs together, else between words or Han
    characters; a word longer than a line is torn.

    >>> wrapped("Zhao Ning (+3.43 to be confirmed)", 16, 32), wrapped("by then", 5, 32)
    (['Zhao Ning', '(+3.43 to be confirmed)'], ['by', 'then'])
    """
    found = [mark.start() for mark in _CLAUSE.finditer(text) if 0 < width(text[: mark.start()].rstrip()) <= first]
    ends = [at for at in found if text.startswith(BETWEEN, at)] or found
    if width(text) > first and ends:
        behind = text[ends[-1] :].strip(" ·")
        return [text[: ends[-1]].rstrip(), *_filled(behind, rest, rest)]
    return _filled(text, first, rest)


def _filled(text: str, first: int, rest: int) -> list[str]:
    lines, line, room = list[str](), "", first
    for piece in _pieces(text):
        if width(line) + width(piece) > room and (line or not lines):
            lines.append(line)
            line, room = "", rest
        piece = piece if line else piece.lstrip()
        while width(piece) > room:
            head = _fitting(piece, room)
            lines.append(head)
            piece, room = piece[len(head) :], rest
        line += piece
    return [*lines, line]


def _pieces(text: str) -> list[str]:
    """Words and single Han characters, each with what may not begin a line behind it."""
    pieces: list[str] = []
    for piece in _PIECES.findall(text):
        if pieces and piece and piece[0] in _HELD:
            pieces[-1] += piece
        else:
            pieces.append(piece)
    return pieces


def _fitting(text: str, room: int) -> str:
    end = 1
    while end < len(text) and width(text[: end + 1]) <= room:
        end += 1
    return text[:end]


def _said(cells: Iterable[str | None]) -> str:
    line = ""
    for cell in filter(None, cells):
        mark = line and not _LETTER.search(line)
        line += cell if not line else (" " if mark else BETWEEN) + cell
    return line
