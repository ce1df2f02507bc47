"""The cards of voice.md 2.3 and 2.4, word for word, and what the tables of 2.5 and 2.6 look like."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from bot.platforms.telegram.draw import form_step, message
from bot.platforms.telegram.keyboards import BACK, CANCEL, PICK, SEND, SKIP, code_in, of_step, opened, question
from bot.words.reader import Reader
from handlers.reply import Button, Buttons, Column, Line, Picture, Row, Table
from handlers.values import Figure, Name, Said
from scoring.terms import Language
from tests.bot.room.samples import BARS, EVENT, FORM, NOW, REQUEST, words
from tests.bot.telegram.reading import behind, shown

EN, HANS, HANT = (Reader(language, ZoneInfo("Asia/Shanghai"), NOW) for language in Language)


def text(*parts: object, reader: Reader = EN) -> str:
    return message(parts, reader).text  # type: ignore[arg-type]


def test_an_event_s_card() -> None:
    drawn = message(EVENT, EN)
    assert drawn.text.split("\n") == [
        "<b>🏆 Order · Huaxing Rail · ¥2,500,000</b>",
        "To be confirmed · +25.00 points once a second person confirms",
        "AR ● Lin Yue SR ● Chen Bo FR ○ Wu Min",
        "<blockquote>Signalling lot 2 信号二标</blockquote>",
        "#118 · Wed 25 Nov · logged by Lin Yue · contract.pdf",
    ]
    assert shown(drawn.keyboard) == [["Confirm"], ["Dispute", "More"]]
    assert behind(drawn.keyboard, "Confirm") == "confirm 118"


def test_the_same_in_chinese() -> None:
    drawn = message(EVENT, HANS)
    assert drawn.text.split("\n")[:2] == ["<b>🏆 订货 · 华星轨道 · ¥2,500,000</b>", "待确认，别人确认后 +25.00 分"]
    assert shown(drawn.keyboard) == [["确认"], ["提出异议", "更多"]]


def test_more_opens_the_rest_in_its_place() -> None:
    drawn = message(EVENT, EN)
    pressed = behind(drawn.keyboard, "More")
    kept = drawn.kept[code_in(pressed)]
    assert drawn.keyboard is not None
    assert shown(opened(drawn.keyboard, pressed, kept)) == [["Confirm"], ["Dispute"], ["Who took part", "Void"]]


def test_a_button_that_makes_sure_asks_first() -> None:
    drawn = message(EVENT, EN)
    pressed = behind(drawn.keyboard, "More")
    assert drawn.keyboard is not None
    more = opened(drawn.keyboard, pressed, drawn.kept[code_in(pressed)])
    sure = behind(more, "Void")
    assert question(drawn.kept[code_in(sure)]) == "Void #118? Its points are taken back."
    assert behind(opened(more, sure, drawn.kept[code_in(sure)]), "Void") == "void 118 ?"


def test_a_request_s_card_says_its_clock_in_words() -> None:
    assert text(*REQUEST).split("\n") == [
        "<b>R40 · Technical clarification · P1 · Huaxing Rail</b>",
        "👀 Tang Wei has it · answer expected Wed 25 Nov · due Thu 26 Nov 09:40",
        "<blockquote>Rail spec 4.2: rival claims 200 ms, can we state 150 ms?</blockquote>",
        "to R&amp;D · asked by Lin Yue Wed 25 Nov 09:40 · changed 09:52: acknowledged by Tang Wei",
    ]


def test_what_is_void_is_struck_through() -> None:
    assert (
        text(Line(text=words("Order · Huaxing", "订货"), role="title", struck=True))
        == "<s><b>Order · Huaxing</b></s>"
    )


def test_nothing_is_ever_in_italics() -> None:
    assert "<i>" not in message((*EVENT, *REQUEST, BARS, FORM), EN).text


def test_a_picture_is_left_to_the_words_beside_it() -> None:
    assert "outlook 89.89" not in text(*REQUEST, BARS)
    assert text(BARS) == "Huaxing Rail, outlook 89.89, grade B"


def test_a_long_label_has_a_row_of_its_own() -> None:
    labels = ("Why", "Ask for a lab trial", "Show Huaxing", "Log an event")
    buttons = Buttons(shown=tuple(Button(label=words(each, each), command=each) for each in labels))
    assert shown(message([buttons], EN).keyboard) == [
        ["Why"],
        ["Ask for a lab trial"],
        ["Show Huaxing", "Log an event"],
    ]


def test_a_row_of_buttons_a_suggestion_numbered() -> None:
    three = [words("Coached", "已辅导"), words("Give help", "给资源"), words("Change plan", "改打法")]
    row = Buttons(shown=tuple(Button(label=each, command=each.names["en"]) for each in three))
    assert shown(message([row, row], EN).keyboard) == [
        ["1 Coached", "1 Give help", "1 Change plan"],
        ["2 Coached", "2 Give help", "2 Change plan"],
    ]


def standings(*rows: tuple[str, str, str | None, str, str, bool]) -> Table:
    """Rank, change, outlook, grade, account, mine."""
    made = tuple(
        Row(
            cells=(
                Said(text=rank),
                Said(text=moved),
                Said(text="no data") if outlook is None else Figure(value=outlook),
                None if outlook is None else Said(text=grade),
                Name(names={"en": account}),
            ),
            mine=mine,
        )
        for rank, moved, outlook, grade, account, mine in rows
    )
    aligns = ("end", "start", "end", "start", "start")
    columns = tuple(Column(label=words("", ""), align=align) for align in aligns)
    return Table(caption=words("Accounts by outlook", "排名"), columns=columns, rows=made)


def test_figures_stand_in_columns_and_the_name_last() -> None:
    table = standings(
        ("1", "▲1", "89.89", "B", "Huaxing Rail", True),
        ("2", "▼1", "85.51", "B", "The Northern Railway Signalling Works", False),
        ("–", "", None, "", "Yuheng Air", False),
    )
    assert text(table).split("\n") == [
        "<b>Accounts by outlook</b>",
        "<pre>›1 ▲1 89.89 B Huaxing Rail",
        " 2 ▼1 85.51 B The Northern Railway",
        "  Signalling Works",
        " –    no data Yuheng Air</pre>",
    ]


def test_ten_rows_a_page_and_one_s_own_on_every_one() -> None:
    rows = [(str(at), "–", "60", "C", f"Account {at}.", at == 3) for at in range(1, 26)]
    first, second, third = (message([standings(*rows)], EN, page=page, line="standings") for page in range(3))
    assert [shown(each.keyboard) for each in (first, second, third)] == [
        [["11-20 ›"]],
        [["‹ 1-10", "21-25 ›"]],
        [["‹ 11-20"]],
    ]
    assert ["› 3 –" in each.text for each in (first, second, third)] == [True, True, True]
    assert "Account 10." in first.text
    assert "Account 11." not in first.text
    assert second.text.endswith("⋮\n› 3 – 60.00 C Account 3.</pre>")


def test_what_has_no_line_has_no_pages_and_says_so() -> None:
    long = [Line(text=Said(text=f"{at} " + "word " * 100, limit=600)) for at in range(20)]
    drawn = message(long, EN)
    assert drawn.keyboard is None
    assert drawn.text.endswith("\n… The rest had no room here.")


STEPS = {
    "priority": (
        [
            "<b>Ask for support, 2 of 4: How urgent</b>",
            "account: Huaxing Rail",
            'What, in a sentence: &lt;script&gt;alert("x")&lt;/script&gt; &amp; "quotes"',
            "How urgent is it?",
        ],
        [["P1", "P2", "P3"], ["‹ Back", "Cancel"]],
    ),
    None: (
        [
            "<b>Ask for support</b>",
            "account: Huaxing Rail",
            'What, in a sentence: &lt;script&gt;alert("x")&lt;/script&gt; &amp; "quotes"',
            "How urgent is it?",
            "",
            "<b>If nobody answers (your time)</b>",
            "10:44 · 50% · R&amp;D's queue, 2 people",
            "10:59 · 75% · and He Rui, lead",
        ],
        [["Send to R&D"], ["‹ Back", "Cancel"]],
    ),
}


@pytest.mark.parametrize("ask", STEPS)
def test_a_form_is_asked_step_by_step(ask: str | None) -> None:
    drawn = form_step(FORM, ask, EN)
    assert (drawn.text.split("\n"), shown(drawn.keyboard)) == STEPS[ask]


def test_what_is_behind_a_step_s_buttons() -> None:
    first, what, last = (form_step(FORM, ask, EN).keyboard for ask in ("account", "day", None))
    assert shown(first)[-1] == ["Cancel"]
    assert behind(first, "Acme Ports") == of_step(f"{PICK}1", "account")
    assert behind(what, "Leave out") == of_step(SKIP, "day")
    assert [behind(last, label) for label in ("Send to R&D", "‹ Back", "Cancel")] == [SEND, f"{BACK}:", CANCEL]


def test_among_others_a_step_asks_for_a_reply() -> None:
    assert "Reply to this message with it." in form_step(FORM, "day", EN, replies=True).text
    assert "回覆這則訊息即可。" in form_step(FORM, "day", HANT, replies=True).text


def test_the_figures_block_of_a_scorecard_is_no_heading() -> None:
    table = standings(("1", "–", "60", "C", "Acme", False))
    assert text(Line(text=words("Acme", "安科"), role="title"), table, BARS).split("\n")[1] == "Accounts by outlook"
    assert isinstance(BARS, Picture)
