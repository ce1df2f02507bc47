"""Socket Mode: the same over a WebSocket, silence noticed, envelopes that come again (traps 3, 5)."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import httpx
import pytest

from tests.bot.slack.office import Office
from tests.servers.slack import Timing


@pytest.fixture
def office() -> Iterator[Office]:
    timing = Timing.quick()
    timing.warns_before = 2.0
    with Office(socket=True, ping_every=0.4, timing=timing) as office:
        assert office.slack.sockets.connected()
        yield office
        assert office.slack.quiet(), office.slack.complaints


def _ready(office: Office) -> httpx.Response:
    return office.http.get(office.address + "/readyz")


def _becomes(true: Callable[[], bool], within: float = 8.0) -> None:
    until = time.monotonic() + within
    while not true():
        assert time.monotonic() < until, "it did not become so"
        time.sleep(0.05)


def test_commands_talk_and_windows_go_by_it_too(office: Office) -> None:
    office.ann.types("/tri log ACME exec_meeting note the payload=format", in_="acct-acme")
    office.ann.sees("Logged #1")
    office.bo.types("@triangle score ACME", in_="acct-acme")
    office.bo.sees("ACME · growth")
    office.ann.types("/ask ACME", in_="acct-acme")
    office.ann.fills(kind="clarification", what="rail spec")
    office.ann.submits()
    office.ann.sees("R1")
    assert _ready(office).status_code == 200
    assert office.log.errors() == []


def test_silence_is_noticed_and_what_was_queued_is_handled(office: Office) -> None:
    office.slack.expects("timeout")
    office.slack.sockets.falls_silent()
    said: list[str] = []
    _becomes(lambda: _ready(office).status_code == 503)
    said.append(_ready(office).text)
    assert office.slack.sockets.connected(8.0, opened=2)
    _becomes(lambda: _ready(office).status_code == 200)
    assert "Socket Mode is not connected since" in said[0]
    office.ann.types("help")
    office.ann.sees("/score ACME")
    assert office.log.errors() == []


def test_cut_off_it_comes_back_with_a_fresh_address(office: Office) -> None:
    office.slack.refuse("apps.connections.open", 500, times=4)
    office.slack.expects("apps.connections.open")
    office.slack.sockets.drops()
    assert office.slack.sockets.connected(20.0, opened=2)
    _becomes(lambda: _ready(office).status_code == 200)
    alarms = [error for error in office.log.errors() if "tries to connect failed" in error]
    assert len(alarms) == 1
    office.ann.types("help")
    office.ann.sees("/score ACME")


def test_refreshed_nothing_is_lost(office: Office) -> None:
    office.slack.sockets.refreshes("warning")
    office.ann.types("/tri log ACME showcase", in_="acct-acme")
    office.ann.sees("Logged #1")
    assert office.slack.sockets.connected(5.0, opened=2)
    assert len(office.events()) == 1


def test_an_envelope_that_comes_again_has_one_effect(office: Office) -> None:
    with office.busy(1.0):
        typed = office.ann.types("/tri log ACME showcase", in_="acct-acme")
    assert typed.delivery is not None
    office.slack.deliveries.again(typed.delivery)
    office.slack.settles()
    assert len(office.events()) == 1
