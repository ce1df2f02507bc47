"""Which command a line begins with: any case, with or without slash, /tri or mention; two-word ones first."""

from __future__ import annotations

import pytest

from handlers.arguments import words
from handlers.arguments.words import command_of, without_again
from handlers.reply import Refused
from scoring.terms import Language
from tests.handlers.arguments import grammar as g
from tests.handlers.arguments.desk import a_command, presses, said

HOUSE = {
    each.word: each
    for each in (
        g.WIN, g.LOG, g.ASK, g.SCORE, g.STANDINGS, g.CONFIRM, g.PERIOD, g.JOIN,
        a_command("help", g.Standings), a_command("period", g.Period),
    )
}  # fmt: skip


@pytest.fixture(autouse=True)
def house(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "every", lambda: HOUSE)


@pytest.mark.parametrize(
    ("line", "word", "rest"),
    [
        ("/win Huaxing 2.5M", "win", " Huaxing 2.5M"),
        ("win Huaxing 2.5M", "win", " Huaxing 2.5M"),
        ("  /WIN   Huaxing", "win", "   Huaxing"),
        ("／ｗｉｎ 华星", "win", " 华星"),
        ("/tri win Huaxing", "win", " Huaxing"),
        ("/TRI /win Huaxing", "win", " Huaxing"),
        ("<@U0LAN0Z89> score Huaxing", "score", " Huaxing"),
        ("@triangle, score Huaxing", "score", " Huaxing"),
        ("/score@TriangleBot Huaxing", "score", " Huaxing"),
        ("/period close 2026Q3", "period close", " 2026Q3"),
        ("/Period  Close 2026Q3", "period close", " 2026Q3"),
        ("/period 2026Q3", "period", " 2026Q3"),
        ("people add Lin Yue", "people add", " Lin Yue"),
        ("帮助", "help", ""),
        ("？", "help", ""),
        ("/standings", "standings", ""),
    ],
)
def test_a_line_begins_with_its_command(line: str, word: str, rest: str) -> None:
    found = command_of(line)
    assert (found.command.word, found.rest) == (word, rest)


def test_an_unknown_command_offers_the_one_that_was_meant() -> None:
    with pytest.raises(Refused) as no:
        command_of("/standigns members")
    assert said(no.value) == "I don't know /standigns. Did you mean:\n[/standings] [All commands]"
    assert said(no.value, Language.ZH_HANS) == "不认识 /standigns，是不是：\n[/standings] [全部命令]"
    assert said(no.value, Language.ZH_HANT).endswith("[/standings] [所有指令]")
    assert presses(no.value) == ["standings members", "help all"]


def test_the_first_of_two_words_offers_what_goes_on() -> None:
    with pytest.raises(Refused) as no:
        command_of("/people")
    assert presses(no.value) == ["people add", "help all"]


@pytest.mark.parametrize(
    "line", ["", "  ", "/", "\u200b", "🙂", "/tri", "xyzzy plugh", "x" * 5_000, "<@U1>", "@", "a/b"]
)
def test_anything_else_is_refused_kindly(line: str) -> None:
    with pytest.raises(Refused) as no:
        command_of(line)
    assert "[All commands]" in said(no.value)


def test_the_answer_to_asked_first_stands_at_the_end() -> None:
    assert without_again("win Huaxing 2M again=yes") == ("win Huaxing 2M", True)
    assert without_again("win Huaxing 2M again=yes lot") == ("win Huaxing 2M again=yes lot", False)
    assert without_again("win Huaxing 2M") == ("win Huaxing 2M", False)
