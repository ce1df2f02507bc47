"""A reply as a message of Telegram, always within its limits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from telegram import InlineKeyboardMarkup

from bot.platforms.telegram import keyboards
from bot.platforms.telegram.html import html, styled
from bot.platforms.telegram.keyboards import Kept, Key, Rows
from bot.platforms.telegram.limits import ROWS
from bot.platforms.telegram.pages import Page, on_one, pages
from bot.platforms.telegram.parts import Item, given, items, lines, number_of
from bot.words.reader import Reader
from bot.words.say import plain, say
from handlers.reply import Ask, Buttons, Form, Part
from handlers.values import Said, Words, t


@dataclass(frozen=True)
class Message:
    """HTML, and the keyboard under it. `kept` is what the codes behind its buttons stand for: to be kept
    (storage.presses.keep) before it is sent."""

    text: str
    keyboard: InlineKeyboardMarkup | None = None
    kept: Mapping[str, str] = field(default_factory=dict)


def message(
    parts: Iterable[Part], reader: Reader, *, page: int = 0, line: str | None = None, again: bool = False
) -> Message:
    """The parts as one message. `line` is the command that gave them: what is more than fits is on further pages,
    whose buttons run it again (`keyboards.paged`). `again`: it may have arrived before, and says so.

    Without any part the text is empty: there is nothing to send.
    """
    shown, kept = tuple(parts), Kept()
    if not shown:
        return Message("")
    last = _noted("telegram.again", reader) if again else []
    made = pages([*items(shown, reader), *last], rows=ROWS if line else None)
    if len(made) > 1 and not line:
        made = [on_one(made[0].items, [*_noted("telegram.rest", reader), *last])]
    at = min(max(page, 0), len(made) - 1)
    rows = keyboards.bounded(_rows(shown, made[at], line, reader, kept), reader, kept)
    return Message(html(made[at].text), keyboards.markup([*rows, _turning(made, at, line, reader, kept)]), kept.lines)


def form_step(form: Form, ask_name: str | None, reader: Reader, *, replies: bool = False) -> Message:
    """One field of a form: what was given so far, the question, its choices. `ask_name` None is the last step: the
    dry run with the button that sends. `replies`: what is typed is heard only as a reply to this message (groups)."""
    at = next((at for at, ask in enumerate(form.asks) if ask.name == ask_name), None)
    shown = _last(form, reader) if at is None else _asking(form, at, reader, replies)
    kept = Kept()
    rows = [[_send(form, reader)]] if at is None else _choices(form.asks[at], reader, kept)
    foot = [Key(plain(t("telegram.step.cancel"), reader), keyboards.CANCEL)]
    if at != 0:
        foot.insert(0, Key(plain(t("telegram.step.back"), reader), keyboards.of_step(keyboards.BACK, ask_name)))
    rows = [*keyboards.bounded(rows, reader, kept), foot]
    return Message(html(on_one(shown).text), keyboards.markup(rows), kept.lines)


# --- the keyboard of a message ---


def _rows(parts: Sequence[Part], page: Page, line: str | None, reader: Reader, kept: Kept) -> Rows:
    groups = [part for part in parts if isinstance(part, Buttons)]
    offered = {button.command for group in groups for button in (*group.shown, *group.more)}
    rows = keyboards.rows_of(groups, reader, kept) if groups else []
    rows += keyboards.in_fives(_numbers(page, offered, reader, kept))
    return [*rows, *_filling(parts, line, reader, kept)]


def _numbers(page: Page, offered: set[str], reader: Reader, kept: Kept) -> list[Key]:
    """The numbered rows of the page, each to be opened; what a button offers already is not offered twice."""
    rows = [item.row for item in page.items if item.row is not None and item.row.press not in offered]
    numbered = [(number_of(row), row.press) for row in rows]
    return [Key(plain(number, reader), kept.data(press)) for number, press in numbered if number and press]


def _filling(parts: Sequence[Part], line: str | None, reader: Reader, kept: Kept) -> Rows:
    """A form is asked step by step; where it stands in a message, its button begins that."""
    forms = [part for part in parts if isinstance(part, Form)]
    return [[Key(plain(t("telegram.open_form"), reader), kept.data(line or form.command))] for form in forms[:1]]


def _turning(made: Sequence[Page], at: int, line: str | None, reader: Reader, kept: Kept) -> list[Key]:
    """The pages before and after."""
    keys: list[Key] = []
    for to, side in ((at - 1, "before"), (at + 1, "after")):
        if line and 0 <= to < len(made):
            label = plain(t(f"telegram.page.{side}", name=Said(text=made[to].name)), reader)
            keys.append(keyboards.page_key(label, to, line, kept))
    return keys


# --- a form's step ---


def _asking(form: Form, at: int, reader: Reader, replies: bool) -> list[Item]:
    ask = form.asks[at]
    title = t("telegram.step.only", form=form.title, asked=ask.label)
    if len(form.asks) > 1:
        title = t("telegram.step.title", form=form.title, number=at + 1, of=len(form.asks), asked=ask.label)
    filled = [each for each in form.asks if each.value and each is not ask]
    notes = [words for words in (ask.error, ask.help) if words is not None]
    if not ask.options:
        notes.append(t("telegram.step.reply" if replies else "telegram.step.write"))
    now = [Item(given(ask, reader))] if ask.value else []
    said = [Item(given(each, reader)) for each in filled]
    return [_item(title, reader), *said, *now, *(_item(words, reader) for words in notes)]


def _last(form: Form, reader: Reader) -> list[Item]:
    """The dry run: what was given, what sending it does."""
    said = [Item(given(ask, reader)) for ask in form.asks if ask.value]
    errors = [_item(ask.error, reader) for ask in form.asks if ask.error is not None]
    preview = [item for line in form.preview for item in lines(line, reader)]
    if preview:
        preview[0] = Item(preview[0].text, apart=True)
    return [Item(styled(say(form.title, reader), "b")), *said, *errors, *preview]


def _choices(ask: Ask, reader: Reader, kept: Kept) -> Rows:
    keys = [
        Key(
            _choice(ask, option.value, plain(option.label, reader)),
            keyboards.of_step(f"{keyboards.PICK}{at}", ask.name),
        )
        for at, option in enumerate(ask.options)
    ]
    rows = keyboards.in_a_row(keys)
    skip = keyboards.of_step(keyboards.SKIP, ask.name)
    if ask.value and ask.error is None:
        return [*rows, [Key(plain(t("telegram.step.keep"), reader), skip)]]
    return rows if ask.required else [*rows, [Key(plain(t("telegram.step.skip"), reader), skip)]]


def _choice(ask: Ask, value: str, label: str) -> str:
    return keyboards.labelled(f"✓ {label}" if value == ask.value else label)


def _send(form: Form, reader: Reader) -> Key:
    return Key(keyboards.labelled(plain(form.submit, reader)), keyboards.SEND)


def _item(words: Words, reader: Reader) -> Item:
    return Item(styled(say(words, reader)))


def _noted(key: str, reader: Reader) -> list[Item]:
    return [Item(styled(say(t(key), reader)))]
