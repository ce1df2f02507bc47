"""What each kind of event carries besides who, when and how much: one small model a kind, kept as JSON.

Contacts are text until there is a relationship map. What is not said is left out; the note fills a model's first
field, since that is what people type behind a kind.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import ClassVar, Final

from pydantic import BaseModel, ConfigDict

from handlers.reply import Refused
from handlers.values import T, t
from scoring.policy import EVENT_KINDS, Carries

_LINK: Final = re.compile(
    r"https?://[^\s<>\"'，。；）】]+|\b[\w-]+\.(?:pdf|docx?|xlsx?|pptx?|png|jpe?g)\b", re.IGNORECASE
)
_LEVELS: Final = re.compile(r"^(?P<contact>.*?)\s*(?P<old>-?[0-3])\s*(?:→|->|to|到)\s*(?P<new>-?[0-3])(?!\S)")


class Details(BaseModel):
    """`of` reads them from what was typed."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    told_by: ClassVar[str | None] = None
    """The field that the note tells."""

    @classmethod
    def of(cls, note: str | None) -> Details:
        return cls.model_validate({cls.told_by: note} if cls.told_by and note else {})


class Plain(Details):
    """A kind that is all amount or value."""


class ExecMeeting(Details):
    told_by = "level"
    level: str | None = None


class HqVisit(Details):
    told_by = "people"
    people: str | None = None


class Topic(Details):
    """A technical exchange or a workshop."""

    told_by = "topic"
    topic: str | None = None


class SiteVisit(Details):
    told_by = "site"
    site: str | None = None


class LabTrial(Details):
    told_by = "scope"
    scope: str | None = None
    result: str | None = None


class Showcase(Details):
    told_by = "topic"
    topic: str | None = None
    guests: str | None = None


class Which(Details):
    """A summit or a certification."""

    told_by = "which"
    which: str | None = None


class RelationshipUp(Details):
    """Levels are 3 coach, 2 strong supporter, 1 supporter, 0 neutral, -1 against (domain.md 3)."""

    told_by = "contact"
    contact: str | None = None
    from_level: int | None = None
    to_level: int | None = None

    @classmethod
    def of(cls, note: str | None) -> Details:
        """ "Zhang Wei 0 → 2" is read whole, anything else names the contact."""
        found = _LEVELS.match(note or "")
        if found is None:
            return cls(contact=note)
        return cls(contact=found["contact"] or None, from_level=int(found["old"]), to_level=int(found["new"]))


class BestPractice(Details):
    told_by = "title"
    title: str | None = None
    link: str | None = None

    @classmethod
    def of(cls, note: str | None) -> Details:
        return cls(title=note, link=link_in(note))


class Enablement(Details):
    told_by = "topic"
    topic: str | None = None
    people: str | None = None


MODELS: Final[Mapping[str, type[Details]]] = {
    "exec_meeting": ExecMeeting,
    "hq_visit": HqVisit,
    "technical_exchange": Topic,
    "site_visit": SiteVisit,
    "lab_trial": LabTrial,
    "workshop": Topic,
    "showcase": Showcase,
    "summit": Which,
    "relationship_up": RelationshipUp,
    "best_practice": BestPractice,
    "enablement": Enablement,
    "certification": Which,
}


def details_of(kind: str, note: str | None) -> dict[str, object]:
    """What the kind carries, as JSON; nothing that was not said."""
    return MODELS.get(kind, Plain).of(note).model_dump(exclude_none=True)


def link_in(note: str | None) -> str | None:
    """The first address or file name in a note: its evidence."""
    found = _LINK.search(note or "")
    return found.group() if found else None


def refuse_impossible(kind: str, value: Decimal | None) -> None:
    """Measures have bounds: a score 0 to 100, a margin up to 100 %, days from 0."""
    if value is None or EVENT_KINDS[kind].carries is not Carries.VALUE:
        return
    words, low, high = _BOUNDS[kind]
    if (low is not None and value < low) or (high is not None and value > high):
        raise Refused(words)


_BOUNDS: Final[Mapping[str, tuple[T, int | None, int | None]]] = {
    "satisfaction": (t("events.log.satisfaction_bounds"), 0, 100),
    "margin": (t("events.log.margin_bounds"), None, 100),
    "dso": (t("events.log.dso_bounds"), 0, None),
}
