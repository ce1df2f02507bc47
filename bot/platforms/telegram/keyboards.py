"""Inline keyboards: the likely button alone, then rows of two; More opens the rest (voice.md 2.2).

Behind a button stands a command line or, where it has no room, a code for it. Data that begins with a dot is no
command: the first word says what it is, and a code may follow it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from typing import NamedTuple

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.platforms import presses
from bot.platforms.telegram.limits import BUTTONS, CHOICES, DATA, LABEL, LONG_LABEL
from bot.words.reader import Reader
from bot.words.say import plain
from bot.words.widths import width
from handlers.reply import Button, Buttons
from handlers.values import t

PICK, BACK, CANCEL, SEND, SKIP = ".pick:", ".back", ".cancel", ".send", ".skip"
"""Of a form's step: `.pick:<n>` is the nth choice of the field asked for. Behind it, and behind Back and Skip, stands
which step that was (`of_step`): pressed twice, it does not answer the next one too."""
MORE, SURE, PAGE = ".more:", ".sure:", ".page:"
"""`.more:<code>` opens further buttons, `.sure:<code>` asks first (`opened`); `.page:<n>:<line or code>` shows
another page of what the line gives (`paged`)."""
SMALL = 6
"""Columns of a number on a button, five of which stand in a row."""
THREE = 14
"""Columns of a button, three of which stand in a row."""


class Key(NamedTuple):
    """A button: what it says and what is behind it."""

    label: str
    data: str


Rows = list[list[Key]]


@dataclass
class Kept:
    """What the codes of a keyboard stand for; to be kept (storage.presses.keep) before it is sent."""

    lines: dict[str, str] = field(default_factory=dict)

    def data(self, line: str, before: str = "") -> str:
        """The line behind `before`, or its code where it has no room."""
        if presses.data(line, DATA - len(before)) == line:
            return before + line
        return before + self.code(line)

    def code(self, line: str) -> str:
        code = presses.code(line)
        self.lines[code] = line
        return code


def markup(rows: Iterable[Sequence[Key]]) -> InlineKeyboardMarkup | None:
    """The keyboard, None when there is nothing to press."""
    drawn = [[InlineKeyboardButton(key.label, callback_data=key.data) for key in row] for row in rows if row]
    return InlineKeyboardMarkup(drawn) if drawn else None


def rows_of(buttons: Sequence[Buttons], reader: Reader, kept: Kept) -> Rows:
    """One group: the likely button alone, then two a row. Several: a row each, numbered where they say the same."""
    if len(buttons) == 1:
        keys = _keys(buttons[0], reader, kept, "")
        return [keys[:1], *in_pairs(keys[1:])]
    told = Counter(plain(button.label, reader) for group in buttons for button in group.shown)
    again = [any(told[plain(button.label, reader)] > 1 for button in group.shown) for group in buttons]
    rows: Rows = []
    for at, group in enumerate(buttons):
        number = f"{sum(again[: at + 1])} " if again[at] else ""
        rows += in_a_row(_keys(group, reader, kept, number))
    return rows


def in_pairs(keys: Iterable[Key]) -> Rows:
    """Two a row; a long one has a row of its own."""
    rows: Rows = []
    for key in keys:
        beside = bool(rows) and len(rows[-1]) == 1 and width(rows[-1][0].label) <= LABEL
        if beside and width(key.label) <= LABEL:
            rows[-1].append(key)
        else:
            rows.append([key])
    return rows


def in_a_row(keys: list[Key]) -> Rows:
    """Three that belong together side by side, else two a row."""
    if len(keys) == 3 and all(width(key.label) <= THREE for key in keys):
        return [keys]
    return in_pairs(keys)


def in_fives(keys: list[Key]) -> Rows:
    return [keys[at : at + 5] for at in range(0, len(keys), 5)]


def bounded(rows: Rows, reader: Reader, kept: Kept) -> Rows:
    """No more than come into sight at once; the rest behind More, and behind its More again."""
    shown: Rows = []
    while rows and sum(map(len, shown)) + len(rows[0]) <= CHOICES:
        shown.append(rows.pop(0))
    return [*shown, [more([key for row in rows for key in row], reader, kept)]] if rows else shown


def more(keys: Sequence[Key], reader: Reader, kept: Kept) -> Key:
    """A button that opens these; the last of them opens what is over."""
    label = plain(t("words.act.more"), reader)
    behind: list[Key] = []
    for start in reversed(range(0, len(keys), CHOICES)):
        chunk = [*keys[start : start + CHOICES], *behind]
        behind = [Key(label, MORE + kept.code(_packed("", chunk)))]
    return behind[0]


def opened(keyboard: InlineKeyboardMarkup, pressed: str, behind: str) -> InlineKeyboardMarkup:
    """The keyboard with what was behind More (or the button that makes sure) in its place. `behind` is what was kept
    for the code in `pressed` (`code_in`)."""
    rows = [[Key(each.text, str(each.callback_data)) for each in row] for row in keyboard.inline_keyboard]
    found = in_pairs(_unpacked(behind)[1])
    at = next((at for at, row in enumerate(rows) if any(key.data == pressed for key in row)), len(rows))
    stay = [[key for key in row if key.data != pressed] for row in rows[at : at + 1]]
    made = [row for row in (*rows[:at], *stay, *found, *rows[at + 1 :]) if row]
    while sum(map(len, made)) > BUTTONS:
        made.pop(0)
    return markup(made) or keyboard


def question(behind: str) -> str:
    """What is asked before something is done (`.sure:`); empty for More."""
    return _unpacked(behind)[0]


def code_in(data: str) -> str:
    """The code in `.more:<code>` and `.sure:<code>`."""
    return data.partition(":")[2]


def paged(data: str) -> tuple[int, str] | None:
    """The page and the line (or its code: presses.line_behind) in `.page:<n>:<line>`.

    >>> paged(".page:2:standings"), paged("standings")
    ((2, 'standings'), None)
    """
    if not data.startswith(PAGE):
        return None
    number, _, line = data.removeprefix(PAGE).partition(":")
    return (int(number), line) if number.isascii() and number.isdigit() and line else None


def of_step(data: str, asked: str | None) -> str:
    """Data of a button that belongs to one step: the one that asks for this field, None for the last."""
    return f"{data}:{_mark(asked)}"


def is_of_step(data: str, asked: str | None) -> bool:
    """Whether a button belongs to the step that stands now; those sent before steps had marks count as if.

    >>> is_of_step(of_step(".pick:0", "kind"), "kind"), is_of_step(of_step(".pick:0", "kind"), "priority")
    (True, False)
    >>> is_of_step(of_step(".back", None), None), is_of_step(".back", "kind"), is_of_step(".pick:0", "kind")
    (True, True, True)
    """
    if not data.startswith((PICK, BACK, SKIP)):
        return True
    marks = data.split(":")[2:] if data.startswith(PICK) else data.split(":")[1:]
    return not marks or marks[0] == _mark(asked)


def _mark(asked: str | None) -> str:
    return "" if asked is None else sha256(asked.encode()).hexdigest()[:8]


def page_key(label: str, number: int, line: str, kept: Kept) -> Key:
    return Key(label, kept.data(line, f"{PAGE}{number}:"))


def labelled(label: str, room: int = LONG_LABEL) -> str:
    """At most so many columns, cut at a word; never empty.

    >>> labelled("Ask for a lab trial at Huaxing Rail on Friday")
    'Ask for a lab trial at Huaxing…'
    """
    label = " ".join(label.split())
    if width(label) <= room:
        return label or "–"
    head = label
    while width(head) > room - 1:
        head = head[:-1]
    word = head.rfind(" ")
    return (head[:word] if 2 * word > len(head) and label[len(head)] != " " else head).rstrip(" ,;:·") + "…"


def _keys(buttons: Buttons, reader: Reader, kept: Kept, number: str) -> list[Key]:
    """The buttons in sight, and More where there are others."""
    key = partial(_key, reader=reader, kept=kept, number=number)
    shown = [key(button) for button in buttons.shown]
    if not buttons.more:
        return shown
    rest = more([_key(button, reader, kept, "") for button in buttons.more], reader, kept)
    return [*shown, Key(number + rest.label, rest.data)]


def _key(button: Button, reader: Reader, kept: Kept, number: str) -> Key:
    label = labelled(number + plain(button.label, reader))
    data = kept.data(button.command)
    if button.confirm is None:
        return Key(label, data)
    return Key(label, SURE + kept.code(_packed(plain(button.confirm, reader), [Key(label, data)])))


def _packed(asked: str, keys: Iterable[Key]) -> str:
    return "\n".join([asked.replace("\n", " "), *(f"{key.label}\t{key.data}" for key in keys)])


def _unpacked(behind: str) -> tuple[str, list[Key]]:
    asked, *keys = behind.split("\n")
    return asked, [Key(*each.split("\t", 1)) for each in keys if "\t" in each]
