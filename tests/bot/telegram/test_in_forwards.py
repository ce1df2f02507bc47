"""Forwarded messages of every origin: offered as a key event or a request, the words and the source in the form."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from storage.tables.requests import Request
from tests.bot.telegram.desk import Desk


@pytest.fixture(scope="module")
def desk() -> Iterator[Desk]:
    with Desk("ann") as opened:
        yield opened


def test_of_a_person(desk: Desk) -> None:
    kim = desk.server.person("kim", "Kim Park")
    desk.ann.forwards("We met the plant manager", from_=kim)
    offer = desk.ann.sees("From Kim Park")
    assert "We met the plant manager" in offer.text
    assert offer.buttons == ["Key event", "Ask for support"]
    desk.ann.presses("Key event", on=offer)
    desk.ann.presses("ACME")
    desk.ann.presses("site visit")
    desk.ann.presses("Send", on="We met the plant manager (Kim Park)")
    desk.waits_until(lambda: len(desk.events()) == 1, "not stored")
    assert desk.events()[0].note == "We met the plant manager (Kim Park)"


def test_of_somebody_who_hides(desk: Desk) -> None:
    desk.ann.forwards("Can you state 150 ms?", from_="Hidden Hand")
    offer = desk.ann.sees("From Hidden Hand")
    desk.ann.presses("Ask for support", on=offer)
    desk.ann.presses("ACME")
    desk.ann.presses("technical clarification")
    desk.ann.presses(next(each for each in desk.ann.sees("How urgent").buttons if "P2" in each))
    desk.ann.presses("Send to R&D")
    desk.waits_until(lambda: len(desk.all_of(Request)) == 1, "not stored")
    assert desk.all_of(Request)[0].words == "Can you state 150 ms? (Hidden Hand)"


def test_of_a_channel_and_of_a_group(desk: Desk) -> None:
    channel = desk.server.channel("Rail News", desk.ann)
    desk.ann.forwards("The tender is out", from_=channel)
    desk.ann.sees("From Rail News")
    group = desk.server.group("Partners", desk.ann, bot=False)
    desk.ann.forwards("We are in", from_=group)
    desk.ann.sees("From Partners")


def test_a_forwarded_command_is_words(desk: Desk) -> None:
    before = len(desk.events())
    desk.ann.forwards("/win ACME 9M", from_="Somebody")
    desk.ann.sees("From Somebody")
    assert len(desk.events()) == before


def test_an_album_is_offered_once(desk: Desk) -> None:
    desk.ann.forwards_album("three pictures of the site", 3, from_="Site Office")
    desk.ann.sees("From Site Office")
    desk.settles()
    assert len([each for each in desk.ann.hears() if "Site Office" in each.text]) == 1


def test_pictures_without_words_are_offered_too(desk: Desk) -> None:
    desk.ann.forwards_album("", 2, from_="Photo Booth")
    desk.ann.sees("From Photo Booth")
    desk.settles()
    assert len([each for each in desk.ann.hears() if "Photo Booth" in each.text]) == 1


def test_of_a_stranger_nothing_is_taken(desk: Desk) -> None:
    eve = desk.server.person("eve")
    eve.forwards("secret words", from_="X")
    eve.sees("I don't know you yet")
    assert not [line for line in desk.lines() if "secret" in line]
