"""reply_markup: what the real server refuses in it (platform-facts.md 16.9, 16.10)."""

from __future__ import annotations

import re
from typing import Any

from tests.servers.telegram.calls import Call
from tests.servers.telegram.refusals import Json, Refused

DATA_BYTES, BUTTONS, A_ROW, COPY = 64, 100, 8, 256
OTHER_KEYBOARDS = ("keyboard", "remove_keyboard", "force_reply")
_URL = re.compile(r"(?:https?://|tg://)\S+\Z")


def markup_of(call: Call) -> Json | None:
    """The inline keyboard, or another keyboard as it came; None without one. Raises Refused."""
    markup = call.parsed("reply_markup", "reply keyboard markup")
    if markup is None:
        return None
    if not isinstance(markup, dict):
        raise Refused("Bad Request: object expected as reply markup")
    if "inline_keyboard" in markup:
        return {"inline_keyboard": rows} if (rows := _inline(markup["inline_keyboard"])) else None
    return markup if any(name in markup for name in OTHER_KEYBOARDS) else None


def is_inline(markup: Json | None) -> bool:
    return markup is not None and "inline_keyboard" in markup


def _inline(rows: Any) -> list[list[Json]]:
    if not isinstance(rows, list):
        raise Refused('Bad Request: field "inline_keyboard" must be of type Array')
    if not all(isinstance(row, list) for row in rows):
        raise Refused("Bad Request: can't parse inline keyboard: inline keyboard row must be an Array")
    keyboard = [[_button(button) for button in row] for row in rows if row]
    if sum(map(len, keyboard)) > BUTTONS:
        raise Refused("Bad Request: reply markup is too long")
    return keyboard


def _button(button: Any) -> Json:
    if not isinstance(button, dict):
        raise Refused("Bad Request: can't parse inline keyboard button: InlineKeyboardButton must be an Object")
    text = button.get("text")
    if not isinstance(text, str) or not text.strip():
        raise Refused("Bad Request: inline keyboard button text must be non-empty")
    kept = {"text": text} | {key: value for key, value in button.items() if key != "text"}
    if "url" in button:
        return _with_url(kept)
    if "callback_data" in button:
        return _with_data(kept)
    if "copy_text" in button:
        return _with_copy(kept)
    if {"web_app", "login_url", "switch_inline_query", "switch_inline_query_current_chat", "pay"} & button.keys():
        return kept
    raise Refused(
        "Bad Request: can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
    )


def _with_url(button: Json) -> Json:
    if not isinstance(button["url"], str) or not _URL.match(button["url"]):
        raise Refused(f"Bad Request: inline keyboard button URL '{button['url']}' is invalid: Wrong HTTP URL")
    return button


def _with_data(button: Json) -> Json:
    data = button["callback_data"]
    if not isinstance(data, str) or not 1 <= len(data.encode("utf-8")) <= DATA_BYTES:
        raise Refused("Bad Request: BUTTON_DATA_INVALID")
    return button


def _with_copy(button: Json) -> Json:
    text = button["copy_text"].get("text") if isinstance(button["copy_text"], dict) else None
    if not isinstance(text, str) or not 1 <= len(text) <= COPY:
        raise Refused("Bad Request: BUTTON_COPY_TEXT_INVALID")
    return button
