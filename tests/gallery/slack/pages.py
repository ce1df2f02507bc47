"""One page a language: every message, window and Home view, with what the notification says above each message."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path

import bot.platforms.room
from scoring.terms import Language
from tests.gallery.slack.look import blocks
from tests.gallery.slack.scenes import Scene, View

HERE = Path(__file__).parent
ROOM = Path(bot.platforms.room.__file__).parent
NAMES = {Language.EN: "Triangle", Language.ZH_HANS: "铁三角", Language.ZH_HANT: "鐵三角"}
TAGS = {Language.EN: "en", Language.ZH_HANS: "zh-Hans", Language.ZH_HANT: "zh-Hant"}


def page(sheets: Mapping[str, Sequence[Scene]], language: Language) -> str:
    """Whole and alone: no script, nothing from elsewhere."""
    mark = (ROOM / "static" / "triangle.svg").read_text("utf-8")
    sprite = (ROOM / "templates" / "sprite.html").read_text("utf-8")
    style = (HERE / "style.css").read_text("utf-8")
    body = "".join(_sheet(name, scenes, language, mark) for name, scenes in sheets.items())
    return (
        f'<!doctype html><html lang="{TAGS[language]}"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width"><title>Slack</title>'
        f"<style>{style}</style><body>{sprite}{body}</body></html>\n"
    )


def _sheet(name: str, scenes: Sequence[Scene], language: Language, mark: str) -> str:
    drawn = "".join(_scene(scene, language, mark) for scene in scenes)
    return f'<section class="sheet" id="{name}">{drawn}</section>'


def _scene(scene: Scene, language: Language, mark: str) -> str:
    note = f'<p class="note">{escape(scene.note)}</p>'
    if scene.message is not None:
        alone = '<p class="alone">Only visible to you</p>' if scene.alone else ""
        head = f'<p class="who"><b>{NAMES[language]}</b> <span>APP</span></p>'
        body = f'<div class="said">{alone}{head}{blocks(scene.message.blocks)}</div>'
        return f'<article>{note}<div class="message"><div class="face">{mark}</div>{body}</div></article>'
    return f"<article>{note}{_view(scene.view or {}, mark)}</article>"


def _view(view: View, mark: str) -> str:
    if view["type"] == "home":
        return f'<div class="home">{blocks(view["blocks"])}</div>'
    head = (
        f'<div class="bar"><div class="face">{mark}</div><h1>{escape(view["title"]["text"])}</h1><span>✕</span></div>'
    )
    foot = "".join(_button(view, name, style) for name, style in (("close", ""), ("submit", "primary")))
    feet = f'<div class="feet">{foot}</div>' if foot else ""
    return f'<div class="window">{head}<div class="inside">{blocks(view["blocks"])}</div>{feet}</div>'


def _button(view: View, name: str, style: str) -> str:
    return f'<span class="button {style}">{escape(view[name]["text"])}</span>' if name in view else ""
