"""What the pictures show: an order, a request on its way, figures; in the demo company's week."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from bot.demo.cast import PLATFORM, WORKSPACE
from bot.platforms.telegram.known import context
from handlers.pipeline import Filled, sketch
from storage.database import Unit
from storage.find import company, conversations
from tests.gallery.telegram.chat import Chat
from tests.stories.demo import Demo, Shown


def order(demo: Demo) -> Chat:
    """A win in the account's group: the card, its confirmation, the amount that could be two."""
    chat = _chat(demo, "acct-huaxing", {"en": "5 members", "zh_Hans": "5位成员"})
    demo.at("wed 10:12")
    line = "/win 2.5M Signalling lot 2"
    chat.types(line)
    chat.shows(demo.lin.says(line, "acct-huaxing"))
    card = demo.stands("acct-huaxing")[-1]
    chat.shows(card)
    confirmed = demo.at("wed 10:14").chen.presses(card, card.buttons[0])
    chat.shows(confirmed)
    chat.shows(demo.stands("acct-huaxing")[-1])
    line = "/win 安科 250 闸口改造"
    chat.types(line)
    chat.shows(demo.zhao.says(line))
    return chat


def request(demo: Demo) -> Chat:
    """Asking step by step, the dry run, and what others see of a request on its way."""
    chat = _chat(demo, "Iron Triangle", {"en": "bot", "zh_Hans": "机器人"})
    demo.at("wed 09:52").tang.says("/ack R40 today")
    demo.tang.says("/start R40")
    demo.at("wed 14:05")
    line = "/ask Acme reception"
    chat.types(line)
    form = demo.zhao.says(line)
    chat.asks(form, "priority")
    given = {"priority": "P1", "what": "board visits HQ on Fri 4 Dec, 14 guests"}
    chat.asks(_dry_run(demo, form, given), None)
    chat.shows(demo.zhao.fills(form, **given))
    chat.shows(demo.song.hears()[-1])
    demo.at("wed 14:40")
    chat.shows(demo.tang.hears()[-1])
    chat.shows(demo.about("rd-queue", "R40 · "))
    return chat


def _dry_run(demo: Demo, form: Shown, given: Mapping[str, str]) -> Shown:
    """The form as it stands with these fields, nothing run."""

    def look(unit: Unit) -> Shown:
        who = company.member_behind(unit, PLATFORM, WORKSPACE, "zhao")
        place = conversations.behind(unit, PLATFORM, WORKSPACE, form.place)
        assert who is not None
        assert place is not None
        stood = {ask.name: ask.value for ask in form.form.asks if ask.value}
        filled = Filled(form.form.command, {**stood, **given})
        return replace(form, parts=sketch(filled, context(unit, who, place, demo.clock.now())).parts)

    return demo.database.read(look).result()


def board(demo: Demo) -> Chat:
    """The scorecard, the standings, a manager's digest."""
    chat = _chat(demo, "Iron Triangle", {"en": "bot", "zh_Hans": "机器人"})
    for line in ("/score Huaxing", "/standings", "/digest"):
        chat.types(line)
        chat.shows((demo.gao if line == "/digest" else demo.lin).says(line), line)
    return chat


Scene = Callable[[Demo], Chat]
SCENES: Mapping[str, Scene] = {"order": order, "request": request, "board": board}
TITLES = {
    "order": "An order in its account's group",
    "request": "Asking for support step by step, and what others see of it",
    "board": "Scorecard, standings, digest",
}


def _chat(demo: Demo, title: str, about: Mapping[str, str]) -> Chat:
    return Chat(demo, title, about[demo.language], [])
