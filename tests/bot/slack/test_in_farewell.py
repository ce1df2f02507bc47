"""The app is thrown out of its workspace: both events come, in either order, and again (facts 4.20)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from storage import rows
from storage.tables.company import Conversation
from tests.bot.slack.office import Office

UNINSTALLED: dict[str, Any] = {"type": "app_uninstalled"}


@pytest.fixture
def office() -> Iterator[Office]:
    with Office() as office:
        yield office


def test_uninstalled_its_places_are_lost_and_nothing_breaks(office: Office) -> None:
    office.ann.types("help")
    office.slack.uninstalls(office.slack.workspace)
    office.slack.settles()
    assert office.platform.trouble() is not None
    assert _is_gone(office)
    assert office.http.get(office.address + "/readyz").status_code == 503
    assert not any("Traceback" in each for each in office.log.errors())


@pytest.mark.parametrize("turned", [False, True])
def test_told_in_either_order_and_twice_it_is_gone_once(office: Office, turned: bool) -> None:
    revoked = {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [office.bot]}}
    told = [revoked, UNINSTALLED]
    for at, event in enumerate([*(reversed(told) if turned else told), *told]):
        body = {"type": "event_callback", "team_id": office.team, "event_id": f"Ev{at}", "event": event}
        assert office.posts(json.dumps(body).encode()).status_code == 200
    assert _is_gone(office)


def test_a_persons_own_token_that_is_revoked_is_none_of_the_bots(office: Office) -> None:
    event = {"type": "tokens_revoked", "tokens": {"oauth": [office.ann.id], "bot": []}}
    body = {"type": "event_callback", "team_id": office.team, "event_id": "Ev1", "event": event}
    assert office.posts(json.dumps(body).encode()).status_code == 200
    assert office.platform.trouble() is None
    office.ann.types("help")
    office.ann.sees("/log")
    assert office.slack.quiet(), office.slack.complaints


def _is_gone(office: Office) -> bool:
    table = rows.table(Conversation)
    query = table.select().where(table.c.external_id == office.hall.id)
    return bool(office.world.read(lambda db: rows.first(db, Conversation, query)).gone)
