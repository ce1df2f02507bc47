"""The texts are held to voice.md and to the code (house rules 8 and 23)."""

from __future__ import annotations

import re

import pytest
from opencc import OpenCC

from bot.words.catalogue import the_catalogue
from bot.words.reader import LANGUAGES, Language
from bot.words.template import parsed, placeholders
from tests.house.texts import dotted, folders, forms, messages, uses

BUILT_AT_RUN_TIME = ("words.", "permissions.")
"""Keys whose last part comes from data: `words.stage.<stage>`, `permissions.<failed fact>`."""

HAN = "\u4e00-\u9fff"
NEVER: dict[Language, re.Pattern[str]] = {
    Language.EN: re.compile(
        r"[!！]|\bsuccessfully\b|\bplease note\b|\bsoon\b|\bvarious\b|\binvalid\b|\bdear\b", re.IGNORECASE
    ),
    Language.ZH_HANS: re.compile("[!！~～您被哦]|成功|进行(?!中)|请注意|点击此处|[「」]"),
    Language.ZH_HANT: re.compile("[!！~～您被哦]|成功|進行(?!中)|請注意|點擊此處|[“”]"),
}
CONVERTED = re.compile(
    "超時|簽批|求助|維度|訂貨|回款|應收賬款|台賬|堵點|運營|周報|鏈接|私聊|命令|登記|空缺|撤銷|升級|辦結|回絕|重啟|"
    "對口高管|銷售負責人|部門負責人|現場會|完成率|數據|默認|信息|停表|暫無"
)
"""Words that only conversion would write; the word list of voice.md 1.4 has others."""
FINE_IN_TAIWAN = re.compile("台|了解|占|回音")
"""Left alone though OpenCC would write the older form."""

EMOJI = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf\u23e9-\u23f3\u2b00-\u2bff]")
THE_TEN = frozenset("🏆👀✅⏳⏰⛔🔒👏👍👎")
MARKS = frozenset("✓✕")
HALF_WIDTH = re.compile(f"[{HAN}][,;:?()]|[,;:?()][{HAN}]")
NOT_TEXT = re.compile(r"`[^`]*`|\{\w+(:\w+)?\}")

every_language = pytest.mark.parametrize("language", LANGUAGES)


def texts(language: Language) -> list[tuple[str, str]]:
    return [(key, form) for key, message in messages(language).items() for form in forms(message)]


def with_texts() -> frozenset[str]:
    """The slices that have texts of their own."""
    return frozenset(key.split(".")[0] for key in messages(Language.EN))


def test_the_catalogue_loads_and_no_key_stands_twice() -> None:
    assert all(the_catalogue().keys(language) == messages(language).keys() for language in LANGUAGES)


def test_each_folder_has_all_languages_and_no_other() -> None:
    assert [folder for folder in folders() if {po.stem for po in folder.glob("*.po")} != set(LANGUAGES)] == []


@every_language
def test_each_language_has_the_same_keys(language: Language) -> None:
    assert messages(language).keys() ^ messages(Language.EN).keys() == set()


def test_each_text_that_the_code_asks_for_exists() -> None:
    asked = [use for use in uses() if use.key.split(".")[0] in with_texts()]
    missing = [use for use in asked if use.whole and use.key not in messages(Language.EN)]
    assert [f"{use.key} ({use.where})" for use in missing] == []


def test_each_text_whose_key_is_built_has_a_sibling_at_least() -> None:
    built = [use for use in uses() if not use.whole and use.key.split(".")[0] in with_texts()]
    lonely = [use for use in built if not any(key.startswith(use.key) for key in messages(Language.EN))]
    assert [f"{use.key}… ({use.where})" for use in lonely] == []


def test_each_text_gets_the_values_that_it_needs() -> None:
    lacking = [
        f"{use.key} lacks {name} ({use.where})"
        for use in uses()
        if use.whole and use.values is not None and use.key in messages(Language.EN)
        for form in forms(messages(Language.EN)[use.key])
        for name in sorted(placeholders(form) - use.values)
    ]
    assert lacking == []


def test_no_text_is_unused() -> None:
    whole = {use.key for use in uses() if use.whole} | dotted()
    beginnings = (*BUILT_AT_RUN_TIME, *(use.key for use in uses() if not use.whole))
    assert [
        key for key in messages(Language.EN) if not _asked_for(key, whole) and not key.startswith(beginnings)
    ] == []


@every_language
def test_no_text_is_empty_unsure_or_short_of_a_plural(language: Language) -> None:
    plurals = 2 if language is Language.EN else 1
    wrong = [
        key
        for key, message in messages(language).items()
        if message.fuzzy or not all(forms(message)) or (message.pluralizable and len(forms(message)) != plurals)
    ]
    assert wrong == []


def test_each_text_tells_its_translator_what_it_is_for() -> None:
    bare = [
        key for key, message in messages(Language.EN).items() if not (message.auto_comments or message.user_comments)
    ]
    assert bare == []


@every_language
def test_each_text_can_be_taken_apart(language: Language) -> None:
    assert all(parsed(text) for _, text in texts(language))


@every_language
def test_each_language_names_the_same_values(language: Language) -> None:
    differing = [key for key in messages(Language.EN) if _values(key, language) != _values(key, Language.EN)]
    assert differing == []


@every_language
def test_no_text_says_what_the_voice_never_says(language: Language) -> None:
    assert [(key, text) for key, text in texts(language) if NEVER[language].search(NOT_TEXT.sub("", text))] == []


@pytest.mark.parametrize("language", [Language.ZH_HANS, Language.ZH_HANT])
def test_chinese_has_full_width_marks(language: Language) -> None:
    assert [(key, text) for key, text in texts(language) if HALF_WIDTH.search(NOT_TEXT.sub("", text))] == []


def test_each_script_holds_only_its_own_characters() -> None:
    to_simplified, to_traditional = OpenCC("t2s"), OpenCC("s2tw")
    hans = [(key, text) for key, text in texts(Language.ZH_HANS) if to_simplified.convert(text) != text]
    hant = [
        (key, text)
        for key, text in ((key, FINE_IN_TAIWAN.sub("", text)) for key, text in texts(Language.ZH_HANT))
        if to_traditional.convert(text) != text
    ]
    assert (hans, hant) == ([], [])


def test_traditional_chinese_is_written_and_not_converted() -> None:
    assert [(key, text) for key, text in texts(Language.ZH_HANT) if CONVERTED.search(text)] == []


@every_language
def test_emoji_are_of_the_ten_and_at_most_two(language: Language) -> None:
    found = {key: set(EMOJI.findall(text)) - MARKS for key, text in texts(language)}
    assert {key: emoji for key, emoji in found.items() if emoji - THE_TEN or len(emoji) > 2} == {}


def _asked_for(key: str, whole: set[str]) -> bool:
    """Asked for by its whole name, or by the first two or more of its parts (`label="words.stage"`)."""
    parts = key.split(".")
    return any(".".join(parts[:length]) in whole for length in range(2, len(parts) + 1))


def _values(key: str, language: Language) -> set[str]:
    """Without `count`, which a language may leave unsaid in one of its forms."""
    message = messages(language).get(key)
    named = (placeholders(form) for form in forms(message)) if message else ()
    return set().union(*named) - {"count"}
