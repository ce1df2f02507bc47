"""The terminal's door opens to its key alone, and takes only what is a question."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from bot.app import application
from tests.bot.room.house import House

KEY = {"Authorization": "Bearer the-key"}


@pytest.fixture
def door() -> Iterator[TestClient]:
    with House() as house:
        yield TestClient(application(house.runtime, key="the-key"))


@pytest.mark.parametrize("given", [{}, {"Authorization": "Bearer None"}, {"Authorization": "Bearer the-keyy"}])
def test_without_the_key_it_stays_shut(door: TestClient, given: dict[str, str]) -> None:
    assert door.post("/terminal", json={"as": "lin", "line": "help"}, headers=given).status_code == 403


@pytest.mark.parametrize(
    "sent", [b"", b"{", b"[]", b"{}", b'{"as":1}', b'{"as":"lin","line":{"command":"win"}}', b'{"as":"\\ud800"}']
)
def test_what_is_no_question_is_refused(door: TestClient, sent: bytes) -> None:
    assert door.post("/terminal", content=sent, headers=KEY).status_code == 422


def test_a_question_is_answered(door: TestClient) -> None:
    answer = door.post("/terminal", json={"as": "lin", "line": "help"}, headers=KEY).json()
    assert answer["refused"] is False


def test_a_server_without_a_key_has_no_door() -> None:
    with House() as house:
        assert TestClient(application(house.runtime)).post("/terminal", json={"as": "lin"}).status_code == 404
