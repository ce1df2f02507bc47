"""The app's manifest: commands, scopes with a reason each, events, shortcuts, derived from what the bot can do."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final
from zoneinfo import ZoneInfo

from bot.clock import SystemClock
from bot.platforms.slack.own import CALLED
from bot.platforms.slack.scopes import SCOPES
from bot.words.reader import Language, Reader
from bot.words.say import plain
from handlers.command import every
from handlers.values import T, t

EVERY: Final = "tri"
"""The slash command that takes every other one."""
OWN: Final = ("win", "log", "ask", "score", "standings")
"""Those that are slash commands of their own: few, because a workspace runs out of names (domain.md 11)."""
SHORTCUT: Final = "triangle"
"""Callback id of the global shortcut."""
LOG_MESSAGE, ASK_MESSAGE = "log_message", "ask_message"
"""Callback ids of the message shortcuts."""
DELIVERIES: Final = "/slack/events"
"""Where Slack reaches us over HTTP: events, commands and presses."""
REDIRECT: Final = "/slack/oauth_redirect"
EXAMPLE: Final = "https://bot.example.com"

EVENTS: Final = (
    "app_home_opened",
    "app_mention",
    "app_uninstalled",
    "channel_archive",
    "channel_deleted",
    "channel_id_changed",
    "channel_left",
    "channel_rename",
    "channel_shared",
    "channel_unarchive",
    "channel_unshared",
    "group_archive",
    "group_deleted",
    "group_left",
    "group_rename",
    "group_unarchive",
    "member_joined_channel",
    "member_left_channel",
    "message.channels",
    "message.groups",
    "message.im",
    "reaction_added",
    "tokens_revoked",
    "user_change",
)


def manifest(socket: bool, url: str, many: bool = False) -> dict[str, Any]:
    """`url` is where Slack reaches us over HTTP; `many`: other workspaces install it too, by OAuth, and tokens
    rotate."""
    at = (url or EXAMPLE).rstrip("/")
    return {
        "display_information": {
            "name": "Iron Triangle",
            "description": _said(t("slack.manifest.about")),
            "background_color": "#1D4C86",
        },
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": CALLED, "always_online": True},
            "shortcuts": _shortcuts(),
            "slash_commands": [_command(word, socket, at) for word in (EVERY, *OWN)],
        },
        "oauth_config": {
            **({"redirect_urls": [at + REDIRECT]} if many else {}),
            "scopes": {"bot": list(SCOPES)},
        },
        "settings": {
            "event_subscriptions": {**_address(socket, at, "request_url"), "bot_events": list(EVENTS)},
            "interactivity": {
                "is_enabled": True,
                **_address(socket, at, "request_url"),
                **_address(socket, at, "message_menu_options_url"),
            },
            "org_deploy_enabled": False,
            "socket_mode_enabled": socket,
            "token_rotation_enabled": many,
        },
    }


def printed(made: Mapping[str, Any]) -> str:
    """As YAML, which Slack takes too, and in which each scope can carry its reason."""
    return "\n".join(_yaml(made, 0)) + "\n"


def _shortcuts() -> list[dict[str, str]]:
    """Names have 24 characters."""
    return [
        {
            "name": _said(t("slack.shortcut.global")),
            "type": "global",
            "callback_id": SHORTCUT,
            "description": _said(t("slack.shortcut.global_about")),
        },
        {
            "name": _said(t("slack.shortcut.log")),
            "type": "message",
            "callback_id": LOG_MESSAGE,
            "description": _said(t("slack.shortcut.log_about")),
        },
        {
            "name": _said(t("slack.shortcut.ask")),
            "type": "message",
            "callback_id": ASK_MESSAGE,
            "description": _said(t("slack.shortcut.ask_about")),
        },
    ]


def _command(word: str, socket: bool, at: str) -> dict[str, Any]:
    """Mentions come with the person's id (`should_escape`)."""
    about, hint = t("slack.manifest.every"), "help"
    if word != EVERY:
        command = every()[word]
        about, hint = T(key=f"company.help.about.{word}"), command.example.partition(" ")[2]
    return {
        "command": f"/{word}",
        "description": _said(about),
        "usage_hint": hint,
        "should_escape": True,
        **_address(socket, at, "url"),
    }


def _address(socket: bool, at: str, name: str) -> dict[str, str]:
    """Through a socket nothing needs an address."""
    return {} if socket else {name: at + DELIVERIES}


def _said(words: T) -> str:
    """A manifest is in one language."""
    return plain(words, Reader(Language.EN, ZoneInfo("UTC"), SystemClock().now()))


def _yaml(value: Any, depth: int) -> Iterator[str]:
    indent = "  " * depth
    for name, given in value.items():
        if isinstance(given, Mapping):
            yield f"{indent}{name}:"
            yield from _yaml(given, depth + 1)
        elif isinstance(given, list):
            yield f"{indent}{name}:"
            yield from (line for each in given for line in _item(each, depth + 1))
        else:
            yield f"{indent}{name}: {_scalar(given)}"


def _item(value: Any, depth: int) -> Iterator[str]:
    indent = "  " * depth
    if isinstance(value, Mapping):
        first, *rest = _yaml(value, depth + 1)
        yield f"{indent}- {first.strip()}"
        yield from rest
    else:
        reason = f"  # {SCOPES[value]}" if value in SCOPES else ""
        yield f"{indent}- {_scalar(value)}{reason}"


def _scalar(value: object) -> str:
    """JSON's scalars are YAML's.

    >>> _scalar("yes"), _scalar(True)
    ('"yes"', 'true')
    """
    return json.dumps(value, ensure_ascii=False)
