"""The grammar of days: 2026-11-20, 11-20, 20 Nov, 11月20日, yesterday, fri, 上周五 (domain.md 11).

Only reads: whether a day fits, and what is said when it does not, is `dates`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from typing import Final

from babel import Locale

EARLIEST: Final = date(2000, 1, 1)
LATEST: Final = date(2100, 1, 1)

Days = tuple[date, ...]
"""What a text may mean: one day, or several that must be asked about."""

_WORDS: Final = {
    **dict.fromkeys(("today", "今天", "今日"), 0),
    **dict.fromkeys(("yesterday", "昨天", "昨日"), -1),
    **dict.fromkeys(("前天", "前日"), -2),
    **dict.fromkeys(("大前天",), -3),
    **dict.fromkeys(("tomorrow", "明天", "明日"), 1),
    **dict.fromkeys(("后天", "後天"), 2),
    **dict.fromkeys(("大后天", "大後天"), 3),
}
_MORE_WEEKDAYS: Final = {"tues": 1, "weds": 2, "thur": 3, "thurs": 3}
_AGO: Final = re.compile(r"(\d{1,3}) ?(?:days? ago|天前)")
_AHEAD: Final = re.compile(r"(?:in (\d{1,3}) days?|(\d{1,3}) ?天[后後])")
_WEEKDAY: Final = re.compile(r"(?P<which>last|this|next|上个?|上個|这个?|這個?|本|下个?|下個)? ?(?P<name>.+)")
_SHIFT: Final = {"last": -1, "上": -1, "next": 1, "下": 1, "this": 0, "这": 0, "這": 0, "本": 0}
_YMD: Final = re.compile(r"(\d{4})(?:([-/.])(\d{1,2})\2(\d{1,2})|年(\d{1,2})月(\d{1,2})[日号號]?)")
_MD: Final = re.compile(r"(\d{1,2})(?:-|月)(\d{1,2})[日号號]?")
_SLASHED: Final = re.compile(r"(\d{1,2})/(\d{1,2})(?:/(\d{4}))?")
_DAY_MONTH: Final = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?(?: of)? ?([a-z]+)\.?,? ?(\d{4})?")
_MONTH_DAY: Final = re.compile(r"([a-z]+)\.? ?(\d{1,2})(?:st|nd|rd|th)?,? ?(\d{4})?")


class NoSuchDay(ValueError):  # noqa: N818  says what it is
    """A text of a day's shape that names none: 2026-02-30."""


def days(text: str, today: date, ahead: bool) -> Days:
    """The days that a text in its plain form may mean, the likelier first; () where it is no day at all.

    A weekday is the last one (today counts), with `ahead` the next one. A day without its year is the one nearest
    to today. Raises NoSuchDay.

    >>> days("fri", date(2026, 11, 25), ahead=False), days("fri", date(2026, 11, 25), ahead=True)
    ((datetime.date(2026, 11, 20),), (datetime.date(2026, 11, 27),))
    """
    text = " ".join(text.casefold().split()).rstrip(",;.。、")
    found = _by_word(text, today) or _by_weekday(text, today, ahead) or _by_date(text, today)
    found = found or _with_weekday(text, today)
    if any(not EARLIEST <= day <= LATEST for day in found):
        raise NoSuchDay(text)
    return found


def _by_word(text: str, today: date) -> Days:
    if text in _WORDS:
        return (today + timedelta(_WORDS[text]),)
    if ago := _AGO.fullmatch(text):
        return (today - timedelta(int(ago[1])),)
    if later := _AHEAD.fullmatch(text):
        return (today + timedelta(int(later[1] or later[2])),)
    return ()


def _by_weekday(text: str, today: date, ahead: bool) -> Days:
    found = _WEEKDAY.fullmatch(text)
    number = weekdays().get(found["name"]) if found else None
    if found is None or number is None:
        return ()
    which = found["which"]
    if which is None:
        return (_next(number, today) if ahead else _last(number, today),)
    if which.isascii():
        return _english(which, number, today, ahead)
    monday = today - timedelta(today.weekday())
    return (monday + timedelta(7 * _SHIFT[which[0]] + number),)


def _english(which: str, number: int, today: date, ahead: bool) -> Days:
    """ "next fri" on a Monday is this week's for some and next week's for others."""
    monday = today - timedelta(today.weekday())
    if which == "last":
        return (_last(number, today - timedelta(1)),)
    if which == "this":
        return (monday + timedelta(number),)
    coming, week_after = _next(number, today), monday + timedelta(7 + number)
    return tuple(dict.fromkeys((coming, week_after))) if ahead else (week_after,)


def _last(number: int, today: date) -> date:
    return today - timedelta((today.weekday() - number) % 7)


def _next(number: int, today: date) -> date:
    return today + timedelta((number - today.weekday() - 1) % 7 + 1)


def _by_date(text: str, today: date) -> Days:
    if found := _YMD.fullmatch(text):
        year, _, *rest = found.groups()
        month, day = (int(part) for part in rest if part)
        return (_day(text, int(year), month, day),)
    if found := _MD.fullmatch(text):
        return (_nearest(text, int(found[1]), int(found[2]), today),)
    if found := _SLASHED.fullmatch(text):
        return _slashed(text, int(found[1]), int(found[2]), int(found[3] or 0), today)
    return _by_month_name(text, today)


def _by_month_name(text: str, today: date) -> Days:
    if (found := _DAY_MONTH.fullmatch(text)) and found[2] in months():
        day, month, year = int(found[1]), months()[found[2]], found[3]
    elif (found := _MONTH_DAY.fullmatch(text)) and found[1] in months():
        day, month, year = int(found[2]), months()[found[1]], found[3]
    else:
        return ()
    return (_day(text, int(year), month, day) if year else _nearest(text, month, day, today),)


def _slashed(text: str, one: int, two: int, year: int, today: date) -> Days:
    """Month first as in America, or day first as in Europe: asked where both are days."""
    found: list[date] = []
    for month, day in ((one, two), (two, one)):
        try:
            found.append(_day(text, year, month, day) if year else _nearest(text, month, day, today))
        except NoSuchDay:
            continue
    if not found:
        raise NoSuchDay(text)
    return tuple(dict.fromkeys(found))


def _with_weekday(text: str, today: date) -> Days:
    """`fri 4 dec`, `12月4日周五`; where the two don't agree, the day of that week is asked about too."""
    for number, rest in _without_weekday(text):
        if (found := _by_date(rest, today)) and len(found) == 1:
            day = found[0]
            near = day - timedelta((day.weekday() - number + 3) % 7 - 3)
            return tuple(dict.fromkeys((day, near)))
    return ()


def _without_weekday(text: str) -> Iterator[tuple[int, str]]:
    for name, number in weekdays().items():
        if text.startswith(name):
            yield number, text[len(name) :].strip(" ,(")
        if text.endswith((name, f"({name})")):
            yield number, text.removesuffix(")").removesuffix(name).strip(" ,(")


def _nearest(text: str, month: int, day: int, today: date) -> date:
    years = (
        range(today.year - 1, today.year + 2) if (month, day) != (2, 29) else range(today.year - 4, today.year + 5)
    )
    found = [it for year in years if (it := _day_or_none(year, month, day))]
    if not found:
        raise NoSuchDay(text)
    return min(found, key=lambda it: abs(it - today))


def _day(text: str, year: int, month: int, day: int) -> date:
    found = _day_or_none(year, month, day)
    if found is None:
        raise NoSuchDay(text)
    return found


def _day_or_none(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


@cache
def weekdays() -> dict[str, int]:
    """Names of weekdays, Monday 0: CLDR's, and those that people say in Chinese. The longest first."""
    names = dict(_MORE_WEEKDAYS)
    for language in ("en", "zh_Hans", "zh_Hant"):
        for width in ("wide", "abbreviated", "short"):
            days = Locale.parse(language).days["format"][width]
            names |= {name.casefold(): number for number, name in days.items() if not _one_han(name)}
    for number, signs in enumerate(("一1", "二2", "三3", "四4", "五5", "六6", "日天7")):
        for prefix in ("周", "週", "星期", "礼拜", "禮拜"):
            names |= {prefix + sign: number for sign in signs}
    return dict(sorted(names.items(), key=lambda each: -len(each[0])))


def _one_han(name: str) -> bool:
    return len(name) == 1


@cache
def months() -> dict[str, int]:
    names: dict[str, int] = {"sept": 9}
    for width in ("wide", "abbreviated"):
        names |= {name.casefold(): number for number, name in Locale.parse("en").months["format"][width].items()}
    return names
