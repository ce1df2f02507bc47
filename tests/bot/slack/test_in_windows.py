"""Forms as windows: at once, filled, looked up as one types, with the dry run that moves along (traps 6, 8)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.bot.slack.office import Office


@pytest.fixture(scope="module")
def opened() -> Iterator[Office]:
    with Office() as office:
        yield office


@pytest.fixture
def office(opened: Office) -> Iterator[Office]:
    yield opened
    assert opened.slack.quiet(), opened.slack.complaints
    assert opened.log.errors() == []


def test_a_missing_part_opens_a_window_filled_with_what_was_given(office: Office) -> None:
    office.ann.types("/ask ACME rd_clarification P1", in_="acct-acme")
    office.ann.sees(("Ask for support", "ACME"))
    office.ann.fills(what="Rail spec 4.2: can we state 150 ms?")
    office.ann.submits()
    office.ann.sees("R1")
    assert office.ann.modal is None


def test_the_dry_run_moves_with_the_form(office: Office) -> None:
    office.ann.types("/tri ask ACME", in_="acct-acme")
    office.ann.sees("Ask for support")
    office.ann.fills(kind="clarification")
    before = office.ann.sees("R&D").text
    office.ann.fills(priority="P1")
    office.ann.waits_for(
        lambda: None if office.ann.modal is None or office.ann.modal.text == before else 1, "a change"
    )
    office.ann.closes()


def test_what_is_wrong_stands_under_its_field(office: Office) -> None:
    office.bo.types("/win", in_="acct-acme")
    office.bo.fills(value="much")
    office.bo.submits()
    office.bo.sees("amount")
    assert office.bo.modal is not None
    assert office.bo.modal.view is not None
    assert set(office.bo.modal.view.errors) == {"ask:value"}
    office.bo.fills(value="2.5M")
    office.bo.submits()
    office.bo.sees("Logged #")


def test_accounts_and_people_are_found_as_one_types(office: Office) -> None:
    office.mia.types("/tri log", in_="acct-acme")
    office.mia.sees("ccount")
    assert set(office.mia.offers("account")) >= {"ACME", "AT&T"}
    assert office.mia.offers("account", "acm") == ["ACME"]
    assert office.mia.offers("account", "akme")[0] == "ACME"
    assert office.mia.offers("account", "zzzzz") == []
    assert "Bo" in office.mia.offers("people", "bo")
    office.mia.closes()


def test_a_mention_offers_the_form_by_a_button(office: Office) -> None:
    office.bo.types("@triangle win ACME", in_="acct-acme")
    office.bo.presses("Fill in", on="missing")
    office.bo.waits_for(lambda: office.bo.modal, "a window")
    office.bo.closes()


def test_a_message_becomes_a_form(office: Office) -> None:
    said = office.bo.types("They want a test at 2 &amp; 3 kHz", in_="acct-acme")
    office.bo.shortcut("ask_message", on=said)
    assert "They want a test" in office.bo.sees("Ask for support").text
    office.bo.closes()
    picture = office.bo.types("", in_="acct-acme", files=1)
    office.bo.shortcut("ask_message", on=picture)
    office.bo.sees("Ask for support")
    office.bo.closes()
    office.bo.shortcut("log_message", on=said)
    office.bo.sees("They want a test")
    office.bo.closes()


def test_a_slow_database_opens_a_skeleton_first(office: Office) -> None:
    with office.busy(2.4):
        office.ann.types("/ask AT&T", in_="acct-acme")
        office.ann.sees("One moment")
    office.ann.sees(("Ask for support", "AT&T"))
    office.ann.closes()


def test_in_a_new_channel_over_a_slow_slack_too_it_opens_in_time(office: Office) -> None:
    yard = office.slack.workspace.channel("yard", office.ann, office.bo)
    office.slack.delay("conversations.info", 1.4, times=1)
    with office.busy(2.6):
        office.ann.types("/ask AT&T", in_=yard)
        office.ann.sees("One moment")
    office.ann.sees(("Ask for support", "AT&T"))
    office.ann.closes()


def test_where_even_that_is_too_late_a_button_opens_it(office: Office) -> None:
    office.slack.refuse("views.open", "expired_trigger_id", times=1)
    office.slack.expects("expired_trigger_id")
    office.lee.types("/ask ACME", in_="acct-acme")
    office.lee.presses("Fill in")
    office.lee.waits_for(lambda: office.lee.modal, "a window")
    office.lee.closes()


def test_an_answer_that_takes_too_long_is_announced_and_follows(office: Office) -> None:
    with office.busy(2.6):
        typed = office.ray.types("/tri undo", in_="acct-acme")
        assert typed.delivery is not None
        assert "Working on it" in str(typed.delivery.answer)
    office.ray.sees("nothing")
