"""Conversation 15: first minute, first five (voice.md 3): the buttons do what they say, nothing left to learn.

Its words stand word for word in tests/handlers/company/test_help.py.
"""

from __future__ import annotations

import pytest

from scoring.terms import Language
from tests.stories.demo import Demo

EN, HANS, HANT = Language

BUTTONS = {
    EN: ["Log something", "Ask for help", "Show Huaxing", "All commands", "Language, hours"],
    HANS: ["记一件事", "求助", "看华星", "全部命令", "语言和时段"],
    HANT: ["記一件事", "請求支援", "看華星", "所有指令", "語言與時段"],
}
FIRST = {EN: "Three things, a minute each.", HANS: "三件事，各一分钟。", HANT: "三件事，各一分鐘。"}


@pytest.mark.parametrize("demo", Language, indirect=True)
def test_the_first_minute(demo: Demo) -> None:
    help_ = demo.wu.says("help")
    assert help_.first == FIRST[demo.language]
    assert help_.buttons == BUTTONS[demo.language]
    log, ask, show, every, language = (demo.wu.presses(help_, label) for label in help_.buttons)
    assert log.form.command == "log"
    assert ask.form.command == "ask"
    assert "84.96" in show.text
    assert "/confirm" in every.text
    assert not language.refused


@pytest.mark.parametrize("demo", Language, indirect=True)
def test_the_first_five_minutes(demo: Demo) -> None:
    """A form, filled and sent; a teammate's press changes the card; /why shows one's own event."""
    form = demo.at("wed 10:20").wu.says("/log Huaxing")
    sent = demo.wu.fills(form, kind="site_visit")
    assert sent.number == "#118"
    card = demo.about("acct-huaxing", "#118")
    demo.lin.presses(card, card.buttons[0])
    assert "✅" in demo.about("acct-huaxing", "#118").text
    assert "#118" in demo.wu.says("/why Huaxing").text
