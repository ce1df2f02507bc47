"""Words in a request's thread or in reply to its card (domain.md 6 "Whose turn"; voice.md, conversation 6)."""

from __future__ import annotations

import sqlalchemy as sa

from scoring.terms import RequestState
from storage import rows
from storage.find import requests as find
from storage.tables.messages import Inbox
from storage.tables.requests import Remark, Request
from tests.world import Message, World, a_company


def a_request(line: str = "/ask ACME rd_clarification P2 rail spec") -> World:
    world = a_company().with_account("ACME").with_department("R&D")
    world.ann.presses(world.ann.says(line), "Send to R&D") if "?" in line else world.ann.says(line)
    return world.settles()


def card_in(world: World, channel: str) -> Message:
    return world.channel(channel).hears().about("R1 · ").last


def the_request(world: World) -> Request:
    return world.read(lambda unit: find.request_numbered(unit, 1))  # type: ignore[no-any-return]


def count(world: World, model: type[Remark | Inbox]) -> int:
    query = sa.select(sa.func.count()).select_from(rows.table(model))
    return int(world.read(lambda unit: unit.connection.execute(query).scalar_one()))


def test_under_its_card_a_verb_needs_no_number() -> None:
    with a_request() as world:
        acknowledged = world.ray.replies(card_in(world, "R&D"), "ack tue")
        assert acknowledged.first.startswith("👀 R1 acknowledged")
        world.ray.replies(card_in(world, "R&D"), "start")
        assert the_request(world).state is RequestState.IN_PROGRESS


def test_a_number_among_the_words_is_not_the_requests() -> None:
    with a_request() as world:
        world.ray.replies(card_in(world, "R&D"), "resolve 150 ms holds")
        assert (the_request(world).state, the_request(world).reason) == (RequestState.RESOLVED, "150 ms holds")


def test_its_own_number_may_be_said_all_the_same() -> None:
    with a_request() as world:
        world.ray.replies(card_in(world, "R&D"), "resolve 1 letter attached")
        assert the_request(world).reason == "letter attached"


def test_the_letter_means_another_request_in_a_thread_too() -> None:
    with a_request() as world:
        assert world.ray.replies(card_in(world, "R&D"), "ack R7").first == "No request R7 that you can see."


def test_a_verb_that_lacks_words_opens_its_form_with_the_number() -> None:
    with a_request() as world:
        form = world.ray.replies(card_in(world, "R&D"), "decline").form
        assert [(ask.name, ask.value) for ask in form.asks] == [("number", "R1"), ("why", None)]


def test_words_of_the_department_are_kept_and_offered_as_its_answer() -> None:
    with a_request() as world:
        offered = world.ray.chats(card_in(world, "R&D"), "150 ms holds, letter attached")
        assert offered.reply.private
        assert offered.text == (
            "Kept with R1. Is it your answer? Then it goes to Ann and the clock stops.\n"
            "[This is my answer] [Acknowledge]"
        )
        assert the_request(world).state is RequestState.OPEN
        assert "Ray wrote: “150 ms holds, letter attached”" in world.ann.says("request 1").text
        world.ray.presses(offered, "This is my answer")
        assert (the_request(world).state, the_request(world).reason) == (
            RequestState.RESOLVED,
            "150 ms holds, letter attached",
        )
        assert "150 ms holds" in world.ann.hears().last.text


def test_the_answer_met_the_acknowledge_clock_too() -> None:
    with a_request() as world:
        world.ray.presses(world.ray.chats(card_in(world, "R&D"), "150 ms holds"), "This is my answer")
        clocks = world.read(lambda unit: find.clocks_of(unit, 1))
        assert {str(name): clock.met for name, clock in clocks.items()} == {"acknowledge": True, "resolve": True}


def test_the_requesters_words_end_waiting() -> None:
    with a_request() as world:
        world.ray.says("/wait R1 how many guests?")
        passed = world.ann.chats(card_in(world, "ACME"), "14, two vegetarians")
        assert passed.first.startswith("Passed to Ray.")
        assert the_request(world).state is RequestState.IN_PROGRESS
        assert "14, two vegetarians" in world.ray.hears().last.text


def test_a_reply_to_the_private_question_ends_waiting_as_well() -> None:
    with a_request() as world:
        world.ray.says("/wait R1 how many guests?")
        asked = world.ann.hears().about("your turn").last
        assert world.ann.replies(asked, "add two vegetarians").first.startswith("Passed to Ray.")


def test_a_teammates_words_are_offered_as_the_answer_that_is_waited_for() -> None:
    with a_request() as world:
        world.ray.says("/wait R1 how many guests?")
        offered = world.bo.chats(card_in(world, "ACME"), "fourteen")
        assert the_request(world).state is RequestState.WAITING
        assert world.bo.presses(offered, "This is the answer").reply.refused is False
        assert the_request(world).state is RequestState.IN_PROGRESS


def test_thanks_after_the_end_reopen_nothing() -> None:
    with a_request() as world:
        world.ray.says("/resolve R1 done")
        for who in (world.ann, world.ray):
            assert who.chats(card_in(world, "ACME"), "thanks a lot").reply.parts == ()
        assert the_request(world).state is RequestState.RESOLVED
        assert world.ann.says("request 1").text.count("wrote: “thanks a lot”") == 2


def test_a_watchers_words_are_just_kept() -> None:
    with a_request() as world:
        world.ann.says("/add R1 @hal")
        world.settles()
        assert world.hal.chats(world.hal.hears().about("R1 · ").last, "I know their CTO").reply.parts == ()
        assert "Hal wrote: “I know their CTO”" in world.ann.says("request 1").text


def test_who_talks_to_the_bot_hears_that_it_was_kept() -> None:
    with a_request() as world:
        assert world.ann.replies(card_in(world, "ACME"), "they meet on Monday").first == (
            "Noted on R1. It stands on its timeline."
        )


def test_what_was_overheard_is_never_a_command() -> None:
    with a_request() as world:
        world.ray.chats(card_in(world, "R&D"), "resolve")
        world.ann.chats(card_in(world, "ACME"), "cancel")
        assert the_request(world).state is RequestState.OPEN


def test_talk_about_nothing_of_ours_leaves_no_trace() -> None:
    with a_request() as world:
        before = count(world, Inbox)
        card = card_in(world, "ACME")
        elsewhere = Message(card.parts, card.reader, card.conversation, True, False, card.at, "m999")
        assert world.ann.chats(elsewhere, "lunch?").reply.parts == ()
        assert world.stranger.chats(card, "hello").reply.parts == ()
        assert (count(world, Inbox), count(world, Remark)) == (before, 0)


def test_who_may_not_see_the_request_adds_nothing_to_it() -> None:
    with a_request() as world:
        assert world.zoe.chats(card_in(world, "ACME"), "me too").reply.parts == ()
        assert count(world, Remark) == 0


def test_the_same_short_words_twice_are_kept_twice() -> None:
    with a_request() as world:
        for _ in range(2):
            world.ann.chats(card_in(world, "ACME"), "ok")
        assert count(world, Remark) == 2


def test_among_outsiders_what_is_kept_stays_without_a_word() -> None:
    with a_request() as world:
        card = card_in(world, "ACME")
        world.write(lambda unit: rows.change(unit, type(card.conversation), card.conversation.id, outsiders=True))
        assert world.ann.chats(card, "ok").reply.parts == ()


def test_a_word_of_the_owner_is_a_sign_of_life() -> None:
    with a_request() as world:
        world.ray.says("/ack R1 2026-11-25")
        world.passes("2h").ray.chats(card_in(world, "R&D"), "rig is booked, testing tonight")
        assert the_request(world).last_sign_at == world.now


def test_very_long_words_are_kept_as_far_as_there_is_room() -> None:
    with a_request() as world:
        world.ann.chats(card_in(world, "ACME"), "long " * 1000)
        assert count(world, Remark) == 1
