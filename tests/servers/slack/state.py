"""The values of a view's inputs: at first, when typed, when picked (platform facts 3.4, 3.10)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.servers.slack.things import JSON

Values = dict[str, dict[str, JSON]]

FIELDS: dict[str, tuple[str, str, Any]] = {
    "plain_text_input": ("value", "initial_value", None),
    "email_text_input": ("value", "initial_value", None),
    "url_text_input": ("value", "initial_value", None),
    "number_input": ("value", "initial_value", None),
    "static_select": ("selected_option", "initial_option", None),
    "external_select": ("selected_option", "initial_option", None),
    "radio_buttons": ("selected_option", "initial_option", None),
    "checkboxes": ("selected_options", "initial_options", []),
    "multi_static_select": ("selected_options", "initial_options", []),
    "multi_external_select": ("selected_options", "initial_options", []),
    "users_select": ("selected_user", "initial_user", None),
    "multi_users_select": ("selected_users", "initial_users", []),
    "conversations_select": ("selected_conversation", "initial_conversation", None),
    "multi_conversations_select": ("selected_conversations", "initial_conversations", []),
    "channels_select": ("selected_channel", "initial_channel", None),
    "multi_channels_select": ("selected_channels", "initial_channels", []),
    "datepicker": ("selected_date", "initial_date", None),
    "timepicker": ("selected_time", "initial_time", None),
    "datetimepicker": ("selected_date_time", "initial_date_time", None),
}
"""Kind of element → the name of its value, of its first value, and what it is untouched."""


def elements(blocks: list[JSON]) -> Iterator[tuple[JSON, JSON]]:
    """Each interactive element with its block."""
    for block in blocks:
        found = [block.get("element"), block.get("accessory")]
        if block["type"] == "actions":
            found += block["elements"]
        for element in found:
            if element and element["type"] != "image":
                yield block, element


def begun(view: JSON) -> Values:
    values: Values = {}
    for block, element in elements(view["blocks"]):
        if element["type"] not in FIELDS:
            continue
        name, initial, empty = FIELDS[element["type"]]
        value = {"type": element["type"], name: element.get(initial, empty)}
        values.setdefault(block["block_id"], {})[element["action_id"]] = value
    return values


def kept(before: Values, view: JSON) -> Values:
    """The values after an update: typed ones stay where both ids and the kind do."""
    values = begun(view)
    for block_id, actions in values.items():
        for action_id, value in actions.items():
            old = before.get(block_id, {}).get(action_id)
            if old is not None and old["type"] == value["type"]:
                actions[action_id] = old
    return values


def value_of(entry: JSON) -> Any:
    return entry.get(FIELDS[entry["type"]][0])
