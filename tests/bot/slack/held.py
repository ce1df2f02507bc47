"""Whether Slack would take it: every limit of platform facts 9, counted in UTF-16 units, and the SDK's own models.

The figures stand here a second time on purpose: a slip in the product's own would otherwise pass unseen.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

JSON = Mapping[str, Any]

TEXTS = {
    ("section", "text"): 3000,
    ("header", "text"): 150,
    ("context", "elements"): 3000,
    ("section", "fields"): 2000,
    ("input", "label"): 2000,
    ("input", "hint"): 2000,
    ("button", "text"): 75,
    ("option", "text"): 75,
    ("group", "label"): 75,
    ("element", "placeholder"): 150,
    ("confirm", "title"): 100,
    ("confirm", "text"): 300,
    ("confirm", "confirm"): 30,
    ("confirm", "deny"): 30,
    ("view", "title"): 24,
    ("view", "submit"): 24,
    ("view", "close"): 24,
}
VALUES = {
    "block_id": 255,
    "action_id": 255,
    "callback_id": 255,
    "private_metadata": 3000,
    "accessibility_label": 75,
    "initial_value": 3000,
}
MOST = {"message": 50, "modal": 100, "home": 100}


def held(blocks: Sequence[JSON], surface: str = "message") -> None:
    """Fails with what is wrong, by name."""
    faults = list(_faults(blocks, surface))
    assert faults == []
    for block in blocks:
        parsed = Block.parse(dict(block))
        assert parsed is not None, block
        parsed.to_dict()


def view_held(view: JSON) -> None:
    held(view["blocks"], view["type"])
    faults = [*_texts(view, "view", ("title", "submit", "close")), *_values(view)]
    assert faults == []
    assert len(json.dumps(view)) <= 250_000
    if view["type"] == "modal":
        assert "submit" in view or not any(block["type"] == "input" for block in view["blocks"])
        View(**dict(view)).to_dict()


def units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _faults(blocks: Sequence[JSON], surface: str) -> Iterator[str]:
    if not (surface == "message") <= len(blocks) <= MOST[surface]:
        yield f"{len(blocks)} blocks in a {surface}"
    ids = [block["block_id"] for block in blocks if "block_id" in block]
    if len(ids) != len(set(ids)):
        yield "a block_id stands twice"
    for block in blocks:
        yield from _block(block)


def _block(block: JSON) -> Iterator[str]:
    yield from _values(block)
    match block["type"]:
        case "section":
            yield from _texts(block, "section", ("text",))
            yield from _several(block.get("fields"), "section", "fields", 10)
            yield from _element(block["accessory"]) if "accessory" in block else ()
        case "header":
            yield from _texts(block, "header", ("text",))
        case "context":
            yield from _several(block["elements"], "context", "elements", 10)
        case "actions":
            yield from _counted(block["elements"], 25, "elements")
            names = [element["action_id"] for element in block["elements"]]
            yield from ["an action_id stands twice"] if len(names) != len(set(names)) else []
            for element in block["elements"]:
                yield from _element(element)
        case "input":
            yield from _texts(block, "input", ("label", "hint"))
            yield from _element(block["element"])
        case "divider":
            pass
        case other:
            yield f"a block of type {other}"


def _element(element: JSON) -> Iterator[str]:
    yield from _values(element)
    yield from _texts(element, "element", ("placeholder",))
    if element["type"] == "button":
        yield from _texts(element, "button", ("text",))
        yield from _length(element.get("value"), 2000, "value", least=1)
    if "confirm" in element:
        yield from _texts(element["confirm"], "confirm", ("title", "text", "confirm", "deny"))
    yield from _chosen(element)


def _chosen(element: JSON) -> Iterator[str]:
    """Its options, and that what is chosen is one of them."""
    kind = element["type"]
    most = {"overflow": 5, "radio_buttons": 10}.get(kind, 100)
    groups = element.get("option_groups")
    options = element.get("options", []) if groups is None else [it for group in groups for it in group["options"]]
    if groups is not None:
        yield from _counted(groups, 100, "groups")
        for group in groups:
            yield from _texts(group, "group", ("label",))
            yield from _counted(group["options"], 100, "options of a group")
    elif kind in ("overflow", "radio_buttons", "static_select"):
        yield from _counted(options, most, f"options of {kind}")
    initial = [*element.get("initial_options", []), *filter(None, [element.get("initial_option")])]
    for option in [*options, *initial]:
        yield from _texts(option, "option", ("text",))
        yield from _length(option["value"], 75, "an option's value", least=1)
    if not kind.endswith("external_select"):
        yield from ["an initial option that isn't there" for option in initial if option not in options]
    values = [option["value"] for option in options]
    if len(values) != len(set(values)):
        yield "an option's value stands twice"
    if element.get("initial_options") == []:
        yield "initial_options is empty"


def _several(texts: Sequence[JSON] | None, of: str, name: str, most: int) -> Iterator[str]:
    if texts is not None:
        yield from _counted(texts, most, name)
        for text in texts:
            yield from _length(text["text"], TEXTS[of, name], name, least=1)


def _texts(it: JSON, of: str, names: Sequence[str]) -> Iterator[str]:
    for name in names:
        if name in it:
            yield from _length(it[name]["text"], TEXTS[of, name], f"{name} of {of}", least=1)


def _values(it: JSON) -> Iterator[str]:
    for name, most in VALUES.items():
        if name in it:
            yield from _length(it[name], most, name, least=0 if name == "private_metadata" else 1)


def _length(text: str | None, most: int, name: str, least: int = 0) -> Iterator[str]:
    if text is not None and not least <= units(text) <= most:
        yield f"{name} has {units(text)} of {least} to {most}"


def _counted(items: Sequence[object], most: int, name: str) -> Iterator[str]:
    if not 1 <= len(items) <= most:
        yield f"{len(items)} {name}, 1 to {most}"
