"""A whole reply as plain text, for the terminal and notifications."""

from __future__ import annotations

from bot.words.say import text_of
from handlers.reply import (
    Ask,
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
    Table,
)
from handlers.values import Name, Said, T, t
from tests.bot.words.listening import ACME, CHEN, EN, HANS, HUAXING, LIN, change, points, row


def test_lines_in_reading_order() -> None:
    parts = (
        Line(text=t("words.event_kind.order"), role="title"),
        Line(text=Said(text="Signalling lot 2"), role="quote"),
        Rule(),
        Heading(text=LIN),
        Line(text=CHEN, role="foot"),
    )
    assert text_of(parts, EN).split("\n") == ["order", "> Signalling lot 2", "───", "Lin Yue", "Chen Bo"]


def test_buttons_are_labels_in_brackets_and_the_rest_stands_behind_the_dots() -> None:
    shown = Buttons(shown=(_button("confirm"), _button("dispute")), more=(_button("void"),))
    assert text_of((shown,), EN) == "[Confirm] [Dispute] ⋯ [Void]"
    assert text_of((shown,), HANS) == "[确认] [提出异议] ⋯ [作废]"


def test_fields_have_the_colon_of_the_language() -> None:
    fields = Fields(
        items=((t("words.term.outlook"), points("89.89")), (t("words.term.stage"), t("words.stage.growth")))
    )
    assert text_of((fields,), EN) == "outlook: 89.89\nstage: growth"
    assert text_of((fields,), HANS) == "期末预估：89.89\n阶段：成长期"


def test_a_table_stands_in_columns_and_marks_the_readers_row() -> None:
    assert text_of((STANDINGS,), EN).split("\n") == [
        "standings",
        " outlook weight account",
        "›  89.89  +1.53 Huaxing Rail",
        "    9.00 −13.70 Acme Ports",
        "                Chen Bo, Lin Yue",
        "no data",
    ]


def test_han_characters_take_two_columns() -> None:
    name_first = Table(
        caption=t("words.term.standings"),
        columns=(Column(label=t("words.term.account")), Column(label=t("words.term.outlook"), align="end")),
        rows=(Row(cells=(HUAXING, points("89.89"))), Row(cells=(Name(names={"zh_Hans": "ABB"}), points("9")))),
    )
    assert text_of((name_first,), HANS).split("\n") == [
        "排名",
        "客户     期末预估",
        "华星轨道    89.89",
        "ABB          9.00",
    ]


def test_a_picture_is_its_words() -> None:
    assert text_of((Picture(drawing=Bars(rows=()), alt=HUAXING),), EN) == "Huaxing Rail"


def test_a_form_is_its_questions_what_was_typed_the_dry_run_and_the_button() -> None:
    assert text_of((ASK_FOR_SUPPORT,), EN).split("\n") == [
        "support request",
        "account: Huaxing",
        "  no data",
        "support request: technical clarification",
        "period: [P1 today] [P2 two days]",
        "evidence",
        "dry run",
        "[Open]",
    ]


def _button(act: str) -> Button:
    return Button(label=t(f"words.act.{act}"), command=act)


def _ask(name: str, label: str, **more: object) -> Ask:
    return Ask.model_validate({"name": name, "label": t(f"words.term.{label}"), "input": "text", **more})


def _options(prefix: str, *names: str) -> tuple[Option, ...]:
    return tuple(Option(value=name, label=T(key=f"words.{prefix}.{name}")) for name in names)


STANDINGS: Part = Table(
    caption=t("words.term.standings"),
    columns=(
        Column(label=t("words.term.outlook"), align="end"),
        Column(label=t("words.term.weight"), align="end"),
        Column(label=t("words.term.account")),
    ),
    rows=(
        Row(cells=(points("89.89"), change("1.53"), HUAXING), mine=True),
        Row(cells=(points("9"), change("-13.7"), ACME)),
        Row(cells=(None, None, row(CHEN, LIN))),
    ),
    foot=t("words.no_data"),
)
ASK_FOR_SUPPORT: Part = Form(
    command="ask",
    title=t("words.term.support_request"),
    asks=(
        _ask("account", "account", value="Huaxing", error=t("words.no_data")),
        _ask(
            "kind",
            "support_request",
            value="rd_clarification",
            options=_options("request_kind", "bid", "rd_clarification"),
        ),
        _ask("priority", "period", options=_options("priority_button", "P1", "P2")),
        _ask("note", "evidence"),
    ),
    submit=t("words.act.open"),
    preview=(Line(text=t("words.term.dry_run")),),
)
