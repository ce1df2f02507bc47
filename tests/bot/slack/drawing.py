"""Parts of any text and any number, and a message as voice.md draws its cards."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from bot.platforms.slack.blocks import Message
from bot.words.reader import Reader
from handlers.reply import (
    Ask,
    Bar,
    Bars,
    Button,
    Buttons,
    Column,
    Fields,
    Form,
    Heading,
    Line,
    Option,
    Part,
    Picture,
    Row,
    Rule,
    Ruler,
    Table,
)
from handlers.values import Figure, Name, Ref, Said, moment, t
from scoring.terms import Language

NOW = datetime(2026, 11, 25, 2, 14, tzinfo=UTC)
SHANGHAI = ZoneInfo("Asia/Shanghai")
EN, HANS, HANT = (Reader(language, SHANGHAI, NOW) for language in Language)
READERS = (EN, HANS, HANT)
CHANNEL = Reader(Language.EN, SHANGHAI, NOW, city=True)

NASTY = "<!channel> *bold* _it_ ~no~ `code` ```pre``` &amp; <@U1|x> @here #general > q :tada: https://x.y"

LONG = st.sampled_from(["&" * 3000, "华" * 2000, "🏆" * 900, NASTY * 20])
SHORT = st.text(max_size=30) | st.sampled_from(["", " ", "a\nb", NASTY])
texts = st.one_of(SHORT, SHORT, SHORT, LONG)
words = st.builds(Said, text=texts, limit=st.sampled_from([40, 600, 3000])) | st.builds(
    Name, names=st.fixed_dictionaries({"en": texts.filter(bool)})
)
values = words | st.sampled_from(
    [moment(NOW, "full"), Figure(value=Decimal("-3.7"), signed=True), Ref(kind="event", number=118)]
)
sizes = st.sampled_from([0, 1, 3, 5, 6, 10, 11, 26])
"""More, up to 500, are tried one by one in test_draw_limits."""
commands = st.sampled_from(["", "confirm 118", "log Huaxing " + "很" * 40, "ask " + "x" * 2500])
styles = st.sampled_from(["plain", "primary", "danger"])
buttons = st.builds(Button, label=words, command=commands, style=styles, confirm=st.none() | words)


def many(draw: st.DrawFn, one: st.SearchStrategy[Any]) -> tuple[Any, ...]:
    """A few different ones, over and over."""
    some = draw(st.lists(one, min_size=1, max_size=2))
    return tuple(some[at % len(some)] for at in range(draw(sizes)))


@st.composite
def rows_of_buttons(draw: st.DrawFn) -> Buttons:
    return Buttons(shown=many(draw, buttons), more=many(draw, buttons))


@st.composite
def tables(draw: st.DrawFn) -> Table:
    columns = tuple(Column(label=draw(words), align=draw(st.sampled_from(["start", "end"]))) for _ in range(3))
    cells = st.tuples(*(st.none() | values for _ in columns))
    rows = st.builds(Row, cells=cells, mine=st.booleans(), press=st.none() | commands)
    return Table(caption=draw(words), columns=columns, rows=many(draw, rows), foot=draw(st.none() | words))


@st.composite
def fields(draw: st.DrawFn) -> Fields:
    return Fields(items=many(draw, st.tuples(words, values)))


@st.composite
def asks(draw: st.DrawFn) -> Ask:
    options = many(draw, st.builds(Option, value=texts, label=values))
    plain = tuple(Option(value=f"o{at}", label=option.label) for at, option in enumerate(options))
    typed = ["2026-11-25", "18.5", "@chen @wu", "id=3", "o1", *(option.value for option in options[:1])]
    inputs = ["text", "long", "account", "person", "people", "day", "amount", "number", "choice"]
    return Ask(
        name="field",
        label=draw(words),
        input=draw(st.sampled_from(inputs)),
        required=draw(st.booleans()),
        value=draw(st.none() | texts | st.sampled_from(typed)),
        options=options if draw(st.booleans()) else plain,
        help=draw(st.none() | words),
        error=draw(st.none() | words),
    )


@st.composite
def forms(draw: st.DrawFn) -> Form:
    count = draw(st.sampled_from([0, 1, 3, 8, 30, 120]))
    few = [draw(asks()) for _ in range(min(count, 2))]
    return Form(
        command=draw(st.sampled_from(["ask", "log", "c" * 300])),
        title=draw(words),
        asks=tuple(few[at % len(few)].model_copy(update={"name": f"field{at}"}) for at in range(count)),
        submit=draw(words),
        preview=many(draw, st.builds(Line, text=words, role=st.sampled_from(["title", "text", "foot"]))),
    )


bar = Bar(label=t("words.dimension.financial"), weight=Decimal(40), outlook=None, so_far=None, status="no_data")
lines = st.builds(Line, text=words, role=st.sampled_from(["text", "title", "quote", "foot"]), struck=st.booleans())
parts: st.SearchStrategy[Part] = st.one_of(
    lines,
    st.builds(Heading, text=words),
    st.just(Rule()),
    fields(),
    tables(),
    rows_of_buttons(),
    st.builds(Picture, drawing=st.sampled_from([Bars(rows=(bar,)), Ruler(used=Decimal(10))]), alt=words),
    forms(),
)


def anatomy(message: Message | Mapping[str, Any]) -> list[str]:
    """As voice.md 2.3 writes a card down: the block's kind, then its lines; buttons in brackets, what is under ⋯."""
    blocks = message.blocks if isinstance(message, Message) else message["blocks"]
    return [line for block in blocks for line in _block(block)]


def _block(block: Mapping[str, Any]) -> Iterator[str]:
    match block["type"]:
        case "actions":
            yield "actions " + " ".join(_element(each) for each in block["elements"])
        case "context":
            yield "context " + block["elements"][0]["text"]
        case "input":
            yield f"input {block['label']['text']} {_input(block['element'])}"
        case "section" if "fields" in block:
            yield "section " + " | ".join(each["text"].replace("\n", " ") for each in block["fields"])
        case "divider":
            yield "divider"
        case kind:
            first, *rest = block["text"]["text"].split("\n")
            yield f"{kind} {first}"
            yield from rest


def _element(element: Mapping[str, Any]) -> str:
    if element["type"] == "button":
        return f"[{element['text']['text']}]" + (" primary" if element.get("style") == "primary" else "")
    return "⋯ " + ", ".join(each["text"]["text"] for each in element["options"])


def _input(element: Mapping[str, Any]) -> str:
    chosen = element.get("initial_option", {}).get("text", {}).get("text")
    given = chosen or element.get("initial_value") or element.get("initial_date")
    return f"{element['type']} = {given}" if given else str(element["type"])
