"""Blocks (9.4-9.12), and which surface takes which."""

from __future__ import annotations

from typing import Any

from tests.servers.slack.blockkit.checks import Check, Place, anything, by_type, flag, items, shape, text
from tests.servers.slack.blockkit.elements import IMAGE, IN_ACTIONS, IN_INPUT, IN_SECTION
from tests.servers.slack.blockkit.objects import BLOCK_ID, SLACK_FILE, either, plain
from tests.servers.slack.things import JSON

BASE: dict[str, Check] = {"type": text(), "block_id": BLOCK_ID}
ELSEWHERE = {"email_text_input", "url_text_input", "number_input", "file_input"}
"""Input elements that a message does not take (9.25)."""


def _section(block: JSON, place: Place) -> None:
    if "text" not in block and "fields" not in block:
        place.fault("missing required field: text or fields")


def _input(block: JSON, place: Place) -> None:
    element = block.get("element") or {}
    if element.get("type") == "file_input" and block.get("dispatch_action"):
        place.fault("dispatch_action is not supported with file_input")
    if place.surface == "message" and element.get("type") in ELSEWHERE:
        place.at("element").fault(f"unsupported element in a message: {element.get('type')}")


def _image(block: JSON, place: Place) -> None:
    if ("image_url" in block) == ("slack_file" in block):
        place.fault("exactly one of image_url, slack_file is required")


def _unique_actions(block: JSON, place: Place) -> None:
    ids = [str(e["action_id"]) for e in block.get("elements") or [] if isinstance(e, dict) and e.get("action_id")]
    for repeated in sorted({i for i in ids if ids.count(i) > 1}):
        place.at("elements").fault(f"`action_id` {repeated} already exists")


def _table(block: JSON, place: Place) -> None:
    for at, row in enumerate(block.get("rows") or []):
        if isinstance(row, list) and len(row) > 20:
            place.at("rows").at(at).fault("no more than 20 items allowed")


def _cell(value: Any, place: Place) -> None:
    if not isinstance(value, dict) or value.get("type") not in ("raw_text", "rich_text", "raw_number"):
        place.fault("unsupported cell")


BLOCKS: dict[str, Check] = {
    "section": shape(
        BASE
        | {
            "text": either(3000),
            "fields": items(either(2000), 1, 10),
            "accessory": by_type(IN_SECTION, "element"),
            "expand": flag,
        },
        ("type",),
        _section,
    ),
    "header": shape(BASE | {"text": plain(150)}, ("type", "text")),
    "divider": shape(BASE, ("type",)),
    "context": shape(
        BASE
        | {
            "elements": items(
                by_type({"image": IMAGE, "mrkdwn": either(3000), "plain_text": either(3000)}, "element"), 1, 10
            )
        },
        ("type", "elements"),
    ),
    "actions": shape(
        BASE | {"elements": items(by_type(IN_ACTIONS, "element"), 1, 25)}, ("type", "elements"), _unique_actions
    ),
    "context_actions": shape(BASE | {"elements": items(anything, 1, 5)}, ("type", "elements")),
    "image": shape(
        BASE
        | {
            "image_url": text(1, 3000),
            "slack_file": SLACK_FILE,
            "alt_text": text(1, 2000),
            "title": plain(2000),
        },
        ("type", "alt_text"),
        _image,
    ),
    "input": shape(
        BASE
        | {
            "label": plain(2000),
            "element": by_type(IN_INPUT, "element"),
            "hint": plain(2000),
            "optional": flag,
            "dispatch_action": flag,
        },
        ("type", "label", "element"),
        _input,
    ),
    "markdown": shape(BASE | {"text": text(1, 12_000)}, ("type", "text")),
    "rich_text": shape(BASE | {"elements": items(anything)}, ("type", "elements")),
    "table": shape(
        BASE
        | {
            "rows": items(items(_cell, 1, 1000), 1, 100),
            "column_settings": items(anything, 0, 20),
        },
        ("type", "rows"),
        _table,
    ),
    "video": shape(
        BASE
        | {
            "title": plain(199),
            "title_url": text(1, 3000),
            "author_name": text(0, 50),
            "description": plain(200),
            "alt_text": text(1, 2000),
            "thumbnail_url": text(1, 3000),
            "video_url": text(1, 3000),
            "provider_name": text(),
            "provider_icon_url": text(),
        },
        ("type", "title", "alt_text", "thumbnail_url", "video_url"),
    ),
    "alert": shape(BASE | {"text": either(200), "level": text()}, ("type", "text")),
    "file": shape(BASE | {"external_id": text(), "source": text()}, ("type", "external_id", "source")),
}

SURFACES: dict[str, set[str]] = {
    "message": set(BLOCKS) - {"file"},
    "modal": set(BLOCKS) - {"markdown", "table", "file", "context_actions"},
    "home": set(BLOCKS) - {"markdown", "table", "file", "context_actions"},
}


def block(value: Any, place: Place) -> None:
    kind = value.get("type") if isinstance(value, dict) else None
    if kind in BLOCKS and kind not in SURFACES[place.surface]:
        return place.at("type").fault(f"unsupported type: {kind}")
    return by_type(BLOCKS, "block")(value, place)
