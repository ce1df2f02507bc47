"""Channels: who is in them, and that nobody from outside is taken for one of us."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import timedelta

import pytest

from storage.find import company
from tests.bot.slack.outpost import Outpost
from tests.servers.slack.things import Channel


@pytest.fixture
def out() -> Iterator[Outpost]:
    with Outpost() as outpost:
        outpost.has_email("ann", "bo", "mia", "lee", "ray")
        yield outpost


def outsiders(out: Outpost, channel: Channel | str, patience: float = 5) -> bool:
    there = channel if isinstance(channel, str) else channel.id
    return out.run(out.places.outsiders(out.team, there, out.client, patience))


def inside(out: Outpost, channel: Channel) -> set[str]:
    there = out.place(channel.id).id
    return {member.handle for member in out.world.read(lambda unit: company.participants(unit, there))}


def test_a_channel_of_colleagues_has_nobody_from_outside_and_is_read_once(out: Outpost) -> None:
    hall = out.a_channel("hall", "ann", "bo")
    assert [outsiders(out, hall) for _ in range(3)] == [False, False, False]
    assert inside(out, hall) == {"ann", "bo"}
    assert (out.place(hall.id).name, out.place(hall.id).outsiders) == ("hall", False)
    assert out.calls("conversations.members") == 1
    assert out.slack.quiet()


def test_a_direct_conversation_has_nobody_else(out: Outpost) -> None:
    assert outsiders(out, out.slack.workspace.dm(out.id("ann"))) is False
    assert out.calls("conversations.info") == 0


def test_somebody_whom_nobody_knows_is_from_outside(out: Outpost) -> None:
    assert outsiders(out, out.a_channel("hall", "ann", "zoe")) is True


@pytest.mark.parametrize(
    "traits", [{"guest": "multi"}, {"team": "T0OTHERCOMPANY"}], ids=["a guest", "another company"]
)
def test_guests_and_other_companies_are_from_outside(out: Outpost, traits: dict[str, str]) -> None:
    out.slack.person("visitor", email="ann@qiming.example", **traits)
    hall = out.a_channel("hall", "ann", "visitor")
    assert outsiders(out, hall) is True
    assert inside(out, hall) <= {"ann"}


def test_a_channel_shared_with_another_company_is_so_whoever_is_in_it(out: Outpost) -> None:
    assert outsiders(out, out.a_channel("shared", "ann", shared_with=("T0OTHERCOMPANY",))) is True


def test_other_bots_are_nobody_from_outside(out: Outpost) -> None:
    out.slack.person("robot").user.bot_id = "B0ROBOT"
    assert outsiders(out, out.a_channel("hall", "ann", "robot")) is False


def test_a_channel_that_can_t_be_read_is_in_doubt(out: Outpost) -> None:
    out.slack.expects("channel_not_found")
    secret = out.a_channel("secret", "ann", private=True, bot=False)
    assert outsiders(out, secret) is True
    out.slack.refuse("conversations.members", 500, times=1)
    assert outsiders(out, out.a_channel("hall", "ann")) is True


def test_a_slow_one_is_in_doubt_till_it_is_read(out: Outpost) -> None:
    hall = out.a_channel("hall", "ann", "bo")
    out.slack.delay("conversations.members", 0.5, times=1)
    begun = time.monotonic()
    assert outsiders(out, hall, patience=0.1) is True
    assert time.monotonic() - begun < 0.4
    assert outsiders(out, hall) is False


def test_a_long_list_is_read_page_by_page(out: Outpost) -> None:
    for number in range(230):
        out.slack.person(f"robot{number}").user.bot_id = f"B{number}"
    hall = out.a_channel("hall", *(f"robot{number}" for number in range(225)), "zoe")
    assert outsiders(out, hall, patience=15) is True
    assert out.calls("conversations.members") == 2


def test_who_comes_in_later_counts_at_once(out: Outpost) -> None:
    hall = out.a_channel("hall", "ann")
    assert outsiders(out, hall) is False
    out.run(out.places.joined(out.team, hall.id, out.id("bo"), out.client))
    assert (inside(out, hall), outsiders(out, hall)) == ({"ann", "bo"}, False)
    out.run(out.places.joined(out.team, hall.id, out.id("zoe"), out.client))
    assert outsiders(out, hall) is True


def test_when_the_last_stranger_goes_it_is_ours_again(out: Outpost) -> None:
    hall = out.a_channel("hall", "ann", "bo", "zoe")
    assert outsiders(out, hall) is True
    hall.members.remove(out.id("zoe"))
    out.run(out.places.left(out.team, hall.id, out.id("zoe"), out.client))
    assert outsiders(out, hall) is False
    hall.members.remove(out.id("bo"))
    out.run(out.places.left(out.team, hall.id, out.id("bo"), out.client))
    assert inside(out, hall) == {"ann"}


def test_a_channel_read_a_day_ago_is_read_again(out: Outpost) -> None:
    hall = out.a_channel("hall", "ann")
    outsiders(out, hall)
    hall.members.append(out.id("zoe"))
    out.world.clock.waits(timedelta(days=2))
    outsiders(out, hall)
    out.run(out.places.changed(out.team, hall.id, out.client))
    assert outsiders(out, hall) is True


def test_an_archived_channel_is_lost_once_and_back_when_it_is_opened(out: Outpost) -> None:
    """Trap 11, as Slack tells of it."""
    out.lives_here("mia")
    channel = out.a_channel("acct-acme", "ann", bound_to="ACME")
    for _ in range(2):
        out.run(out.places.archived(out.team, channel.id))
    out.sends()
    assert out.place(channel.id).gone
    assert len(out.posted("mia")) == 1
    out.run(out.places.opened(out.team, channel.id, out.client))
    assert not out.place(channel.id).gone


def test_where_the_bot_is_removed_the_channel_is_lost_and_invited_it_is_back(out: Outpost) -> None:
    channel = out.a_channel("acct-acme", "ann", bound_to="ACME")
    itself = out.slack.workspace.bot.id
    out.run(out.places.left(out.team, channel.id, itself, out.client))
    assert out.place(channel.id).gone
    out.run(out.places.joined(out.team, channel.id, itself, out.client))
    assert not out.place(channel.id).gone
    assert inside(out, channel) == {"ann"}
    assert out.place(channel.id).account_id is not None


def test_a_channel_that_gets_another_id_takes_everything_along(out: Outpost) -> None:
    """Trap 19's kin on Slack: binding, what waits, and the cards that stand there."""
    queue = out.a_channel("rd-queue", "lee", "ray", bound_to="R&D")
    out.world.bo.says("/ask ACME rd_clarification P1 rail spec")
    out.world.settles()
    card, there = out.posted(queue)[0], out.place(queue.id).id
    old, new = queue.id, out.slack.workspace.changes_id(queue)
    out.run(out.places.moved(out.team, old, new))
    assert out.place(new).id == there
    out.world.ray.says("/ack R1")
    out.world.settles()
    assert "Ray has it" in str(queue.messages[card.ts].blocks)
    assert out.slack.quiet()


def test_a_new_name_is_known(out: Outpost) -> None:
    hall = out.a_channel("hall", "ann")
    outsiders(out, hall)
    out.run(out.places.renamed(out.team, hall.id, "lobby"))
    assert out.place(hall.id).name == "lobby"


def test_what_happens_in_channels_that_we_never_met_changes_nothing(out: Outpost) -> None:
    out.run(out.places.renamed(out.team, "C0NEVERMET", "x"))
    out.run(out.places.archived(out.team, "C0NEVERMET"))
    out.run(out.places.moved(out.team, "C0NEVERMET", "C0NEITHER"))
    assert out.states() == []
