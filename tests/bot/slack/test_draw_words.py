"""Words as mrkdwn: what people typed is shown as typed, is no markup and pings nobody (voice.md 1.1, rule 10)."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.platforms.slack import blocks, forms, home
from bot.platforms.slack.forms import Meta
from bot.platforms.slack.mrkdwn import EDGE, JOINER, mrkdwn
from bot.words.reader import Reader
from bot.words.said import FSI, PDI
from bot.words.span import Span
from handlers.pipeline import Filled
from handlers.reply import Ask, Button, Buttons, Column, Fields, Form, Heading, Line, Part, Picture, Row, Ruler, Table
from handlers.values import Figure, Name, Said, moment, t
from scoring.terms import Language
from tests.bot.slack.drawing import CHANNEL, EN, HANS, NASTY, SHANGHAI
from tests.bot.slack.reading import read, seen, styled

quick = settings(max_examples=150, deadline=None, derandomize=True)
marks = st.text(alphabet="*_~`ab1 .,华()\n>&<|", max_size=30)
spans = st.lists(
    st.builds(Span, text=marks | st.text(max_size=20), strong=st.booleans(), code=st.booleans()), max_size=5
)
SHOWN_AS_TYPED = [
    "AT&T",
    "R&D said x < y",
    "a > b",
    "rail_spec_v2.1_final",
    "5 * 3 = 15",
    "~150 ms",
    "&amp;",
    "<3",
    "»*«",
]


def text_of(part: Part, reader: Reader = EN) -> str:
    return str(blocks.message((part,), reader).blocks[0]["text"]["text"])


def bare(text: str) -> str:
    """Without what has no width."""
    return re.sub(f"[{JOINER}{EDGE}{FSI}{PDI}]", "", text)


@pytest.mark.parametrize("typed", SHOWN_AS_TYPED)
def test_words_are_shown_as_they_were_typed(typed: str) -> None:
    """Trap 10, our half."""
    for role in ("text", "title", "quote"):
        assert bare(seen(text_of(Line.model_validate({"text": Said(text=typed), "role": role})))) == typed
    fields = blocks.message((Fields(items=((Said(text=typed), Said(text=typed)),)),), EN).blocks[0]["fields"]
    assert bare(seen(fields[0]["text"])) == f"{typed}\n{typed}"


@quick
@given(marks | st.text(max_size=60))
def test_no_words_of_people_are_markup_even_to_a_generous_reader(typed: str) -> None:
    runs = read(mrkdwn([Span(typed.replace("\n", " "), said=True)], 3000), generous=True)
    assert {style for run in runs for style in run.styles} <= set()


@quick
@given(spans, st.integers(8, 80), st.booleans(), st.booleans())
def test_a_text_is_within_its_room_and_no_entity_is_torn(
    some: list[Span], room: int, bold: bool, struck: bool
) -> None:
    text = mrkdwn(some, room, bold=bold, struck=struck)
    assert len(text.encode("utf-16-le", "surrogatepass")) // 2 <= room
    assert re.findall(r"&(?!amp;|lt;|gt;)|[<>]", text) == []


def test_nothing_that_people_type_pings() -> None:
    said = Said(text=NASTY)
    button = Button(label=said, command="x", confirm=said)
    ask = Ask(name="x", label=said, input="text", value=NASTY, help=said, error=said)
    form = Form(command="x", title=said, asks=(ask,), submit=said, preview=(Line(text=said),))
    figures, names = Column(label=said, align="end"), Column(label=said)
    row = Row(cells=(said,), press="x")
    parts: tuple[Part, ...] = (
        Line(text=said, role="title"),
        Line(text=said, role="quote"),
        Line(text=said, role="foot"),
        Heading(text=said),
        Fields(items=((said, said),)),
        Table(caption=said, columns=(figures,), rows=(row,), foot=said),
        Table(caption=said, columns=(names,), rows=(row,)),
        Buttons(shown=(button,), more=(button,) * 9),
        Picture(drawing=Ruler(used=Figure(value=1).value), alt=said),
        form,
    )
    message = blocks.message(parts, CHANNEL)
    views = [home.view(parts, EN), forms.view(form, EN, Meta("C1")), forms.said(parts, EN, Meta("C1"))]
    texts = [message.text, *marked(message.blocks), *(text for view in views for text in marked(view))]
    assert len(texts) > 30
    assert [text for text in texts if styled(text, "ping") or styled(text, "link") or "<" in text] == []


def marked(it: object) -> list[str]:
    """Every mrkdwn text inside; each is verbatim, so that @here and #general stay words."""
    if isinstance(it, list):
        return [text for each in it for text in marked(each)]
    if not isinstance(it, dict):
        return []
    if it.get("type") == "mrkdwn":
        assert it["verbatim"] is True
        return [it["text"]]
    return [text for each in it.values() for text in marked(each)]


def test_bold_is_bold_also_against_han_characters() -> None:
    text = mrkdwn([Span("记下发生的事：", strong=True), Span("/log 华星", code=True), Span("，缺什么我会问")], 3000)
    assert styled(text, "bold") == ["记下发生的事："]
    assert styled(text, "code") == ["/log 华星"]
    assert bare(seen(text)) == "记下发生的事：/log 华星，缺什么我会问"


def test_a_title_is_bold_with_marks_in_it_and_a_void_one_is_struck_too() -> None:
    title = Line(text=Said(text="Lot *2* of `signalling` ~late~"), role="title", struck=True)
    runs = [run for run in read(text_of(title)) if run.text.strip()]
    assert {frozenset({"bold", "strike"})} == {run.styles for run in runs}
    assert bare("".join(run.text for run in runs)) == "Lot *2* of `signalling` ~late~"


def test_three_backticks_in_a_cell_do_not_end_the_block() -> None:
    cells = (Figure(value=1), Said(text="```<!here>``` & more"))
    columns = (Column(label=Said(text="x"), align="end"), Column(label=Said(text="y")))
    table = Table(caption=Said(text="x"), columns=columns, rows=(Row(cells=cells),))
    block = blocks.message((table,), EN).blocks[1]["text"]["text"]
    assert bare(styled(block, "pre")[0]) == "1.00 ```<!here>``` & more"


def test_a_block_of_figures_fits_a_phone_or_is_lines() -> None:
    columns = (Column(label=Said(text="x"), align="end"), Column(label=Said(text="y")))
    rows = [Row(cells=(Figure(value=1), Said(text="x" * long))) for long in (41, 42)]
    texts = [
        blocks.message((Table(caption=Said(text="x"), columns=columns, rows=(row,)),), EN).blocks[1]["text"]["text"]
        for row in rows
    ]
    assert texts[0].startswith("```")
    assert texts[1] == "1.00 " + "x" * 42


def test_instants_stand_in_each_readers_own_zone_where_people_live_in_several() -> None:
    due = Line(
        text=t(
            "requests.card.open",
            unit=Name(names={"en": "R&D"}),
            due=moment(datetime(2026, 11, 26, 1, 40, tzinfo=UTC)),
        )
    )
    shared = text_of(due, CHANNEL)
    assert "<!date^1795657200^{date_short_pretty} {time}|Thu 26 Nov 09:40 Shanghai>" in shared
    assert seen(shared) == "Waiting for R&D · acknowledge by Thu 26 Nov 09:40 Shanghai"
    assert "<!date" not in text_of(due)
    assert "<!date" not in blocks.message((due,), CHANNEL).text
    assert "<!date" in blocks.message((due,), EN, shared=True).blocks[0]["text"]["text"]


def test_the_notification_is_line_1_and_the_state_in_a_hundred_and_fifty() -> None:
    title, state = Line(text=Said(text="R40 · *P1* · AT&T"), role="title"), Line(text=Said(text="Waiting & " * 60))
    text = blocks.message((title, state), EN).text
    assert bare(text).startswith("R40 · *P1* · AT&amp;T\nWaiting &amp; Waiting")
    assert text.endswith("…")
    assert len(text) <= 150


def test_right_to_left_words_stay_held_apart_when_they_are_cut() -> None:
    text = text_of(Line(text=Said(text="שלום " * 500, limit=3000), role="quote"))
    assert text.count(FSI) == text.count(PDI) == 1


@pytest.mark.parametrize("language", Language)
def test_each_text_of_a_window_has_room_for_its_words(language: Language) -> None:
    reader = Reader(language, SHANGHAI, EN.now)
    assert not [view["title"]["text"] for view in (forms.skeleton(reader),) if view["title"]["text"].endswith("…")]


def test_what_a_window_sends_back_is_the_form_with_what_it_hid() -> None:
    meta = Meta("C1", "17.2", "https://hooks.slack.com/actions/T1/1/x", {"again": "yes"}, "d-1")
    ask = Ask(name="account", label=t("words.term.account"), input="account", value="id=3")
    form = Form(command="ask", title=t("words.act.open"), asks=(ask,), submit=t("words.act.open"))
    view = forms.view(form, HANS, meta)
    view["state"] = {"values": VALUES}
    assert forms.filled(view) == (
        Filled(
            "ask",
            {
                "again": "yes",
                "account": "id=3",
                "what": "x & y",
                "by": "2026-12-04",
                "helpers": "@chen @wu",
                "share": "18.5",
                "kind": "bid",
            },
        ),
        meta,
    )


def chosen(value: str) -> dict[str, object]:
    return {"text": {"type": "plain_text", "text": value}, "value": value}


VALUES = {
    "ask:account": {"account": {"type": "external_select", "selected_option": chosen("id=3")}},
    "ask:what": {"what": {"type": "plain_text_input", "value": "x & y"}},
    "ask:by": {"by": {"type": "datepicker", "selected_date": "2026-12-04"}},
    "ask:helpers": {
        "helpers": {"type": "multi_external_select", "selected_options": [chosen("@chen"), chosen("@wu")]}
    },
    "ask:share": {"share": {"type": "number_input", "value": "18.5"}},
    "ask:kind": {"kind": {"type": "radio_buttons", "selected_option": chosen("bid")}},
    "ask:note": {"note": {"type": "plain_text_input", "value": None}},
    "ask:priority": {"priority": {"type": "static_select", "selected_option": None}},
    "ask:watch": {"watch": {"type": "multi_external_select", "selected_options": []}},
    "another": {"x": {"type": "something_new", "value": "unknown"}},
}


@given(st.dictionaries(st.text(min_size=1, max_size=12), st.text(max_size=2000), max_size=8))
@quick
def test_what_travels_with_a_window_fits_and_the_place_comes_back(hidden: dict[str, str]) -> None:
    meta = Meta("C1", "17.2", "https://hooks.slack.com/actions/T1/1/x", hidden, "d-1")
    back = Meta.read(meta.written())
    assert len(meta.written().encode("utf-16-le", "surrogatepass")) // 2 <= 3000
    assert (back.conversation, back.thread, back.response_url, back.delivery) == (
        "C1",
        "17.2",
        meta.response_url,
        "d-1",
    )
    assert back.hidden.items() <= hidden.items()


@pytest.mark.parametrize("text", ["", "null", "[]", "{", '{"hidden": 3, "thread": []}'])
def test_of_a_window_that_is_not_ours_nothing_is_known(text: str) -> None:
    assert Meta.read(text) == Meta()
