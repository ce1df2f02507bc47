"""Composition objects: texts, options, confirm dialogs (9.3, 9.15, 9.21)."""

from __future__ import annotations

from typing import Any

from tests.servers.slack.blockkit.checks import Check, Place, anything, flag, items, one_of, shape, text
from tests.servers.slack.things import JSON


def plain(most: int = 3000, least: int = 1) -> Check:
    """plain_text alone."""
    return shape({"type": one_of("plain_text"), "text": text(least, most), "emoji": flag}, ("type", "text"))


def either(most: int = 3000) -> Check:
    """plain_text or mrkdwn."""
    mrkdwn = shape({"type": one_of("mrkdwn"), "text": text(1, most), "verbatim": flag}, ("type", "text"))

    def check(value: Any, place: Place) -> None:
        kind = value.get("type") if isinstance(value, dict) else None
        (mrkdwn if kind == "mrkdwn" else plain(most))(value, place)

    return check


ACTION_ID = BLOCK_ID = text(1, 255)

_OPTION = {"text": plain(75), "value": text(0, 150), "description": plain(75)}
OPTION = shape(_OPTION, ("text", "value"))
MARKED_OPTION = shape(_OPTION | {"text": either(75), "description": either(75)}, ("text", "value"))
OVERFLOW_OPTION = shape(_OPTION | {"url": text(1, 3000)}, ("text", "value"))
GROUP = shape({"label": plain(75), "options": items(OPTION, 1, 100)}, ("label", "options"))

CONFIRM = shape(
    {
        "title": plain(100),
        "text": either(300),
        "confirm": plain(30),
        "deny": plain(30),
        "style": one_of("primary", "danger"),
    },
    ("title", "text", "confirm", "deny"),
)

DISPATCH = shape(
    {"trigger_actions_on": items(one_of("on_enter_pressed", "on_character_entered"), 1, 2)}, ("trigger_actions_on",)
)

FILTER = shape(
    {
        "include": items(one_of("im", "mpim", "private", "public"), 1, 4),
        "exclude_external_shared_channels": flag,
        "exclude_bot_users": flag,
    }
)

SLACK_FILE = shape({"id": text(1, 255), "url": text(1, 3000)})

WORKFLOW = anything


def options_of(element: JSON) -> list[JSON]:
    """Those in groups too."""
    grouped = [o for g in element.get("option_groups") or [] if isinstance(g, dict) for o in g.get("options") or []]
    return [*(element.get("options") or []), *grouped]
