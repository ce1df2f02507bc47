"""The app's manifest: commands, scopes with a reason each, events, shortcuts, derived from what the bot can do."""

from __future__ import annotations

from typing import Any

SHORTCUT = "triangle"
"""Callback id of the global shortcut."""
LOG_MESSAGE, ASK_MESSAGE = "log_message", "ask_message"
"""Callback ids of the message shortcuts: "Log as key event", "Ask for support"."""


def manifest(socket: bool, url: str, many: bool = False) -> dict[str, Any]:
    """`url` is where Slack reaches us over HTTP; `many`: other workspaces install it too, by OAuth."""
    raise NotImplementedError
