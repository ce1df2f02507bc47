"""What a measurement says: one row a figure, with its goal where there is one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Row:
    """A figure; `met` is None where there is no goal, or where it is void."""

    what: str
    figure: str
    goal: str = ""
    met: bool | None = None

    @property
    def verdict(self) -> str:
        return {None: "", True: "met", False: "MISSED"}[self.met]


@dataclass
class Chapter:
    """Rows that belong together, and what dominates them."""

    title: str
    rows: list[Row] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def says(self, what: str, figure: str) -> None:
        self.rows.append(Row(what, figure))

    def at_least(self, what: str, ratio: float, goal: float, void: bool = False) -> None:
        self.rows.append(Row(what, f"{ratio:.2f}", f"≥ {goal:g}", None if void else ratio >= goal))

    def at_most(self, what: str, ratio: float, goal: float) -> None:
        self.rows.append(Row(what, f"{ratio:.2f}", f"≤ {goal:g}", ratio <= goal))


HEAD = ("what", "figure", "goal", "")


def table(chapters: Iterable[Chapter]) -> str:
    """All of it as Markdown, aligned so that it reads in a terminal too."""
    chapters = list(chapters)
    lines = [(row.what, row.figure, row.goal, row.verdict) for chapter in chapters for row in chapter.rows]
    widths = [max(len(line[at]) for line in [HEAD, *lines]) for at in range(len(HEAD))]
    return "\n\n".join(_chapter(chapter, widths) for chapter in chapters)


def _chapter(chapter: Chapter, widths: list[int]) -> str:
    shown = [_line(HEAD, widths), "| " + " | ".join("-" * max(width, 3) for width in widths) + " |"]
    shown += [_line((row.what, row.figure, row.goal, row.verdict), widths) for row in chapter.rows]
    return "\n".join([f"### {chapter.title}", "", *shown, *(f"\n{note}" for note in chapter.notes)])


def _line(cells: tuple[str, ...], widths: list[int]) -> str:
    return "| " + " | ".join(cell.ljust(max(width, 3)) for cell, width in zip(cells, widths, strict=True)) + " |"
