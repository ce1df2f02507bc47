"""Where people are, and how the platforms reach the bot."""

from __future__ import annotations

from dataclasses import dataclass

PEOPLE = ("ann", "bo", "lee", "ray", "sue", "mia")
"""The rep, her teammate, the lead and an engineer of R&D, the sponsor, the manager."""


@dataclass(frozen=True)
class Way:
    """`slack` are those who have Slack, `telegram` those who have Telegram; somebody may have both. Strangers have an
    account there of which nobody knows that it is theirs."""

    name: str
    slack: frozenset[str] = frozenset()
    telegram: frozenset[str] = frozenset()
    strangers_on_slack: frozenset[str] = frozenset()
    strangers_on_telegram: frozenset[str] = frozenset()
    socket: bool = False
    webhook: bool = False


EVERYBODY = frozenset(PEOPLE)
DEPARTMENT = frozenset({"lee", "ray"})
WAYS = (
    Way("Slack, HTTP", slack=EVERYBODY),
    Way("Slack, Socket Mode", slack=EVERYBODY, socket=True),
    Way("Telegram, polling", telegram=EVERYBODY),
    Way("Telegram, webhook", telegram=EVERYBODY, webhook=True),
    Way("rep on Slack, R&D on Telegram", slack=EVERYBODY - DEPARTMENT, telegram=DEPARTMENT),
)
