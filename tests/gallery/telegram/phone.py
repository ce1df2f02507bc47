"""A conversation as a page that looks as it does on a phone, by a style sheet of our own."""

from __future__ import annotations

import re
from pathlib import Path

from bot.platforms.room.render.spans import PICTURES
from scoring.terms import Language
from tests.gallery.looks import Look
from tests.gallery.telegram.chat import Bubble, Chat

CSS = Path(__file__).with_suffix(".css")
SPRITE = Path(__file__).parents[3] / "bot/platforms/room/templates/sprite.html"
TAGS = {Language.EN: "en", Language.ZH_HANS: "zh-Hans"}
_PICTURE = '<svg class="emoji {0}"><use href="#e-{0}"/></svg>'
_EMOJI = re.compile("([" + "".join(PICTURES) + "])\ufe0f?")


def page(chat: Chat, look: Look) -> str:
    bubbles = "\n".join(_bubble(bubble, chat) for bubble in chat.bubbles)
    head = f'<header><span class="face">△</span><div><h1>{chat.title}</h1><p>{chat.about}</p></div></header>'
    style = f"<style>{CSS.read_text('utf-8')}</style><div hidden>{SPRITE.read_text('utf-8')}</div>"
    tag = TAGS[Language(look.language)]
    return f'<!doctype html><html lang="{tag}" data-theme="{look.theme}"><body>{style}{head}<main>{bubbles}</main>'


def _bubble(bubble: Bubble, chat: Chat) -> str:
    at = bubble.at.astimezone(chat.demo.reader.zone)
    rows = "".join(f'<div class="row">{"".join(map(_key, row))}</div>' for row in bubble.rows)
    keyboard = f'<div class="rows">{rows}</div>' if rows else ""
    style = "said own" if bubble.own else "said whole" if rows or "<pre>" in bubble.html else "said"
    return (
        f'<div class="{style}"><div class="bubble">{_drawn(bubble.html)}<time>{at:%H:%M}</time></div>{keyboard}</div>'
    )


def _key(label: str) -> str:
    return f"<span>{_drawn(label)}</span>"


def _drawn(html: str) -> str:
    """As a client shows it: a block ends its line by itself. The emoji are the room's own small pictures, since many
    machines lack a font for them."""
    html = re.sub(r"\n?(</?(?:pre|blockquote)>)\n?", r"\1", html)
    return _EMOJI.sub(lambda found: _PICTURE.format(PICTURES[found[1]]), html)
