"""What goes out, through the real library over real HTTP, to a server that refuses what Telegram refuses."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from telegram.ext import AIORateLimiter, ExtBot
from telegram.request import HTTPXRequest

from bot.platforms.telegram.pace import BURST, Pace
from bot.platforms.telegram.send import TelegramPort
from bot.sender import Sender
from handlers.reply import PARTS, Button, Buttons, Line, Part
from handlers.values import Name
from storage import outbox, presses, rows
from storage.database import Database, Unit
from storage.tables.company import Conversation
from storage.tables.messages import Outbox, Place
from tests.servers.telegram import BotApi, Group, Person
from tests.world import World, a_company

PATIENCE = 0.4
"""Seconds until the client gives up, in these tests."""


@contextmanager
def a_port(api: BotApi, database: Database) -> Iterator[TelegramPort]:
    """As the platform runs it: the bot in a loop of its own, the carriers outside."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    bot: ExtBot[Any] = ExtBot(
        api.token,
        base_url=f"{api.url}/bot",
        base_file_url=f"{api.url}/file/bot",
        request=HTTPXRequest(read_timeout=PATIENCE, connect_timeout=PATIENCE),
        rate_limiter=AIORateLimiter(max_retries=0),
    )
    try:
        asyncio.run_coroutine_threadsafe(bot.initialize(), loop).result(10)
        port = TelegramPort(bot)
        port.begin(loop, database)
        yield port
        port.end()
        asyncio.run_coroutine_threadsafe(bot.shutdown(), loop).result(10)
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        loop.close()


@dataclass
class Desk:
    """A small company on Telegram: ann in person, and the group of ACME."""

    world: World
    api: BotApi
    ann: Person
    group: Group

    @property
    def direct(self) -> int:
        return self.world.ann.direct_id

    @property
    def channel(self) -> int:
        return self.world.channel("ACME").id

    def says(self, words: str, to: int | None = None, *more: Part, **how: Any) -> None:
        parts = PARTS.dump_python((Line(text=name(words)), *more), mode="json")
        there = self.direct if to is None else to

        def queue(unit: Unit) -> None:
            outbox.queue(unit, there, parts=parts, now=self.world.now, due_at=self.world.now, **how)

        self.world.write(queue)

    def sends(self) -> Desk:
        self.world.sender.drain()
        return self

    def waits(self, seconds: float) -> Desk:
        self.world.clock.waits(timedelta(seconds=seconds))
        return self.sends()

    def states(self) -> list[str]:
        return [row.state for row in self.rows()]

    def rows(self) -> list[Outbox]:
        every = rows.table(Outbox).select().order_by("id")
        found: list[Outbox] = self.world.read(lambda unit: rows.many(unit, Outbox, every))
        return found

    def place_of(self, conversation: int) -> Conversation:
        found: Conversation = self.world.read(lambda unit: rows.the(unit, Conversation, conversation))
        return found


def name(words: str) -> Name:
    return Name(names={"en": words})


@pytest.fixture
def desk() -> Iterator[Desk]:
    world = a_company().with_account("ACME")
    with BotApi() as api, a_port(api, world.database) as port:
        ann = api.person("ann", "Ann")
        group = api.group("acct-acme", ann)
        ann.starts()
        world.sender.close()
        world.sender = Sender(world.database, world.clock, {"telegram": port, "test": world.port})
        desk = Desk(world, api, ann, group)
        world.write(lambda unit: move(unit, {desk.direct: str(ann.id), desk.channel: str(group.id)}))
        yield desk
        world.sender.close()


def move(unit: Unit, places: dict[int, str]) -> None:
    for conversation, chat in places.items():
        rows.change(unit, Conversation, conversation, platform="telegram", external_id=chat)


def test_a_message_arrives_with_its_look_its_buttons_and_no_preview(desk: Desk) -> None:
    long = f"log ACME exec_meeting {'很' * 60}"
    buttons = Buttons(shown=(Button(label=name("Log"), command=long), Button(label=name("Why"), command="why ACME")))
    title = Line(text=name("🏆 Order · AT&T <Ports>"), role="title")
    desk.says("https://example.org", None, title, buttons)
    it = desk.sends().ann.sees("AT&T <Ports>")
    assert it.marked("bold") == ["🏆 Order · AT&T <Ports>"]
    assert it.keyboard == [["Log"], ["Why"]]
    assert it.rings
    call = desk.api.calls("sendMessage")[-1]
    assert '"is_disabled":true' in call["link_preview_options"].replace(" ", "")
    code = it.rows[0][0]["callback_data"]
    assert desk.world.read(lambda unit: presses.find(unit, code)) == long


def test_what_does_not_ring_is_sent_silently(desk: Desk) -> None:
    desk.says("a card", rings=False)
    assert not desk.sends().ann.sees("a card").rings


def test_an_edit_that_changes_nothing_is_success(desk: Desk) -> None:
    """Trap 18, our half: "message is not modified" is what was wanted."""
    stands(desk, "a card")
    edits(desk, "a card")
    assert desk.states() == ["sent", "sent"]
    assert len(desk.api.calls("editMessageText")) == 1


def test_an_edit_of_what_was_deleted_is_forgotten(desk: Desk) -> None:
    card = stands(desk, "a card")
    desk.api.refuse("editMessageText", "Bad Request: message to edit not found")
    edits(desk, "another")
    assert desk.states() == ["sent", "dropped"]
    assert desk.world.read(lambda unit: rows.the(unit, Place, card)).gone


def test_a_nudge_that_timed_out_is_not_sent_again(desk: Desk) -> None:
    """Trap 14: the server has it, and answers after the client's patience."""
    desk.api.delay("sendMessage", PATIENCE * 2)
    desk.says("a nudge")
    desk.sends().waits(10).waits(100)
    assert len(desk.ann.hears()) == 1
    assert "not sent again" in str(desk.rows()[0].error)


def test_an_urgent_one_that_timed_out_goes_again_once_and_says_so(desk: Desk) -> None:
    """Trap 14: at most twice, whatever happens to the second."""
    desk.api.delay("sendMessage", PATIENCE * 2, times=3)
    desk.says("R1 is past its time", urgent=True)
    desk.sends().waits(10).waits(100).waits(1000)
    first, second = (each.text for each in desk.ann.hears())
    assert first == "R1 is past its time"
    assert second == "R1 is past its time\nThis may be here twice: the connection broke while I sent it."


class Killed(BaseException):
    """What no handler of ours can catch: the process is gone."""


def test_a_process_killed_after_sending_repeats_what_is_urgent_and_says_so_and_no_nudge(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The server has both, the database does not know; then the product is started again."""

    def dies(*_: object) -> None:
        raise Killed

    desk.says("R1 is past its time", urgent=True)
    desk.says("a nudge", desk.channel)
    with monkeypatch.context() as killed:
        killed.setattr(Sender, "_mark", dies)
        with pytest.raises(Killed):
            desk.sends()
        desk.world.sender.close()
    assert desk.states() == ["waiting", "waiting"]
    with a_port(desk.api, desk.world.database) as port:
        desk.world.sender = Sender(desk.world.database, desk.world.clock, {"telegram": port, "test": desk.world.port})
        assert desk.sends().states() == ["waiting", "waiting"]
        desk.waits(outbox.LEASE.total_seconds() + 1).waits(1000)
    assert desk.states() == ["sent", "dropped"]
    twice = "R1 is past its time\nThis may be here twice: the connection broke while I sent it."
    assert [each.text for each in desk.ann.hears()] == ["R1 is past its time", twice]
    assert [each.text for each in desk.ann.hears(desk.group)] == ["a nudge"]


def test_what_surely_did_not_arrive_is_sent_again_without_a_word(desk: Desk) -> None:
    desk.api.refuse("sendMessage", 502, times=2)
    desk.says("a nudge")
    desk.sends().waits(3).waits(5)
    assert [each.text for each in desk.ann.hears()] == ["a nudge"]


def test_a_flood_stops_the_whole_bot_and_only_as_long_as_it_was_told(desk: Desk) -> None:
    """Also what goes to another chat: the library's limiter would let it out."""
    desk.api.refuse("sendMessage", 429, after=1)
    desk.says("one")
    desk.sends()
    desk.says("two", desk.channel)
    calls = len(desk.sends().api.calls("sendMessage"))
    assert calls == 1
    threading.Event().wait(1.1)
    desk.waits(2)
    assert desk.states() == ["sent", "sent"]


def test_a_group_that_became_a_supergroup_gets_its_message_there_once(desk: Desk) -> None:
    """Trap 19: binding, waiting messages and the card's place move along; the new id needs 64 bits."""
    small = desk.api.group("acct-acme", desk.ann, basic=True)
    desk.world.write(lambda unit: move(unit, {desk.channel: str(small.id)}))
    card = stands(desk, "a card", desk.channel)
    large = small.upgrades()
    desk.api.expects("group chat was upgraded to a supergroup chat")
    desk.says("past its time", desk.channel)
    desk.says("and another", desk.channel)
    desk.sends().waits(1)
    there = desk.place_of(desk.channel)
    assert there.external_id == str(large.id)
    assert large.id < -(1 << 31)
    assert there.account_id is not None
    assert desk.world.read(lambda unit: rows.the(unit, Place, card)).conversation_id == there.id
    assert desk.states() == ["sent", "sent", "sent"]
    assert [each.text for each in desk.ann.hears(large)] == ["past its time", "and another"]


def test_somebody_who_blocked_the_bot_finds_it_all_when_they_come_back(desk: Desk) -> None:
    desk.ann.blocks()
    desk.api.expects("bot was blocked by the user")
    desk.says("one")
    desk.says("two")
    assert desk.sends().states() == ["waiting", "waiting"]
    assert desk.place_of(desk.direct).shut
    desk.ann.unblocks()
    desk.world.write(lambda unit: outbox.conversation_open(unit, desk.direct))
    assert desk.sends().states() == ["sent", "sent"]


def test_a_group_that_threw_the_bot_out_is_forgotten(desk: Desk) -> None:
    desk.group.kicks_the_bot()
    desk.api.expects("bot was kicked")
    desk.says("one", desk.channel)
    assert desk.sends().states()[0] != "sent"
    assert desk.place_of(desk.channel).gone
    tries = len(desk.api.calls("sendMessage"))
    assert desk.waits(100).api.calls("sendMessage")[tries:] == []


def test_a_forum_topic_and_the_general_one(desk: Desk) -> None:
    forum = desk.api.group("accounts", desk.ann, forum=True)
    topic = forum.opens("ACME")
    places = {desk.channel: f"{forum.id}:{topic.id}", desk.direct: f"{forum.id}:1"}
    desk.world.write(lambda unit: move(unit, places))
    desk.says("in the topic", desk.channel)
    desk.says("in General")
    desk.sends()
    assert desk.ann.sees("in the topic", in_=forum).topic == "ACME"
    assert desk.ann.sees("in General", in_=forum).topic is None


def test_a_step_stands_under_its_card_also_when_the_card_was_deleted(desk: Desk) -> None:
    stands(desk, "the card of R1", desk.channel)
    desk.says("R1: half the time is used", desk.channel, subject="event", subject_id=1)
    desk.sends()
    call = desk.api.calls("sendMessage")[-1]
    assert '"allow_sending_without_reply":true' in call["reply_parameters"].replace(" ", "")


def test_what_is_no_news_any_more_is_not_sent_when_the_flood_is_over(desk: Desk) -> None:
    """Trap 22: acknowledged while its 75 % message waited for the 429 to end; no later step comes either."""
    world = desk.world.with_department("R&D")
    world.ticker._sender = world.sender
    lee = desk.api.person("lee", "Lee")
    lee.starts()
    world.write(lambda unit: move(unit, {world.lee.direct_id: str(lee.id)}))
    assert world.ann.says("/ask ACME rd_clarification P1 rail spec").number == "R1"
    world.passes("44m")
    desk.api.refuse("sendMessage", 429, seconds=1)
    world.passes("2m")
    assert "too many" in str([row.error for row in desk.rows() if row.member_id == world.lee.id][-1])
    assert "acknowledged" in world.ray.says("/ack R1 today").text
    threading.Event().wait(1.1)
    desk.waits(2)
    world.passes("3h")
    lee.never_sees("R1")


def stands(desk: Desk, words: str, to: int | None = None) -> int:
    """A live card that was sent; the id of its place."""
    desk.says(words, to, subject="event", subject_id=1, face="doing", rings=False)
    desk.sends()
    found: int = desk.world.read(lambda unit: rows.many(unit, Place, rows.table(Place).select())[-1].id)
    return found


def edits(desk: Desk, words: str) -> None:
    """The card is sent again over itself, though it was shown as something else."""

    def work(unit: Unit) -> None:
        place = rows.many(unit, Place, rows.table(Place).select())[-1]
        rows.change(unit, Place, place.id, shown="something else")
        parts = PARTS.dump_python((Line(text=name(words)),), mode="json")
        outbox.queue(
            unit, place.conversation_id, parts=parts, edits=place.id, now=desk.world.now, due_at=desk.world.now
        )

    desk.world.write(work)
    desk.sends()


def test_a_group_s_minute_holds_twenty() -> None:
    now = [0.0]
    pace = Pace(lambda: now[0])
    assert [pace.takes(-1) for _ in range(BURST)] == [0.0] * BURST
    assert pace.takes(-1) == pytest.approx(3.0)
    assert pace.takes(-2) == 0.0
    assert pace.takes(1) == 0.0
    now[0] += 3.0
    assert pace.takes(-1) == 0.0
    assert pace.takes(-1) > 0
