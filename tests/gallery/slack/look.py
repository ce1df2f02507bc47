"""Block Kit as HTML, so that one sees about what Slack shows: drawn from the JSON alone."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from tests.bot.slack.reading import Run, read

JSON = Mapping[str, Any]

PICTURES = {
    "🏆": "cup", "👀": "eyes", "✅": "done", "⏳": "hourglass", "⏰": "clock",
    "⛔": "stop", "🔒": "lock", "👏": "hands", "👍": "up", "👎": "down",
}  # fmt: skip
_EMOJI = re.compile("([" + "".join(PICTURES) + "])")
_TAGS = {"bold": "b", "strike": "s", "code": "code", "italic": "i"}


def blocks(found: Sequence[JSON]) -> str:
    return "".join(_block(block) for block in found)


def _block(block: JSON) -> str:
    match block["type"]:
        case "section":
            return f'<div class="block section"><div class="body">{_section(block)}</div>{_accessory(block)}</div>'
        case "header":
            return f'<h2 class="block">{_plain(block["text"])}</h2>'
        case "context":
            return f'<div class="block context">{"".join(_text(each) for each in block["elements"])}</div>'
        case "actions":
            return f'<div class="block actions">{"".join(_element(each) for each in block["elements"])}</div>'
        case "input":
            return _input(block)
        case "divider":
            return "<hr>"
        case other:
            raise ValueError(other)


def _section(block: JSON) -> str:
    if "fields" in block:
        cells = "".join(f"<div>{_text(each)}</div>" for each in block["fields"])
        return f'<div class="fields">{cells}</div>'
    return _text(block["text"])


def _accessory(block: JSON) -> str:
    return f'<div class="accessory">{_element(block["accessory"])}</div>' if "accessory" in block else ""


def _element(element: JSON) -> str:
    match element["type"]:
        case "button":
            return f'<span class="button {element.get("style", "")}">{_plain(element["text"])}</span>'
        case "overflow":
            return '<span class="button more">⋯</span>'
        case _:
            return f'<span class="select">{_plain(element["placeholder"])}<i></i></span>'


def _input(block: JSON) -> str:
    optional = ' <em class="optional">(optional)</em>' if block.get("optional") else ""
    hint = f'<div class="hint">{_plain(block["hint"])}</div>' if "hint" in block else ""
    field = _field(block["element"])
    return f'<div class="block input"><label>{_plain(block["label"])}{optional}</label>{field}{hint}</div>'


def _field(element: JSON) -> str:
    chosen = element.get("initial_option")
    match element["type"]:
        case "radio_buttons":
            return "".join(_radio(each, each == chosen) for each in element["options"])
        case "plain_text_input" | "number_input":
            lines = " long" if element.get("multiline") else ""
            return f'<div class="field{lines}">{_given(element.get("initial_value"))}</div>'
        case "datepicker":
            return f'<div class="field day">{_given(element.get("initial_date"))}</div>'
        case "multi_external_select" if "initial_options" in element:
            named = "".join(f'<span class="token">{_plain(it["text"])}</span>' for it in element["initial_options"])
            return f'<div class="field menu">{named}<i></i></div>'
        case _:
            text = _plain(chosen["text"]) if chosen else f"<u>{_plain(element['placeholder'])}</u>"
            return f'<div class="field menu">{text}<i></i></div>'


def _radio(option: JSON, chosen: bool) -> str:
    return f'<div class="radio{" on" if chosen else ""}"><i></i>{_plain(option["text"])}</div>'


def _given(value: str | None) -> str:
    return _emoji(escape(value)) if value else "&nbsp;"


def _plain(text: JSON) -> str:
    return _emoji(escape(text["text"]))


def _text(text: JSON) -> str:
    if text["type"] != "mrkdwn":
        return _plain(text)
    runs = read(text["text"])
    return "".join(_run(run) for run in _with_breaks(runs))


def _with_breaks(runs: Sequence[Run]) -> list[Run]:
    """No break beside a block, which makes its own."""
    return [
        run
        for at, run in enumerate(runs)
        if run.text != "\n" or not {"pre", "quote"} & (_styles(runs, at - 1) | _styles(runs, at + 1))
    ]


def _styles(runs: Sequence[Run], at: int) -> frozenset[str]:
    return runs[at].styles if 0 <= at < len(runs) else frozenset()


def _run(run: Run) -> str:
    if "pre" in run.styles:
        return f"<pre>{escape(run.text)}</pre>"
    inner = _emoji(escape(run.text)).replace("\n", "<br>")
    for style, tag in _TAGS.items():
        inner = f"<{tag}>{inner}</{tag}>" if style in run.styles else inner
    inner = f'<span class="date">{inner}</span>' if "date" in run.styles else inner
    return f"<blockquote>{inner}</blockquote>" if "quote" in run.styles else inner


def _emoji(text: str) -> str:
    """Machines often lack an emoji face, so they are drawn as in the room."""
    return _EMOJI.sub(lambda found: _picture(PICTURES[found[1]]), text)


def _picture(name: str) -> str:
    return f'<svg class="e {name}"><use href="#e-{name}"/></svg>'
