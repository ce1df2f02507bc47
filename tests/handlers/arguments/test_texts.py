"""Names that are read and names that are shown are the same ones; every field of every command has its label."""

from __future__ import annotations

import pytest

from bot.words.catalogue import the_catalogue
from handlers.arguments.choices import ChoiceSlot
from handlers.arguments.keyed import Keyed
from handlers.arguments.kinds import EventKindSlot, RequestKindSlot
from handlers.arguments.read import Part, parts
from handlers.command import every
from scoring.policy import EVENT_KINDS, REQUEST_KINDS
from scoring.terms import Language
from tests.handlers.arguments import grammar as g
from tests.handlers.arguments.desk import Desk

KEYS = the_catalogue().keys(Language.EN)
FIELDS: list[tuple[str, Part]] = [(word, part) for word, each in every().items() for part in parts(each.takes)]


def shown(key: str, language: Language) -> str:
    return the_catalogue().text(key, language)


def test_there_is_a_name_for_every_kind() -> None:
    assert set(EventKindSlot.names) == set(EVENT_KINDS)
    assert set(RequestKindSlot.names) == set(REQUEST_KINDS)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("kind", EVENT_KINDS)
def test_each_kind_of_event_is_understood_by_the_name_it_is_shown_by(
    kind: str, language: Language, desk: Desk
) -> None:
    name = shown(f"words.event_kind.{kind}", language)
    assert desk.reads(g.EVENTS, f"Huaxing {name}").values["kind"] == kind


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("kind", REQUEST_KINDS)
def test_each_kind_of_request_is_understood_by_the_name_it_is_shown_by(
    kind: str, language: Language, desk: Desk
) -> None:
    name = shown(f"words.request_kind.{kind}", language)
    assert desk.reads(g.ASK, f"Huaxing {name} P2 please").values["kind"] == kind


@pytest.mark.parametrize(("word", "part"), FIELDS, ids=[f"{word}.{part.name}" for word, part in FIELDS])
def test_every_field_has_its_label(word: str, part: Part) -> None:
    inner = part.slot.inner if isinstance(part.slot, Keyed) else part.slot
    assert (part.slot.asks or inner.asks or f"arguments.field.{part.name}") in KEYS
    if isinstance(inner, ChoiceSlot):
        assert {f"{inner.label}.{code}" for code in inner.codes} <= KEYS
