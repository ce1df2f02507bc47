"""Forms step by step: choices as buttons, Back and Cancel, over a restart, several people at once (voice.md 2.4)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from storage.tables.messages import Dialog
from storage.tables.requests import Request
from tests.bot.telegram.desk import Desk
from tests.servers.telegram import Group


@pytest.fixture(scope="module")
def desk() -> Iterator[Desk]:
    with Desk("ann", "bo") as opened:
        yield opened


@pytest.fixture(scope="module")
def group(desk: Desk) -> Group:
    made = desk.server.group("ACME", desk.ann, desk.bo)
    desk.binds(made, "ACME", "ann", "bo")
    return made


def test_a_request_is_asked_for_in_steps(desk: Desk) -> None:
    """Ask for support, 2 of 3: how urgent?"""
    desk.ann.types("/ask ACME")
    first = desk.ann.sees("Ask for support, 1 of 3")
    desk.ann.presses("technical clarification")
    second = desk.ann.sees("Ask for support, 2 of 3: How urgent")
    assert second.keyboard[-1] == ["‹ Back", "Cancel"]
    desk.ann.presses(next(label for label in second.buttons if label.startswith("P1")))
    desk.ann.sees("Ask for support, 3 of 3")
    desk.ann.types("rail spec 4.2: can we state 150 ms?")
    last = desk.ann.sees("If nobody answers")
    assert last.id == first.id
    desk.ann.presses("Send to R&D")
    desk.ann.sees("R1 is with R&D")
    desk.ann.sees("Sent.")
    found = desk.all_of(Request)
    assert [(each.kind, each.priority, each.words) for each in found] == [
        ("rd_clarification", "P1", "rail spec 4.2: can we state 150 ms?")
    ]
    assert desk.all_of(Dialog) == []


def test_back_goes_to_the_step_before(desk: Desk) -> None:
    desk.ann.types("/ask ACME")
    desk.ann.sees("1 of ")
    desk.ann.presses("bid support")
    desk.ann.sees("How urgent")
    desk.ann.presses("‹ Back")
    desk.ann.sees("1 of ")
    desk.ann.presses("lab trial")
    desk.ann.sees("How urgent")
    desk.ann.presses("Cancel")
    desk.ann.sees("Put away. Nothing was sent.")
    assert desk.all_of(Dialog) == []


def test_a_fault_is_said_and_the_nearest_offered(desk: Desk) -> None:
    desk.ann.types("/score")
    desk.ann.sees("Account")
    desk.ann.types("ACNE")
    near = desk.ann.sees("Closest")
    assert "ACME" in near.buttons
    desk.ann.presses("ACME", on=near)
    desk.ann.sees("ACME · growth")
    desk.settles()
    assert desk.all_of(Dialog) == []


def test_what_may_be_left_out_is_offered_at_the_end(desk: Desk) -> None:
    desk.ann.types("/win ACME")
    desk.ann.sees("How much")
    desk.ann.types("2.5M")
    last = desk.ann.sees("+ Note")
    desk.ann.presses("+ Note", on=last)
    desk.ann.sees("Note")
    desk.ann.types("lot 2")
    desk.ann.presses("Send", on="lot 2")
    desk.waits_until(lambda: "lot 2" in [event.note for event in desk.events()], "not stored")


def test_a_form_survives_a_restart(desk: Desk) -> None:
    desk.bo.types("/ask ACME")
    desk.bo.sees("1 of ")
    desk.restarts()
    desk.bo.presses("bid support")
    desk.bo.sees("How urgent")
    desk.restarts()
    desk.bo.presses("Cancel")
    desk.bo.sees("Put away")


def test_a_new_command_ends_the_form_with_a_word(desk: Desk) -> None:
    desk.bo.types("/ask ACME")
    desk.bo.sees("1 of ")
    desk.bo.types("/standings")
    desk.bo.sees("you began something else")
    desk.bo.sees("Accounts")
    assert desk.all_of(Dialog) == []


def test_the_same_command_again_begins_a_new_message(desk: Desk) -> None:
    desk.bo.types("/ask ACME")
    first = desk.bo.sees("1 of ")
    desk.bo.types("/ask ACME")
    desk.waits_until(lambda: desk.bo.sees("1 of ").id > first.id, "no new message")
    second = desk.bo.sees("1 of ")
    desk.bo.presses("Cancel", on=second)
    desk.waits_until(lambda: desk.all_of(Dialog) == [], "not put away")


def test_a_button_of_a_form_that_is_closed_answers_calmly(desk: Desk) -> None:
    desk.bo.types("/ask ACME")
    old = desk.bo.sees("1 of ")
    desk.bo.presses("Cancel")
    desk.bo.sees("Put away")
    desk.settles()
    desk.bo.presses("bid support", on=old)
    desk.bo.sees("This form is closed.")


def test_a_choice_pressed_twice_does_not_answer_what_comes_next(desk: Desk) -> None:
    desk.server.expects("message is not modified")
    desk.bo.types("/ask ACME")
    first = desk.bo.sees("1 of ")
    desk.bo.presses("executive visit", on=first)
    desk.bo.presses("executive visit", on=first)
    desk.bo.sees("How urgent")
    desk.settles()
    assert [each.asking for each in desk.all_of(Dialog)] == ["priority"]
    second = desk.bo.sees("How urgent")
    desk.bo.presses("‹ Back", on=second)
    desk.bo.presses("‹ Back", on=second)
    desk.settles()
    assert [each.asking for each in desk.all_of(Dialog)] == ["kind"]
    desk.bo.presses("Cancel")
    desk.bo.sees("Put away")


def test_words_after_the_last_step_are_no_answer_to_it(desk: Desk) -> None:
    desk.bo.types("/win ACME")
    desk.bo.sees("How much")
    desk.bo.types("6.1M")
    desk.bo.sees("+ Note")
    desk.bo.types("standings")
    desk.bo.sees("Accounts")
    assert [each.asking for each in desk.all_of(Dialog)] == [None]
    desk.bo.presses("Cancel")
    desk.bo.sees("Put away")


def test_several_people_in_one_group_at_once(desk: Desk, group: Group) -> None:
    desk.ann.types("/ask", in_=group)
    hers = desk.ann.sees("1 of ", in_=group)
    desk.bo.types("/ask", in_=group)
    desk.waits_until(lambda: len([each for each in group.shows() if "1 of " in each.text]) == 2, "two forms are open")
    his = next(each for each in reversed(group.shows()) if "1 of " in each.text and each.id != hers.id)
    desk.bo.presses("lab trial", on=hers)
    desk.bo.sees("This form is Ann's.")
    desk.ann.presses("lab trial", on=hers)
    desk.ann.sees("How urgent", in_=group)
    desk.bo.presses("bid support", on=his)
    desk.waits_until(lambda: sorted(each.asking for each in desk.all_of(Dialog)) == ["priority"] * 2, "both go on")
    desk.ann.presses("Cancel", on=hers.message)
    desk.bo.presses("Cancel", on=his.message)
    desk.waits_until(lambda: desk.all_of(Dialog) == [], "both are put away")


def test_in_a_group_a_reply_answers_what_is_asked(desk: Desk, group: Group) -> None:
    desk.ann.types("/win", in_=group)
    asked = desk.ann.sees("Reply to this message", in_=group)
    desk.ann.types("7.7M", in_=group, reply_to=asked)
    desk.ann.presses("Send", on="7,700,000")
    desk.waits_until(lambda: 770_000_000 in [event.minor for event in desk.events()], "not stored")


def test_a_form_left_alone_for_a_day_swallows_no_words() -> None:
    with Desk("bo") as desk:
        desk.bo.types("/win ACME")
        asked = desk.bo.sees("How much")
        desk.settles()
        desk.world.passes("25h")
        desk.bo.types("standings")
        desk.bo.sees("Accounts")
        desk.bo.types("6.2M", reply_to=asked)
        desk.bo.sees("+ Note")
