"""What Slack says of somebody (platform-facts 7.26): read with care, for every field may be missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum, auto
from typing import Any
from zoneinfo import available_timezones

from bot.words.reader import Language

SLACKBOT = "USLACKBOT"


class Kind(StrEnum):
    PERSON = auto()
    """A full member of the workspace: may be one of us."""
    BOT = auto()
    GUEST = auto()
    ELSEWHERE = auto()
    """Of another workspace, here through Slack Connect."""
    GONE = auto()
    """Deactivated."""


@dataclass(frozen=True)
class Profile:
    team: str
    user: str
    kind: Kind
    name: str = ""
    email: str | None = None
    zone: str | None = None
    language: Language | None = None


def profile(team: str, user: Mapping[str, Any]) -> Profile:
    """Of a user object, as seen from a workspace. The address is there only where Slack vouches for it."""
    details = user.get("profile") or {}
    name = details.get("display_name") or details.get("real_name") or user.get("real_name") or user.get("name") or ""
    zone = user.get("tz")
    return Profile(
        team=team,
        user=str(user["id"]),
        kind=_kind(team, user),
        name=str(name).strip(),
        email=_email(user, details),
        zone=zone if isinstance(zone, str) and zone in available_timezones() else None,
        language=language(user.get("locale")),
    )


def language(locale: object) -> Language | None:
    """
    >>> language("zh-TW").value, language("zh-CN").value, language("pt-BR").value
    ('zh_Hant', 'zh_Hans', 'en')
    """
    if not isinstance(locale, str) or not locale:
        return None
    parts = locale.replace("_", "-").casefold().split("-")
    if parts[0] != "zh":
        return Language.EN
    return Language.ZH_HANT if {"tw", "hk", "mo", "hant"} & set(parts) else Language.ZH_HANS


def _kind(team: str, user: Mapping[str, Any]) -> Kind:
    if user.get("is_bot") or user.get("is_workflow_bot") or user.get("id") == SLACKBOT:
        return Kind.BOT
    if user.get("is_stranger") or not _here(team, user):
        return Kind.ELSEWHERE
    if user.get("deleted"):
        return Kind.GONE
    if user.get("is_restricted") or user.get("is_ultra_restricted"):
        return Kind.GUEST
    return Kind.PERSON


def _here(team: str, user: Mapping[str, Any]) -> bool:
    """In an Enterprise organisation somebody may be of several of its workspaces."""
    teams = (user.get("enterprise_user") or {}).get("teams") or ()
    return user.get("team_id") in (None, team) or team in teams


def _email(user: Mapping[str, Any], details: Mapping[str, Any]) -> str | None:
    given = details.get("email")
    if not isinstance(given, str) or "@" not in given or user.get("is_email_confirmed") is False:
        return None
    return given.strip()
