"""Every part renders in three languages, escaped, with nothing inline (voice.md 5; house rule 7)."""

from __future__ import annotations

import re
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path

import pytest

import bot.platforms.room
from bot.platforms.room.render.pen import Pen
from bot.words.catalogue import the_catalogue
from bot.words.reader import LANGUAGES, Language
from handlers.reply import Ask, Button, Buttons, Column, Fields, Form, Line, Part, Picture, Row, Ruler, Table
from handlers.values import Said
from tests.bot.room import preview, samples
from tests.bot.room.samples import words

HOME = Path(bot.platforms.room.__file__).parent
NASTY = "<script>alert(1)</script>\"'&<img src=x onerror=alert(1)>"
PAGES = ("room", "who", "office", "stranger")

every_language = pytest.mark.parametrize("language", [str(code) for code in LANGUAGES])


class Page(HTMLParser):
    """What stands in a page: its elements with their attributes, its text, its ids."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(str(html))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    @property
    def tags(self) -> set[str]:
        return {tag for tag, _ in self.elements}

    @property
    def ids(self) -> list[str]:
        return [attrs["id"] or "" for _, attrs in self.elements if "id" in attrs]


def written(*parts: Part, language: str = "en") -> Page:
    return Page(preview.pen(language).parts(parts, "m1"))


def nasty_everywhere() -> tuple[Part, ...]:
    """Somebody's words in each place where words may stand."""
    said = Said(text=NASTY)
    button = Button(label=said, command=f"note {NASTY}", confirm=said)
    return (
        Line(text=said, role="title"),
        Line(text=said, role="quote"),
        Fields(items=((said, said),)),
        Table(caption=said, columns=(Column(label=said),), rows=(Row(cells=(said,), press=NASTY),), foot=said),
        Buttons(shown=(button,), more=(button,)),
        Picture(drawing=Ruler(used=Decimal(10)), alt=said),
        Form(
            command=NASTY,
            title=said,
            submit=said,
            asks=tuple(
                Ask(name="it", label=said, input=kind, value=NASTY, help=said, error=said)
                for kind in ("text", "long", "day")
            ),
        ),
    )


def test_a_persons_words_are_never_markup() -> None:
    page = written(*nasty_everywhere())
    assert not page.tags & {"script", "img"}
    assert not [name for _, attrs in page.elements for name in attrs if name.startswith("on")]


def test_a_persons_words_arrive_as_they_were_typed() -> None:
    page = written(Line(text=Said(text=NASTY)), Buttons(shown=(Button(label=words("x", "x"), command=NASTY),)))
    assert NASTY in page.text
    assert [attrs["data-command"] for tag, attrs in page.elements if tag == "button"] == [NASTY]


@every_language
@pytest.mark.parametrize("part", samples.EVERY, ids=lambda part: part.tag)
def test_each_part_says_its_words_in_each_language(part: Part, language: str) -> None:
    page = written(part, language=language)
    assert page.elements
    assert page.text.strip() or part.tag in ("rule", "picture")


@every_language
@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_nothing_inline_and_nothing_from_elsewhere(name: str, language: str) -> None:
    page = Page(preview.page(name, language, None))
    assert "style" not in page.tags
    assert not [attrs for _, attrs in page.elements if "style" in attrs or any(key.startswith("on") for key in attrs)]
    assert not [attrs for tag, attrs in page.elements if tag == "script" and not attrs.get("src")]
    links = [str(attrs[key]) for _, attrs in page.elements for key in ("src", "href", "action") if attrs.get(key)]
    assert [link for link in links if not link.startswith(("/", "#")) or link.startswith("//")] == []


@pytest.mark.parametrize("name", PAGES)
def test_each_id_stands_once(name: str) -> None:
    ids = Page(preview.page(name, "en", None)).ids
    assert sorted(ids) == sorted(set(ids))


def test_the_page_has_its_landmarks_and_the_log_its_role() -> None:
    page = Page(preview.page("room", "en", None))
    assert {"nav", "main", "aside", "header"} <= page.tags
    roles = [attrs.get("role") for _, attrs in page.elements]
    assert roles.count("log") == 1
    assert "combobox" in roles
    assert "listbox" in roles


def test_a_card_is_named_by_its_first_line() -> None:
    page = Page(preview.page("room", "en", None))
    named = [
        str(attrs["aria-labelledby"])
        for tag, attrs in page.elements
        if tag == "article" and "aria-labelledby" in attrs
    ]
    assert named
    assert set(named) <= set(page.ids)


def test_every_field_has_a_label_and_an_error_that_belongs_to_it() -> None:
    page = written(samples.FORM)
    labelled = {attrs.get("for") for tag, attrs in page.elements if tag == "label"}
    fields = [
        attrs
        for tag, attrs in page.elements
        if tag in ("select", "textarea", "input") and attrs.get("type") != "radio"
    ]
    assert all(attrs["id"] in labelled for attrs in fields)
    described = [str(attrs["aria-describedby"]) for _, attrs in page.elements if attrs.get("aria-describedby")]
    assert all(id in page.ids for each in described for id in each.split())


def test_bars_are_as_high_as_they_weigh_and_end_at_the_target() -> None:
    page = written(samples.BARS)
    fills = [attrs for tag, attrs in page.elements if tag == "rect" and attrs.get("class") == "fill"]
    assert [attrs["height"] for attrs in fills] == ["64.0", "56.0", "24.0", "16.0"]
    assert [attrs["width"] for attrs in fills] == ["89.95%", "62.67%", "67.68%", "0.00%"]
    assert {attrs["x1"] for tag, attrs in page.elements if attrs.get("class") == "tick"} == {"83.33%"}


def test_bars_have_a_table_for_those_who_cannot_see_them() -> None:
    page = written(samples.BARS)
    assert "107.94" in page.text
    assert page.tags >= {"table", "caption", "th"}


def test_an_emoji_is_a_picture_and_still_there_for_copying() -> None:
    page = written(samples.line("✅ Confirmed by Chen Bo", "✅ 陈博已确认"))
    assert page.text.strip() == "✅ Confirmed by Chen Bo"
    assert ("use", {"href": "#e-done"}) in page.elements


def test_a_quote_in_another_script_says_its_language() -> None:
    page = written(Line(text=Said(text="信号二标"), role="quote"))
    assert ("bdi", {"class": "said", "lang": "zh-Hans"}) in page.elements


def test_an_office_screen_has_nothing_to_press() -> None:
    page = Page(preview.page("office", "en", None))
    assert not page.tags & {"button", "a", "select", "form"}


def test_a_stranger_sees_the_sentence_and_no_name() -> None:
    text = Page(preview.page("stranger", "en", None)).text
    assert "I don't know you yet, so I show and store nothing." in text
    assert not [name for name in ("Huaxing", "Lin Yue", "89.89") if name in text]


def asked_for() -> set[str]:
    """Keys of the room's texts that its templates name in full."""
    found: set[str] = set()
    for path in HOME.rglob("templates/**/*.html"):
        found |= set(re.findall(r'pen\.(?:text|label)\(["\']([a-z_.]+[a-z])["\'][,)]', path.read_text("utf-8")))
    return {f"room.{key}" for key in found}


def test_each_text_that_a_template_names_is_there() -> None:
    assert asked_for() - the_catalogue().keys(Language.EN) == set()


def test_the_browser_is_given_no_words_of_its_own() -> None:
    """What the page says comes from the catalogue: scripts hold no sentence in any language."""
    scripts = [path.read_text("utf-8") for path in HOME.rglob("static/*.js")]
    code = "\n".join(re.sub(r"//.*", "", script) for script in scripts)
    assert not re.search("[\u4e00-\u9fff]", code)


def test_a_pen_without_buttons_draws_none() -> None:
    quiet: Pen = preview.pen(buttons=False)
    assert "<button" not in quiet.parts(samples.EVENT, "m1")
