"""Platforms and accounts on them, in words."""

from __future__ import annotations

from typing import Final

from handlers.values import Name, Said, T, Value, t

_NAMES: Final = {"slack": "Slack", "telegram": "Telegram"}


def platform_name(platform: str) -> Name | T:
    """A platform's own name, which is the same in every language; the room and the terminal are ours."""
    if platform in ("room", "terminal"):
        return T(key=f"company.platform.{platform}")
    return Name(names={"en": _NAMES.get(platform, platform.capitalize())})


def account_on(platform: str, name: str) -> Value:
    """Telegram “Bo”; the platform alone where it gave no name."""
    if not name:
        return platform_name(platform)
    return t("company.platform.account", platform=platform_name(platform), name=Said(text=name, limit=40))
