"""Instants, days and lengths of time (voice.md 1.1, rule 6)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Literal
from zoneinfo import ZoneInfo

import pytest

from bot.words.say import plain, say
from handlers.values import Day, Lasting, Moment
from tests.bot.words.listening import EN, HANS, HANT, at, day, heard, in_three, moment

TODAY, TOMORROW = at(25, "11:40"), at(26, "09:40")


def test_an_instant_drops_its_day_when_it_is_today() -> None:
    assert set(in_three(Moment(at=TODAY))) == {"11:40"}


def test_an_instant_of_another_day_names_it_with_its_weekday() -> None:
    assert in_three(Moment(at=TOMORROW)) == ("Thu 26 Nov 09:40", "11月26日周四 09:40", "11月26日週四 09:40")


def test_what_stands_names_the_day_even_today() -> None:
    full = Moment(at=TODAY, style="full")
    assert in_three(full) == ("Wed 25 Nov 11:40", "11月25日周三 11:40", "11月25日週三 11:40")


def test_an_instant_by_its_time_or_weekday_alone() -> None:
    assert set(in_three(Moment(at=TOMORROW, style="time"))) == {"09:40"}
    assert in_three(Moment(at=TOMORROW, style="weekday")) == ("Thu 09:40", "周四 09:40", "週四 09:40")


def test_an_instant_of_another_year_names_it() -> None:
    other = Moment(at=at(4, "08:00", month=1, year=2027))
    assert in_three(other) == ("Mon 4 Jan 2027 08:00", "2027年1月4日周一 08:00", "2027年1月4日週一 08:00")


def test_today_and_the_time_are_those_of_the_readers_zone() -> None:
    in_london = replace(EN, zone=ZoneInfo("Europe/London"))
    assert plain(Moment(at=at(25, "07:30")), in_london) == "Tue 24 Nov 23:30"


def test_a_channel_of_several_zones_names_the_city() -> None:
    both = [replace(reader, city=True) for reader in (EN, HANS)]
    assert [plain(Moment(at=TOMORROW), reader) for reader in both] == [
        "Thu 26 Nov 09:40 Shanghai",
        "11月26日周四 09:40（上海）",
    ]
    assert plain(Moment(at=TOMORROW, style="time"), both[0]) == "09:40"


def test_a_span_keeps_the_instant_that_it_spells_out_whole() -> None:
    assert say(Moment(at=TOMORROW), EN)[0].at == TOMORROW
    assert say(Moment(at=TOMORROW, style="time"), EN)[0].at is None


@pytest.mark.parametrize(
    ("style", "en", "hans", "hant"),
    [
        ("full", "Wed 25 Nov", "11月25日周三", "11月25日週三"),
        ("weekday", "Wed", "周三", "週三"),
        ("date", "25 Nov", "11月25日", "11月25日"),
        ("near", "today", "今天", "今天"),
    ],
)
def test_a_day(style: Literal["full", "weekday", "date", "near"], en: str, hans: str, hant: str) -> None:
    assert in_three(Day(on=date(2026, 11, 25), style=style)) == (en, hans, hant)


def test_near_days_have_words_and_others_their_name() -> None:
    near = [Day(on=date(2026, 11, number), style="near") for number in (24, 26, 27)]
    assert [plain(one, EN) for one in near] == ["yesterday", "tomorrow", "Fri 27 Nov"]
    assert [plain(one, HANT) for one in near] == ["昨天", "明天", "11月27日週五"]


def test_a_day_of_another_year_names_it() -> None:
    assert in_three(Day(on=date(2025, 3, 4))) == ("Tue 4 Mar 2025", "2025年3月4日周二", "2025年3月4日週二")
    assert plain(Day(on=date(2025, 3, 4), style="date"), EN) == "4 Mar 2025"


def test_languages_may_ask_for_different_styles_of_one_value() -> None:
    due = moment(26, "14:05")
    assert heard("({due})", EN, due=due) == "(Thu 26 Nov 14:05)"
    assert heard("（{due:weekday}）", HANS, due=due) == "（周四 14:05）"


def test_a_style_that_does_not_fit_is_our_mistake() -> None:
    with pytest.raises(ValueError, match="near"):
        heard("{due:near}", EN, due=moment(26, "14:05"))


def test_a_line_may_begin_with_a_day_near_by() -> None:
    assert heard("{day:capital}", EN, day=day(25).model_copy(update={"style": "near"})) == "Today"


@pytest.mark.parametrize(
    ("minutes", "en", "hans", "hant"),
    [
        (12, "12 min", "12分钟", "12分鐘"),
        (60, "1 h", "1小时", "1小時"),
        (140, "2 h 20 min", "2小时20分", "2小時20分"),
        (365, "6 h 5 min", "6小时5分", "6小時5分"),
        (2400, "5 d", "5天", "5天"),
        (600, "1 d 2 h", "1天2小时", "1天2小時"),
        (485, "1 d 5 min", "1天5分钟", "1天5分鐘"),
        (605, "1 d 2 h 5 min", "1天2小时5分", "1天2小時5分"),
        (0, "0 min", "0分钟", "0分鐘"),
        (-12, "−12 min", "−12分钟", "−12分鐘"),
    ],
)
def test_a_length_of_working_time(minutes: int, en: str, hans: str, hant: str) -> None:
    assert in_three(Lasting(minutes=minutes, day_minutes=480)) == (en, hans, hant)


def test_hours_need_no_days_and_bare_ones_no_unit() -> None:
    assert in_three(Lasting(minutes=1000, day_minutes=480, style="hours")) == (
        "16 h 40 min",
        "16小时40分",
        "16小時40分",
    )
    assert set(in_three(Lasting(minutes=570, style="bare"))) == {"9.5"}
