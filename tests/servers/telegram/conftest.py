"""A server, and a real client of it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.servers.telegram import BotApi, Group, Person
from tests.servers.telegram.client import Client


@pytest.fixture
def telegram() -> Iterator[BotApi]:
    with BotApi(strange=False) as server:
        yield server


@pytest.fixture
def client(telegram: BotApi) -> Iterator[Client]:
    made = Client(telegram)
    try:
        yield made
    finally:
        made.close()


@pytest.fixture
def lin(telegram: BotApi) -> Person:
    """Somebody who has started the bot, and whose updates were taken."""
    person = telegram.person("lin", "Lin Yue", language="zh-hans")
    person.starts()
    telegram.cloud.updates.drop()
    return person


@pytest.fixture
def group(telegram: BotApi, lin: Person) -> Group:
    made = telegram.group("Huaxing", lin)
    telegram.cloud.updates.drop()
    return made
