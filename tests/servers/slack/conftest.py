"""A server, a small app that listens to it, and three people in a channel."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.servers.slack import Channel, Person, SlackServer, Timing
from tests.servers.slack.small_app import SmallApp


@pytest.fixture
def slack() -> Iterator[SlackServer]:
    timing = Timing.quick()
    timing.answer_within = 0.4
    with SlackServer(timing) as server:
        yield server


@pytest.fixture
def app(slack: SlackServer) -> Iterator[SmallApp]:
    small = SmallApp(slack).listens()
    yield small
    slack.settles(2)
    small.stop()


@pytest.fixture
def lin(slack: SlackServer) -> Person:
    return slack.workspace.person("lin", email="lin@qiming.example", real_name="Lin Yue", locale="zh-CN")


@pytest.fixture
def bo(slack: SlackServer) -> Person:
    return slack.workspace.person("bo", email="bo@qiming.example")


@pytest.fixture
def hall(slack: SlackServer, lin: Person, bo: Person) -> Channel:
    return slack.workspace.channel("hall", lin, bo)
