"""The promise: asked once, then given back (domain.md 6 "The promise")."""

from __future__ import annotations

from datetime import date

import pytest

from scoring.terms import RequestState
from storage.database import Database
from tests.handlers.requests.office import Office, at


@pytest.fixture
def office(database: Database) -> Office:
    return Office(database)


def taken(office: Office, promised: date, priority: str = "P2") -> None:
    """A clarification, P2 is two working days, asked on Monday 09:00, acknowledged for a day."""
    office.at("mon 09:00")
    office.asks("lin", "huaxing", "rd_clarification", priority, "rail spec", number=40)
    office.says("tang", "ack", 40, day=promised)
    office.heard()


def test_the_owner_is_asked_when_the_promised_day_has_passed(office: Office) -> None:
    taken(office, date(2026, 11, 23), "P3")
    office.at("mon 17:00")
    office.says("tang", "start", 40)
    office.at("tue 08:59")
    assert office.heard() == []
    office.at("tue 09:00")
    assert office.hears("tang")["tang"] == (
        "⏰ R40 was promised for Mon 23 Nov. Due Fri 27 Nov 18:00. Still on it?\n[Still on it] [Done] [Hand over]"
    )


def test_the_owner_is_asked_after_half_of_the_target_without_a_sign(office: Office) -> None:
    """Half of the time used is the same question: it is asked once."""
    taken(office, date(2026, 11, 24))
    office.at("tue 09:00")
    assert [each.to for each in office.heard()] == ["tang"]
    office.at("tue 11:59")
    assert office.heard() == []


def test_silence_for_a_business_day_gives_it_back(office: Office) -> None:
    taken(office, date(2026, 11, 24))
    office.at("wed 08:59")
    assert office.request(40).owner_id == office.id["tang"]
    office.at("wed 09:00")
    request = office.request(40)
    assert (request.state, request.owner_id, request.given_back) == (RequestState.OPEN, None, True)
    told = {each.to: each.text for each in office.heard() if "queue" in each.text}
    assert told["#rd-queue"].startswith("R40 is back in the queue: no sign from Tang Wei for a working day.")
    assert told["tang"].startswith("R40 went back to the queue: no sign for a working day.")


def test_a_sign_keeps_it(office: Office) -> None:
    taken(office, date(2026, 11, 24))
    office.at("tue 09:30")
    office.says("tang", "still", 40)
    office.at("tue 17:00")
    office.says("tang", "still", 40)
    office.at("wed 10:00")
    assert office.request(40).owner_id == office.id["tang"]


def test_a_given_back_request_is_acknowledged_already(office: Office) -> None:
    """The acknowledge clock stopped at the first act; it does not run again."""
    taken(office, date(2026, 11, 24))
    office.at("wed 10:00")
    assert office.clock(40, "acknowledge").state == "stopped"
    office.says("tang", "take", 40)
    assert office.request(40).owner_id == office.id["tang"]
    assert office.now == at("wed 10:00")
