"""Days and instants in the reader's zone: 24 hours, weekday always, year only if another (voice.md 1.1, rule 6)."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import get_timezone_location

from bot.words.catalogue import Catalogue
from bot.words.reader import Language, Reader

DAY_STYLES = ("full", "weekday", "long", "date", "near")
MOMENT_STYLES = ("auto", "full", "time", "weekday")
_NEAR = {-1: "words.day.yesterday", 0: "words.day.today", 1: "words.day.tomorrow"}


def day(on: date, style: str, reader: Reader, texts: Catalogue) -> str:
    """`near` says today, yesterday or tomorrow where it can; `long` is the weekday, written out."""
    if style in ("weekday", "long"):
        return weekday(on, reader.language, "wide" if style == "long" else "abbreviated")
    near = _NEAR.get((on - reader.today).days) if style == "near" else None
    if near:
        return texts.text(near, reader.language)
    return _dated("date" if style == "date" else "day", on, reader, texts)


def moment(at: datetime, style: str, reader: Reader, texts: Catalogue) -> str:
    """`auto` drops the day when it is today; `weekday` says Thu 09:40."""
    here = at.astimezone(reader.zone)
    time = f"{here.hour:02}:{here.minute:02}"
    if style == "weekday":
        return f"{weekday(here.date(), reader.language)} {time}"
    if style == "auto" and here.date() != reader.today:
        style = "full"
    text = f"{_dated('day', here.date(), reader, texts)} {time}" if style == "full" else time
    return text if style == "time" or not reader.city else _with_city(text, reader, texts)


def weekday(on: date, language: Language, width: str = "abbreviated") -> str:
    return _weekdays(language, width)[on.weekday()]


def _dated(form: str, on: date, reader: Reader, texts: Catalogue) -> str:
    year = "" if on.year == reader.today.year else "_of_year"
    return texts.text(f"words.time.{form}{year}", reader.language).format(
        weekday=weekday(on, reader.language), day=on.day, month=_months(reader.language)[on.month - 1], year=on.year
    )


def _with_city(text: str, reader: Reader, texts: Catalogue) -> str:
    city = _city(reader.zone, reader.language)
    return texts.text("words.time.in_city", reader.language).format(moment=text, city=city)


@cache
def _city(zone: ZoneInfo, language: Language) -> str:
    return str(get_timezone_location(zone, locale=Locale.parse(language), return_city=True))


@cache
def _weekdays(language: Language, width: str) -> tuple[str, ...]:
    names = Locale.parse(language).days["format"][width]
    return tuple(names[number] for number in range(7))


@cache
def _months(language: Language) -> tuple[str, ...]:
    names = Locale.parse(language).months["format"]["abbreviated"]
    return tuple(names[number] for number in range(1, 13))
