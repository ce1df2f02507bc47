"""What the pages show: answers, cards, windows and Home of the demo company, as the bot gives them to Slack."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bot.platforms.slack import blocks, forms, home
from bot.platforms.slack.forms import Meta
from handlers.reply import Form
from scoring.terms import Language
from tests.stories.demo import Demo, Person, Shown
from tests.stories.test_golden_01 import a_win, confirmed

View = Mapping[str, Any]
WHAT = {
    Language.EN: "board visits HQ on Fri 4 Dec, 14 guests",
    Language.ZH_HANS: "董事会12月4日来总部，14人",
    Language.ZH_HANT: "董事會12月4日來總部，14人",
}


@dataclass(frozen=True)
class Scene:
    """`note` says who sees it and where. A message or a view, never both."""

    note: str
    message: blocks.Message | None = None
    view: View | None = None
    alone: bool = False


def told(demo: Demo) -> dict[str, list[Scene]]:
    """Three days of it, in their order; the sheets by name."""
    found: dict[str, list[Scene]] = {name: [] for name in SHEETS}
    for name, scene in _story(demo):
        found[name].append(scene)
    return found


SHEETS = ("cards", "answers", "digest", "windows", "home")


def _story(demo: Demo) -> Iterator[tuple[str, Scene]]:
    yield from _wednesday_morning(demo)
    yield from _answers(demo)
    yield from _windows(demo)
    yield from _home(demo)
    yield from _later(demo)


def _wednesday_morning(demo: Demo) -> Iterator[tuple[str, Scene]]:
    yield "cards", card(demo, "rd-queue", "R40 ·")
    demo.at("wed 09:52").tang.says("/ack 40 today", "rd-queue")
    yield "cards", card(demo, "acct-huaxing", "R40 ·")
    yield "answers", answer(demo.lin, a_win(demo), "/win 2.5M Signalling lot 2")
    yield "cards", card(demo, "acct-huaxing", "#118")
    yield "answers", answer(demo.chen, confirmed(demo), "[Confirm]")
    yield "cards", card(demo, "acct-huaxing", "#118")


def _answers(demo: Demo) -> Iterator[tuple[str, Scene]]:
    for who, line in (
        (demo.lin, "/score Huaxing"),
        (demo.lin, "/standings"),
        (demo.lin, "/why Huaxing"),
        (demo.he, "/requests R&D"),
        (demo.song, "/events Huaxing order"),
        (demo.zhao, "/win 安科 250 闸口改造"),
        (demo.lin, "/score Huaxin"),
        (demo.wu, "help"),
    ):
        yield "answers", answer(who, who.says(line), line)


def _windows(demo: Demo) -> Iterator[tuple[str, Scene]]:
    demo.at("wed 12:00").luo.says("/away until thu @xu")
    asked = demo.at("wed 14:05").zhao.says("/ask Acme reception P1")
    filled = _filled(asked.form, what=WHAT[demo.language])
    yield "windows", window(filled, asked, "zhao: /ask Acme reception P1")
    logged = demo.lin.says("/log Huaxing")
    wrong = demo.lin.fills(logged, kind="exec_meeting", on="10/11")
    yield "windows", window(wrong.form, wrong, "lin: /log Huaxing exec_meeting 10/11")
    yield "windows", Scene("while a form is looked up", view=forms.skeleton(demo.reader))
    yield "windows", Scene("zhao: @Triangle ask Acme", message=drawn(demo.zhao.says("/ask Acme")))
    sent = demo.zhao.fills(asked, what=WHAT[demo.language])
    yield "windows", Scene("zhao: [Send to Reception]", view=forms.said(sent.parts, sent.reader, Meta("C1")))


def _home(demo: Demo) -> Iterator[tuple[str, Scene]]:
    for who in (demo.lin, demo.gao):
        shown = who.says("/home")
        yield "home", Scene(f"{who.handle}: Home", view=home.view(shown.parts, shown.reader))


def _later(demo: Demo) -> Iterator[tuple[str, Scene]]:
    demo.at("wed 16:45")
    yield "cards", card(demo, "direct-tang", "R40")
    demo.at("thu 09:45")
    yield "cards", card(demo, "rd-queue", "R40 ·")
    demo.tang.says("/resolve 40 150 ms holds, letter attached", "rd-queue")
    yield "cards", card(demo, "acct-huaxing", "R40 ·")
    demo.gao.says("/void 118 customer cancelled", "acct-huaxing")
    yield "cards", card(demo, "acct-huaxing", "#118")
    demo.at("mon 09:05")
    digest = demo.about("direct-gao", "DSO" if demo.language is Language.EN else "91")
    yield "digest", Scene("gao: direct message, Monday 09:00", message=drawn(digest))


def card(demo: Demo, place: str, words: str) -> Scene:
    shown = demo.about(place, words)
    direct = place.startswith("direct-")
    note = "direct message" if direct else f"#{place}"
    return Scene(note, message=blocks.message(shown.parts, shown.reader, shared=not direct))


def answer(who: Person, shown: Shown, line: str) -> Scene:
    return Scene(
        f"{who.handle}: {line}", message=drawn(shown, line), alone=shown.reply is None or shown.reply.private
    )


def drawn(shown: Shown, line: str | None = None) -> blocks.Message:
    return blocks.message(shown.parts, shown.reader, line=line)


def window(form: Form, shown: Shown, note: str) -> Scene:
    return Scene(note, view=forms.view(form, shown.reader, Meta("C1")))


def _filled(form: Form, **fields: str) -> Form:
    asks = tuple(ask.model_copy(update={"value": fields.get(ask.name, ask.value)}) for ask in form.asks)
    return form.model_copy(update={"asks": asks})
