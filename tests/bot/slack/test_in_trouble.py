"""Slow databases, deliveries that come again, our own mistakes (traps 1, 4; answers after the commit alone)."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import httpx
import pytest

from bot.clock import SystemClock
from bot.platforms.slack import ways
from bot.platforms.slack.responses import LIVES, MOST_USES, Responses
from bot.platforms.slack.turn import Answered
from tests.bot.slack.office import Office


@pytest.fixture(scope="module")
def opened() -> Iterator[Office]:
    with Office() as office:
        yield office


@pytest.fixture
def office(opened: Office) -> Iterator[Office]:
    yield opened
    assert opened.slack.quiet(), opened.slack.complaints


def test_delivered_again_while_the_first_still_runs(office: Office) -> None:
    """Trap 1: both are acknowledged in time; one event, one answer."""
    ts = office.slack.clock.stamp()
    said = {"type": "app_mention", "channel": office.hall.id, "user": office.bo.id, "ts": ts}
    said["text"] = f"<@{office.bot}> log AT&amp;T site_visit"
    answers: list[httpx.Response] = []
    with office.busy(4.5):
        for again in ({}, {"X_Slack_Retry_Num": "1", "X_Slack_Retry_Reason": "http_timeout"}):
            answers.append(office.event(said, f"Ev{ts}", **again))
    assert [answer.status_code for answer in answers] == [200, 200]
    assert all(answer.elapsed < timedelta(seconds=3) for answer in answers)
    office.bo.sees("AT&T, today")
    assert len(office.events()) == 1
    assert len([m for m in office.slack.workspace.every_message() if "Logged #1" in m.text]) == 1


def test_acknowledged_means_committed(office: Office) -> None:
    """Within the two seconds nothing is acknowledged before it stands in the database."""
    before = len(office.events())
    with office.busy(0.8):
        answer = office.command("log ACME showcase", trigger_id="committed")
    assert answer.elapsed > timedelta(seconds=0.7)
    assert len(office.events()) == before + 1


def test_twenty_at_once_all_succeed(office: Office) -> None:
    """Trap 21: on SQLite nobody hears of locks."""
    for n in range(20):
        office.command(f"ask ACME rd_clarification P2 question {n} again=yes", trigger_id=f"again{n}")
    numbers = sorted(office.requests())
    assert len(numbers) == 20
    lee = office.names["lee"].id
    with ThreadPoolExecutor(20) as crowd:
        acks = [crowd.submit(office.command, f"ack R{n}", user_id=lee, trigger_id=f"ack{n}") for n in numbers]
    texts = [ack.result().text for ack in acks]
    assert [ack.result().status_code for ack in acks] == [200] * 20
    assert not any("locked" in text or "broke" in text for text in texts)
    office.slack.settles()
    _wait(lambda: all(state != "open" for number, state in office.requests().items() if number in numbers))


def _wait(true: Callable[[], bool]) -> None:
    until = time.monotonic() + 10
    while not true():
        assert time.monotonic() < until, "it did not become so"
        time.sleep(0.05)


def test_what_breaks_in_our_own_hands_is_acknowledged_with_a_number(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Trap 4: the acknowledgement stands, the person gets an apology, the log the trace; nothing comes again."""

    def breaks(*_: object) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as patch:
        patch.setattr(ways, "body_of", breaks)
        answer = office.command("help", trigger_id="breaks")
    assert answer.status_code == 200
    number = next(each.getMessage() for each in office.log.records if "a Command broke" in each.getMessage())[-4:]
    assert number in answer.text
    office.log.records.clear()


def test_a_mistake_in_drawing_is_told_with_a_number(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = Answered.message
    broken: list[int] = []

    def once(self: Answered, page: int = 0) -> object:
        if not broken:
            broken.append(1)
            raise ZeroDivisionError
        return drawn(self, page)

    monkeypatch.setattr(Answered, "message", once)
    answer = office.command("help", trigger_id="drawing")
    assert answer.status_code == 200
    text = json.loads(answer.text)["text"]
    error = next(each for each in office.log.records if "broke, number" in each.getMessage())
    assert error.getMessage()[-4:] in text
    assert error.exc_info is not None
    office.log.records.clear()


def test_a_token_of_another_workspace_hears_nothing(office: Office) -> None:
    assert office.command("help", team_id="T0OTHER", trigger_id="other").text == ""


def test_a_response_url_is_used_five_times_within_half_an_hour() -> None:
    real = SystemClock().real()
    responses = Responses(lambda: real)
    responses.met("http://x")
    assert responses.live("http://x")
    real += LIVES
    assert not responses.live("http://x")
    assert not responses.live("")
    assert MOST_USES == 5
