"""A win is confirmed, help is asked for, the ladder climbs, R&D answers: on each platform, and across both."""

from __future__ import annotations

import pytest

from tests.stories.everywhere.premises import CHANNEL, QUEUE, Premises
from tests.stories.everywhere.ways import WAYS, Way


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.name)
def test_a_win_is_confirmed_and_help_arrives(way: Way) -> None:
    with Premises(way) as here:
        here.ann.says("/win 2.5M Signalling lot 2", in_=CHANNEL)
        here.ann.sees("Logged #1: order, ¥2,500,000, ACME, today.")
        here.bo.presses("Confirm", on="Order · ACME · ¥2,500,000")
        here.bo.sees("Confirmed #1.")
        here.ann.sees("Confirmed by Bo")

        here.ann.says("/ask rd_clarification P1 rail spec 4.2: can we state 150 ms?", in_=CHANNEL)
        here.ann.sees("R1 is with R&D.")
        here.lee.sees("R1 · Technical clarification · P1 · ACME")

        here.passes(30)
        here.ray.sees("R1 waits for R&D to acknowledge it")
        here.passes(15)
        here.lee.sees("left to acknowledge it")
        here.passes(15)
        here.ann.sees("Nobody acknowledged R1 by 10:00")
        here.passes(30)
        here.sue.sees("ACME waits for R&D: R1")

        here.ray.presses("Acknowledge", on="R1 · Technical clarification · P1 · ACME")
        here.ray.presses("Today", on="R1: by which day?")
        here.ray.sees("R1 acknowledged after")
        here.ann.sees("Ray has it")
        here.ray.says("/resolve R1 150 ms holds, letter attached", in_=QUEUE)
        here.ann.sees("150 ms holds, letter attached")
        here.lee.sees("Resolved in")
        for who in (here.lee, here.ann, here.sue):
            assert who.times("Nobody acknowledged R1 by 10:00") <= 2
