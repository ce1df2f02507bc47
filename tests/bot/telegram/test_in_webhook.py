"""The webhook: who sends is checked first, and 200 means committed."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from storage.tables.messages import Dialog
from tests.bot.telegram.desk import SECRET, Desk

NAME = "X-Telegram-Bot-Api-Secret-Token"


@pytest.fixture(scope="module")
def desk() -> Iterator[Desk]:
    with Desk("ann", "bo", webhook=True) as opened:
        yield opened


def post(desk: Desk, body: bytes | str, secret: str | None = SECRET, kind: str = "application/json") -> int:
    headers = {"content-type": kind} | ({NAME: secret} if secret is not None else {})
    return desk.http.post(f"{desk.url}/telegram/webhook", content=body, headers=headers).status_code


def update(desk: Desk, number: int, text: str) -> str:
    person = desk.ann.account.json()
    chat = {"id": desk.ann.id, "type": "private", "first_name": "Ann"}
    message = {"message_id": number, "date": 1_790_000_000, "chat": chat, "from": person, "text": text}
    return json.dumps({"update_id": 900_000_000 + number, "message": message})


def test_what_is_typed_comes_and_is_answered(desk: Desk) -> None:
    desk.ann.types("/win ACME 2.5M by webhook")
    desk.ann.sees("Logged #")
    assert "by webhook" in [event.note for event in desk.events()]


def test_answered_means_committed(desk: Desk) -> None:
    assert post(desk, update(desk, 70_001, "/win ACME 2.7M committed")) == 200
    assert "committed" in [event.note for event in desk.events()]


def test_the_same_update_twice_at_once_happens_once(desk: Desk) -> None:
    """The server repeats what was not answered in time, while the first is still at work."""
    body = update(desk, 70_002, "/win ACME 2.8M twice at once")
    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(lambda _: post(desk, body), range(4))) == {200}
    assert len([event for event in desk.events() if event.note == "twice at once"]) == 1


def test_the_same_update_after_a_restart_happens_once(desk: Desk) -> None:
    body = update(desk, 70_003, "/win ACME 2.9M after a restart")
    assert post(desk, body) == 200
    time.sleep(1.1)  # setWebhook may be called once a second
    desk.restarts()
    assert post(desk, body) == 200
    assert len([event for event in desk.events() if event.note == "after a restart"]) == 1


def test_an_answer_to_a_form_that_is_brought_again_after_a_restart_answers_once(desk: Desk) -> None:
    """Else what was said to one question would answer the next one too."""
    desk.ann.types("/win")
    desk.ann.sees("Account")
    body = update(desk, 70_008, "ACME")
    assert post(desk, body) == 200
    desk.ann.sees("How much")
    before = desk.all_of(Dialog)[0].fields
    time.sleep(1.1)
    desk.restarts()
    desk.server.expects("message is not modified")
    assert post(desk, body) == 200
    assert desk.all_of(Dialog)[0].fields == before
    desk.ann.presses("Cancel")
    desk.ann.sees("Put away")


@pytest.mark.parametrize("secret", [None, "", "wrong", SECRET + "x", SECRET.upper(), "é"])
def test_who_does_not_know_the_secret_is_refused(desk: Desk, secret: str | None) -> None:
    sent = [(b"content-type", b"application/json")]
    sent += [] if secret is None else [(NAME.encode(), secret.encode("latin-1"))]
    answer = desk.http.post(
        f"{desk.url}/telegram/webhook", content=update(desk, 70_004, "/win ACME 6M"), headers=sent
    )
    assert answer.status_code == 403


def test_what_is_not_json_is_refused(desk: Desk) -> None:
    assert post(desk, update(desk, 70_005, "/win ACME 6M"), kind="text/plain") == 415
    assert post(desk, "{", kind="application/json") == 400
    assert post(desk, "[" * 100_000) == 400
    assert post(desk, "[]") == 400
    assert post(desk, '{"update_id": true}') == 400
    assert post(desk, '{"update_id": "5"}') == 400
    assert post(desk, '{"update_id": 5, "message": 5}') == 400


def test_what_is_too_large_is_refused(desk: Desk) -> None:
    assert post(desk, update(desk, 70_006, "x" * 1_100_000)) == 413


def test_other_methods_are_refused(desk: Desk) -> None:
    assert desk.http.get(f"{desk.url}/telegram/webhook").status_code == 405


def test_two_hundred_broken_ones_change_nothing(desk: Desk) -> None:
    """Forged, malformed, cut and twisted: refused or ignored, never a 500, and nothing is stored."""
    dice, before = random.Random(4), (len(desk.events()), len(desk.lines()))
    good = update(desk, 70_007, "/win ACME 7M forged")
    statuses = set()
    for number in range(200):
        secret = dice.choice(["", "x" * dice.randrange(1, 300), SECRET[:-1]])
        statuses.add(post(desk, twisted(good, dice), secret=secret if number % 2 else SECRET))
    assert statuses <= {200, 400, 403, 413, 415}
    assert (len(desk.events()), len(desk.lines())) == before


def twisted(good: str, dice: random.Random) -> str:
    """An update that no server sends: cut, or with a value of another kind in a place that matters."""
    if dice.random() < 0.3:
        return good[: dice.randrange(len(good) - 1)]
    found = json.loads(good)
    strange: object = dice.choice([None, 5, "x", [], {}, True, -(2**70), {"id": None}])
    where = dice.choice(["message", "from", "chat", "message_id", "text"])
    (found if where == "message" else found["message"])[where] = strange
    return json.dumps(found)


def test_the_webhook_is_unset_for_polling_and_nothing_is_dropped() -> None:
    with Desk("ann", webhook=True) as desk:
        desk.stops()
        desk.ann.types("/win ACME 2M in between")
        desk.webhook = False
        time.sleep(1.1)
        desk.starts()
        desk.ann.sees("Logged #1")
        dropped = [each.get("drop_pending_updates", "") for each in desk.server.calls("deleteWebhook")]
        assert "true" not in map(str.lower, dropped)
