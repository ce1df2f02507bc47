"""One request that lives on both platforms, and people who have both: what is done here is seen there."""

from __future__ import annotations

from storage import rows
from storage.database import Unit
from storage.tables.company import OrgUnit
from tests.stories.everywhere.premises import CHANNEL, QUEUE, Premises
from tests.stories.everywhere.ways import Way

SALES, DEPARTMENT, BOTH = (
    frozenset({"ann", "bo", "sue", "mia"}),
    frozenset({"lee", "ray"}),
    frozenset({"lee", "ray", "ann"}),
)
APART = Way("sales on Slack, R&D on Telegram", slack=SALES, telegram=DEPARTMENT, webhook=True)
APART_AGAIN = Way("R&D on Slack, sales on Telegram", slack=DEPARTMENT, telegram=SALES)
TOGETHER = Way("on both", slack=SALES | DEPARTMENT, telegram=BOTH)
TYPED = "R&D said x < y & <b>z</b>; is AT&T's payload so?"
AT_ONCE = 5.0
"""Seconds: a second or two, on a machine that has nothing else to do."""


def asks(here: Premises) -> None:
    """In words that each platform writes otherwise on its wires."""
    here.ann.says(f"/ask rd_clarification P1 {TYPED}", in_=CHANNEL)
    here.ray.sees("R1 · Technical clarification · P1 · ACME")
    here.ray.sees(TYPED)
    here.comes_to_rest()


def test_acknowledged_on_telegram_its_message_on_slack_changes() -> None:
    with Premises(APART) as here:
        asks(here)
        here.ray.says("/ack R1 today", in_=QUEUE)
        here.ann.sees("Ray has it", AT_ONCE)
        assert [TYPED in each for each in here.ann.reads(CHANNEL) if "Ray has it" in each] == [True]


def test_acknowledged_on_slack_its_message_on_telegram_changes() -> None:
    with Premises(APART_AGAIN) as here:
        asks(here)
        here.ray.presses("Acknowledge", on="R1 · Technical clarification · P1 · ACME")
        here.ray.presses("Today", on="R1: by which day?")
        here.ann.sees("Ray has it", AT_ONCE)
        assert [TYPED in each for each in here.ann.reads(CHANNEL) if "Ray has it" in each] == [True]


def test_news_goes_where_its_reader_prefers_in_their_language_and_by_their_clock() -> None:
    with Premises(TOGETHER) as here:
        here.on_telegram["ann"].says("/settings language zh_Hans")
        here.on_telegram["ann"].sees("简体中文")
        here.ann.says("/settings platform telegram")
        here.ann.sees("Telegram")
        here.lee.says("/settings zone Europe/Berlin")
        here.lee.sees("Berlin")
        here.ann.says("/ask rd_clarification P1 rail spec 4.2: can we state 150 ms?", in_=CHANNEL)
        here.on_telegram["ray"].sees("R1 · Technical clarification · P1 · ACME")
        here.passes(60)
        here.lee.sees("15 min left to acknowledge it (by 03:00)")
        here.on_telegram["ann"].sees("R1 10:00前无人响应")
        assert not [each for each in here.ann.reads() if "R1" in each]


def test_what_nobody_saw_here_for_a_quarter_of_an_hour_goes_there() -> None:
    with Premises(TOGETHER) as here:
        here.world.write(lambda unit: is_on_duty(here, unit))
        here.ann.says("/ask rd_clarification P1 rail spec 4.2: can we state 150 ms?", in_=CHANNEL)
        here.ann.sees("R1 is with R&D.")
        here.passes(30)
        here.on_slack["ray"].sees("⏰")
        assert here.on_telegram["ray"].times("⏰") == 0
        here.passes(15)
        here.on_telegram["ray"].sees("⏰")
        here.on_telegram["ray"].says("/ack R1 today")
        here.ann.sees("Ray has it")
        here.passes(60)
        assert [here.on_slack["ray"].times("⏰"), here.on_telegram["ray"].times("⏰")] == [2, 1]


def is_on_duty(here: Premises, unit: Unit) -> None:
    rows.change(unit, OrgUnit, here.world._unit(unit, "R&D").id, on_duty_id=here.world.person("ray").id)
