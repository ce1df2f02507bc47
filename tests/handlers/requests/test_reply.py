"""A plain sentence to the bot answers the request that waits for who says it (domain.md 6, conversation 6)."""

from __future__ import annotations

import pytest

from scoring.terms import Language
from tests.handlers.requests.desk import a_desk
from tests.handlers.requests.test_ask import the_request
from tests.world import World


def waiting(language: Language = Language.EN, requests: int = 1) -> World:
    """R42 (and R43 …) of ann wait for her answer."""
    world = a_desk(language)
    for words in ("visit of the board in May", "hotel rooms for ten", "a bus to the port")[:requests]:
        number = world.ann.says(f"ask Acme reception {words}").number
        world.xu.says(f"wait {number} how many guests, any vegetarians?")
    return world


def test_a_sentence_is_the_answer_and_the_clock_runs_again() -> None:
    with waiting() as world:
        answer = world.ann.says("14, two vegetarians")
        assert answer.first.startswith("Passed to Xu Fei.")
        assert the_request(world).state == "in_progress"
        assert "14, two vegetarians" in world.xu.hears().last.text


def test_it_says_the_words_as_they_are_typed() -> None:
    with waiting() as world:
        world.ann.says("two -- with @xu on fri, no lunch")
        assert "two -- with @xu on fri, no lunch" in world.xu.hears().last.text


@pytest.mark.parametrize(
    ("language", "question", "first"),
    [
        (Language.EN, "Which one do you mean?", "Answer R42"),
        (Language.ZH_HANS, "说的是哪一条？", "回复 R42"),
        (Language.ZH_HANT, "說的是哪一則？", "回覆 R42"),
    ],
)
def test_of_several_it_is_asked_which(language: Language, question: str, first: str) -> None:
    with waiting(language, requests=2) as world:
        asked = world.ann.says("14, two vegetarians")
        assert (asked.first, asked.refused, asked.buttons[0]) == (question, True, first)
        assert the_request(world).state == "waiting"
        world.ann.presses(asked, first)
        assert the_request(world).state == "in_progress"
        assert the_request(world, 43).state == "waiting"


def test_a_mistyped_command_is_no_answer_but_may_be_one() -> None:
    with waiting() as world:
        answer = world.ann.says("standigns")
        assert answer.first == "I don't know /standigns. Did you mean:"
        assert "Answer R42" in answer.buttons
        assert the_request(world).state == "waiting"


def test_with_a_slash_it_is_a_command_that_there_is_not() -> None:
    with waiting() as world:
        assert world.ann.says("/fourteen guests").first == "I don't know /fourteen."
        assert the_request(world).state == "waiting"


def test_in_a_channel_it_is_no_answer() -> None:
    with waiting() as world:
        assert world.ann.says("14, two vegetarians", world.channel("Acme")).refused
        assert the_request(world).state == "waiting"


def test_only_who_asked_answers_by_a_sentence() -> None:
    with waiting() as world:
        for who in (world.bo, world.mia, world.zoe, world.xu):
            assert who.says("14, two vegetarians").first.startswith("I don't know")
        assert the_request(world).state == "waiting"


def test_where_nothing_waits_it_is_not_understood_and_nothing_is_stored() -> None:
    with a_desk() as world:
        world.ann.says("ask Acme reception visit of the board")
        answer = world.ann.says("14, two vegetarians")
        assert (answer.first, answer.refused) == ("I don't know /14.", True)


def test_said_twice_it_answers_once() -> None:
    with waiting() as world:
        world.ann.says("14, two vegetarians")
        assert world.ann.says("14, two vegetarians").refused
        assert len(world.xu.hears().about("two vegetarians")) == 1
