"""From a win to the manager's Monday in one process, at the demo's speed (domain.md 3, 6, 7)."""

from __future__ import annotations

from tests.stories.demo import Demo
from tests.stories.test_golden_01 import a_win, confirmed

ASKED = "/ask rd_clarification P1 can we state 150 ms for lot 2?"
HEARD = {
    "direct-tang": ("R41 waits for R&D to acknowledge it",),
    "rd-queue": ("R41 waits for R&D to acknowledge it",),
    "direct-he": ("left to acknowledge it",),
    "direct-lin": ("Nobody acknowledged R41 by",),
    "acct-huaxing": ("Nobody acknowledged R41 by",),
    "direct-sun": ("Huaxing Rail waits for R&D: R41",),
}
"""What must have been heard where when nobody has answered for 150% of the hour: each once."""


def times(demo: Demo, place: str, words: str) -> int:
    return sum(words in each.text for each in demo.stands(place))


def test_from_a_win_to_the_managers_monday(demo: Demo) -> None:
    demo.tang.says("/ack 40 today", "rd-queue")
    a_win(demo)
    assert "rank 2 → 1 of 4" in confirmed(demo).first
    assert demo.lin.says("/standings").lines[2].endswith("Huaxing Rail")

    sent = demo.runs_until("wed 10:20").lin.says(ASKED, "acct-huaxing")
    assert sent.number == "R41"
    assert "If nobody answers" in sent.text
    assert times(demo, "direct-he", "left to acknowledge it") == 0
    demo.runs_until("wed 10:55")
    assert times(demo, "rd-queue", HEARD["rd-queue"][0]) == 1
    demo.runs_until("wed 11:10")
    assert times(demo, "direct-he", HEARD["direct-he"][0]) == 1
    demo.runs_until("wed 11:25")
    assert times(demo, "direct-lin", HEARD["direct-lin"][0]) == 1
    assert times(demo, "acct-huaxing", HEARD["acct-huaxing"][0]) == 1
    assert times(demo, "direct-sun", HEARD["direct-sun"][0]) == 0
    demo.runs_until("wed 11:55")
    places = [(place, words) for place, said in HEARD.items() if place != "direct-tang" for words in said]
    assert {place: times(demo, place, words) for place, words in places} == dict.fromkeys(dict(places), 1)

    cards = {place: times(demo, place, "R41 · Technical clarification") for place in ("rd-queue", "acct-huaxing")}
    assert min(cards.values()) >= 1
    demo.tang.says("/ack 41 tomorrow", "rd-queue")
    copies = [demo.about(place, "R41 · Technical clarification") for place in cards]
    assert all("Tang Wei has it" in copy.text for copy in copies)
    demo.runs_until("wed 14:00").tang.says("/resolve 41 150 ms holds, letter attached", "rd-queue")
    copies = [demo.about(place, "R41 · Technical clarification") for place in cards]
    assert all("✅ Resolved in" in copy.text for copy in copies)
    assert {place: times(demo, place, "R41 · Technical clarification") for place in cards} == cards
    assert "150 ms holds" in demo.about("direct-lin", "R41 answered").text

    demo.runs_until("mon 09:05", speed=3600)
    page = demo.about("direct-gao", "Your Monday, 30 Nov")
    assert "👏 Lin Yue, Chen Bo: order ¥2.5M" in page.text
    assert times(demo, "direct-sun", HEARD["direct-sun"][0]) == 1
