"""Nothing that is drawn is over a limit of Slack's, for any text and any number of items (traps 7, 8, 9)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from bot.platforms.presses import code, data
from bot.platforms.slack import blocks, forms, home, limits
from bot.platforms.slack.forms import Meta
from bot.words.reader import Reader
from handlers.reply import Ask, Button, Buttons, Column, Fields, Form, Line, Option, Part, Row, Table
from handlers.values import Name, Ref, Said, t
from tests.bot.slack import drawing
from tests.bot.slack.drawing import EN, NASTY, READERS
from tests.bot.slack.held import held, units, view_held

pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")
few = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    derandomize=True,
    phases=(Phase.explicit, Phase.generate),
)
"""Not made smaller where it fails: that takes minutes with texts of this size."""
readers = st.sampled_from(READERS)
LINE = "requests R&D"


def every_page(parts: tuple[Part, ...], reader: Reader, line: str | None = LINE) -> list[blocks.Message]:
    """Page after page, as somebody turns them who sees the last one twice."""
    found = [blocks.message(parts, reader, page=0, line=line)]
    while (after := blocks.message(parts, reader, page=len(found), line=line)).blocks != found[-1].blocks:
        found.append(after)
    return found


def pressed(message: blocks.Message) -> list[str]:
    """The command lines behind everything that can be pressed."""
    rows = [block["elements"] for block in message.blocks if block["type"] == "actions"]
    accessories = [block["accessory"] for block in message.blocks if "accessory" in block]
    return [line for element in [*(it for row in rows for it in row), *accessories] for line in _lines(element)]


def _lines(element: dict[str, Any]) -> list[str]:
    if not element["action_id"].startswith("do:"):
        return []
    return [element["value"]] if "value" in element else [each["value"] for each in element.get("options", [])]


@few
@given(st.lists(drawing.parts, max_size=4).map(tuple), readers)
def test_every_page_of_every_answer_is_taken(parts: tuple[Part, ...], reader: Reader) -> None:
    for message in every_page(parts, reader):
        held(message.blocks)
        assert 1 <= units(message.text) <= limits.NOTIFICATION


@few
@given(drawing.parts, st.sampled_from([1, 4, 60]), readers, st.booleans())
def test_so_is_what_nobody_can_turn_over(part: Part, repeated: int, reader: Reader, shared: bool) -> None:
    held(blocks.message((part,) * repeated, reader, shared=shared).blocks)


@few
@given(st.lists(drawing.parts, max_size=3).map(tuple), st.sampled_from([1, 30]), readers)
def test_home_and_a_window_are_taken(parts: tuple[Part, ...], repeated: int, reader: Reader) -> None:
    for view in (home.view(parts * repeated or (Line(text=t("words.no_data")),), reader),):
        view_held(view)
    view_held(forms.said(parts * repeated or (Line(text=t("words.no_data")),), reader, Meta("C1")))


@few
@given(drawing.forms().filter(lambda form: bool(form.asks or form.preview)), readers)
def test_a_forms_window_is_taken(form: Form, reader: Reader) -> None:
    view = forms.view(form, reader, Meta("C1", "1.2", "https://hooks.slack.com/x", {"again": "yes"}, "d1"))
    view_held(view)
    shown = {block["block_id"] for block in view["blocks"] if block["type"] == "input"}
    assert all(units(text) <= 3000 and text for text in forms.errors(form, reader).values())
    if len(form.asks) <= 30:
        assert set(forms.errors(form, reader)) <= shown


SAID = Said(text=NASTY)
PRESS = Button(label=SAID, command="request R40", confirm=SAID, style="danger")
CALM = Button(label=SAID, command="request R40")
OF_MANY: dict[str, Callable[[int], Part]] = {
    "lines": lambda count: Fields(items=((SAID, SAID),) * count),
    "figures": lambda count: _table("end", count),
    "list": lambda count: _table("start", count),
    "buttons": lambda count: Buttons(shown=_each(CALM, count), more=(*_each(PRESS, count), *_each(CALM, count))),
    "options": lambda count: _form(_choice(count)),
    "asks": lambda count: Form(
        command="log",
        title=SAID,
        submit=SAID,
        asks=tuple(_ask(f"field{at}", "long", NASTY) for at in range(count)),
        preview=(Line(text=SAID),) * count,
    ),
}


@pytest.mark.parametrize("count", [0, 1, 10, 11, 26, 101, 500])
@pytest.mark.parametrize("kind", list(OF_MANY))
def test_any_number_of_items_is_taken(kind: str, count: int) -> None:
    part = OF_MANY[kind](count)
    for message in every_page((Line(text=SAID, role="title"), part), EN):
        held(message.blocks)
    view_held(home.view((Line(text=SAID), part), EN))
    if isinstance(part, Form) and part.asks:
        view_held(forms.view(part, EN, Meta("C1")))


@pytest.mark.parametrize("count", [0, 1, 51, 300])
def test_any_number_of_lines_is_taken(count: int) -> None:
    for role in ("title", "text", "quote", "foot"):
        parts = (Line.model_validate({"text": SAID, "role": role}),) * count
        for message in every_page(parts, EN):
            held(message.blocks)


@pytest.mark.parametrize("count", [1, 8, 9, 30, 103, 104, 500])
def test_no_button_is_lost_however_many_there_are(count: int) -> None:
    """Trap 9: "did you mean" with 30 names that begin alike."""
    names = [Name(names={"en": f"Huaxing Signalling Works Line {at}"}) for at in range(count)]
    every = tuple(Button(label=name, command=f"score {name.names['en']}") for name in names)
    buttons = Buttons(shown=every[:3], more=every[3:])
    pages = every_page((Line(text=t("words.no_data")), buttons), EN)
    assert {line for page in pages for line in pressed(page)} == {button.command for button in every}
    assert all(units(page.text) <= 150 for page in pages)


def test_sixty_requests_are_turned_over_and_each_keeps_its_buttons_beside_it() -> None:
    def one(at: int) -> tuple[Part, ...]:
        press = Buttons(shown=(Button(label=t("words.act.open"), command=f"request R{at}"),))
        return Line(text=Said(text=f"R{at} technical clarification"), role="title"), press

    pages = every_page(tuple(part for at in range(60) for part in one(at)), EN)
    assert len(pages) > 1
    for page in pages:
        held(page.blocks)
        assert page.blocks[0]["type"] == "section"
    assert [line for page in pages for line in pressed(page)] == [f"request R{at}" for at in range(60)]


def test_the_page_buttons_say_where_one_is_and_read_the_line_again() -> None:
    parts = tuple(Line(text=Said(text=f"{at}"), role="title") for at in range(120))
    first, second, third = every_page(parts, EN, "requests mine")
    assert _turns(first) == [("Page 2 of 3 ›", "page:1", "requests mine")]
    assert [label for label, *_ in _turns(second)] == ["‹ Page 1 of 3", "Page 3 of 3 ›"]
    assert [action for _, action, _ in _turns(third)] == ["page:1"]


def _turns(message: blocks.Message) -> list[tuple[str, str, str]]:
    last = message.blocks[-1]["elements"]
    return [(each["text"]["text"], each["action_id"], each["value"]) for each in last]


def test_what_cannot_be_turned_over_says_that_there_was_more() -> None:
    parts = tuple(Line(text=Said(text=f"{at}"), role="title") for at in range(120))
    said = blocks.message(parts, EN).blocks[-1]["elements"][0]["text"]
    assert said == "The rest has no room in one message."


def test_a_confirmation_that_echoes_three_thousand_signs_is_cut_with_a_mark_and_the_text_stays_whole() -> None:
    """Trap 7: each & becomes five characters."""
    typed = ("a & b " * 200 + "x" * 3000)[:3000]
    view = forms.said((Line(text=Said(text=typed, limit=3000)),), EN, Meta("C1"))
    view_held(view)
    shown = view["blocks"][0]["text"]["text"]
    assert shown.endswith("…")
    assert units(shown) <= 3000
    sent = forms.view(_form(_ask("what", "long", typed)), EN, Meta("C1"))
    assert sent["blocks"][0]["element"]["initial_value"] == typed
    sent["state"] = {"values": {"ask:what": {"what": {"type": "plain_text_input", "value": typed}}}}
    assert forms.filled(sent)[0].fields == {"what": typed}


@pytest.mark.parametrize("kind", ["text", "long", "account", "person", "people", "day", "amount", "number", "choice"])
@pytest.mark.parametrize("value", [None, ""])
def test_an_empty_field_has_no_initial_value(kind: str, value: str | None) -> None:
    """Trap 8: Slack refuses an empty one."""
    element = forms.view(_form(_ask("it", kind, value)), EN, Meta("C1"))["blocks"][0]["element"]
    assert not [key for key in element if key.startswith("initial_")]


@pytest.mark.parametrize("count", [3, 40, 250])
def test_what_is_chosen_is_one_of_the_options_or_nothing(count: int) -> None:
    """Trap 8, its other half."""
    options = tuple(Option(value=f"k{at}", label=Said(text=f"kind {at}")) for at in range(count))
    known = _ask("kind", "choice", "k2").model_copy(update={"options": options})
    gone = known.model_copy(update={"value": "lunch"})
    assert _element(known)["initial_option"]["value"] == "k2"
    assert "initial_option" not in _element(gone)
    view_held(forms.view(_form(known), EN, Meta("C1")))


def test_a_day_that_cannot_be_stays_out_of_the_calendar() -> None:
    assert _element(_ask("on", "day", "2026-11-25"))["initial_date"] == "2026-11-25"
    assert "initial_date" not in _element(_ask("on", "day", "10/11"))


@given(st.text(max_size=4000))
@settings(max_examples=40, deadline=None, derandomize=True)
def test_the_data_of_a_button_fits(line: str) -> None:
    assert units(data(line, limits.BUTTON_VALUE)) <= 2000
    assert units(data(line, limits.OPTION_VALUE)) <= 75


def test_long_data_is_a_code_of_the_line() -> None:
    line = "log Huaxing exec_meeting note " + NASTY * 40
    button = blocks.message((Buttons(shown=(Button(label=t("words.act.open"), command=line),)),), EN)
    assert pressed(button) == [code(line)]


def _table(align: Literal["start", "end"], count: int) -> Table:
    columns = (Column(label=SAID, align=align), Column(label=SAID))
    row = Row(cells=(Ref(kind="request", number=40), SAID), mine=True)
    rows = tuple(row.model_copy(update={"press": f"request R{at}"}) for at in range(count))
    return Table(caption=SAID, columns=columns, rows=rows, foot=SAID)


def _each(button: Button, count: int) -> tuple[Button, ...]:
    return tuple(button.model_copy(update={"command": f"{button.command}{at}"}) for at in range(count))


def _choice(count: int) -> Ask:
    options = tuple(Option(value=f"k{at}", label=SAID) for at in range(count))
    return _ask("kind", "choice", "k0").model_copy(update={"options": options})


def _ask(name: str, kind: str, value: str | None) -> Ask:
    return Ask.model_validate({"name": name, "label": t("words.act.open"), "input": kind, "value": value})


def _form(ask: Ask) -> Form:
    return Form(command="log", title=t("words.act.open"), submit=t("words.act.open"), asks=(ask,))


def _element(ask: Ask) -> dict[str, Any]:
    element: dict[str, Any] = forms.view(_form(ask), EN, Meta("C1"))["blocks"][0]["element"]
    return element
