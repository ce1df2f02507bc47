"""What happens to channels and people, reactions, Home, the invitation (platform-facts 4)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from storage import rows
from storage.tables.company import Conversation
from tests.bot.slack.office import Office
from tests.servers.slack import Seen


@pytest.fixture(scope="module")
def opened() -> Iterator[Office]:
    with Office() as office:
        yield office


@pytest.fixture
def office(opened: Office) -> Iterator[Office]:
    yield opened
    assert opened.slack.quiet(), opened.slack.complaints
    assert opened.log.errors() == []


def test_eyes_on_a_request_acknowledge_it(office: Office) -> None:
    office.ann.types("/ask ACME rd_clarification P1 rail spec", in_="acct-acme")
    card = office.bo.sees("R1 · Technical clarification")
    heard = len(office.lines())
    office.bo.reacts("👀", on=office.bo.types("look at this", in_="acct-acme"))
    assert len(office.lines()) == heard
    office.ray.reacts("👀", on=card)
    office.said("ack")


def test_a_trophy_on_ones_own_message_begins_an_event(office: Office) -> None:
    said = office.ann.types("They signed lot 2 &amp; 3", in_="acct-acme")
    heard = len(office.lines())
    office.bo.reacts("🏆", on=said)
    assert len(office.lines()) == heard
    office.ann.reacts("🏆", on=said)
    office.ann.presses("Fill in")
    assert "They signed lot 2" in (form := office.ann.waits_for(lambda: office.ann.modal, "a window")).text
    assert "ACME" in form.text, "an account's own channel needs no account"
    office.ann.closes()


def test_home_is_shown_when_it_is_opened(office: Office) -> None:
    office.ann.opens_home()
    assert office.ann.waits_for(lambda: office.ann.home, "a Home") is not None


def test_home_changes_while_one_looks(office: Office) -> None:
    office.mia.opens_home()
    before = office.mia.waits_for(lambda: office.mia.home, "a Home").text
    office.ann.types("/win 2.5M lot 9", in_="acct-acme")
    office.mia.waits_for(lambda: _other(office.mia.home, before), "another Home")


def _other(home: Seen | None, before: str) -> Seen | None:
    return home if home is not None and home.text != before else None


def test_invited_it_says_what_it_does(office: Office) -> None:
    yard = office.slack.workspace.channel("yard", office.ann, bot=False)
    office.ann.invites_bot(yard)
    office.said("/welcome")


def test_an_archived_channel_is_not_spoken_in_any_more(office: Office) -> None:
    depot = office.a_channel("depot")
    office.slack.workspace.archives(depot)
    office.slack.settles()
    table = rows.table(Conversation)
    there = office.world.read(
        lambda db: rows.first(db, Conversation, table.select().where(table.c.external_id == depot.id))
    )
    assert there is not None
    assert there.gone
