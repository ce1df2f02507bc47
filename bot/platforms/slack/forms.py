"""Forms as modals, and answers in one: from a Form to a view, and from what a view sends back to a Filled."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from bot.platforms.slack.blocks import draw
from bot.platforms.slack.fields import FIELD, block_id
from bot.platforms.slack.fields import field as input_block
from bot.platforms.slack.limits import CALLBACK_ID, ERROR, VIEW_BLOCKS, VIEW_BUTTON, VIEW_TITLE, cut, units
from bot.platforms.slack.meta import Meta
from bot.platforms.slack.mrkdwn import plainly
from bot.platforms.slack.pages import Block, light, within
from bot.platforms.slack.pen import Pen
from bot.words.reader import Reader
from bot.words.say import plain
from handlers.pipeline import Filled
from handlers.reply import Form, Line, Part
from handlers.values import t

FORM: Final = "form:"
"""Begins the `callback_id` of a form's view; the command follows."""
ANSWER: Final = "answer"
WAITING: Final = "waiting"
"""The `callback_id` of a window that shows an answer, and of one whose form is not there yet."""
PREVIEW: Final = 10
"""Blocks of a dry run at most."""

View = dict[str, Any]

__all__ = ["ANSWER", "FORM", "WAITING", "Meta", "errors", "filled", "said", "skeleton", "view"]


def view(form: Form, reader: Reader, meta: Meta) -> View:
    """The fields, filled with what was given, what is wrong under each, then the dry run. A title that has no room in
    the frame stands above them."""
    title = plain(form.title, reader)
    above = [] if units(title) <= VIEW_TITLE else draw((Line(text=form.title, role="title"),), Pen(reader))
    inputs = [block for ask in form.asks for block in input_block(ask, reader)]
    preview = draw(form.preview, Pen(reader))[:PREVIEW]
    blocks = [*above, *inputs[: VIEW_BLOCKS - len(above) - len(preview)], *preview]
    frame = plain(t("slack.window"), reader) if above else title
    made = _modal(f"{FORM}{form.command}"[:CALLBACK_ID], frame, blocks, meta)
    made["submit"] = plainly(plain(form.submit, reader), VIEW_BUTTON)
    made["close"] = plainly(plain(t("words.act.back"), reader), VIEW_BUTTON)
    return light(made)


def skeleton(reader: Reader) -> View:
    """Opened at once while a trigger lives; the form takes its place."""
    blocks = draw((Line(text=t("slack.skeleton")),), Pen(reader))
    return _modal(WAITING, plain(t("slack.window"), reader), blocks, Meta())


def said(parts: Iterable[Part], reader: Reader, meta: Meta) -> View:
    """A window that shows an answer."""
    blocks = within(draw(parts, Pen(reader)), reader)
    return _modal(ANSWER, plain(t("slack.window"), reader), blocks, meta)


def errors(form: Form, reader: Reader) -> dict[str, str]:
    """What stands under its field, by the field's block; nothing for what is right."""
    wrong = {ask.name: plain(ask.error, reader) for ask in form.asks if ask.error is not None}
    return {block_id(name): cut(text, ERROR) for name, text in wrong.items() if text.strip()}


def filled(view: Mapping[str, Any]) -> tuple[Filled, Meta]:
    """What a view was sent with; fields that were left empty are not in it."""
    meta = Meta.read(str(view.get("private_metadata") or ""))
    command = str(view.get("callback_id") or "").removeprefix(FORM)
    values = (view.get("state") or {}).get("values") or {}
    typed = {name: text for name, text in _typed(values) if text}
    return Filled(command, {**meta.hidden, **typed}), meta


def _typed(values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for block, elements in values.items():
        if block.startswith(FIELD):
            yield from ((name, _value(element)) for name, element in elements.items())


def _value(element: Mapping[str, Any]) -> str:
    """Text, number, day, one option or several, by what there is; blank for what was left alone."""
    if isinstance(several := element.get("selected_options"), list):
        return " ".join(str(each.get("value", "")) for each in several)
    chosen = element.get("selected_option") or {}
    found = element.get("value") or element.get("selected_date") or chosen.get("value")
    return str(found or "").strip()


def _modal(callback_id: str, title: str, blocks: list[Block], meta: Meta) -> View:
    return {
        "type": "modal",
        "callback_id": callback_id,
        "title": plainly(title, VIEW_TITLE),
        "blocks": blocks,
        "private_metadata": meta.written(),
    }
