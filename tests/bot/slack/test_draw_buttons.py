"""Buttons as voice.md 2.2 has them: three in sight, the rest under ⋯, one primary, danger only where one is asked."""

from __future__ import annotations

from typing import Any

from bot.platforms.slack import blocks
from handlers.reply import Button, Buttons, Line, Part, Table
from handlers.reply import Column as Col
from handlers.reply import Row as Cells
from handlers.values import Name, Said, t
from tests.bot.slack.drawing import EN, HANS, anatomy


def press(label: str, **more: Any) -> Button:
    return Button(label=Said(text=label), command=label.lower(), **more)


def actions(*parts: Part) -> list[dict[str, Any]]:
    rows = [block["elements"] for block in blocks.message(parts, EN).blocks if block["type"] == "actions"]
    return [element for row in rows for element in row]


def test_three_stand_in_sight_and_five_under_the_dots() -> None:
    shown, more = [press(name) for name in "ABC"], [press(name) for name in "DEFGH"]
    message = blocks.message((Buttons(shown=tuple(shown), more=tuple(more)),), EN)
    assert anatomy(message) == ["actions [A] [B] [C] ⋯ D, E, F, G, H"]
    assert [element["type"] for element in message.blocks[0]["elements"]] == ["button"] * 3 + ["overflow"]


def test_more_than_five_are_a_menu_and_the_same_line_stands_in_it_once() -> None:
    buttons = Buttons(shown=(press("A"),), more=tuple(press(name) for name in "DEFGHID"))
    menu = actions(buttons)[-1]
    assert menu["type"] == "static_select"
    assert [option["value"] for option in menu["options"]] == ["d", "e", "f", "g", "h", "i"]


def test_what_asks_before_it_acts_is_never_an_option() -> None:
    sure = press("Cancel", confirm=Said(text="Cancel R40?"), style="danger")
    elements = actions(Buttons(shown=(press("A"), press("B"), press("C")), more=(press("D"), sure)))
    assert [element["text"]["text"] for element in elements if "text" in element] == ["A", "B", "Cancel"]
    dialog = next(element["confirm"] for element in elements if "confirm" in element)
    assert [dialog[name]["text"] for name in ("title", "text", "confirm", "deny")] == [
        "Cancel",
        "Cancel R40?",
        "Cancel",
        "Back",
    ]
    assert dialog["style"] == "danger"
    assert not [element for element in elements if element.get("style") == "danger"]


def test_one_primary_a_card() -> None:
    first, second = press("A", style="primary"), press("B", style="primary")
    elements = actions(Buttons(shown=(first, second)), Line(text=Said(text="x")), Buttons(shown=(second,)))
    assert [element.get("style") for element in elements] == ["primary", None, None]
    assert [element["action_id"] for element in elements] == ["do:0", "do:1", "do:2"]


def test_a_long_name_keeps_its_end_and_is_whole_to_the_ear() -> None:
    label = "Huaxing Rail Signalling Works, Line 12"
    button = actions(Buttons(shown=(press(label),)))[0]
    assert button["text"]["text"] == "Huaxing Rail … Line 12"
    assert button["accessibility_label"] == label


def test_what_a_row_opens_stands_in_a_menu_beside_the_title() -> None:
    names = [Name(names={"en": "Huaxing Rail", "zh_Hans": "华星轨道"}), Name(names={"en": "Acme Ports"})]
    rows = tuple(Cells(cells=(name,), press=f"score {name.names['en']}") for name in names)
    table = Table(caption=t("words.term.standings"), columns=(Col(label=t("words.term.account")),), rows=rows)
    accessory = blocks.message((table,), HANS).blocks[0]["accessory"]
    assert [option["text"]["text"] for option in accessory["options"]] == ["华星轨道", "Acme Ports"]
    assert accessory["options"][1]["value"] == "score Acme Ports"
