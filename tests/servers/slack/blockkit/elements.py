"""Block elements: buttons, selects, inputs (9.13-9.22)."""

from __future__ import annotations

import re

from tests.servers.slack.blockkit.checks import Check, Place, flag, items, number, one_of, pattern, shape, text
from tests.servers.slack.blockkit.objects import (
    ACTION_ID,
    CONFIRM,
    DISPATCH,
    FILTER,
    GROUP,
    MARKED_OPTION,
    OPTION,
    OVERFLOW_OPTION,
    SLACK_FILE,
    options_of,
    plain,
)
from tests.servers.slack.things import JSON

ID = text(1, 255)
DATE = pattern(re.compile(r"\d{4}-\d\d-\d\d").fullmatch, "must be a date in the format YYYY-MM-DD")
TIME = pattern(re.compile(r"([01]\d|2[0-3]):[0-5]\d").fullmatch, "must be a time in the format HH:mm")
FIGURE = pattern(re.compile(r"-?\d+(\.\d+)?").fullmatch, "must be a number in a string")
FOCUS = {"focus_on_load": flag}
PLACEHOLDER = {"placeholder": plain(150)}
BASE = {"type": text(), "action_id": ACTION_ID}
SELECT = BASE | PLACEHOLDER | FOCUS | {"confirm": CONFIRM}
MULTI = {"max_selected_items": number(1, 1000)}
RESPONSE_URL = {"response_url_enabled": flag, "default_to_current_conversation": flag}


def _initial(element: JSON, place: Place) -> None:
    """An initial option must be one of the options, exactly (9.14)."""
    among = options_of(element)
    if "initial_option" in element and element["initial_option"] not in among:
        place.at("initial_option").fault("the provided option does not match any of the options")
    for at, chosen in enumerate(element.get("initial_options") or []):
        if chosen not in among:
            place.at("initial_options").at(at).fault("the provided option does not match any of the options")


def _static(element: JSON, place: Place) -> None:
    if ("options" in element) == ("option_groups" in element):
        place.fault("exactly one of options, option_groups is required")
    _initial(element, place)


def _unlike(element: JSON, place: Place) -> None:
    values = [o.get("value") for o in options_of(element)]
    if len(values) != len(set(values)):
        place.at("options").fault("option values must be unique")
    _initial(element, place)


def _bounds(element: JSON, place: Place) -> None:
    least, most = element.get("min_length"), element.get("max_length")
    if isinstance(least, int) and isinstance(most, int) and least > most:
        place.fault("min_length must not exceed max_length")


STATIC = {"options": items(OPTION, 1, 100), "option_groups": items(GROUP, 1, 100)}
EXTERNAL = {"min_query_length": number(0, 3000)}
SEVERAL = items(OPTION, 1, 100)
IDS = items(ID, 1, 100)

BUTTON = shape(
    BASE
    | {
        "text": plain(75),
        "value": text(0, 2000),
        "url": text(1, 3000),
        "style": one_of("primary", "danger"),
        "confirm": CONFIRM,
        "accessibility_label": text(1, 75),
    },
    ("type", "text"),
)
OVERFLOW = shape(BASE | {"options": items(OVERFLOW_OPTION, 1, 5), "confirm": CONFIRM}, ("type", "options"), _unlike)
IMAGE = shape(
    {"type": text(), "image_url": text(1, 3000), "alt_text": text(1, 2000), "slack_file": SLACK_FILE},
    ("type", "alt_text"),
)
CHOICES = BASE | FOCUS | {"options": items(MARKED_OPTION, 1, 10), "confirm": CONFIRM}
TYPED = BASE | PLACEHOLDER | FOCUS | {"dispatch_action_config": DISPATCH}

SELECTS: dict[str, Check] = {
    "static_select": shape(SELECT | STATIC | {"initial_option": OPTION}, ("type",), _static),
    "external_select": shape(SELECT | EXTERNAL | {"initial_option": OPTION}, ("type",)),
    "users_select": shape(SELECT | {"initial_user": ID}, ("type",)),
    "conversations_select": shape(SELECT | RESPONSE_URL | {"initial_conversation": ID, "filter": FILTER}, ("type",)),
    "channels_select": shape(SELECT | {"initial_channel": ID, "response_url_enabled": flag}, ("type",)),
    "multi_static_select": shape(SELECT | STATIC | MULTI | {"initial_options": SEVERAL}, ("type",), _static),
    "multi_external_select": shape(SELECT | EXTERNAL | MULTI | {"initial_options": SEVERAL}, ("type",)),
    "multi_users_select": shape(SELECT | MULTI | {"initial_users": IDS}, ("type",)),
    "multi_conversations_select": shape(
        SELECT | MULTI | {"initial_conversations": IDS, "filter": FILTER, "default_to_current_conversation": flag},
        ("type",),
    ),
    "multi_channels_select": shape(SELECT | MULTI | {"initial_channels": IDS}, ("type",)),
}

PICKERS: dict[str, Check] = {
    "datepicker": shape(SELECT | {"initial_date": DATE}, ("type",)),
    "timepicker": shape(SELECT | {"initial_time": TIME, "timezone": text(1, 100)}, ("type",)),
    "datetimepicker": shape(
        BASE | FOCUS | {"initial_date_time": number(1_000_000_000, 9_999_999_999), "confirm": CONFIRM}, ("type",)
    ),
    "checkboxes": shape(CHOICES | {"initial_options": items(MARKED_OPTION, 1, 10)}, ("type", "options"), _initial),
    "radio_buttons": shape(CHOICES | {"initial_option": MARKED_OPTION}, ("type", "options"), _unlike),
}

INPUTS: dict[str, Check] = {
    "plain_text_input": shape(
        TYPED
        | {
            "initial_value": text(1, 3000),
            "multiline": flag,
            "min_length": number(0, 3000),
            "max_length": number(1, 3000),
        },
        ("type",),
        _bounds,
    ),
    "email_text_input": shape(TYPED | {"initial_value": text(1, 3000)}, ("type",)),
    "url_text_input": shape(TYPED | {"initial_value": text(1, 3000)}, ("type",)),
    "number_input": shape(
        TYPED | {"is_decimal_allowed": flag, "min_value": FIGURE, "max_value": FIGURE, "initial_value": FIGURE},
        ("type", "is_decimal_allowed"),
    ),
    "file_input": shape(BASE | {"filetypes": items(text(1, 50), 1, 100), "max_files": number(1, 10)}, ("type",)),
}

IN_SECTION: dict[str, Check] = {"button": BUTTON, "overflow": OVERFLOW, "image": IMAGE, **SELECTS, **PICKERS}
IN_ACTIONS: dict[str, Check] = {"button": BUTTON, "overflow": OVERFLOW, **SELECTS, **PICKERS}
IN_INPUT: dict[str, Check] = {**SELECTS, **PICKERS, **INPUTS}
