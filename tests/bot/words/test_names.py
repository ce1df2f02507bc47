"""Names, lists and numbered things."""

from __future__ import annotations

import pytest

from bot.words.say import plain, say
from handlers.values import Listed, Name
from tests.bot.words.listening import (
    CHEN,
    EN,
    GAO,
    HANS,
    HANT,
    WU,
    YOU,
    either,
    event,
    everyone,
    heard,
    in_three,
    request,
    row,
)


def test_a_name_stands_in_the_readers_script() -> None:
    assert in_three(CHEN) == ("Chen Bo", "陈博", "陳博")
    assert say(CHEN, HANT)[0].lang is None


def test_a_name_is_never_converted_but_falls_back_to_english_then_any() -> None:
    without_hant = Name(names={"zh_Hans": "陈博", "en": "Chen Bo"})
    only_hans = Name(names={"zh_Hans": "陈博"})
    assert [(span.text, span.lang) for span in say(without_hant, HANT)] == [("Chen Bo", "en")]
    assert [(span.text, span.lang) for span in say(only_hans, HANT)] == [("陈博", "zh-Hans")]
    assert [(span.text, span.lang) for span in say(only_hans, EN)] == [("陈博", "zh-Hans")]


def test_the_reader_is_you() -> None:
    assert in_three(YOU) == ("you", "你", "你")


def test_a_name_nobody_gave_is_a_dash() -> None:
    assert plain(Name(names={}), EN) == "–"


def test_lists() -> None:
    assert in_three(either(CHEN, WU, GAO)) == ("Chen Bo, Wu Min or Gao Mei", "陈博、吴敏或高梅", "陳博、吳敏或高梅")
    assert in_three(everyone(CHEN, WU)) == ("Chen Bo and Wu Min", "陈博和吴敏", "陳博和吳敏")
    assert in_three(row(CHEN, WU, GAO)) == ("Chen Bo, Wu Min, Gao Mei", "陈博、吴敏、高梅", "陳博、吳敏、高梅")
    assert in_three(either(CHEN)) == ("Chen Bo", "陈博", "陳博")
    assert in_three(Listed(items=())) == ("", "", "")


def test_numbered_things_carry_their_letter_and_no_comma() -> None:
    assert plain(row(event(118), request(40), event(1234)), EN) == "#118, R40, #1234"


@pytest.mark.parametrize(
    ("name", "line"),
    [("Acme", "为 Acme 求助"), ("安科", "为安科求助"), ("Acme 港", "为 Acme 港求助"), ("3M", "为3M 求助")],
)
def test_a_latin_name_in_a_chinese_line_has_a_space_around_it(name: str, line: str) -> None:
    assert heard("为{account}求助", HANS, account=Name(names={"zh_Hans": name})) == line


def test_no_space_is_added_beside_marks_or_figures() -> None:
    assert heard("{account}：{n}项", HANS, account=Name(names={"en": "Acme"}), n=3) == "Acme：3项"
