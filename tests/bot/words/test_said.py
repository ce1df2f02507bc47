"""People's words: theirs, and harmless (voice.md 1.1, rule 10)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.words.reader import Language
from bot.words.said import FSI, PDI, outer, shortened
from bot.words.say import plain, say
from handlers.values import Listed, Name, Said, t
from tests.bot.words.listening import EN, HANS, a_catalogue, heard, spans

ANYTHING = st.text(max_size=60) | st.text(alphabet="*`{}_~<>&@#\n\u202e\u2069\u05d0א华a :", max_size=60)


@given(ANYTHING)
def test_no_typed_text_becomes_strong_or_code(text: str) -> None:
    around = spans("**Not stored:** “{typed}” is `{{no}}` kind.", EN, typed=Said(text=text))
    plain_spans = [span for span in around if not span.said]
    assert [(span.text, span.strong, span.code) for span in plain_spans if span.strong or span.code] == [
        ("Not stored:", True, False),
        ("{no}", False, True),
    ]
    assert not any(span.strong or span.code for span in around if span.said)


@given(ANYTHING)
def test_a_name_becomes_no_markup_either(text: str) -> None:
    looks = {(span.strong, span.code) for span in say(Name(names={"en": text}), EN)}
    assert looks <= {(False, False)}


@given(ANYTHING, st.integers(min_value=1, max_value=30), st.sampled_from(["end", "middle"]))
def test_typed_text_is_one_line_within_its_limit(text: str, limit: int, cut: str) -> None:
    said = plain(Said.model_validate({"text": text, "limit": limit, "cut": cut}), EN).strip(FSI + PDI)
    assert len(said) <= max(limit, 3)
    assert said.splitlines() in ([], [said])
    said.encode("utf-8")


@given(ANYTHING)
def test_what_steers_direction_is_balanced(text: str) -> None:
    said = plain(Said(text=text), EN)
    assert said.count(FSI) == said.count(PDI) <= 1
    assert not any("\u202a" <= char <= "\u202e" for char in said)


def test_right_to_left_text_is_held_apart() -> None:
    assert plain(Said(text="שלום 250"), EN) == f"{FSI}שלום 250{PDI}"
    assert plain(Said(text="café 华星"), EN) == "café 华星"
    assert plain(Name(names={"en": "مريم"}), EN) == f"{FSI}مريم{PDI}"


def test_line_breaks_are_folded() -> None:
    assert plain(Said(text=" one\r\n\ttwo\u2028three\x00 "), EN) == "one two three"


def test_a_lone_surrogate_does_not_break_the_sending() -> None:
    assert plain(Said(text="a\ud83d"), EN) == "a\ufffd"


@pytest.mark.parametrize(
    ("text", "limit", "shown"),
    [
        ("rig booked till 15 Dec", 22, "rig booked till 15 Dec"),
        ("rig booked till 15 Dec", 21, "rig booked till 15…"),
        ("rig booked till 15 Dec", 16, "rig booked till…"),
        ("台架占用到12月15日", 6, "台架占用到…"),
        ("Donaudampfschifffahrt", 10, "Donaudamp…"),
        ("family 👨‍👩‍👧 visits", 10, "family…"),
        ("ab🧑🏽‍🚀cd", 4, "ab…"),
    ],
)
def test_it_is_cut_at_a_word_or_at_a_han_character(text: str, limit: int, shown: str) -> None:
    assert plain(Said(text=text, limit=limit), EN) == shown


def test_the_middle_may_be_left_out() -> None:
    assert outer("Rail spec 4.2: rival claims 200 ms, can we state 150 ms?", 24) == "Rail spec 4.2 … 150 ms?"
    assert outer("轨道规范4.2：对手称200毫秒，能承诺150毫秒？", 20) == "轨道规范4.2…150毫秒？"


def test_the_quotes_are_the_templates() -> None:
    typed = Said(text="250")
    assert heard("“{typed}”", HANS, typed=typed) == "“250”"
    assert [span.said for span in spans("“{typed}”", HANS, typed=typed)] == [False, True, False]


def test_braces_in_values_stay_braces() -> None:
    texts = a_catalogue({Language.EN: {"one": "{typed} and {who}"}})
    words = t("one", typed=Said(text="{who}"), who=Name(names={"en": "{typed}"}))
    assert plain(words, EN, texts) == "{who} and {typed}"


def test_a_list_of_typed_words_keeps_them_apart() -> None:
    listed = say(Listed(items=(Said(text="**a**"), Said(text="`b`"))), EN)
    assert [(span.text, span.said) for span in listed] == [("**a**", True), (", ", False), ("`b`", True)]


def test_shortening_to_nothing_still_shows_that_something_was_there() -> None:
    assert shortened("anything", 1) == "…"
