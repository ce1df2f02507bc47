"""The bot comes into a channel, and somebody says what it is for (voice.md 2.1; domain.md 10)."""

from __future__ import annotations

import pytest

from scoring.terms import Language
from storage import rows
from storage.tables.company import Conversation, OrgUnit
from tests.world import Channel, World, a_company


def invited(world: World, name: str) -> tuple[str, Channel]:
    there = world.a_new_channel(name)
    return world.mia.says("welcome", there).text, there


def bound(world: World, name: str) -> int | None:
    table = rows.table(Conversation)
    found = world.read(lambda unit: rows.many(unit, Conversation, table.select().where(table.c.name == name)))
    return found[0].account_id  # type: ignore[no-any-return]


def test_it_says_what_it_does_and_whose_the_channel_may_be() -> None:
    with a_company().with_account("ACME", channel=False).with_account("Lanhai Bank", channel=False) as world:
        text, there = invited(world, "acct-acme")
        assert text == (
            "I keep the account's events and requests here.\n"
            "/log says what happened, /ask gets help, /score shows where it stands.\n"
            "Which account is this channel for? Mia or Ada can say.\n"
            "[ACME] [Another account] [A department's queue]"
        )
        answer = world.mia.says("welcome", there)
        assert not answer.reply.private
        world.mia.presses(answer, "ACME")
        assert bound(world, "acct-acme") == 1
        assert world.mia.says("welcome", there).text.endswith(
            "This channel is ACME's: its name may be left out here.\n[Score]"
        )


@pytest.mark.parametrize(
    ("channel", "account"),
    [
        ("#acct-lanhai", "Lanhai Bank"),
        ("Lanhai Bank · project", "Lanhai Bank"),
        ("客户-华星", "Huaxing Rail"),
        ("华星项目群", "Huaxing Rail"),
        ("lunch", None),
        ("acct", None),
    ],
)
def test_the_account_is_suggested_by_the_channels_name(channel: str, account: str | None) -> None:
    with a_company().with_account("Lanhai Bank", channel=False).with_account("Huaxing Rail", channel=False) as world:
        world.ada.says("/account name Huaxing lang=zh_Hans 华星轨道")
        text, _ = invited(world, channel)
        first = text.split("\n")[-1].split("]")[0].lstrip("[")
        assert first == (account or "Choose the account")


def test_who_may_not_bind_it_is_told_who_may() -> None:
    with a_company().with_account("ACME", channel=False) as world:
        there = world.a_new_channel("acct-acme")
        answer = world.mia.says("welcome", there)
        assert world.ann.presses(answer, "ACME").text == "A manager does that for ACME: Mia."
        assert bound(world, "acct-acme") is None


def test_a_queue_is_an_administrators_to_set() -> None:
    with a_company().with_department("R&D", queue=False) as world:
        there = world.a_new_channel("rd-help")
        form = world.ada.presses(world.ada.says("welcome", there), "A department's queue")
        world.ada.fills(form, department="rd")
        assert world.ada.says("welcome", there).text.endswith("Requests for R&D stand here.")
        unit = world.read(lambda db: rows.many(db, OrgUnit, rows.table(OrgUnit).select()))[-1]
        assert unit.queue_id is not None


def test_among_outsiders_it_is_said_to_who_invited_it_alone() -> None:
    with a_company().with_account("ACME", channel=False) as world:
        incoming = world.mia.incoming("welcome", "shared", outsiders=True)
        reply = world.gateway.handle(incoming).result()
        assert reply.private
        assert world.in_english(reply).startswith("🔒 People from outside are here, so only you see this.")


def test_a_stranger_who_invites_it_learns_nothing() -> None:
    with a_company().with_account("ACME", channel=False) as world:
        assert world.stranger.says("welcome", world.a_new_channel("x")).text.startswith("I don't know you yet")


def test_in_person_it_is_the_personal_welcome() -> None:
    with a_company().with_person("ann", language=Language.ZH_HANS) as world:
        assert world.ann.says("welcome").first == "你好，Ann。 这个账号我认识了。"
