"""What is typed to the bot on Telegram, and what comes of it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.bot.telegram.desk import Desk


@pytest.fixture(scope="module")
def desk() -> Iterator[Desk]:
    with Desk("ann", "bo", "cy", "mia") as opened:
        yield opened


def test_a_command_in_private_is_stored_and_answered(desk: Desk) -> None:
    desk.ann.types("/win ACME 2.5M Signalling lot 2")
    desk.ann.sees("Logged #")
    assert "Signalling lot 2" in [event.note for event in desk.events()]


def test_in_private_the_slash_may_be_left_out(desk: Desk) -> None:
    desk.ann.types("win ACME 2.6M")
    desk.ann.sees("2,600,000")


def test_a_read_is_answered_at_once(desk: Desk) -> None:
    desk.bo.types("/standings")
    desk.bo.sees("Accounts")


def test_start_says_what_there_is(desk: Desk) -> None:
    desk.bo.starts()
    desk.bo.sees("/ask")


def test_menus_know_no_blank_in_a_command(desk: Desk) -> None:
    desk.bo.types("/settings_language zh_Hant")
    desk.waits_until(lambda: "settings language zh_Hant" in [line.lstrip("/") for line in desk.lines()], "not heard")
    desk.bo.types("/settings_language en")
    desk.bo.sees("English")


def test_a_caption_is_a_command(desk: Desk) -> None:
    desk.ann.sends_photo("/win ACME 3.1M with the contract")
    desk.ann.sees("3,100,000")
    desk.ann.sends_document("contract.pdf", "/win ACME 3.2M")
    desk.ann.sees("3,200,000")


def test_an_album_is_one_thing(desk: Desk) -> None:
    desk.cy.sends_album(3, "/score ACME")
    desk.cy.sees("ACME")
    desk.settles()
    assert len([each for each in desk.cy.hears() if "ACME" in each.text]) == 1


def test_what_has_no_words_is_answered_kindly(desk: Desk) -> None:
    desk.cy.sends_photo()
    desk.cy.sees("I read words only.")


def test_a_stranger_learns_nothing_and_how_to_be_linked(desk: Desk) -> None:
    stranger = desk.server.person("eve", language="zh-hans")
    stranger.types("/why ACME")
    stranger.sees("我还不认识你")
    assert "/why ACME" not in desk.lines()


def test_a_deep_link_is_link_with_its_code(desk: Desk) -> None:
    eve = desk.server.person("eva")
    eve.starts("ABCD-EFGH")
    eve.sees("code")


def test_words_of_a_stranger_never_become_markup(desk: Desk) -> None:
    desk.ann.types("/win ACME 3.3M <b>&amp; R&D</b> said x < y")
    desk.ann.sees("3,300,000")
    assert "<b>&amp; R&D</b> said x < y" in [event.note for event in desk.events()]


def test_an_edit_runs_nothing_again_and_offers_a_correction(desk: Desk) -> None:
    """Trap 16."""
    desk.ann.types("/win ACME 4.1M")
    desk.ann.sees("4,100,000")
    before = len(desk.events())
    desk.ann.edits("/win ACME 4.1M", "/win ACME 4.5M")
    desk.settles()
    assert len(desk.events()) == before
    assert "orrect" in desk.ann.hears()[-1].all


def test_an_edit_that_changes_nothing_says_nothing(desk: Desk) -> None:
    """Trap 16."""
    desk.ann.types("/win ACME 4.2M")
    desk.ann.sees("4,200,000")
    desk.settles()
    heard = len(desk.ann.hears())
    desk.ann.edits("/win ACME 4.2M", "/win ACME 4.2M")
    desk.settles()
    assert len(desk.ann.hears()) == heard


def test_a_chat_is_heard_in_order(desk: Desk) -> None:
    with desk.server.cloud.lock:
        for number in range(10, 22):
            desk.bo.types(f"/win ACME {number}M in order {number}")
    desk.bo.sees("21,000,000")
    notes = [event.note for event in desk.events() if "in order" in (event.note or "")]
    assert notes == [f"in order {number}" for number in range(10, 22)]


def test_an_answer_that_may_have_arrived_is_not_said_again(desk: Desk) -> None:
    """Trap 14: the server has the message, the connection breaks before it says so."""
    desk.server.reset("sendMessage", done=True)
    desk.cy.types("/help all")
    desk.cy.sees("/away")
    desk.settles()
    desk.cy.types("/settings")
    desk.settles()
    assert len([each for each in desk.cy.hears() if "/away" in each.text]) == 1


def test_an_answer_that_did_not_arrive_is_said_again(desk: Desk) -> None:
    desk.server.refuse("sendMessage", 429, times=1)
    desk.mia.types("/standings")
    desk.mia.sees("Accounts")
    assert len([each for each in desk.mia.hears() if "Accounts" in each.text]) == 1
