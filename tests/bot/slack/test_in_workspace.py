"""People, channels and the app itself change while the bot serves; every event comes by HTTP, signed (facts 4)."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from typing import Any

import pytest

from bot.platforms.slack import pages
from bot.platforms.slack.blocks import Message
from bot.platforms.slack.limits import MESSAGE_UNITS
from bot.platforms.slack.payloads import Envelope, payload
from bot.platforms.slack.saying import Spot
from bot.platforms.slack.team import Team
from storage import rows
from storage.find import company
from storage.tables.company import Conversation, Identity
from tests.bot.slack.office import Office
from tests.servers.slack import Person, Seen


@pytest.fixture(scope="module")
def opened() -> Iterator[Office]:
    with Office(people=("ann", "bo", "mia", "lee", "ray", "zoe")) as office:
        yield office


@pytest.fixture
def office(opened: Office) -> Iterator[Office]:
    yield opened
    assert opened.slack.quiet(), opened.slack.complaints
    assert opened.log.errors() == []


def place(office: Office, external_id: str) -> Conversation:
    table = rows.table(Conversation)
    query = table.select().where(table.c.external_id == external_id)
    found = office.world.read(lambda db: rows.first(db, Conversation, query))
    assert found is not None
    return found  # type: ignore[no-any-return]


def test_a_new_display_name_and_a_deactivated_account_follow(office: Office) -> None:
    office.zoe.types("help")  # at first sight their profile is read
    office.zoe.sees("/log")
    zoe = office.world.person("zoe").id
    shown = {"en": office.zoe.user.display_name or office.zoe.user.real_name}
    office.world.write(lambda db: company.change_member(db, zoe, names=shown))
    office.zoe.is_renamed("Zoe Before")  # the first change tells us what Slack says
    office.slack.settles()
    office.world.write(lambda db: company.change_member(db, zoe, names={"en": "Zoe Before"}))
    office.zoe.is_renamed("Zoe of Slack")
    office.slack.settles()
    assert office.world.read(lambda db: company.the_member(db, zoe)).names == {"en": "Zoe of Slack"}
    office.zoe.is_deactivated()
    office.slack.settles()
    table = rows.table(Identity)
    query = table.select().where(table.c.user_id == office.zoe.id)
    assert not office.world.read(lambda db: rows.first(db, Identity, query)).live
    heard = len(office.lines())
    assert office.command("help", user_id=office.zoe.id, trigger_id="gone").status_code == 200
    assert len(office.lines()) == heard


@pytest.mark.parametrize("private", [False, True])
def test_a_channels_new_name_is_known(office: Office, private: bool) -> None:
    yard = office.a_channel(f"yard-{private}", private=private)
    office.slack.workspace.renames(yard, f"yard-renamed-{private}")
    office.slack.settles()
    assert place(office, yard.id).name == f"yard-renamed-{private}"


def test_a_channel_that_gets_another_id_stays_the_accounts(office: Office) -> None:
    dock = office.a_channel("dock", account="ACME")
    account = place(office, dock.id).account_id
    new = office.slack.workspace.changes_id(dock)
    office.slack.settles()
    assert place(office, new).account_id == account
    office.ann.types("/score", in_=dock)
    office.ann.sees("ACME")


def test_an_event_that_says_a_channel_is_shared_closes_it(office: Office) -> None:
    gate = office.a_channel("gate")
    assert not place(office, gate.id).outsiders
    event = {"type": "message", "channel": gate.id, "user": "U0ELSEWHERE", "text": "hello", "ts": "1.5"}
    assert _event(office, event, is_ext_shared_channel=True).status_code == 200
    assert place(office, gate.id).outsiders


def test_of_a_shared_channel_the_workspace_that_may_hear_counts() -> None:
    body: dict[str, Any] = {
        "type": "event_callback",
        "team_id": "T0OTHERS",
        "event_id": "Ev9",
        "event": {"type": "x"},
    }
    given = {"authorizations": [{"enterprise_id": None, "team_id": "T0OURS", "user_id": "U0BOT", "is_bot": True}]}
    assert _team(body | given) == "T0OURS"
    others: list[Any] = [[], [{}], [None], [{"team_id": None}], None, "T"]
    for other in others:
        assert _team({**body, "authorizations": other}) == "T0OTHERS"


def test_between_two_others_only_who_asks_reads_the_answer(office: Office) -> None:
    answer = office.command("score ACME", channel_id="D0TWOOTHERS", channel_name="directmessage", trigger_id="two")
    assert json.loads(answer.text)["response_type"] == "ephemeral"
    answer = office.command("welcome", channel_id="D0TWOOTHERS", channel_name="directmessage", trigger_id="two.2")
    assert json.loads(answer.text)["response_type"] == "ephemeral"


def test_a_private_channel_is_not_called_private_group(office: Office) -> None:
    den = office.slack.workspace.channel("den", office.ann, private=True)
    office.ann.types("/tri help", in_=den)
    assert place(office, den.id).name in ("den", "#den")
    office.slack.refuse("conversations.info", "missing_scope", times=1)
    office.slack.expects("missing_scope")
    lair = office.slack.workspace.channel("lair", office.ann, private=True)
    office.ann.types("/tri undo", in_=lair)
    office.ann.sees("nothing")
    assert place(office, lair.id).name != "privategroup"


def test_invited_it_says_what_it_does_and_a_press_binds_the_channel(office: Office) -> None:
    room = office.slack.workspace.channel("acct-acme-north", office.ann, office.mia, bot=False)
    office.ann.invites_bot(room)
    welcome = office.mia.sees("Which account is this channel for?")
    assert welcome.channel in (room.id, room.name)
    assert not welcome.ephemeral
    office.mia.presses("ACME", on="Which account is this channel for?")
    office.mia.sees("ACME's channel now")
    assert place(office, room.id).account_id == place(office, office.hall.id).account_id


def test_an_edited_command_runs_nothing_and_offers_the_correction(office: Office) -> None:
    said = office.ann.types("win ACME 2.5M lot 4")
    office.ann.sees("¥2,500,000")
    before = office.events()
    office.ann.edits(said, "win ACME 3.5M lot 4")
    office.ann.sees("stays as it was logged")
    assert office.events() == before
    office.ann.presses("Correct #1", on="stays as it was logged")
    office.ann.sees("Logged #2: order, ¥3,500,000")


@pytest.mark.parametrize("whispered", [True, False])
def test_a_long_answer_turns_its_pages_in_place(
    office: Office, monkeypatch: pytest.MonkeyPatch, whispered: bool
) -> None:
    monkeypatch.setattr(pages.pages, "__defaults__", (4, MESSAGE_UNITS))
    reader = office.lee if whispered else office.ray
    reader.types("/tri help all" if whispered else "help all", in_="acct-acme" if whispered else None)
    first = reader.sees("Page 2 of")
    assert first.ephemeral == whispered
    _turns(reader, first, "Page 2 of")
    second = reader.sees("Page 3 of")
    assert second.ts == first.ts
    _turns(reader, second, "Page 1 of")
    reader.waits_for(lambda: _at(reader, first.ts).text == first.text or None, "the first page")
    assert sum("Page 2 of" in str(each.buttons) for each in reader.everything()) == 1


def test_the_sixth_answer_to_a_command_finds_another_way(office: Office) -> None:
    typed = office.ann.types("/tri help", in_="acct-acme")
    assert typed.delivery is not None
    url = typed.delivery.payload["response_url"]
    spot = Spot(office.ann.id, office.hall.id, url=url)
    for number in range(1, 7):
        _says(office, spot, f"answer {number} of 6")
    for number in range(1, 7):
        assert office.ann.sees(f"answer {number} of 6").ephemeral
    office.bo.never_sees("of 6")


def _turns(reader: Person, seen: Seen, to: str) -> None:
    reader.presses(next(label for label in seen.buttons if label.strip("‹› ").startswith(to)), on=seen)


def _at(reader: Person, ts: str) -> Seen:
    return next(each for each in reader.everything() if each.ts == ts)


def _says(office: Office, spot: Spot, text: str) -> None:
    """As what answers a command does, on the server's loop."""
    parts, way = office.platform._parts, office.platform._port._way
    assert parts is not None
    assert way is not None
    message = Message(text, [{"type": "section", "text": {"type": "mrkdwn", "text": text}}])

    async def say() -> None:
        team = Team(office.team, await parts.clients.of(office.team))
        await parts.desk.speech.say(team, spot, message, True)

    asyncio.run_coroutine_threadsafe(say(), way.loop).result(10)


def _event(office: Office, event: dict[str, Any], **more: Any) -> Any:
    body = {"type": "event_callback", "team_id": office.team, "event_id": "Ev.shared", "event": event, **more}
    return office.posts(json.dumps(body).encode())


def _team(body: dict[str, Any]) -> str:
    found = payload(body)
    assert isinstance(found, Envelope)
    return found.team_id
