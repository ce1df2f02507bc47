"""A slot: one part of a command, read from a line or a form's field, asked for in a form, written back as text."""

from __future__ import annotations

from dataclasses import KW_ONLY, dataclass, replace
from enum import Enum
from typing import ClassVar, Final, Literal, NamedTuple

from handlers.arguments.line import Words
from handlers.context import Context
from handlers.reply import Ask, Button, Buttons, Option, Refused
from handlers.values import Said, T, t

Input = Literal["text", "long", "account", "person", "people", "day", "amount", "number", "choice"]
ASK_ME: Final = "?"
"""Typed in place of a part: ask me for it in a form."""


class Unsaid(Enum):
    """The value of a part that was typed as `?`."""

    UNSAID = "?"


class Taken(NamedTuple):
    """What a slot read, and the words behind it."""

    value: object
    rest: Words


class InForm(Refused):
    """A refusal that keeps what was typed: it is answered with the filled form, its words under the field."""


@dataclass(frozen=True)
class Asked:
    """What a slot may look at: who asks and where, and what stands before and behind it in the line.

    `account_id` and `kind` are those read before it; `later` are the slots that follow, `required` says whether
    the command can do without this one. `before` and `behind` frame `text`, which is read, into the whole line.
    """

    ctx: Context
    text: str = ""
    before: str = ""
    behind: str = ""
    account_id: int | None = None
    kind: str | None = None
    later: tuple[Slot, ...] = ()
    required: bool = True
    form: bool = False

    def instead(self, start: int, end: int, new: str) -> str:
        """The whole line with the typed text between two places replaced: what a button presses."""
        text = f"{self.text[:start]}{new}{self.text[end:]}".strip()
        gap = "" if self.before.endswith("=") else " "
        return f"{self.before}{gap}{text} {self.behind}".strip()

    def comes_later(self, words: Words) -> bool:
        """Whether the next word clearly belongs to a slot that follows."""
        return bool(words) and any(slot.begins(words, self) for slot in self.later)


@dataclass(frozen=True)
class Slot:
    """`asks` and `helps` are text keys of the field's label and help, instead of `arguments.field.<name>`."""

    _: KW_ONLY
    asks: str | None = None
    helps: str | None = None

    input: ClassVar[Input] = "text"
    rest: ClassVar[bool] = False
    """Whether it takes all that is left of the line, as typed."""
    keyed: ClassVar[bool] = False
    """Whether a word of its own marks it, so that it may stand anywhere before the rest."""

    def take(self, words: Words, asked: Asked) -> Taken | None:
        """Read it from the front of the words; None where it does not stand here. Raises Refused."""
        raise NotImplementedError

    def parse(self, text: str, asked: Asked) -> object:
        """Read a form's field, all of it. Raises Refused."""
        asked = replace(asked, text=text, form=True, required=True, later=())
        words = Words.of(text)
        taken = self.take(words, asked)
        if taken is None or taken.rest:
            raise self.wrong(words if taken is None else taken.rest, asked)
        return taken.value

    def show(self, value: object, asked: Asked) -> str:
        """The value as text that reads as the same value."""
        return str(value)

    def written(self, value: object, asked: Asked) -> str:
        """The value as a part of a line."""
        return self.show(value, asked)

    def field(self, value: object, asked: Asked) -> str:
        """The value as a form's field holds it: one of the options where there are any."""
        return self.show(value, asked)

    def begins(self, words: Words, asked: Asked) -> bool:
        """Whether it certainly begins here; asks no database."""
        return False

    def needed(self, asked: Asked) -> bool:
        """Whether it must be there though its field has a default."""
        return False

    def stands(self, asked: Asked) -> bool:
        """Whether a form has a field for it, though nothing was said for it."""
        return True

    def fallback(self, asked: Asked) -> object | None:
        """What it is when nothing was typed; None when the place does not say."""
        return None

    def wrong(self, words: Words, asked: Asked) -> Refused:
        """What is said when something else stands in its place."""
        return Refused(t("arguments.unread", text=echo(words.typed)))

    def options(self, asked: Asked) -> tuple[Option, ...]:
        """What a form offers to choose from."""
        return ()

    def ask(self, name: str, asked: Asked) -> Ask:
        """The field of a form, still empty."""
        return Ask(
            name=name,
            label=T(key=self.asks or f"arguments.field.{name}"),
            input=self.input,
            required=asked.required,
            options=self.options(asked),
            help=None if self.helps is None else T(key=self.helps),
        )


def echo(text: str) -> Said:
    """What somebody typed, back in an answer."""
    return Said(text=text.strip(), limit=40)


def offered(*buttons: Button) -> Buttons:
    """Three in sight, the others behind."""
    return Buttons(shown=buttons[:3], more=buttons[3:])
