"""What an app's manifest says, read as the platform reads it."""

from __future__ import annotations

import re
from typing import Any

from tests.servers.slack.things import JSON, App


def read_manifest(app: App, manifest: JSON) -> None:
    """Raises AssertionError for one that the platform would not take."""
    features: JSON = manifest.get("features") or {}
    settings: JSON = manifest.get("settings") or {}
    app.name = str(manifest["display_information"]["name"])
    assert len(app.name) <= 35, "the name has at most 35 characters"
    app.commands = {c["command"]: c for c in map(_command, features.get("slash_commands") or [])}
    app.should_escape = all(c.get("should_escape") for c in app.commands.values()) if app.commands else True
    app.shortcuts = _shortcuts(features.get("shortcuts") or [])
    app.scopes = list(manifest["oauth_config"]["scopes"]["bot"])
    app.redirect_urls = list(manifest["oauth_config"].get("redirect_urls") or [])
    app.events = list((settings.get("event_subscriptions") or {}).get("bot_events") or [])
    app.socket_mode = bool(settings.get("socket_mode_enabled"))
    app.rotation = bool(settings.get("token_rotation_enabled"))
    home = features.get("app_home") or {}
    app.home_tab = bool(home.get("home_tab_enabled"))
    app.messages_tab = bool(home.get("messages_tab_enabled"))


def _command(given: Any) -> JSON:
    command: JSON = dict(given)
    word = str(command["command"])
    assert re.fullmatch(r"/[a-z0-9_-]{1,31}", word), f"no command: {word}"
    assert 0 < len(command["description"]) <= 2000, f"{word} needs a description"
    assert len(command.get("usage_hint", "")) <= 1000, f"{word}: the usage hint is too long"
    return command


def _shortcuts(given: list[JSON]) -> list[JSON]:
    for kind in ("global", "message"):
        assert sum(s["type"] == kind for s in given) <= 5, f"at most five {kind} shortcuts (3.14)"
    for shortcut in given:
        assert len(shortcut["name"]) <= 24, f"{shortcut['name']}: at most 24 characters"
        assert len(shortcut["callback_id"]) <= 255
    return given
