"""A message's blocks, a modal, a Home view: as the platform takes or refuses them whole (9.1, 9.2, 9.23, 9.24)."""

from __future__ import annotations

import json
from typing import Any

from tests.servers.slack.api.call import Refusal, invalid
from tests.servers.slack.blockkit.blocks import block
from tests.servers.slack.blockkit.checks import Place, flag, items, one_of, shape, text
from tests.servers.slack.blockkit.objects import plain
from tests.servers.slack.ids import an_id
from tests.servers.slack.things import JSON

MOST = {"message": 50, "modal": 100, "home": 100}
LARGEST_VIEW = 250_000
KEPT = {
    "type": one_of("modal", "home"),
    "blocks": lambda value, place: _all(value, place),
    "private_metadata": text(0, 3000),
    "callback_id": text(0, 255),
    "external_id": text(0, 255),
}
MODAL = shape(
    KEPT
    | {
        "title": plain(24),
        "submit": plain(24),
        "close": plain(24),
        "clear_on_close": flag,
        "notify_on_close": flag,
        "submit_disabled": flag,
    },
    ("type", "title", "blocks"),
)
HOME = shape(KEPT, ("type", "blocks"))


def faults_of(blocks: Any, surface: str) -> list[str]:
    """What the platform would complain of, each with its json-pointer; empty for blocks that it takes."""
    place = Place(surface, "/blocks")
    _all(blocks, place)
    return place.faults


def view_faults(view: Any) -> list[str]:
    kind = view.get("type") if isinstance(view, dict) else None
    place = Place("home" if kind == "home" else "modal", "/view")
    (HOME if kind == "home" else MODAL)(view, place)
    if kind == "modal" and _has_inputs(view) and not view.get("submit"):
        place.fault("missing required field: submit")
    return place.faults


def checked_blocks(blocks: Any, surface: str) -> list[JSON]:
    """The blocks as the platform keeps them: every one with an id. Raises the refusal that they deserve."""
    if not isinstance(blocks, list):
        raise Refusal("invalid_blocks_format")
    if found := faults_of(blocks, surface):
        raise invalid(*found, error="invalid_blocks")
    return [_with_ids(b) for b in blocks]


def checked_view(view: Any, kind: str = "") -> JSON:
    """The view as kept; `kind` is what this method takes alone."""
    if not isinstance(view, dict):
        raise invalid("missing required field: view")
    if len(json.dumps(view, ensure_ascii=False).encode()) > LARGEST_VIEW:
        raise Refusal("view_too_large")
    found = view_faults(view)
    if kind and view.get("type") != kind:
        found = [f"must be one of: {kind} [json-pointer:/view/type]", *found]
    if found:
        raise invalid(*found)
    return {**view, "blocks": [_with_ids(b) for b in view["blocks"]]}


def _all(blocks: Any, place: Place) -> None:
    items(block, 1 if place.surface == "message" else 0, MOST[place.surface])(blocks, place)
    if not isinstance(blocks, list):
        return
    known = [b for b in blocks if isinstance(b, dict)]
    _unique_ids(known, place)
    _together(known, place)


def _unique_ids(blocks: list[JSON], place: Place) -> None:
    seen: set[str] = set()
    for at, found in enumerate(blocks):
        name = found.get("block_id")
        if name is not None and name in seen:
            place.at(at).at("block_id").fault(f"`block_id` {name} already exists")
        seen.add(str(name))


def _together(blocks: list[JSON], place: Place) -> None:
    """What holds for all blocks of a surface: markdown's sum, one table, one focus."""
    markdown = sum(len(str(b.get("text"))) for b in blocks if b.get("type") == "markdown")
    if markdown > 12_000:
        place.fault("must be less than 12001 characters in all markdown blocks")
    if sum(b.get("type") == "table" for b in blocks) > 1:
        place.fault("only one table is allowed")
    if sum(_focused(b) for b in blocks) > 1:
        place.fault("only one element may have focus_on_load")


def _focused(found: JSON) -> int:
    elements = [found.get("element"), found.get("accessory"), *(found.get("elements") or [])]
    return sum(bool(e.get("focus_on_load")) for e in elements if isinstance(e, dict))


def _has_inputs(view: JSON) -> bool:
    blocks = view.get("blocks")
    return isinstance(blocks, list) and any(isinstance(b, dict) and b.get("type") == "input" for b in blocks)


def _with_ids(found: JSON) -> JSON:
    """Ids that the app left out are made; the platform sends them back in actions."""
    found = {**found, "block_id": found.get("block_id") or an_id("b")}
    if "elements" in found and found["type"] == "actions":
        found["elements"] = [{"action_id": an_id("a"), **e} for e in found["elements"]]
    for name in ("element", "accessory"):
        if name in found and found[name].get("type") != "image":
            found[name] = {"action_id": an_id("a"), **found[name]}
    return found
