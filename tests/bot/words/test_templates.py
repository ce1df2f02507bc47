"""Templates and the catalogue behind them."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.words.catalogue import DoubleText, MissingText, gathered, load, the_catalogue
from bot.words.reader import Language
from bot.words.say import plain, say
from bot.words.span import Span
from bot.words.speech import MissingValue
from bot.words.template import BadTemplate, parsed
from handlers.values import t
from tests.bot.words.listening import EN, HANS, HANT, a_catalogue, event, heard, spans


def test_marks_of_the_template_become_looks() -> None:
    assert spans("**Say it:** `/log {ref}` works", EN, ref=event(7)) == (
        Span("Say it:", strong=True),
        Span(" "),
        Span("/log #7", code=True),
        Span(" works"),
    )


def test_texts_within_texts_keep_their_own_look_and_take_the_outer_one() -> None:
    texts = a_catalogue({Language.EN: {"outer": "**{inner}** {inner}", "inner": "a `b`"}})
    assert say(t("outer", inner=t("inner")), EN, texts) == (
        Span("a ", strong=True),
        Span("b", strong=True, code=True),
        Span(" a "),
        Span("b", code=True),
    )


def test_doubled_braces_are_braces() -> None:
    assert heard("{{x}}", EN) == "{x}"


@pytest.mark.parametrize("template", ["**open", "`open", "lone { brace", "{value:loud}"])
def test_a_broken_template_is_refused(template: str) -> None:
    with pytest.raises(BadTemplate):
        parsed(template)


def test_a_template_is_taken_apart_once() -> None:
    assert parsed("once {only}") is parsed("once {only}")


def test_a_value_that_was_not_given_is_named() -> None:
    with pytest.raises(MissingValue, match="ref"):
        heard("{ref}", EN)


def test_a_text_missing_in_chinese_is_said_in_english() -> None:
    assert plain(t("only"), HANT, a_catalogue({Language.EN: {"only": "Only English."}})) == "Only English."


def test_a_text_missing_everywhere_is_an_error_that_names_it() -> None:
    with pytest.raises(MissingText, match=r"no\.such"):
        plain(t("no.such"), HANS)


def test_the_catalogue_of_the_house_is_read_once() -> None:
    assert the_catalogue() is the_catalogue()
    assert the_catalogue().text("words.stage.growth", Language.ZH_HANT) == "成長期"


def test_plurals_follow_the_language(tmp_path: Path) -> None:
    forms = {"en": ["One event.", "{count} events."], "zh_Hans": ["{count}件。"]}
    for language, texts in forms.items():
        lines = [f'msgstr[{place}] "{text}"' for place, text in enumerate(texts)]
        body = "\n".join(['msgid "n"', 'msgid_plural "n"', *lines])
        (tmp_path / f"{language}.po").write_text(body, "utf-8")
    en, hans = (load(tmp_path / f"{language}.po") for language in forms)
    assert [en.ngettext("n", "n", count) for count in (1, 2)] == ["One event.", "{count} events."]
    assert [hans.ngettext("n", "n", count) for count in (1, 2)] == ["{count}件。", "{count}件。"]


def test_a_count_is_also_a_value_where_there_is_one_form() -> None:
    assert plain(t("n", count=3), EN, a_catalogue({Language.EN: {"n": "{count} left"}})) == "3 left"


def test_a_key_that_stands_twice_is_refused(tmp_path: Path) -> None:
    paths = [tmp_path / slice_ / "texts" / "en.po" for slice_ in ("events", "requests")]
    for path in paths:
        path.parent.mkdir(parents=True)
        path.write_text('msgid "one.key"\nmsgstr "text"\n', "utf-8")
    assert list(gathered(paths[:1])) == ["one.key"]
    with pytest.raises(DoubleText, match=r"one\.key"):
        gathered(paths)
    paths[0].write_text('msgid "one.key"\nmsgstr "a"\n\nmsgid "one.key"\nmsgstr "b"\n', "utf-8")
    with pytest.raises(DoubleText):
        gathered(paths[:1])
