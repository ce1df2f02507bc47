"""Whom a text is for: language, zone and the instant at which it is said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from scoring.terms import Language

__all__ = ["LANGUAGES", "Language", "Reader"]

LANGUAGES = tuple(Language)


@dataclass(frozen=True, slots=True)
class Reader:
    """A person, or a channel as a whole.

    `now` is aware. `city` is set for a channel whose people live in several zones: whole instants then name it.
    """

    language: Language
    zone: ZoneInfo
    now: datetime
    city: bool = False

    @property
    def today(self) -> date:
        return self.now.astimezone(self.zone).date()
