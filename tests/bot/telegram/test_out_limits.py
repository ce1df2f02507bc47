"""Whatever the parts hold, Telegram takes the message (traps 9 and 17; voice.md 7, question 15)."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.platforms.telegram.draw import Message, form_step, message
from bot.platforms.telegram.keyboards import MORE, code_in, opened, paged
from bot.words.reader import Reader
from bot.words.widths import width
from handlers.reply import Ask, Button, Buttons, Column, Fields, Form, Heading, Line, Option, Part, Row, Rule, Table
from handlers.values import Name, Ref, Said
from scoring.terms import Language
from tests.bot.room.samples import EVERY, NOW
from tests.bot.telegram.reading import CantParse, behind, read, refusals, shown

READERS = [Reader(language, ZoneInfo("Asia/Shanghai"), NOW) for language in Language]
EN = READERS[0]
LONG = st.text(max_size=5000)
SHORT = st.text(max_size=60)
NASTY = [
    *("&" * 5000, "<b>" * 900, "</b><i>", "🏆" * 2100, "华" * 4097, "e\u0301" * 3000),
    *("\u200b", "\u202eשלום", "\n" * 50, ""),
]


def fits(drawn: Message) -> None:
    assert refusals(drawn.text, drawn.keyboard) == []


def said(text: str, limit: int = 6000) -> Said:
    return Said(text=text, limit=limit)


def name(text: str) -> Name:
    return Name(names={"en": text, "zh_Hans": text, "zh_Hant": text})


words = st.one_of(LONG.map(said), LONG.map(name), st.sampled_from(NASTY).map(said))
brief = SHORT.map(name)
line = st.builds(Line, text=words, role=st.sampled_from(("text", "title", "quote", "foot")), struck=st.booleans())
button = st.builds(Button, label=brief, command=st.text(min_size=1, max_size=300), confirm=st.none() | brief)
some = st.lists(button, max_size=8).map(tuple)
buttons = st.builds(Buttons, shown=some, more=st.lists(button, max_size=60).map(tuple))
fields = st.builds(Fields, items=st.lists(st.tuples(brief, words), max_size=5).map(tuple))
number = st.integers(1, 10**9).map(lambda n: Ref(kind="request", number=n))
cell = st.one_of(st.none(), brief, SHORT.map(said), number)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    count = draw(st.integers(1, 6))
    columns = tuple(Column(label=draw(brief), align=draw(st.sampled_from(("start", "end")))) for _ in range(count))
    row = st.builds(
        Row,
        cells=st.lists(cell, min_size=count, max_size=count).map(tuple),
        mine=st.booleans(),
        press=st.one_of(st.none(), st.text(min_size=1, max_size=200)),
    )
    rows = draw(st.lists(row, max_size=12)) * draw(st.sampled_from((1, 1, 4, 40)))
    return Table(caption=draw(brief), columns=columns, rows=tuple(rows), foot=draw(st.one_of(st.none(), brief)))


any_part = st.one_of(line, buttons, fields, tables(), st.builds(Heading, text=words), st.just(Rule()))
parts = st.lists(any_part, min_size=1, max_size=12)


@settings(max_examples=50, deadline=None)
@given(parts, st.sampled_from(READERS), st.integers(0, 60), st.one_of(st.none(), st.text(min_size=1, max_size=300)))
def test_any_reply_is_taken(parts: list[Part], reader: Reader, page: int, line: str | None) -> None:
    fits(message(parts, reader, page=page, line=line))


options = st.lists(st.builds(Option, value=SHORT, label=brief), max_size=80).map(tuple)
ask = st.builds(
    Ask,
    name=st.sampled_from("abcd"),
    label=brief,
    input=st.sampled_from(("text", "choice", "day")),
    required=st.booleans(),
    value=st.one_of(st.none(), LONG),
    options=options,
    help=st.one_of(st.none(), words),
    error=st.one_of(st.none(), words),
)
forms = st.builds(
    Form,
    command=st.just("ask"),
    title=brief,
    asks=st.lists(ask, max_size=6).map(tuple),
    submit=brief,
    preview=st.lists(line, max_size=8).map(tuple),
)


@settings(max_examples=30, deadline=None)
@given(forms, st.one_of(st.none(), st.sampled_from("abcd")), st.sampled_from(READERS), st.booleans())
def test_any_step_of_a_form_is_taken(form: Form, asked: str | None, reader: Reader, replies: bool) -> None:
    fits(form_step(form, asked, reader, replies=replies))
    fits(message([form], reader))


@pytest.mark.parametrize("reader", READERS)
def test_one_of_each_part(reader: Reader) -> None:
    fits(message(EVERY, reader, line="every"))


@pytest.mark.parametrize("words", NASTY)
@pytest.mark.parametrize("role", ["text", "title", "quote", "foot"])
def test_strange_words_in_every_place(words: str, role: str) -> None:
    fits(message([Line(text=said(words), role=role), Line(text=name(words), role=role)], EN))


def requests(count: int) -> Table:
    cells = [(Ref(kind="request", number=n), name(f"row {n}.")) for n in range(count)]
    rows = tuple(Row(cells=each, press=f"request R{n}") for n, each in enumerate(cells))
    columns = (Column(label=name("No.")), Column(label=name("What")))
    return Table(caption=name("Requests"), columns=columns, rows=rows)


@pytest.mark.parametrize("count", [0, 1, 10, 11, 60, 500])
def test_any_number_of_rows(count: int) -> None:
    """Every row is on a page, whichever one turns to; and the page one asks for beyond the last is the last."""
    table = requests(count)
    seen, page, drawn = "", 0, message([table], EN, line="requests")
    while True:
        fits(drawn)
        seen += drawn.text
        onward = [key for row in shown(drawn.keyboard) for key in row if key.endswith("›")]
        if not onward:
            break
        turned = paged(behind(drawn.keyboard, onward[0]))
        assert turned == (page + 1, "requests")
        page, drawn = page + 1, message([table], EN, line="requests", page=page + 1)
    assert all(f"row {n}." in seen for n in range(count))
    assert message([table], EN, line="requests", page=999).text == drawn.text


@pytest.mark.parametrize("count", [0, 1, 3, 30, 101, 500])
def test_any_number_of_buttons_and_none_is_lost(count: int) -> None:
    """More opens the rest, and its own More what is over (trap 9)."""
    all_ = tuple(Button(label=name(f"Account {n}"), command=f"score Account {n}") for n in range(count))
    drawn = message([Line(text=name("Which one:")), Buttons(shown=all_[:3], more=all_[3:])], EN)
    fits(drawn)
    keyboard, seen = drawn.keyboard, set[str]()
    while keyboard is not None:
        keys = {str(key.callback_data) for row in keyboard.inline_keyboard for key in row}
        seen |= {key for key in keys if not key.startswith(MORE)}
        onward = [key for key in keys if key.startswith(MORE)]
        if not onward:
            break
        keyboard = opened(keyboard, onward[0], drawn.kept[code_in(onward[0])])
        assert refusals("x", keyboard) == []
    assert seen == {button.command for button in all_}


@pytest.mark.parametrize(
    "script", ["华星轨道信号与控制系统集成有限公司北方分公司第一部", "Железнодорожная компания" * 2]
)
def test_names_in_any_script_behind_a_button(script: str) -> None:
    """Bytes, not characters: what has no room is a code, and the code is kept (trap 17)."""
    ten = tuple(Button(label=name(f"{script} {n}"), command=f"score {script} {n}") for n in range(10))
    drawn = message([Buttons(shown=ten[:3], more=ten[3:])], EN)
    fits(drawn)
    pressed = [str(key.callback_data) for row in drawn.keyboard.inline_keyboard for key in row]  # type: ignore[union-attr]
    assert [drawn.kept.get(data) for data in pressed[:3]] == [button.command for button in ten[:3]]


def test_a_cut_tears_no_character() -> None:
    family = "👨‍👩‍👧‍👦"
    it = read(message([Line(text=said(family * 600))], EN).text)
    assert set(it.text.removesuffix("…").split(family)) == {""}


def test_people_s_words_are_no_markup_and_ping_nobody() -> None:
    it = read(message([Line(text=said("<b>@durov</b> & @here, write to a@b.example"), role="quote")], EN).text)
    assert it.text.replace("\u2060", "") == "<b>@durov</b> & @here, write to a@b.example"
    assert not [ping for ping in ("@durov", "@here") if ping in it.text]
    assert "a@b.example" in it.text
    assert [entity.kind for entity in it.entities] == ["blockquote"]


@settings(max_examples=50, deadline=None)
@given(tables(), st.sampled_from(READERS))
def test_no_line_in_fixed_width_wraps_on_a_phone(table: Table, reader: Reader) -> None:
    for block in read(message([table], reader).text).marked("pre"):
        assert max(map(width, block.split("\n"))) <= 34


NO_HTML = ("a < b", "<b>open", "closed</b>", "<b><s>crossed</b></s>", "<p>no</p>", "<b class='x'>y</b>", "<B>x</B>")
NOT_TAKEN = ("<pre><b>x</b></pre>", "<b><code>x</code></b>", "x" * 4097, "<b></b>x", " \n ", "<s>x</s>" * 101)


@pytest.mark.parametrize("html", NO_HTML)
def test_what_telegram_can_t_parse_is_told_apart_here_too(html: str) -> None:
    with pytest.raises(CantParse):
        read(html)


@pytest.mark.parametrize("html", NOT_TAKEN)
def test_what_telegram_would_not_take_is_told_apart_here_too(html: str) -> None:
    assert refusals(html, None)
