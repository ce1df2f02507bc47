"""Lines on pages: ten rows of a table on each, the reader's own row on every one, nothing over a limit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from bot.platforms.telegram.html import BLOCKS, Text, bare, entities, joined, length, plain, shortened
from bot.platforms.telegram.limits import ENTITIES, ROWS, TEXT
from bot.platforms.telegram.parts import Item

GAP = "⋮"
"""Between the rows of a page and the reader's own, which stands elsewhere."""


class Page(NamedTuple):
    """`name` is what a button to it says: 11-20, or its number. `whole` is false where what follows is on none."""

    text: Text
    items: tuple[Item, ...]
    name: str


def pages(items: Sequence[Item], *, rows: int | None = ROWS) -> list[Page]:
    """One page when all fits. `rows` None asks for no paging by rows, only by room."""
    places = [at for at, item in enumerate(items) if item.row is not None]
    if rows is not None and len(places) > rows and _one_table(places):
        found = _by_rows(items, places, rows)
        if all(_fits(page.text) for page in found):
            return found
    return _by_room(items)


def on_one(items: Sequence[Item], last: Sequence[Item] = ()) -> Page:
    """All of it on one page, `last` at its end: what has no room is left out."""
    foot = _text(last)
    first = _by_room(items, TEXT - length(foot) - 2, ENTITIES - entities(foot))[0]
    whole = (*first.items, *last)
    return Page(_text(whole), whole, first.name)


def _by_rows(items: Sequence[Item], places: list[int], rows: int) -> list[Page]:
    """What stands above and below the table is on every page."""
    head, foot = items[: places[0]], items[places[-1] + 1 :]
    body = [items[at] for at in places]
    made = []
    for start in range(0, len(body), rows):
        shown = body[start : start + rows]
        page = (*head, *shown, *_mine(body, shown), *foot)
        made.append(Page(_text(page), page, f"{start + 1}-{start + len(shown)}"))
    return made


def _mine(body: list[Item], shown: list[Item]) -> list[Item]:
    mine = [item for item in body if item.row is not None and item.row.mine]
    if len(mine) != 1 or mine[0] in shown:
        return []
    tags = mine[0].text[0].tags
    return [Item(plain(GAP, *tags)), mine[0]]


def _by_room(items: Sequence[Item], room: int = TEXT, most: int = ENTITIES) -> list[Page]:
    made: list[Page] = []
    page: list[Item] = []
    taken = looks = 0
    for item in items:
        item = Item(_small(item.text, room, most), item.row, item.apart)
        size, found = length(item.text) + 1 + item.apart, entities(item.text) - _goes_on(page, item)
        if page and (taken + size > room or looks + found > most):
            made.append(_page(page, made))
            page, taken, looks = [], 0, 0
            found = entities(item.text)
        page.append(item)
        taken, looks = taken + size, looks + found
    return [*made, _page(page, made)]


def _page(items: Sequence[Item], made: Sequence[Page]) -> Page:
    return Page(_text(items), tuple(items), str(len(made) + 1))


def _goes_on(page: Sequence[Item], item: Item) -> int:
    """1 where a block of the line before goes on in this one."""
    if not page or not page[-1].text or not item.text or item.apart:
        return 0
    before, behind = page[-1].text[-1].tags[:1], item.text[0].tags[:1]
    return int(before == behind and bool(BLOCKS.intersection(before)))


def _small(text: Text, room: int, most: int) -> Text:
    """What alone is too much for a page, cut."""
    text = shortened(text, room - 2)
    return text if entities(text) <= most else bare(text)


def _text(items: Sequence[Item]) -> Text:
    """Lines under one another, with an empty one above what stands apart, though not below the first."""
    found: list[Text] = []
    for item in items:
        if item.apart and len(found) > 1 and found[-1]:
            found.append(())
        if item.text or not item.apart:
            found.append(item.text)
    while found and not found[-1]:
        found.pop()
    return joined(found)


def _fits(text: Text) -> bool:
    return length(text) <= TEXT and entities(text) <= ENTITIES


def _one_table(places: list[int]) -> bool:
    """Whether the rows stand together, nothing between them."""
    return places[-1] - places[0] + 1 == len(places)
