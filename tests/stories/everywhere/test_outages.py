"""A platform that refuses for some seconds while the business clock moves an hour; the product begins anew."""

from __future__ import annotations

import pytest

from tests.stories.everywhere.premises import CHANNEL, QUEUE, Premises
from tests.stories.everywhere.trouble import Trouble
from tests.stories.everywhere.ways import WAYS, Way

SECONDS = 2.0
LOTS = ("lot A", "lot B", "lot C")
STALE = ("R1 waits for R&D to acknowledge it", "left to acknowledge it", "Nobody acknowledged R1")


@pytest.mark.parametrize("way", WAYS[:4], ids=lambda way: way.name)
def test_an_hour_in_which_the_platform_takes_nothing(way: Way) -> None:
    """Half way the product ends and begins anew on the same database. What was said meanwhile has its effect once,
    its cards come in the order in which it was said; the ladder's messages, no longer true, do not come."""
    with Premises(way) as here:
        here.ann.says("/ask rd_clarification P1 rail spec 4.2: can we state 150 ms?", in_=CHANNEL)
        here.ray.sees("R1 · Technical clarification · P1 · ACME")
        here.comes_to_rest()

        here.platform_refuses(Trouble.TOO_MANY)
        for lot in LOTS:
            here.world.ann.says(f"/win ACME 2.5M {lot} again=yes")
        here.passes(35)
        here.platform_relents()
        here.platform_refuses(Trouble.BROKEN)
        here.restarts(ready=False)
        here.world.ray.says("/ack R1 today")
        here.passes(25)
        here.lasts(SECONDS)
        here.platform_relents()
        here.is_ready()
        here.comes_to_rest()

        here.ann.sees("Ray has it")
        cards = [each for each in here.bo.reads(CHANNEL) if "Order · ACME" in each]
        assert [lot for each in cards for lot in LOTS if lot in each] == list(LOTS)
        for who in (here.ann, here.lee):
            for stale in STALE:
                who.never_sees(stale)
        assert here.lee.times("R1 · Technical clarification · P1 · ACME") == 1
        here.ray.says("/resolve R1 150 ms holds", in_=QUEUE)
        here.ann.sees("150 ms holds")


@pytest.mark.parametrize("way", WAYS[:4], ids=lambda way: way.name)
def test_connections_that_break_off_lose_nothing_and_say_nothing_twice(way: Way) -> None:
    """What people wrote while nothing came through is kept by the platform, and heard when it does again."""
    with Premises(way) as here:
        here.ann.says("/win 2.5M lot A", in_=CHANNEL)
        here.bo.sees("lot A")
        here.comes_to_rest()

        here.platform_refuses(Trouble.RESETS)
        here.ann.writes("/win ACME 2.5M lot B again=yes")
        here.bo.writes("/confirm #1")
        here.passes(60)
        here.is_ready()
        here.comes_to_rest()

        here.bo.sees("lot B")
        here.bo.sees("Confirmed #1.")
        here.ann.sees("Confirmed by Bo")
        assert [sum(lot in each for each in here.bo.reads(CHANNEL) if "Order · ACME" in each) for lot in LOTS] == [
            1,
            1,
            0,
        ]
