"""Messages leave in order, are leased while they are sent, and hold up only their own conversation."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from storage import outbox, rows
from storage.database import Database, Unit
from storage.tables.company import Conversation
from storage.tables.messages import Outbox, Place
from tests.databases import BOTH

pytestmark = pytest.mark.parametrize("database", BOTH, indirect=True)
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


def conversations(unit: Unit, *names: str) -> list[int]:
    made = (Conversation(platform="test", workspace="", external_id=name, name=name) for name in names)
    return [rows.add(unit, each).id for each in made]


def queue(unit: Unit, there: int, due_at: datetime = NOW, **more: Any) -> None:
    outbox.queue(unit, there, now=NOW, due_at=due_at, parts=[], **more)


def claim(unit: Unit, now: datetime = NOW, real: datetime = NOW) -> list[int]:
    return [row.id for row in outbox.claim(unit, ["test"], now, real)]


def row(unit: Unit, id: int) -> Outbox:
    return rows.the(unit, Outbox, id)


def test_one_of_each_conversation_in_order(database: Database) -> None:
    def work(unit: Unit) -> None:
        one, two = conversations(unit, "one", "two")
        queue(unit, one)
        queue(unit, one)
        queue(unit, two)
        assert claim(unit) == [1, 3]
        assert claim(unit) == []
        outbox.sent(unit, row(unit, 1), NOW)
        assert claim(unit) == [2]

    database.write(work).result()


def test_what_is_due_later_holds_up_nobody(database: Database) -> None:
    def work(unit: Unit) -> None:
        (one,) = conversations(unit, "one")
        queue(unit, one, NOW + HOUR)
        queue(unit, one)
        assert claim(unit) == [2]
        outbox.sent(unit, row(unit, 2), NOW)
        assert claim(unit) == []
        assert claim(unit, NOW + HOUR) == [1]

    database.write(work).result()


def test_one_that_is_put_off_holds_up_its_own_conversation_only(database: Database) -> None:
    def work(unit: Unit) -> None:
        one, two = conversations(unit, "one", "two")
        for there in (one, one, two):
            queue(unit, there)
        assert outbox.later(unit, row(unit, 1), MINUTE / 2, NOW, "429")
        assert claim(unit) == [3]
        assert claim(unit, real=NOW + MINUTE / 2) == [1]

    database.write(work).result()


def test_a_lease_runs_out(database: Database) -> None:
    def work(unit: Unit) -> None:
        queue(unit, conversations(unit, "one")[0])
        assert claim(unit) == [1]
        assert claim(unit, real=NOW + outbox.LEASE) == [1]
        assert row(unit, 1).tries == 2

    database.write(work).result()


def test_after_a_day_of_trying_it_is_given_up(database: Database) -> None:
    def work(unit: Unit) -> None:
        queue(unit, conversations(unit, "one")[0])
        claim(unit)
        assert outbox.later(unit, row(unit, 1), HOUR, NOW + 22 * HOUR, "down")
        assert not outbox.later(unit, row(unit, 1), HOUR, NOW + 24 * HOUR, "down")
        assert row(unit, 1).state == "given_up"

    database.write(work).result()


def test_another_platform_waits_for_its_own_sender(database: Database) -> None:
    def work(unit: Unit) -> None:
        there = rows.add(unit, Conversation(platform="other", workspace="", external_id="x", name="x"))
        queue(unit, there.id)
        assert claim(unit) == []

    database.write(work).result()


def test_an_edit_that_waits_is_not_queued_twice(database: Database) -> None:
    def work(unit: Unit) -> int:
        (one,) = conversations(unit, "one")
        rows.add(unit, Place(subject="event", subject_id=7, face="event", conversation_id=one, message="m1"))
        outbox.queue_edits(unit, "event", 7, NOW)
        outbox.queue_edits(unit, "event", 7, NOW)
        return outbox.waiting(unit)

    assert database.write(work).result() == 1


def test_a_conversation_that_is_gone_takes_its_messages_along(database: Database) -> None:
    def work(unit: Unit) -> None:
        one, two = conversations(unit, "one", "two")
        for there in (one, one, two):
            queue(unit, there)
        rows.add(unit, Place(subject="event", subject_id=7, face="event", conversation_id=one, message="m1"))
        outbox.conversation_gone(unit, one, "is_archived")
        assert claim(unit) == [3]
        assert rows.the(unit, Conversation, one).gone
        outbox.queue_edits(unit, "event", 7, NOW)
        assert outbox.waiting(unit) == 1
        states = unit.connection.execute(sa.select(rows.table(Outbox).c.state)).scalars().all()
        assert sorted(states) == ["given_up", "given_up", "waiting"]

    database.write(work).result()
