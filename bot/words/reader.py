"""Whom a text is for: language, zone and the instant at which it is said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, get_args
from zoneinfo import ZoneInfo

Language = Literal["en", "zh_Hans", "zh_Hant"]
LANGUAGES: tuple[Language, ...] = get_args(Language)


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
