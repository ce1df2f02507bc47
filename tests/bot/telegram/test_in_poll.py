"""Polling: nothing that Telegram keeps is lost, nothing is done twice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError

from bot.platforms.telegram import intake, telegram
from bot.settings import Settings
from storage import cursors
from storage.database import Database
from storage.find import links
from tests.bot.telegram.desk import Desk
from tests.databases import an_address


def test_what_was_fetched_and_not_handled_comes_again_and_happens_once() -> None:
    """Trap 15: thirty commands, the process ends after the first few, and starts again."""
    with Desk("ann") as desk:
        desk.stops()
        with desk.server.cloud.lock:
            for number in range(1, 31):
                desk.ann.types(f"/win ACME {number}M lot {number}")
        desk.starts(ready=False)
        desk.waits_until(lambda: len(desk.events()) >= 3, "nothing was handled")
        desk.stops()
        desk.starts()
        desk.waits_until(lambda: len(desk.events()) == 30, "not all were handled", within=20)
        desk.settles()
        assert sorted(str(event.note) for event in desk.events()) == sorted(
            f"lot {number}" for number in range(1, 31)
        )


@pytest.fixture(scope="module")
def desk() -> Iterator[Desk]:
    with Desk("ann", strange=True) as opened:
        yield opened


def test_numbers_that_begin_anew_after_a_quiet_week_lose_nothing(desk: Desk) -> None:
    for week in range(4):
        desk.ann.types(f"/win ACME {week + 3}M week {week}")
        desk.ann.sees(f"{week + 3},000,000")
        desk.server.passes(timedelta(days=8))


def test_an_outage_is_waited_for(desk: Desk) -> None:
    desk.server.reset("getUpdates", times=2)
    desk.ann.types("/win ACME 8M")
    desk.ann.sees("8,000,000", within=10)
    desk.settles()


def test_unknown_kinds_and_fields_do_no_harm(desk: Desk) -> None:
    desk.server.sends_something_new()
    desk.ann.types("/win ACME 9M")
    desk.server.sends_something_new()
    desk.ann.sees("9,000,000")


def test_another_reader_is_explained_and_waited_for(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake, "CONFLICT_REST", 0.2)
    desk.world.expects_log("another program reads this bot's updates")
    why = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
    desk.server.refuse("getUpdates", why, times=3)
    desk.ann.types("/score ACME")
    desk.waits_until(lambda: "another program" in desk.ready()[1], "not said on /readyz")
    desk.waits_until(lambda: desk.ready()[0] == 200, "not ready again", within=15)
    desk.ann.sees("ACME")


def test_a_network_that_is_down_at_the_start_is_waited_for() -> None:
    desk = Desk("ann")
    desk.server.start()
    desk.server.refuse("getMe", 502, times=2)
    desk.server.expects("")
    try:
        desk.starts(ready=False)
        desk.waits_until(lambda: desk.ready()[0] == 200, "not ready", within=15)
        desk.ann.types("/win ACME 2M")
        desk.ann.sees("Logged #1")
    finally:
        desk.__exit__(RuntimeError, None, None)


def test_a_database_that_is_away_at_the_start_is_waited_for(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else the server would look well and hear nothing."""
    tried, opens = list[int](), links.open_door

    def away(*given: Any) -> None:
        tried.append(1)
        if len(tried) == 1:
            raise OperationalError("INSERT", {}, Exception("away"))
        opens(*given)

    monkeypatch.setattr(links, "open_door", away)
    desk.world.expects_log("it could not be begun with")
    with Desk("ann") as other:
        other.world.expects_log("it could not be begun with")
        other.ann.types("/win ACME 2M")
        other.ann.sees("Logged #1")
        assert len(tried) == 2


def test_a_person_does_not_wait_for_another() -> None:
    """Trap 21: twenty at once, none is told that anything is locked."""
    handles = ("ann", "bo", "mia", "ada", "cy", "sue", "hal", "lee", "ray", "zoe")
    with Desk(*handles) as desk:
        with desk.server.cloud.lock:
            for number in range(2):
                for each in ("ann", "bo"):
                    desk.people[each].types(f"/win ACME {len(each) * 10 + number}M {each} {number}")
            for each in handles:
                desk.people[each].types("/standings")
        for each in handles:
            desk.people[each].sees("Accounts")
        desk.waits_until(lambda: len(desk.events()) == 4, "not all were stored")
        for each in handles:
            assert not [sight for sight in desk.people[each].hears() if "locked" in sight.all]


@pytest.mark.postgres
def test_one_process_of_all_has_the_turn() -> None:
    with an_address("postgresql") as url:
        one, other = Database(url), Database(url)
        first, second = cursors.Turn(one, "telegram:1"), cursors.Turn(other, "telegram:1")
        try:
            assert first.take()
            assert first.take()
            assert not second.take()
            first.give_back()
            assert second.take()
        finally:
            second.give_back()
            one.close()
            other.close()


def test_a_sqlite_file_has_one_process_which_has_the_turn() -> None:
    with an_address("sqlite") as url:
        database = Database(url)
        assert cursors.Turn(database, "telegram:1").take()
        database.close()


@pytest.mark.parametrize(
    ("set", "says"),
    [
        ({"telegram_bot_token": "nonsense"}, "is not a bot's token"),
        ({"telegram_webhook_url": "https://x.example"}, "need TELEGRAM_BOT_TOKEN"),
        ({"telegram_bot_token": "123456:AAaaaaaaaaaaaa", "telegram_webhook_url": "https://x.example"}, "SECRET"),
        (
            {
                "telegram_bot_token": "123456:AAaaaaaaaaaaaa",
                "telegram_webhook_url": "http://x.example",
                "telegram_webhook_secret": "abc",
            },
            "must be https",
        ),
    ],
)
def test_half_of_the_settings_is_said_at_the_start(set: dict[str, str], says: str) -> None:
    with pytest.raises(SystemExit, match=says):
        telegram(Settings(**set))  # type: ignore[arg-type]


def test_without_a_token_there_is_no_telegram() -> None:
    assert telegram(Settings()) is None
