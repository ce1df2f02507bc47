"""One delivery, one transaction, one answer (architecture.md Laws; traps.md 1, 2, 14, 21)."""

from __future__ import annotations

from concurrent.futures import Future, wait
from threading import Event as Signal
from threading import Thread
from typing import Any

import pytest
import sqlalchemy as sa

from handlers.pipeline import Filled
from handlers.reply import Reply
from storage import rows
from storage.database import Unit
from storage.tables.base import Row
from storage.tables.company import Company, Conversation
from storage.tables.events import Event, Fact
from storage.tables.messages import Inbox, Outbox
from tests.databases import BOTH
from tests.world import World, a_company

both = pytest.mark.parametrize("kind", BOTH)


def everything(world: World, *models: type[Row]) -> list[int]:
    """How many rows each of these tables has."""
    tables = [rows.table(model) for model in models]

    def count(unit: Unit) -> list[int]:
        return [
            unit.connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one() for table in tables
        ]

    return world.read(count)  # type: ignore[no-any-return]


def events(world: World) -> int:
    return everything(world, Event)[0]


@both
def test_the_same_delivery_twice_changes_nothing(kind: str) -> None:
    world = a_company(kind).with_account("ACME")
    first = world.ann.says("/win ACME 2.5M lot 2", delivery="d-1")
    stored = everything(world, Event, Fact, Outbox, Inbox)
    assert world.ann.says("/win ACME 2.5M lot 2", delivery="d-1").reply == first.reply
    assert everything(world, Event, Fact, Outbox, Inbox) == stored


@both
def test_the_same_delivery_after_a_restart_gets_the_answer_that_was_kept(kind: str) -> None:
    world = a_company(kind).with_account("ACME")
    first = world.ann.says("/win ACME 2.5M lot 2", delivery="d-1")
    world.restarts()
    assert world.ann.says("/win ACME 2.5M lot 2", delivery="d-1").reply == first.reply
    assert events(world) == 1


@both
def test_the_same_delivery_at_the_same_time_has_one_effect(kind: str) -> None:
    world = a_company(kind).with_account("ACME")
    incoming = world.ann.incoming("/win ACME 2.5M lot 2", "ann", "d-1")
    answers: list[Reply] = []
    threads = [Thread(target=lambda: answers.append(world.gateway.handle(incoming).result())) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert events(world) == 1
    assert len(answers) == 8
    assert all(answer == answers[0] for answer in answers)


@both
def test_two_processes_that_got_the_same_delivery_have_one_effect(kind: str) -> None:
    world = a_company(kind).with_account("ACME")
    other = world.another_gateway()
    incoming = world.ann.incoming("/win ACME 2.5M lot 2", "ann", "d-1")
    futures = [each.handle(incoming) for each in (world.gateway, other)]
    one, two = (each.result() for each in futures)
    assert one == two
    assert events(world) == 1


def test_the_same_message_under_two_delivery_ids_has_one_effect() -> None:
    """A mention comes as two events with one timestamp (traps.md 2)."""
    world = a_company().with_account("ACME")
    mention = world.ann.incoming("/win ACME 2.5M lot 2", "#acct-acme", "event-1", message="1764036.1")
    message = world.ann.incoming("/win ACME 2.5M lot 2", "#acct-acme", "event-2", message="1764036.1")
    assert world.gateway.handle(mention).result() == world.gateway.handle(message).result()
    assert events(world) == 1


@both
def test_two_people_who_confirm_at_once_are_told_apart(kind: str) -> None:
    world = a_company(kind).with_account("ACME", fr="cy")
    world.ann.says("/win ACME 2.5M lot 2")
    pressed = [world.gateway.handle(who.incoming("confirm 1", who.handle)) for who in (world.bo, world.cy)]
    texts = [reply.result().model_dump_json() for reply in pressed]
    assert sorted("events.confirm.already" in text for text in texts) == [False, True]
    assert everything(world, Fact) == [2]


@both
def test_twenty_commands_at_once_all_succeed(kind: str) -> None:
    world = a_company(kind).with_account("ACME")
    said = [world.ann.incoming(f"/win ACME {n}M lot {n}", "ann") for n in range(1, 21)]
    replies = [answer.result() for answer in [world.gateway.handle(each) for each in said]]
    assert [reply.refused for reply in replies] == [False] * 20
    assert {reply.number for reply in replies} == {f"#{n}" for n in range(1, 21)}


@both
def test_a_reader_is_answered_while_somebody_holds_the_write_lock(kind: str) -> None:
    world = a_company(kind).with_account("ACME")
    holds, enough = Signal(), Signal()

    def hold(unit: Unit) -> None:
        rows.change(unit, Company, 1, fiscal_year_start=1)
        holds.set()
        enough.wait(20)

    holder = world.database.write(hold)
    assert holds.wait(10)
    answer = world.gateway.handle(world.ann.incoming("/score ACME", "ann")).result(timeout=10)
    assert not answer.refused
    enough.set()
    holder.result()


def test_the_row_of_a_reading_command_follows_its_answer() -> None:
    world = a_company().with_account("ACME")
    answer = world.ann.says("/score ACME", delivery="d-1")
    world.settles().restarts()
    assert world.ann.says("/score ACME", delivery="d-1").reply == answer.reply
    assert everything(world, Inbox) == [1]


def test_a_duplicate_of_a_reading_command_is_caught_in_memory() -> None:
    world = a_company().with_account("ACME")
    incoming = world.ann.incoming("/score ACME", "ann", "d-1")
    assert world.gateway.handle(incoming) is world.gateway.handle(incoming)


# Strangers and outsiders (voice.md, conversation 10).


def test_a_stranger_reads_and_writes_nothing() -> None:
    world = a_company().with_account("ACME")
    tables = (Inbox, Fact, Event, Outbox, Conversation)
    before = everything(world, *tables)
    for line in ("/score ACME", "/win ACME 2.5M", "/help", "hello", ""):
        assert world.stranger.says(line).text == (
            "I don't know you yet, so I show and store nothing. "
            "If you work here, ask your administrator to link you, or send /link in private."
        )
    assert everything(world, *tables) == before


def test_among_outsiders_only_who_asked_sees_the_answer() -> None:
    world = a_company().with_account("ACME").with_channel("#shared", "ann", outsiders=True)
    answer = world.ann.says("/score ACME", world.channel("#shared"))
    assert answer.first == "🔒 People from outside are here, so only you see this."
    assert answer.reply.private


def test_where_nobody_can_be_whispered_to_the_answer_goes_to_the_private_chat() -> None:
    world = a_company().with_account("ACME").with_channel("#group", "ann", outsiders=True)
    incoming = world.ann.incoming("/score ACME", "#group", whispers=False)
    reply = world.gateway.handle(incoming).result()
    assert world.in_english(reply) == "I can't speak here: not everyone is known to me. See our private chat."
    assert not reply.private
    assert "ACME" in world.ann.hears().last.text


def test_a_new_channel_is_remembered_and_bound_to_nothing() -> None:
    world = a_company().with_account("ACME")
    world.ann.says("/win ACME 2.5M", there=world.a_new_channel("#lunch"))
    made = world.read(lambda unit: rows.many(unit, Conversation, sa.select(rows.table(Conversation))))[-1]
    assert (made.name, made.account_id, made.direct, made.member_id) == ("#lunch", None, False, None)


# The same words twice (voice.md, conversation 9c).


def test_the_same_words_within_a_minute_are_asked_about() -> None:
    world = a_company().with_account("ACME")
    world.ann.says("/win ACME 2.5M lot 2")
    again = world.passes("50s").ann.says("/win ACME 2.5M lot 2")
    assert again.text == (
        "Same words as #1, a minute ago. Stored once. A second order?\n[Log another] [One is right]"
    )
    assert events(world) == 1


def test_a_second_one_is_stored_when_it_is_asked_for() -> None:
    world = a_company().with_account("ACME")
    world.ann.says("/win ACME 2.5M lot 2")
    another = world.ann.presses(world.ann.says("/win ACME 2.5M lot 2"), "Log another")
    assert another.number == "#2"


def test_one_is_right_stores_nothing() -> None:
    world = a_company().with_account("ACME")
    world.ann.says("/win ACME 2.5M lot 2")
    fine = world.ann.presses(world.ann.says("/win ACME 2.5M lot 2"), "One is right")
    assert fine.text == "Good: it stays stored once."
    assert events(world) == 1


def test_the_same_words_elsewhere_or_by_somebody_else_are_not_the_same() -> None:
    world = a_company().with_account("ACME")
    world.ann.says("/log ACME technical_exchange rail")
    assert "a minute ago" not in world.bo.says("/log ACME technical_exchange rail").text
    assert "a minute ago" not in world.ann.says("/log ACME technical_exchange rail", world.channel("ACME")).text


def test_reading_twice_is_not_asked_about() -> None:
    world = a_company().with_account("ACME")
    assert world.ann.says("/score ACME").text == world.ann.says("/score ACME").text


def test_pressing_twice_gets_the_calm_answer_of_the_command_itself() -> None:
    world = a_company().with_account("ACME")
    world.ann.says("/win ACME 2.5M lot 2")
    world.bo.says("confirm 1")
    assert "Nothing changed" in world.bo.says("confirm 1").text


# What breaks.


def test_a_fault_of_ours_stores_nothing_and_says_its_number(monkeypatch: pytest.MonkeyPatch) -> None:
    world = a_company().with_account("ACME").expects_log("delivery test::d-1 broke, number ")
    monkeypatch.setattr("handlers.events.log.answer", _breaks)
    broken = world.ann.says("/win ACME 2.5M lot 2", delivery="d-1")
    number = world.logs.errors[0].split("number ")[1][:4]
    assert broken.first == f"Something broke on my side; nothing was stored. Number {number}, Ada has it."
    assert everything(world, Event, Fact, Outbox, Inbox) == [0, 0, 0, 0]
    monkeypatch.undo()
    assert world.ann.presses(broken, "Try again").number == "#1"


def test_the_same_delivery_may_try_again_after_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    world = a_company().with_account("ACME").expects_log("broke")
    monkeypatch.setattr("handlers.events.log.answer", _breaks)
    world.ann.says("/win ACME 2.5M lot 2", delivery="d-1")
    monkeypatch.undo()
    assert world.ann.says("/win ACME 2.5M lot 2", delivery="d-1").number == "#1"


def test_a_reading_command_that_writes_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    world = a_company().with_account("ACME").expects_log("a command that only reads wrote")
    monkeypatch.setattr("bot.gateway.answer", _writes)
    assert world.ann.says("/score ACME").refused


@both
def test_a_crash_at_any_statement_leaves_nothing_half(kind: str) -> None:
    """The n-th statement of a command fails, for every n: all of it is there, or nothing."""
    world = a_company(kind).with_account("ACME").expects_log("broke")
    world.settles()
    tables = (Event, Fact, Outbox, Inbox)
    before, survived = everything(world, *tables), 0
    incoming = world.ann.incoming("/win ACME 2.5M lot 2", "ann", "d-1")
    for n in range(1, 200):
        with _failing_at(world, n) as failed:
            world.gateway.handle(incoming).result()
        if not failed:
            break
        survived += 1
        assert everything(world, *tables) == before, f"statement {n}"
    assert survived > 10
    assert events(world) == 1


@both
def test_what_passes_is_tried_again(kind: str) -> None:
    world = a_company(kind).with_account("ACME")
    with _busy(world, times=2):
        assert world.ann.says("/win ACME 2.5M lot 2").number == "#1"


@both
def test_a_database_that_stays_busy_is_a_kind_text(kind: str) -> None:
    world = a_company(kind).with_account("ACME")
    with _busy(world, times=3):
        busy = world.ann.says("/win ACME 2.5M lot 2")
    assert busy.text == "Many people write at this moment; yours was not stored. Send it once more.\n[Try again]"
    assert world.ann.presses(busy, "Try again").number == "#1"


# What a surface writes along.


def test_what_is_written_alongside_stands_or_falls_with_the_command() -> None:
    world = a_company().with_account("ACME").expects_log("broke")
    incoming = world.ann.incoming("/win ACME 2.5M lot 2", "ann", "d-1")

    def fails(unit: Unit, reply: Reply) -> None:
        raise RuntimeError("the room is full")

    world.gateway.handle(incoming, fails).result()
    assert everything(world, Event, Inbox) == [0, 0]
    seen: list[Any] = []
    world.gateway.handle(incoming, lambda unit, reply: seen.append(reply.number)).result()
    assert (seen, events(world)) == (["#1"], 1)


def test_what_is_written_alongside_a_read_follows_its_answer() -> None:
    world = a_company().with_account("ACME")
    seen: Future[str] = Future()
    world.gateway.handle(
        world.ann.incoming("/score ACME", "ann"), lambda unit, reply: seen.set_result("written")
    ).result()
    assert wait([seen], 10).done


def test_what_is_missing_opens_a_form_and_stores_nothing() -> None:
    world = a_company().with_account("ACME")
    form = world.ann.says("/win ACME")
    assert (form.form.command, events(world)) == ("win", 0)
    assert world.ann.fills(form, value="2.5M", note="lot 2").number == "#1"


def test_a_wrong_field_keeps_what_was_typed() -> None:
    world = a_company().with_account("ACME")
    sent = world.ann.sends(Filled("win", {"account": "ACME", "value": "lots", "note": "lot 2"}))
    asked = {ask.name: ask for ask in sent.form.asks}
    assert (asked["value"].value, asked["note"].value) == ("lots", "lot 2")
    assert asked["value"].error is not None
    assert events(world) == 0


def _breaks(*_: object, **__: object) -> Reply:
    raise RuntimeError("broken on purpose")


def _writes(_said: object, ctx: Any) -> Reply:
    rows.change(ctx.unit, Company, 1, timezone="UTC")
    return Reply(parts=())


class _failing_at:  # noqa: N801  reads as a word
    """The n-th statement from now on fails, as if the process died there; truthy when it came to that."""

    def __init__(self, world: World, n: int) -> None:
        self.engine, self.left = world.database.engine, n

    def __enter__(self) -> list[int]:
        sa.event.listen(self.engine, "before_cursor_execute", self._count)
        self.failed: list[int] = []
        return self.failed

    def __exit__(self, *_: object) -> None:
        sa.event.remove(self.engine, "before_cursor_execute", self._count)

    def _count(self, *_: object) -> None:
        self.left -= 1
        if self.left == 0:
            self.failed.append(1)
            raise RuntimeError("died here on purpose")


class _busy:  # noqa: N801  reads as a word
    """The first so many claims find the database busy."""

    def __init__(self, world: World, times: int) -> None:
        self.engine, self.times = world.database.engine, times

    def __enter__(self) -> None:
        sa.event.listen(self.engine, "before_cursor_execute", self._refuse)

    def __exit__(self, *_: object) -> None:
        sa.event.remove(self.engine, "before_cursor_execute", self._refuse)

    def _refuse(self, _connection: object, _cursor: object, statement: str, *_: object) -> None:
        if "INSERT INTO inbox" in statement and self.times > 0:
            self.times -= 1
            raise sa.exc.OperationalError(statement, {}, _Passing())


class _Passing(Exception):  # noqa: N818
    sqlstate = "40001"
    sqlite_errorname = "SQLITE_BUSY"
