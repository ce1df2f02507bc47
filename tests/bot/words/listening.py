"""Readers of the demo company (voice.md 2.1), texts made on the spot, and spans written with their marks again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from gettext import GNUTranslations
from io import BytesIO
from zoneinfo import ZoneInfo

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from bot.words.catalogue import Catalogue, files, gathered
from bot.words.reader import LANGUAGES, Language, Reader
from bot.words.say import plain, say
from bot.words.span import Span
from handlers.values import Cash, Day, Figure, Lasting, Listed, Moment, Name, Number, Ref, T, Value

SHANGHAI = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 25, 10, 14, tzinfo=SHANGHAI)
EN, HANS, HANT = (Reader(language, SHANGHAI, NOW) for language in LANGUAGES)


def at(day: int, time: str, month: int = 11, year: int = 2026) -> datetime:
    hour, minute = map(int, time.split(":"))
    return datetime(year, month, day, hour, minute, tzinfo=SHANGHAI)


def moment(day: int, time: str, month: int = 11) -> Moment:
    return Moment(at=at(day, time, month))


def day(number: int, month: int = 11) -> Day:
    return Day(on=date(2026, month, number))


def yuan(amount: int) -> Cash:
    return Cash(minor=amount * 100, currency="CNY")


def points(value: str) -> Figure:
    return Figure(value=Decimal(value))


def change(value: str) -> Figure:
    return Figure(value=Decimal(value), signed=True)


def number(value: str | int | Decimal) -> Number:
    return Number(value=Decimal(value))


def event(number: int) -> Ref:
    return Ref(kind="event", number=number)


def request(number: int) -> Ref:
    return Ref(kind="request", number=number)


def hours(count: float) -> Lasting:
    return Lasting(minutes=round(count * 60), style="hours")


def working(minutes: int) -> Lasting:
    return Lasting(minutes=minutes, day_minutes=480)


def person(en: str, hans: str, hant: str) -> Name:
    return Name(names={"en": en, "zh_Hans": hans, "zh_Hant": hant})


def either(*items: Value) -> Listed:
    return Listed(items=items, joined="or")


def everyone(*items: Value) -> Listed:
    return Listed(items=items, joined="and")


def row(*items: Value) -> Listed:
    return Listed(items=items)


YOU = Name(names={}, you=True)
LIN = person("Lin Yue", "林悦", "林悅")
CHEN = person("Chen Bo", "陈博", "陳博")
WU = person("Wu Min", "吴敏", "吳敏")
TANG = person("Tang Wei", "唐薇", "唐薇")
HE = person("He Rui", "何睿", "何睿")
GAO = person("Gao Mei", "高梅", "高梅")
SUN = person("Sun Hao", "孙浩", "孫浩")
ZHAO = person("Zhao Ning", "赵宁", "趙寧")
XU = person("Xu Fei", "许飞", "許飛")
LUO = person("Luo Qin", "罗琴", "羅琴")
QIAN = person("Qian Li", "钱立", "錢立")
SONG = person("Song Jia", "宋佳", "宋佳")
HUAXING = person("Huaxing Rail", "华星轨道", "華星軌道")
ACME = person("Acme Ports", "安科港务", "安科港務")
RECEPTION = person("Reception", "接待", "接待")
RD = person("R&D", "研发", "研發")


def a_catalogue(texts: Mapping[Language, Mapping[str, str]]) -> Catalogue:
    """The words of the house, and these."""
    return Catalogue({lang: {**_house(lang), **_home(texts.get(lang, {}), lang)} for lang in LANGUAGES})


def heard(template: str, reader: Reader, **values: Value | int | Decimal) -> str:
    """The template as the reader hears it, strong and code marked again."""
    return "".join(map(_marked, spans(template, reader, **values))).replace("****", "").replace("``", "")


def spans(template: str, reader: Reader, **values: Value | int | Decimal) -> tuple[Span, ...]:
    texts = a_catalogue({reader.language: {"here": template}})
    return say(T(key="here", values={name: _value(value) for name, value in values.items()}), reader, texts)


def in_three(words: T | Value) -> tuple[str, str, str]:
    return plain(words, EN), plain(words, HANS), plain(words, HANT)


def _marked(span: Span) -> str:
    mark = "**" if span.strong else "`" if span.code else ""
    return f"{mark}{span.text}{mark}"


def _value(value: Value | int | Decimal) -> Value:
    return number(value) if isinstance(value, int | Decimal) else value


@cache
def _house(language: Language) -> dict[str, GNUTranslations]:
    return gathered(files(language))


def _home(texts: Mapping[str, str], language: Language) -> dict[str, GNUTranslations]:
    catalog = Catalog(locale=language)
    for key, text in texts.items():
        catalog.add(key, text)
    with BytesIO() as mo:
        write_mo(mo, catalog)
        mo.seek(0)
        return dict.fromkeys(texts, GNUTranslations(mo))
