"""Parts that are words: the rest of a line, a name, a flag, an address, a zone, a currency, hours, a count."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import ClassVar, Final
from zoneinfo import available_timezones

from handlers.arguments.currencies import currency_called
from handlers.arguments.line import Words
from handlers.arguments.plain import fold, plain
from handlers.arguments.slot import Asked, InForm, Input, Slot, Taken, echo
from handlers.reply import Option, Refused
from handlers.values import T, t

NOTE_LIMIT: Final = 3_000
NAME_LIMIT: Final = 80
_CLOSING: Final = {'"': '"', "“": "”", "„": "“", "「": "」", "『": "』", "«": "»", "＂": "＂"}
_EMAIL = re.compile(r"[^@\s<>,;\"]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
_HOURS = re.compile(r"(\d{1,2})(?::([0-5]\d))?(?:-|~|至|到|to)(\d{1,2})(?::([0-5]\d))?", re.IGNORECASE)
_WHOLE = re.compile("[0-9]{1,9}")


@dataclass(frozen=True)
class WordsSlot(Slot):
    """All that is left, kept as typed but for outer spaces; refused beyond 3,000 characters."""

    input: ClassVar[Input] = "long"
    rest: ClassVar[bool] = True

    def take(self, words: Words, asked: Asked) -> Taken | None:
        return Taken(_within(words.typed), words.drop(len(words))) if words else None

    def parse(self, text: str, asked: Asked) -> object:
        return _within(text.strip())

    def wrong(self, words: Words, asked: Asked) -> Refused:
        return InForm(t("arguments.note.too_long", length=len(words.typed), limit=NOTE_LIMIT))


@dataclass(frozen=True)
class NameSlot(Slot):
    """A name: what stands in quotes, else the first word; with `whole`, all words up to the next marked one."""

    whole: bool = False

    def take(self, words: Words, asked: Asked) -> Taken | None:
        if not words:
            return None
        taken = _in_quotes(words) or self._words(words)
        if taken is not None and len(str(taken.value)) > NAME_LIMIT:
            raise InForm(t("arguments.name.too_long", length=len(str(taken.value)), limit=NAME_LIMIT))
        return taken

    def _words(self, words: Words) -> Taken | None:
        count = 1
        if self.whole:
            marked = (at for at, word in enumerate(words.words) if "=" in word.plain or "@" in word.plain)
            count = next(marked, len(words))
        return Taken(words.keep(count).typed, words.drop(count)) if count else None

    def parse(self, text: str, asked: Asked) -> object:
        words = Words.of(text)
        taken = _in_quotes(words) if words else None
        value = str(taken.value) if taken is not None and not taken.rest else text.strip()
        if len(value) > NAME_LIMIT:
            raise InForm(t("arguments.name.too_long", length=len(value), limit=NAME_LIMIT))
        return value

    def show(self, value: object, asked: Asked) -> str:
        return str(value)

    def written(self, value: object, asked: Asked) -> str:
        text = str(value)
        if len(Words.of(text)) == 1 and plain(text)[:1] not in ('"', "?", "-") and not set("=@") & set(plain(text)):
            return text
        pair = next(((a, b) for a, b in _CLOSING.items() if a not in text and b not in text), ('"', '"'))
        return f"{pair[0]}{text}{pair[1]}"


@dataclass(frozen=True)
class FlagSlot(Slot):
    """A word that is there or not: `pending`."""

    word: str

    input: ClassVar[Input] = "choice"
    keyed: ClassVar[bool] = True

    def take(self, words: Words, asked: Asked) -> Taken | None:
        return Taken(True, words.drop()) if fold(words.first) in self._names() else None

    def parse(self, text: str, asked: Asked) -> object:
        return fold(text) in {*self._names(), "yes", "true", "on", "1", "是"}

    def show(self, value: object, asked: Asked) -> str:
        return "yes" if value else "no"

    def written(self, value: object, asked: Asked) -> str:
        return self.word if value else ""

    def options(self, asked: Asked) -> tuple[Option, ...]:
        return (Option(value="yes", label=T(key=f"arguments.choice.{self.word}")),)

    def _names(self) -> set[str]:
        return {fold(each) for each in (self.word, *_FLAGS.get(self.word, ()))}


_FLAGS: Final = {"pending": ("待确认", "unconfirmed")}


@dataclass(frozen=True)
class EmailSlot(Slot):
    def take(self, words: Words, asked: Asked) -> Taken | None:
        return Taken(words.first.lower(), words.drop()) if self.begins(words, asked) else None

    def begins(self, words: Words, asked: Asked) -> bool:
        return len(words.first) <= 254 and _EMAIL.fullmatch(words.first) is not None

    def wrong(self, words: Words, asked: Asked) -> Refused:
        return Refused(t("arguments.email.wrong", text=echo(words.keep(1).typed)))


@dataclass(frozen=True)
class ZoneSlot(Slot):
    """A time zone by its IANA name, in any case, or by its city alone."""

    def take(self, words: Words, asked: Asked) -> Taken | None:
        zone = _zones().get(words.first.casefold()) if words else None
        return None if zone is None else Taken(zone, words.drop())

    def begins(self, words: Words, asked: Asked) -> bool:
        return words.first.casefold() in _zones()

    def wrong(self, words: Words, asked: Asked) -> Refused:
        return Refused(t("arguments.zone.wrong", text=echo(words.keep(1).typed)))


@cache
def _zones() -> dict[str, str]:
    names = sorted(name for name in available_timezones() if "/" in name or name == "UTC")
    regional = (name for name in names if not name.startswith(("Etc/", "posix/", "right/", "SystemV/")))
    cities = {name.rpartition("/")[2].casefold(): name for name in regional}
    return cities | {name.casefold(): name for name in names}


@dataclass(frozen=True)
class CurrencySlot(Slot):
    """A currency by its ISO 4217 code or its name in Chinese."""

    def take(self, words: Words, asked: Asked) -> Taken | None:
        code = currency_called(words.first)
        return None if code is None else Taken(code, words.drop())

    def wrong(self, words: Words, asked: Asked) -> Refused:
        return Refused(t("arguments.currency.wrong", text=echo(words.keep(1).typed)))


@dataclass(frozen=True)
class HoursSlot(Slot):
    """Hours of the day as minutes from midnight: `18:00-9:00`."""

    def take(self, words: Words, asked: Asked) -> Taken | None:
        for span in words.names(longest=3):
            found = _HOURS.fullmatch(span.plain.replace(" ", ""))
            if found and (hours := _minutes(found)) is not None:
                return Taken(hours, span.rest)
        return None

    def show(self, value: object, asked: Asked) -> str:
        if not isinstance(value, tuple):
            raise TypeError(f"{value!r} are no hours")
        return "-".join(f"{minute // 60:02}:{minute % 60:02}" for minute in value)

    def wrong(self, words: Words, asked: Asked) -> Refused:
        return Refused(t("arguments.hours.wrong", text=echo(words.keep(1).typed)))


def _minutes(found: re.Match[str]) -> tuple[int, int] | None:
    start, end = (int(found[at]) * 60 + int(found[at + 1] or 0) for at in (1, 3))
    return (start, end) if max(start, end) <= 24 * 60 and start != end else None


@dataclass(frozen=True)
class WholeSlot(Slot):
    """A whole number, not negative."""

    input: ClassVar[Input] = "number"

    def take(self, words: Words, asked: Asked) -> Taken | None:
        return Taken(int(words.first), words.drop()) if _WHOLE.fullmatch(words.first) else None

    def wrong(self, words: Words, asked: Asked) -> Refused:
        return Refused(t("arguments.whole.wrong", text=echo(words.keep(1).typed)))


def _within(text: str) -> str:
    if len(text) > NOTE_LIMIT:
        raise InForm(t("arguments.note.too_long", length=len(text), limit=NOTE_LIMIT))
    return text


def _in_quotes(words: Words) -> Taken | None:
    closing = _CLOSING.get(words.text[words.start : words.start + 1])
    end = words.text.find(closing, words.start + 1) if closing else -1
    name = words.text[words.start + 1 : end].strip() if end > 0 else ""
    return Taken(name, words.seek(end + 1)) if name else None
