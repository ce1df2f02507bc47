"""Laws of reading, by property: nothing but refusals is raised, nothing is lost, no float is near (domain.md 11)."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handlers.arguments.amounts import LIMIT, TypedValue, amount, money
from handlers.arguments.choices import ChoiceSlot
from handlers.arguments.dates import DaySlot
from handlers.arguments.days import NoSuchDay, days
from handlers.arguments.figures import AmountSlot
from handlers.arguments.line import Words
from handlers.arguments.plain import fold, pinyin, plain
from handlers.arguments.read import args, line_of
from handlers.arguments.slot import Asked
from handlers.arguments.who import AccountSlot, PeopleSlot
from handlers.arguments.wordings import NameSlot
from handlers.command import AnyCommand
from handlers.reply import Refused
from scoring.values import minor_digits
from tests.handlers.arguments import grammar as g
from tests.handlers.arguments.desk import TODAY, Desk, said

COMMANDS = (
    g.WIN,
    g.LOG,
    g.ASK,
    g.EVENTS,
    g.AWAY,
    g.SCORE,
    g.CONFIRM,
    g.ACK,
    g.DECLINE,
    g.DISPUTE,
    g.STANDINGS,
    g.JOIN,
)
PIECES = st.sampled_from(
    [
        "Huaxing",
        "华星",
        "Rail",
        "id=3",
        "order",
        "高层拜访",
        "dso",
        "250",
        "2.5M",
        "-1",
        "¥",
        "USD",
        "250万",
        "9e30",
        "with",
        "on",
        "@chen",
        "@陈",
        "@",
        "me",
        "line=",
        "to=rd",
        "to=",
        "until",
        "since",
        "fri",
        "10/11",
        "2026-13-40",
        "pending",
        "P1",
        "R40",
        "#118",
        "?",
        "--",
        "“",
        "»",
        "\u200b",
        "🙂",
        "<b>",
        "';",
        "DROP",
        "مرحبا",
        "\x00",
    ]
)
LINES = st.one_of(st.text(max_size=60), st.lists(st.one_of(PIECES, st.text(max_size=6)), max_size=9).map(" ".join))
patiently = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@patiently
@given(command=st.sampled_from(COMMANDS), line=LINES)
def test_any_line_is_read_or_refused(command: AnyCommand, line: str, desk: Desk) -> None:
    filled = desk.reads(command, line)
    for no in filled.faults.values():
        assert said(no)
    if filled.complete:
        args(command, filled)


@patiently
@given(command=st.sampled_from(COMMANDS), texts=st.lists(LINES, min_size=7, max_size=7))
def test_any_form_is_read_or_refused(command: AnyCommand, texts: list[str], desk: Desk) -> None:
    fields = dict(zip(command.takes.model_fields, texts, strict=False))
    filled = desk.fills(command, **fields)
    for no in filled.faults.values():
        assert said(no)
    if filled.complete:
        args(command, filled)


@patiently
@given(command=st.sampled_from(COMMANDS), line=LINES)
def test_what_is_complete_is_written_so_that_it_reads_the_same(command: AnyCommand, line: str, desk: Desk) -> None:
    filled = desk.reads(command, line)
    if filled.complete:
        again = desk.reads(command, line_of(command, filled.values, desk.ctx)[len(command.word) :])
        assert again.values == filled.values


@given(st.text())
def test_plain_and_fold_are_idempotent(text: str) -> None:
    assert plain(plain(text)) == plain(text)
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_the_words_of_a_line_lie_in_its_text(text: str) -> None:
    words = Words.of(text).words
    assert all(text[word.start : word.end].strip() for word in words)
    assert all(one.end <= other.start for one, other in pairwise(words))


@given(minor=st.integers(1, LIMIT * 100), currency=st.sampled_from(["CNY", "USD", "JPY", "KWD"]))
def test_an_amount_is_shown_so_that_it_reads_the_same(minor: int, currency: str, desk: Desk) -> None:
    value = TypedValue(min(minor, LIMIT * 10 ** minor_digits(currency)), currency)
    slot = AmountSlot()
    for asked in (Asked(desk.ctx), Asked(desk.ctx, account_id=1), Asked(desk.ctx, account_id=5)):
        assert slot.parse(slot.show(value, asked), asked) == value


@given(st.integers(0, 10**13), st.integers(0, 6), st.sampled_from(["", "k", "万", "M", "亿"]))
def test_amounts_are_exact(digits: int, places: int, unit: str) -> None:
    """Against rationals: a float would lose the last places."""
    text = f"{Decimal(digits).scaleb(-places):f}"
    size = {"": 1, "k": 10**3, "万": 10**4, "M": 10**6, "亿": 10**8}[unit]
    read = amount(f"{text}{unit}")
    assert read is not None
    assert read.size is not None
    assert Fraction(read.size) == Fraction(text) * size


@given(st.decimals(0, 10**12, places=4, allow_nan=False))
def test_money_has_no_more_decimals_than_its_currency(size: Decimal) -> None:
    value = money(size, "CNY")
    assert (value is None) == (Fraction(size) * 100).denominator.__gt__(1)


@given(away=st.integers(-3_000, 0))
def test_a_day_is_shown_so_that_it_reads_the_same(away: int, desk: Desk) -> None:
    day, slot = TODAY + timedelta(away), DaySlot()
    assert slot.parse(slot.show(day, Asked(desk.ctx)), Asked(desk.ctx)) == day


@given(st.text(max_size=20), st.dates(date(2001, 1, 1), date(2099, 1, 1)), st.booleans())
def test_any_text_is_days_or_none(text: str, today: date, ahead: bool) -> None:
    try:
        days(plain(text), today, ahead)
    except NoSuchDay:
        return


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.sampled_from(["mon", "周三", "週五", "sunday", "星期天"]))
def test_a_weekday_is_the_last_one_for_facts_and_the_next_one_for_promises(today: date, name: str) -> None:
    (last,), (following,) = days(name, today, ahead=False), days(name, today, ahead=True)
    assert 0 <= (today - last).days <= 6
    assert 1 <= (following - today).days <= 7
    assert last.weekday() == following.weekday()


@pytest.mark.parametrize("slot", [AccountSlot()])
@pytest.mark.parametrize("id", [1, 2, 3, 4, 5])
def test_an_account_is_shown_so_that_it_reads_the_same(slot: AccountSlot, id: int, desk: Desk) -> None:
    for text in (slot.show(id, Asked(desk.ctx)), slot.written(id, Asked(desk.ctx)), slot.field(id, Asked(desk.ctx))):
        assert slot.parse(text, Asked(desk.ctx)) == id


def test_people_and_choices_are_shown_so_that_they_read_the_same(desk: Desk) -> None:
    people, choice = PeopleSlot(), ChoiceSlot(("accounts", "members"))
    assert people.parse(people.show((1, 2, 6), Asked(desk.ctx)), Asked(desk.ctx)) == (1, 2, 6)
    assert choice.parse(choice.show("members", Asked(desk.ctx)), Asked(desk.ctx)) == "members"


@given(name=st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=20))
def test_a_name_is_written_so_that_it_reads_the_same(name: str, desk: Desk) -> None:
    slot = NameSlot()
    taken = slot.take(Words.of(slot.written(name, Asked(desk.ctx))), Asked(desk.ctx))
    assert taken is not None
    assert taken.value == name


@pytest.mark.parametrize(("one", "other"), [("重慶", "重庆"), ("長安", "长安"), ("Ｒ＆Ｄ", "r&d"), ("研發", "研发")])
def test_scripts_fold_together_and_spell_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)
    assert pinyin(one) == pinyin(other)


def test_refusals_never_carry_an_untranslated_key(desk: Desk) -> None:
    with pytest.raises(Refused):
        AmountSlot().parse("x", Asked(desk.ctx))
