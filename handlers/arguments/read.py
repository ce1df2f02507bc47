"""A command's arguments from a line or a form: what was read, what is missing, what can't be (domain.md 11).

A line's marked parts may stand anywhere before its rest, and behind it where they read without a doubt. `?` in place
of a part asks for it; what stands behind `--` is the rest, word for word.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final, cast, get_args

from pydantic.fields import FieldInfo

from handlers.arguments.accounts import AccountSlot
from handlers.arguments.keyed import Keyed
from handlers.arguments.kinds import KindSlot
from handlers.arguments.line import Words
from handlers.arguments.slot import ASK_ME, Asked, InForm, Slot, Taken, Unsaid, echo
from handlers.arguments.wordings import FlagSlot
from handlers.command import AnyCommand, Args
from handlers.context import Context
from handlers.reply import Ask, Refused
from handlers.values import Name, t

LINE_LIMIT: Final = 12_000
VERBATIM: Final = "--"
_BEHIND: Final = 12
"""How many of the last words are looked through for marked parts behind the rest."""
_LONGEST_FAULT: Final = 4
"""At most so many words are one part that can't be: "5 December 2027"."""
_UNSTORABLE: Final = re.compile("[\x00\ud800-\udfff]")


@dataclass(frozen=True)
class Part:
    """A field of a command's arguments, its slot, and what it is when it was left out."""

    name: str
    slot: Slot
    required: bool
    default: object = None


@dataclass
class Filled:
    """`values` by field; `missing` fields to ask for; `faults` say what is wrong with one; `typed` is what a form
    shows again."""

    values: dict[str, object] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    faults: dict[str, Refused] = field(default_factory=dict)
    typed: dict[str, str] = field(default_factory=dict)

    @property
    def complete(self) -> bool:
        return not self.missing and not self.faults


def read(command: AnyCommand, text: str, ctx: Context) -> Filled:
    """What a line says behind the command's word. Raises nothing; what can't be read is in `faults`."""
    return _Line(command, _UNSTORABLE.sub("\ufffd", text), ctx).read()


def read_form(command: AnyCommand, fields: Mapping[str, str], ctx: Context) -> Filled:
    """What a form's fields say; an empty one was left out."""
    filled = Filled(typed={name: _UNSTORABLE.sub("\ufffd", text) for name, text in fields.items()})
    for part in parts(command.takes):
        if filled.typed.get(part.name, "").strip():
            _parse(part, command, filled, ctx)
    _framed(command, filled, ctx)
    filled.missing = _missing(command, filled, ctx)
    return filled


def args(command: AnyCommand, filled: Filled) -> Args:
    """The arguments as the command takes them; only what is complete can be."""
    made: Args = command.takes(**filled.values)
    return made


def line_of(command: AnyCommand, values: Mapping[str, object], ctx: Context) -> str:
    """A line that reads as these values."""
    return " ".join((command.word, *_written(command, values, ctx)))


def asks(command: AnyCommand, filled: Filled, ctx: Context) -> tuple[Ask, ...]:
    """The fields of the command's form, filled with what was read or typed, each fault under its field."""
    return tuple(
        _ask(part, command, filled, ctx) for part in parts(command.takes) if _stands(part, command, filled, ctx)
    )


def parts(takes: type[Args]) -> tuple[Part, ...]:
    """The slots of a command's arguments in order; TypeError for a field without one."""
    return _parts(cast(Hashable, takes))


@cache
def _parts(takes: Hashable) -> tuple[Part, ...]:
    fields = cast(type[Args], takes).model_fields
    return tuple(
        Part(name, _slot(name, each), each.is_required(), None if each.is_required() else each.default)
        for name, each in fields.items()
    )


def _slot(name: str, info: FieldInfo) -> Slot:
    found = next((each for each in (*info.metadata, *_annotations(info.annotation)) if isinstance(each, Slot)), None)
    if found is None:
        raise TypeError(f"the field {name} has no slot")
    return found


def _annotations(annotation: Any) -> Iterator[object]:
    """What is annotated inside `AnAccount | None`."""
    for each in get_args(annotation):
        yield from getattr(each, "__metadata__", ())


class _Line:
    """A line on its way to values: marked parts where they stand, the others in order, then the rest."""

    def __init__(self, command: AnyCommand, text: str, ctx: Context) -> None:
        self.command, self.text, self.ctx = command, text, ctx
        self.filled = Filled()
        self.unsaid: set[str] = set()
        every = parts(command.takes)
        self.keyed = [part for part in every if part.slot.keyed]
        self.order = [part for part in every if not part.slot.keyed]

    def read(self) -> Filled:
        if len(self.text) > LINE_LIMIT and not any(part.slot.rest for part in self.order):
            return self._too_long()
        words = self._parts(Words.of(self.text))
        if words:
            self._rest(words)
        while self.order:
            self._skip(self.order.pop(0))
        self.filled.missing = _missing(self.command, self.filled, self.ctx, self.unsaid)
        return self.filled

    def _parts(self, words: Words) -> Words:
        """Reads up to the rest, and gives what is left."""
        while words and words.first != VERBATIM:
            behind = self._marked(words)
            if behind is None:
                if not self.order or self.order[0].slot.rest:
                    break
                behind = self._next(words)
            words = behind
            if any(not isinstance(fault, InForm) for fault in self.filled.faults.values()):
                return words.keep(0)
        return words

    def _marked(self, words: Words) -> Words | None:
        """The words behind a marked part that stands here; None where none does."""
        for part in self.keyed:
            if part.name not in self.filled.values and self._may_stand(part, words):
                taken = self._take(part, words)
                if taken is not None:
                    return taken.rest
        return None

    def _may_stand(self, part: Part, words: Words) -> bool:
        return isinstance(part.slot, FlagSlot) or (isinstance(part.slot, Keyed) and part.slot.marks(words))

    def _next(self, words: Words) -> Words:
        part = self.order.pop(0)
        if words.first == ASK_ME:
            self.unsaid.add(part.name)
            return words.drop()
        taken = self._take(part, words)
        if taken is None:
            self._skip(part)
            return words
        return taken.rest

    def _take(self, part: Part, words: Words) -> Taken | None:
        """Reads a part and keeps it; a fault costs the words that it is about."""
        try:
            taken = part.slot.take(words, self._asked(part))
        except Refused as no:
            self.filled.faults[part.name] = no
            wrong, left = self._about(part, words, no)
            self.filled.typed[part.name] = wrong.typed
            return Taken(None, left)
        if taken is not None:
            self._keep(part, taken, words)
        return taken

    def _about(self, part: Part, words: Words, no: Refused) -> tuple[Words, Words]:
        """The words that a fault is about, a mark before them left out, and those behind them."""
        if part.slot.rest:
            return words, words.keep(0)
        marked = part.slot.behind(words) if isinstance(part.slot, Keyed) else None
        if not marked:
            return words.keep(1), words.drop()
        few = range(1, min(_LONGEST_FAULT, len(marked)) + 1)
        count = next((count for count in few if self._refuses(part, marked.keep(count), no)), 1)
        return marked.keep(count), marked.drop(count)

    def _refuses(self, part: Part, words: Words, no: Refused) -> bool:
        """Whether these words alone are refused in the same way."""
        try:
            part.slot.parse(words.typed, self._asked(part))
        except Refused as again:
            return again.words == no.words
        return False

    def _keep(self, part: Part, taken: Taken, words: Words) -> None:
        if taken.value is Unsaid.UNSAID:
            self.unsaid.add(part.name)
            return
        self.filled.values[part.name] = taken.value
        self.filled.typed[part.name] = self.text[words.start : taken.rest.start].strip()

    def _skip(self, part: Part) -> None:
        found = part.slot.fallback(self._asked(part)) if part.required and part.name not in self.unsaid else None
        if found is not None:
            self.filled.values[part.name] = found

    def _rest(self, words: Words) -> None:
        verbatim = words.first == VERBATIM and bool(self.order)
        rest = next((part for part in self.order if part.slot.rest), None)
        if rest is None:
            self._left_over(words)
            return
        self.order.remove(rest)
        self._take(rest, words.drop() if verbatim else self._without_marked(words))

    def _without_marked(self, words: Words) -> Words:
        """The rest without marked parts at its very end: "… lot 2 on fri". What is doubtful there stays words."""
        for at in range(max(1, len(words) - _BEHIND), len(words)):
            for part in self.keyed:
                taken = self._at_the_end(part, words.drop(at))
                if taken is not None:
                    self._keep(part, taken, words.drop(at))
                    return self._without_marked(words.keep(at))
        return words

    def _at_the_end(self, part: Part, words: Words) -> Taken | None:
        if part.name in self.filled.values or not isinstance(part.slot, Keyed) or not part.slot.marks(words):
            return None
        try:
            taken = part.slot.take(words, self._asked(part))
        except Refused:
            return None
        return taken if taken is not None and not taken.rest and taken.value is not Unsaid.UNSAID else None

    def _left_over(self, words: Words) -> None:
        """Words that fit nowhere: they stand for the first part that is missing, else they are too many."""
        if self.filled.faults:
            return
        open_parts = [part for part in parts(self.command.takes) if part.name not in self.filled.values]
        part = next((part for part in open_parts if not part.slot.keyed), None)
        if part is None:
            said = t("arguments.left_over", text=echo(words.typed), example=_plainly(self.command.example))
            self.filled.faults[""] = Refused(said)
            return
        self.filled.faults[part.name] = part.slot.wrong(words, self._asked(part))
        self.filled.typed[part.name] = words.typed

    def _asked(self, part: Part) -> Asked:
        return asked_about(self.command, part, self.filled.values, self.ctx, text=self.text)

    def _too_long(self) -> Filled:
        fault = InForm(t("arguments.line.too_long", length=len(self.text), limit=LINE_LIMIT))
        return Filled(faults={"": fault}, typed={})


def asked_about(command: AnyCommand, part: Part, values: Mapping[str, object], ctx: Context, text: str = "") -> Asked:
    """What the slot of a part may look at, when these values are known."""
    every = parts(command.takes)
    return Asked(
        ctx=ctx,
        text=text,
        before=command.word,
        account_id=_value(every, values, AccountSlot, int),
        kind=_value(every, values, KindSlot, str),
        later=_later(every, part),
        required=part.required,
    )


def _value(every: Sequence[Part], values: Mapping[str, object], slot: type[Slot], kind: type[Any]) -> Any:
    found = (values.get(part.name) for part in every if isinstance(part.slot, slot))
    return next((value for value in found if isinstance(value, kind)), None)


def _later(every: Sequence[Part], part: Part) -> tuple[Slot, ...]:
    """The slots that may follow a part: up to the first that must be there."""
    behind = [each for each in every[every.index(part) + 1 :] if not each.slot.keyed]
    must = next((at for at, each in enumerate(behind) if each.required), len(behind))
    return tuple(each.slot for each in behind[: must + 1])


def _missing(
    command: AnyCommand, filled: Filled, ctx: Context, unsaid: set[str] | frozenset[str] = frozenset()
) -> tuple[str, ...]:
    found = []
    for part in parts(command.takes):
        if part.name in filled.values or part.name in filled.faults:
            continue
        asked = asked_about(command, part, filled.values, ctx)
        if part.required or part.name in unsaid or part.slot.needed(asked):
            found.append(part.name)
    return tuple(found)


def _parse(part: Part, command: AnyCommand, filled: Filled, ctx: Context) -> None:
    try:
        asked = asked_about(command, part, filled.values, ctx)
        filled.values[part.name] = part.slot.parse(filled.typed[part.name], asked)
    except Refused as no:
        filled.faults[part.name] = no


def _framed(command: AnyCommand, filled: Filled, ctx: Context) -> None:
    """Says each fault again with the whole line around its field, so that its buttons run all of it."""
    for part in parts(command.takes):
        if part.name in filled.faults:
            asked = _in_frame(part, command, filled, ctx)
            try:
                part.slot.parse(filled.typed[part.name], asked)
            except Refused as no:
                filled.faults[part.name] = no


def _in_frame(part: Part, command: AnyCommand, filled: Filled, ctx: Context) -> Asked:
    every = parts(command.takes)
    at = every.index(part)
    before = _written(command, _of(every[:at], filled), ctx)
    behind = _written(command, _of(every[at + 1 :], filled), ctx)
    mark = part.slot.mark if isinstance(part.slot, Keyed) else ""
    asked = asked_about(command, part, filled.values, ctx)
    return Asked(
        ctx=ctx,
        before=" ".join((command.word, *before, mark)).strip(),
        behind=" ".join(behind),
        account_id=asked.account_id,
        kind=asked.kind,
    )


def _of(some: Sequence[Part], filled: Filled) -> dict[str, object]:
    return {each.name: filled.values[each.name] for each in some if each.name in filled.values}


def _written(command: AnyCommand, values: Mapping[str, object], ctx: Context) -> Iterator[str]:
    for part in parts(command.takes):
        if (value := values.get(part.name)) is None or value in ((), False):
            continue
        if part.slot.rest:
            yield VERBATIM
        yield part.slot.written(value, asked_about(command, part, values, ctx))


def _stands(part: Part, command: AnyCommand, filled: Filled, ctx: Context) -> bool:
    said = part.name in filled.values or bool(filled.typed.get(part.name, "").strip())
    return said or part.slot.stands(asked_about(command, part, filled.values, ctx))


def _ask(part: Part, command: AnyCommand, filled: Filled, ctx: Context) -> Ask:
    asked = asked_about(command, part, filled.values, ctx)
    known = filled.values.get(part.name, None if part.name in filled.faults else part.default or None)
    shown = filled.typed.get(part.name) if known is None else part.slot.field(known, asked)
    fault = filled.faults.get(part.name)
    ask = part.slot.ask(part.name, asked)
    needed = ask.required or part.slot.needed(asked)
    return ask.model_copy(
        update={"value": shown or None, "required": needed, "error": fault.words if fault else None}
    )


def _plainly(text: str) -> Name:
    return Name(names={"en": text})
