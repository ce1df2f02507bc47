"""Each kind of value as spans, in the reader's words."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import singledispatch

from bot.words import figures
from bot.words.catalogue import Catalogue
from bot.words.lasting import lasting
from bot.words.money import cash
from bot.words.names import named
from bot.words.reader import Reader
from bot.words.restyle import restyled
from bot.words.said import quoted
from bot.words.span import Span, dressed
from bot.words.template import Slot, parsed
from bot.words.times import day, moment
from handlers.values import Cash, Day, Figure, Lasting, Listed, Moment, Name, Number, Ref, Said, Share, T, Value

_LETTERS = {"event": "#", "request": "R"}


class MissingValue(KeyError):  # noqa: N818  says what it is
    pass


@dataclass(frozen=True, slots=True)
class Voice:
    """Who listens, and the texts to say it with."""

    reader: Reader
    texts: Catalogue


@singledispatch
def spoken(value: object, voice: Voice) -> list[Span]:
    raise TypeError(f"{type(value).__name__} is no value of a text (in {voice.reader.language})")


@spoken.register
def _(value: T, voice: Voice) -> list[Span]:
    spans: list[Span] = []
    for piece in parsed(voice.texts.text(value.key, voice.reader.language, value.count)):
        if isinstance(piece, Span):
            spans.append(piece)
        else:
            spans += _filled(piece, value, voice)
    return spans


@spoken.register
def _(value: Said, voice: Voice) -> list[Span]:
    return [Span(quoted(value.text, value.limit, value.cut), said=True)]


@spoken.register
def _(value: Name, voice: Voice) -> list[Span]:
    if value.you:
        return [Span(voice.texts.text("words.you", voice.reader.language))]
    text, lang = named(value.names, voice.reader.language)
    return [Span(text, lang=lang)]


@spoken.register
def _(value: Ref, voice: Voice) -> list[Span]:
    return [Span(f"{_LETTERS[value.kind]}{value.number}")]


@spoken.register
def _(value: Cash, voice: Voice) -> list[Span]:
    return [Span(cash(value.minor, value.currency, value.full, voice.reader.language))]


@spoken.register
def _(value: Figure, voice: Voice) -> list[Span]:
    return [Span(figures.figure(value.value, value.places, value.signed))]


@spoken.register
def _(value: Share, voice: Voice) -> list[Span]:
    return [Span(figures.share(value.value, value.places))]


@spoken.register
def _(value: Number, voice: Voice) -> list[Span]:
    return [Span(figures.number(value.value, voice.reader.language))]


@spoken.register
def _(value: Moment, voice: Voice) -> list[Span]:
    whole = value.style in ("auto", "full")
    return [Span(moment(value.at, value.style, voice.reader, voice.texts), at=value.at if whole else None)]


@spoken.register
def _(value: Day, voice: Voice) -> list[Span]:
    return [Span(day(value.on, value.style, voice.reader, voice.texts))]


@spoken.register
def _(value: Lasting, voice: Voice) -> list[Span]:
    language = voice.reader.language
    return [Span(lasting(value.minutes, value.day_minutes, value.style, language, voice.texts))]


@spoken.register
def _(value: Listed, voice: Voice) -> list[Span]:
    """ "and" and "or" stand before the last item only."""
    comma, last = (_joiner(joined, voice) for joined in ("comma", value.joined))
    spans: list[Span] = []
    for still_to_come, item in zip(reversed(range(len(value.items))), value.items, strict=True):
        spans += spoken(item, voice)
        if still_to_come:
            spans.append(last if still_to_come == 1 else comma)
    return spans


def _joiner(joined: str, voice: Voice) -> Span:
    return Span(voice.texts.text(f"words.list.{joined}", voice.reader.language))


def _filled(slot: Slot, text: T, voice: Voice) -> list[Span]:
    spans = _put_in(slot, _value(slot.name, text), voice)
    return [dressed(span, slot.strong, slot.code) for span in spans] if slot.strong or slot.code else spans


def _put_in(slot: Slot, value: Value, voice: Voice) -> list[Span]:
    """A number named `year` is a name, not a quantity: 2026, never 2,026."""
    if slot.name == "year" and isinstance(value, Number):
        return [Span(f"{value.value:.0f}")]
    if slot.style == "capital":
        return _capital(spoken(value, voice))
    return spoken(restyled(value, slot.style) if slot.style else value, voice)


def _capital(spans: list[Span]) -> list[Span]:
    """The first letter large, where a line begins with it."""
    return [spans[0]._replace(text=spans[0].text[:1].upper() + spans[0].text[1:]), *spans[1:]] if spans else []


def _value(name: str, text: T) -> Value:
    if name in text.values:
        return text.values[name]
    if name == "count" and text.count is not None:
        return Number(value=Decimal(text.count))
    raise MissingValue(f"{text.key} needs {name!r}")
