"""Messages on their way to Slack: once, in their place, and found again where a try may have arrived."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from slack_sdk.errors import SlackApiError

from bot.platforms.slack import blocks, send
from bot.platforms.slack.send import channel_of
from bot.words.reader import Language, Reader
from handlers.reply import Line
from handlers.values import Said, t
from tests.bot.slack.outpost import Outpost
from tests.world.clocks import ZONE
from tests.world.company import BEGINNING


@pytest.fixture
def out() -> Iterator[Outpost]:
    with Outpost() as outpost:
        outpost.lives_here("ann", "lee", "ray")
        yield outpost


def to(out: Outpost, name: str) -> int:
    return out.world.person(name).direct_id


# --- where it stands ---


def test_a_person_is_written_to_and_later_edited_where_slack_opened_the_conversation(out: Outpost) -> None:
    """Trap 12: an edit takes the D… id of the answer, not the U… id that was asked for."""
    out.tell(to(out, "ann"), "first")
    out.sends()
    [sent] = out.posted("ann")
    assert sent.channel.startswith("D")
    assert out.place(sent.channel).id == to(out, "ann")
    assert out.queued()[0].message == sent.ts
    out.world.bo.says("/ask ACME rd_clarification P1 rail spec")
    out.shows(to(out, "ray"), 1)
    out.sends()
    [card] = out.posted("ray")
    out.world.ray.says("/ack R1")
    out.world.settles()
    assert out.slack.person("ray").sees("R1").ts == card.ts
    assert "Ray has it" in out.slack.person("ray").sees("R1").text
    assert out.slack.quiet()


def test_what_is_said_of_a_card_stands_under_it_and_in_the_channel(out: Outpost) -> None:
    queue = out.a_channel("rd-queue", "lee", "ray", bound_to="R&D")
    out.world.bo.says("/ask ACME rd_clarification P1 rail spec")
    out.world.settles()
    card = out.posted(queue)[0]
    about: dict[str, Any] = {"subject": "request", "subject_id": 1}
    out.tell(out.place(queue.id).id, "rings", **about)
    out.tell(out.place(queue.id).id, "is quiet", rings=False, **about)
    out.sends()
    rings, quiet = out.posted(queue)[-2:]
    assert (rings.thread_ts, rings.broadcast) == (card.ts, True)
    assert (quiet.thread_ts, quiet.broadcast) == (card.ts, False)


def test_where_the_thread_is_closed_it_stands_by_itself(out: Outpost) -> None:
    queue = out.a_channel("rd-queue", "lee", bound_to="R&D")
    out.world.bo.says("/ask ACME rd_clarification P1 rail spec")
    out.world.settles()
    out.slack.refuse("chat.postMessage", "restricted_action_thread_locked", times=1)
    out.tell(out.place(queue.id).id, "news", subject="request", subject_id=1)
    out.sends()
    assert out.posted(queue)[-1].thread_ts is None


# --- an uncertain try ---


def test_a_message_whose_answer_came_too_late_is_found_and_not_sent_again(out: Outpost) -> None:
    """Trap 14, where one can look."""
    out.slack.answer_late("chat.postMessage", 1.5, times=1)
    out.tell(to(out, "ann"), "once")
    out.sends()
    assert out.states() == ["waiting"]
    out.sends(after=5)
    [sent] = out.posted("ann")
    assert (out.states(), out.queued()[0].message) == (["sent"], sent.ts)


@pytest.mark.parametrize("done", [True, False], ids=["it arrived", "it did not"])
def test_after_a_reset_it_stands_there_once(out: Outpost, done: bool) -> None:
    """The SDK's own resend is off for messages."""
    out.slack.break_off("chat.postMessage", done=done, times=1)
    out.tell(to(out, "ann"), "once")
    out.sends()
    out.sends(after=5)
    assert len(out.posted("ann")) == 1
    assert out.states() == ["sent"]


def test_it_is_found_in_a_thread_too(out: Outpost) -> None:
    queue = out.a_channel("rd-queue", "lee", bound_to="R&D")
    out.world.bo.says("/ask ACME rd_clarification P1 rail spec")
    out.world.settles()
    out.slack.break_off("chat.postMessage", done=True, times=1)
    out.tell(out.place(queue.id).id, "once", subject="request", subject_id=1)
    out.sends()
    out.sends(after=5)
    assert sum("once" in str(message.blocks) for message in out.posted(queue)) == 1


def test_who_may_not_look_says_what_is_urgent_once_more_and_never_a_third_time(out: Outpost) -> None:
    """Trap 14, where one can't look."""
    out.slack.expects("missing_scope")
    out.slack.refuse("conversations.history", "missing_scope", times=9)
    out.slack.break_off("chat.postMessage", done=True, times=3)
    out.tell(to(out, "ann"), "urgent", urgent=True)
    for _ in range(4):
        out.sends(after=60)
    assert len(out.posted("ann")) == 2
    assert out.states() == ["dropped"]


def test_who_may_not_look_does_not_say_a_nudge_again(out: Outpost) -> None:
    out.slack.refuse("conversations.history", "missing_scope", times=9)
    out.slack.break_off("chat.postMessage", done=True, times=1)
    out.tell(to(out, "ann"), "nudge")
    out.sends()
    out.sends(after=60)
    assert (len(out.posted("ann")), out.states()) == (1, ["dropped"])


# --- too fast ---


def test_a_method_rests_as_long_as_slack_said_and_others_do_not(out: Outpost) -> None:
    out.slack.refuse("chat.postMessage", 429, times=1, after=2)
    out.tell(to(out, "ann"), "waits")
    out.sends()
    out.sends(after=1)
    assert out.posted("ann") == []
    calls = out.calls("chat.postMessage")
    there = out.run(channel_of(out.client, out.id("bo")))
    with pytest.raises(SlackApiError, match="ratelimited"):
        out.run(out.client.chat_postMessage(channel=there, text="too soon"))
    assert out.calls("chat.postMessage") == calls
    out.run(asyncio.sleep(2))
    out.sends(after=30)
    assert len(out.posted("ann")) == 1


def test_messages_of_one_channel_leave_a_gap_apart() -> None:
    with Outpost(gap=0.3) as out:
        out.lives_here("ann", "lee")
        out.tell(out.world.person("ann").direct_id, "one", "two", "three")
        out.sends()
        stamps = [float(message.ts) for message in out.posted("ann")]
        assert len(stamps) == 3
        assert min(later - sooner for sooner, later in pairwise(stamps)) >= 0.29


def test_what_came_true_meanwhile_is_not_sent_as_news(out: Outpost) -> None:
    """Trap 22: the 75 % message waits for Slack; somebody acknowledges; it is dropped."""
    out.world.bo.says("/ask ACME rd_clarification P1 rail spec")
    out.world.settles()
    before = len(out.posted("lee"))
    out.slack.refuse("chat.postMessage", 429, seconds=1, after=1)
    out.world.passes("59m", working=True)
    held = [row for row in out.queued() if row.state == "waiting" and row.holds]
    assert held, "a step waits for Slack"
    out.world.lee.says("/ack R1")
    out.run(asyncio.sleep(1.1))
    out.sends(after=60)
    assert {row.state for row in out.queued() if row.id in {each.id for each in held}} == {"dropped"}
    assert not any("nobody" in str(message.blocks).lower() for message in out.posted("lee")[before:])


# --- what errors mean ---


@pytest.mark.parametrize(
    ("error", "state"),
    [
        ("channel_not_found", "given_up"),
        ("not_in_channel", "given_up"),
        ("is_archived", "given_up"),
        ("user_not_found", "given_up"),
        ("msg_too_long", "given_up"),
        ("invalid_blocks", "given_up"),
        ("no_such_error_yet", "given_up"),
        ("internal_error", "waiting"),
        ("rate_limited", "waiting"),
        ("token_revoked", "waiting"),
        ("account_inactive", "waiting"),
        (500, "waiting"),
        (503, "waiting"),
    ],
)
def test_what_becomes_of_a_message_that_is_refused(out: Outpost, error: str | int, state: str) -> None:
    out.slack.refuse("chat.postMessage", error, times=1)
    out.tell(to(out, "ann"), "news")
    out.sends()
    assert out.states() == [state]


@pytest.mark.parametrize("error", ["message_not_found", "cant_update_message", "edit_window_closed"])
def test_a_card_that_can_t_be_edited_is_forgotten(out: Outpost, error: str) -> None:
    out.world.bo.says("/ask ACME rd_clarification P1 rail spec")
    out.shows(to(out, "ray"), 1)
    out.sends()
    out.slack.refuse("chat.update", error, times=1)
    out.world.ray.says("/ack R1")
    out.world.settles()
    out.world.ray.says("/resolve R1 done")
    out.world.settles()
    edits = [row for row in out.queued() if row.edits is not None and row.conversation_id == to(out, "ray")]
    assert [row.state for row in edits] == ["dropped"]


def test_an_archived_channel_is_tried_no_more_and_its_people_hear_in_person(out: Outpost) -> None:
    """Trap 11."""
    out.lives_here("mia")
    channel = out.a_channel("acct-acme", "ann", bound_to="ACME")
    out.slack.expects("is_archived")
    channel.archived = True
    for text in ("one", "two", "three"):
        out.tell(out.place(channel.id).id, text)
    out.sends()
    out.sends(after=3600)
    assert out.calls("chat.postMessage") == 5  # the channel once, ann three times, and mia
    assert [words in str(out.posted("ann")) for words in ("one", "two", "three")] == [True, True, True]
    assert len(out.posted("mia")) == 1
    assert "acct-acme" in out.slack.person("mia").sees("acct-acme").text


def test_before_slack_is_connected_messages_wait(out: Outpost) -> None:
    out.port.close()
    out.tell(to(out, "ann"), "waits")
    out.sends()
    assert out.states() == ["waiting"]
    out.port.open(out.world.database, out.clients, out.loop)
    out.sends(after=2)
    assert out.states() == ["sent"]


# --- to one person only ---


def test_a_word_to_one_person_is_seen_by_no_other(out: Outpost) -> None:
    hall = out.a_channel("hall", "ann", "zoe")
    out.run(send.whisper(out.client, hall.id, out.id("ann"), a_message()))
    assert out.slack.person("ann").sees("somebody").ephemeral
    out.slack.person("zoe").never_sees("somebody", within=0.05)


def test_where_it_can_t_be_shown_in_the_channel_it_is_said_in_person(out: Outpost) -> None:
    hall = out.a_channel("hall", "zoe", bot=False)
    out.slack.expects("chat.postEphemeral")
    out.run(send.whisper(out.client, hall.id, out.id("ann"), a_message()))
    assert not out.slack.person("ann").sees("somebody").ephemeral


def a_message() -> blocks.Message:
    words = t("outgoing.shut", who=Said(text="somebody"))
    return blocks.message((Line(text=words),), Reader(Language.EN, ZoneInfo(ZONE), BEGINNING))
