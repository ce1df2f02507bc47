"""More blocks than fit are turned over like pages: the same command read again, for page n."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from json import dumps
from typing import Any

from bot.platforms.presses import data
from bot.platforms.slack.limits import (
    BUTTON_TEXT,
    BUTTON_VALUE,
    MESSAGE_BLOCKS,
    MESSAGE_UNITS,
    TEXT,
    VIEW_BLOCKS,
    VIEW_BYTES,
    VIEW_UNITS,
    units,
)
from bot.platforms.slack.mrkdwn import marked, plainly, words_of
from bot.words.reader import Reader
from bot.words.say import plain
from handlers.values import t

Block = dict[str, Any]

PAGE: str = "page:"
"""Begins the `action_id` of a page button; the number of the page, from 0, follows."""

_BELONGS = ("actions", "context")
"""What stands under something, and so never at the top of a page."""
_TEXTS = ("text", "title", "label", "hint", "alt_text", "placeholder")


def paged(blocks: Sequence[Block], reader: Reader, page: int, line: str | None) -> list[Block]:
    """Page `page` of the blocks, the last one there is where it is past it.

    Without a line to read again only the first page is shown, and says that there was more.
    """
    every = pages(blocks)
    if len(every) == 1:
        return every[0]
    if line is None or data(line, BUTTON_VALUE) != line:
        return [*every[0], cut_short(reader)]
    at = min(max(page, 0), len(every) - 1)
    return [*every[at], _turning(at, len(every), line, reader)]


def pages(blocks: Sequence[Block], most: int = MESSAGE_BLOCKS, size: int = MESSAGE_UNITS) -> list[list[Block]]:
    """The blocks in pages, each with room left for one block more where there are several."""
    if len(blocks) <= most and sum(map(weight, blocks)) <= size:
        return [list(blocks)]
    found: list[list[Block]] = []
    rest = list(blocks)
    while rest:
        end = _whole(rest, _fitting(rest, most - 1, size - TEXT))
        found.append(rest[:end])
        rest = rest[end:]
    return found


def cut_short(reader: Reader) -> Block:
    return {"type": "context", "elements": [marked(words_of(t("slack.cut_short"), reader, TEXT))]}


def within(blocks: Sequence[Block], reader: Reader) -> list[Block]:
    """What a view holds of the blocks; it says so where there was more."""
    every = pages(blocks, VIEW_BLOCKS, VIEW_UNITS)
    return every[0] if len(every) == 1 else [*every[0], cut_short(reader)]


def light(view: Block) -> Block:
    """The view without its last blocks where it would be heavier than Slack takes."""
    left = VIEW_BYTES - len(dumps({**view, "blocks": []}))
    heavy = accumulate(len(dumps(block)) + len(", ") for block in view["blocks"])
    fitting = sum(1 for size in heavy if size <= left)
    return {**view, "blocks": view["blocks"][: max(fitting, 1)]}


def weight(part: object) -> int:
    """The characters that a block shows."""
    if isinstance(part, dict):
        return sum(units(it) if isinstance(it, str) and key in _TEXTS else weight(it) for key, it in part.items())
    return sum(map(weight, part)) if isinstance(part, list) else 0


def _fitting(blocks: Sequence[Block], most: int, size: int) -> int:
    """How many from the front fit, one at least."""
    taken = 0
    for at, block in enumerate(blocks[:most]):
        taken += weight(block)
        if taken > size and at:
            return at
    return min(most, len(blocks))


def _whole(blocks: Sequence[Block], end: int) -> int:
    """Back to where the next page begins with something that can stand alone."""
    back = end
    while 1 < back < len(blocks) and blocks[back]["type"] in _BELONGS:
        back -= 1
    return back if back > 1 else end


def _turning(at: int, of: int, line: str, reader: Reader) -> Block:
    to = [(at - 1, "slack.page.back"), (at + 1, "slack.page.on")]
    elements = [_turn(page, plain(t(key, page=page + 1, of=of), reader), line) for page, key in to if 0 <= page < of]
    return {"type": "actions", "elements": elements}


def _turn(page: int, label: str, line: str) -> Block:
    return {"type": "button", "action_id": f"{PAGE}{page}", "text": plainly(label, BUTTON_TEXT), "value": line}
