"""The outbox leaves in order; what one conversation waits for holds up no other (architecture.md Laws)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from bot.platforms.port import Outgoing, Undelivered, Verdict
from bot.sender import Sender
from handlers.reply import PARTS, Line
from handlers.values import t
from storage import outbox, rows
from storage.database import Unit
from storage.tables.company import Conversation
from storage.tables.messages import Outbox, Place
from tests.databases import BOTH
from tests.world import World, a_company

both = pytest.mark.parametrize("kind", BOTH)
transactional = pytest.mark.parametrize("transactional", [True, False], ids=["inside", "outside"])
WORDS = {"hello": "words.you", "again": "words.nobody", "more": "words.no_data"}


def running(transactional: bool, kind: str = "sqlite") -> World:
    world = a_company(kind)
    world.port.transactional = transactional
    world.sender.close()
    world.sender = Sender(world.database, world.clock, {"test": world.port})
    world.ticker._sender = world.sender
    return world


def tell(world: World, who: str, *words: str) -> None:
    def queue(unit: Unit) -> None:
        for word in words:
            parts = PARTS.dump_python((Line(text=t(WORDS[word])),), mode="json")
            there = world.person(who).direct_id
            outbox.queue(unit, there, parts=parts, now=world.now, due_at=world.now)

    world.write(queue)


def refusing(world: World, who: str, verdict: Verdict, times: int = 1, **more: object) -> None:
    """The port refuses the next messages to somebody."""
    left = [times]

    def refuse(message: Outgoing) -> Undelivered | None:
        if message.conversation.id != world.person(who).direct_id or left[0] == 0:
            return None
        left[0] -= 1
        return Undelivered(verdict, "refused on purpose", **more)  # type: ignore[arg-type]

    world.port.refuse = refuse


def states(world: World) -> list[str]:
    def find(unit: Unit) -> list[str]:
        return [row.state for row in rows.many(unit, Outbox, rows.table(Outbox).select().order_by("id"))]

    return world.read(find)  # type: ignore[no-any-return]


def finds(world: World, look: Callable[[Unit], object]) -> object:
    return world.read(look)


@both
@transactional
def test_messages_arrive_in_order_and_once(kind: str, transactional: bool) -> None:
    world = running(transactional, kind)
    tell(world, "ann", "hello", "again", "more")
    assert world.settles().ann.hears().texts == ["you", "nobody", "no data"]
    assert states(world) == ["sent", "sent", "sent"]


@transactional
def test_what_is_put_off_keeps_its_order_and_holds_up_no_other(transactional: bool) -> None:
    world = running(transactional)
    refusing(world, "ann", Verdict.LATER, after=timedelta(seconds=30))
    tell(world, "ann", "hello", "again")
    tell(world, "bo", "more")
    assert world.bo.hears().texts == ["no data"]
    assert world.ann.hears().texts == []
    world.clock.waits(timedelta(seconds=31))
    assert world.ann.hears().texts == ["you", "nobody"]


def test_back_off_goes_by_the_real_clock() -> None:
    world = running(transactional=False)
    refusing(world, "ann", Verdict.LATER, times=3)
    tell(world, "ann", "hello")
    for seconds in (0, 2, 4):
        world.clock.waits(timedelta(seconds=seconds))
        assert world.ann.hears().texts == []
    world.clock.waits(timedelta(seconds=8))
    assert world.ann.hears().texts == ["you"]


def test_after_a_day_it_is_given_up_with_an_alarm() -> None:
    world = running(transactional=False).expects_log("was tried for a day and is given up")
    refusing(world, "ann", Verdict.LATER, times=99, after=timedelta(hours=13))
    tell(world, "ann", "hello")
    for _ in range(3):
        world.settles()
        world.clock.waits(timedelta(hours=13))
    assert states(world) == ["given_up"]


@transactional
def test_of_a_channel_that_is_gone_people_hear_in_person_and_the_manager_is_told_once(transactional: bool) -> None:
    """Traps.md 11."""
    world = running(transactional).with_account("ACME")
    world.port.refuse = lambda message: (
        Undelivered(Verdict.GONE, "is_archived") if message.conversation.name == "#acct-acme" else None
    )
    world.ann.says("/win ACME 2.5M lot 2")
    world.ann.says("/win ACME 3M lot 3")
    assert world.mia.hears().texts == [
        "#acct-acme is gone, so nothing of ACME stands there any more. To bind another, say /account channel in it."
    ]
    assert world.read(lambda unit: rows.the(unit, Conversation, world.channel("ACME").id)).gone
    assert "waiting" not in states(world)
    assert ["Order · ACME" in card for card in world.bo.hears().texts] == [True, True]


def test_a_card_that_changed_on_its_way_is_brought_up_to_date() -> None:
    """The button is pressed as soon as it is seen, before we know that it was sent."""
    world = running(transactional=False).with_account("ACME")

    def meanwhile(message: Outgoing) -> None:
        world.port.refuse = lambda _: None
        world.bo.says("/confirm 1")

    world.port.refuse = meanwhile
    world.ann.says("/win ACME 2.5M lot 2")
    assert "Confirmed by Bo" in world.channel("ACME").hears().last.text


def test_a_conversation_that_moved_is_written_to_where_it_is_now() -> None:
    world = running(transactional=False)
    refusing(world, "ann", Verdict.MOVED, to="-1001234567890123")
    tell(world, "ann", "hello")
    assert world.ann.hears().texts == ["you"]
    moved = world.read(lambda unit: rows.the(unit, Conversation, world.ann.direct_id))
    assert moved.external_id == "-1001234567890123"


def test_what_is_our_mistake_is_kept_with_an_alarm_and_not_tried_again() -> None:
    world = running(transactional=False).expects_log("ours to mend: refused on purpose")
    refusing(world, "ann", Verdict.BUG)
    tell(world, "ann", "hello", "again")
    assert world.ann.hears().texts == ["nobody"]
    assert states(world) == ["given_up", "sent"]


@transactional
def test_one_that_can_not_be_said_blocks_nobody(transactional: bool) -> None:
    world = running(transactional).expects_log("outbox row 1 can't be sent")
    there = world.ann.direct_id
    world.write(lambda unit: outbox.queue(unit, there, now=world.now, due_at=world.now, subject="nothing", face="x"))
    tell(world, "ann", "hello")
    assert world.ann.hears().texts == ["you"]


def test_a_crash_between_sending_and_marking_is_told_to_the_platform() -> None:
    """Its lease runs out, and the second try says that it may have arrived already."""
    world = running(transactional=False)
    again: list[int] = []

    def note(message: Outgoing) -> None:
        again.append(message.again)

    world.port.refuse = note
    tell(world, "ann", "hello")
    world.write(lambda unit: outbox.claim(unit, ["test"], world.now, world.clock.real()))
    assert world.ann.hears().texts == []
    world.clock.waits(outbox.LEASE)
    assert world.ann.hears().texts == ["you"]
    assert again == [1]


def test_what_the_platform_refused_did_not_arrive() -> None:
    """Its next try need not say that it may be a repeat; only one that may have arrived counts."""
    world = running(transactional=False)
    maybe, again = [False, True, True, False], list[int]()

    def refuse(message: Outgoing) -> None:
        again.append(message.again)
        if maybe:
            raise Undelivered(Verdict.LATER, "not now", after=timedelta(seconds=1), maybe=maybe.pop(0))

    world.port.refuse = refuse
    tell(world, "ann", "hello")
    for _ in range(5):
        world.settles()
        world.clock.waits(timedelta(seconds=1))
    assert world.ann.hears().texts == ["you"]
    assert again == [0, 0, 1, 2, 2]


@transactional
def test_a_card_is_edited_where_it_stands(transactional: bool) -> None:
    world = running(transactional).with_account("ACME")
    world.ann.says("/win ACME 2.5M lot 2")
    card = world.channel("ACME").hears().last
    assert "To be confirmed" in card.text
    world.bo.says("confirm 1")
    assert "Confirmed by Bo" in world.channel("ACME").hears().last.text
    assert len(world.channel("ACME").hears()) == 1
    places = world.read(lambda unit: rows.many(unit, Place, rows.table(Place).select()))
    assert len(places) == 1


def test_an_edit_that_changes_nothing_is_not_sent() -> None:
    world = running(transactional=True).with_account("ACME")
    world.ann.says("/win ACME 2.5M lot 2")
    card = world.channel("ACME").hears().last
    world.write(lambda unit: outbox.queue_edits(unit, "event", 1, world.now))
    world.settles()
    assert card.before == []
    assert states(world)[-1] == "dropped"
