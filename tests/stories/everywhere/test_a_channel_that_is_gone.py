"""An account's channel is archived on Slack: what was for it is heard in person, and the company goes on."""

from __future__ import annotations

from tests.stories.everywhere.premises import CHANNEL, Premises
from tests.stories.everywhere.ways import WAYS


def test_an_archived_channel_is_tried_once_and_its_people_hear_in_person() -> None:
    """Nobody says that it was archived: the first message that is refused shows it, while a clock is breached."""
    with Premises(WAYS[0]) as here:
        here.ann.says("/ask rd_clarification P1 rail spec 4.2: can we state 150 ms?", in_=CHANNEL)
        here.lee.sees("R1 · Technical clarification · P1 · ACME")
        here.passes(55)
        here.comes_to_rest()
        here.slack.expects("is_archived")
        here.slack.workspace.find_channel(CHANNEL).archived = True

        here.passes(35)
        for who in (here.ann, here.bo):
            who.sees("Nobody acknowledged R1 by 10:00")
            assert who.times("Nobody acknowledged R1 by 10:00") == 1
        here.mia.sees("acct-acme is gone, so nothing of ACME stands there any more.")
        assert here.mia.times("is gone") == 1
        here.ray.presses("Acknowledge", on="R1 · Technical clarification · P1 · ACME")
        here.ray.presses("Today", on="R1: by which day?")
        here.ray.sees("R1 acknowledged after")
        here.ann.says("/win ACME 2.5M lot 2")
        here.ann.sees("Logged #1")
        tried = [args["channel"] for method, args, _ in here.slack.calls if method == "chat.postMessage"]
        archived = here.slack.workspace.find_channel(CHANNEL).id
        assert tried.count(archived) <= 2
