"""What is refused at the door: with the right status, without a word of it in the log, and changing nothing."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from urllib.parse import urlencode

import pytest

from storage import rows
from storage.tables.messages import Inbox, Outbox
from tests.bot.slack.office import PATH, Office

FORM = "application/x-www-form-urlencoded"
SECRET = "tell-nobody-of-this"


@pytest.fixture(scope="module")
def opened() -> Iterator[Office]:
    with Office() as office:
        yield office


@pytest.fixture
def office(opened: Office) -> Iterator[Office]:
    before = _stored(opened)
    yield opened
    assert _stored(opened) == before
    assert opened.log.errors() == []
    assert SECRET not in opened.log.text


def _stored(office: Office) -> tuple[int, int, int]:
    kinds = (Inbox, Outbox)
    counts = office.world.read(lambda db: [len(rows.many(db, kind, rows.table(kind).select())) for kind in kinds])
    return (len(office.events()), *counts)


def _win(**more: str) -> bytes:
    fields = {"team_id": "T1", "channel_id": "C1", "user_id": "U1", "command": "/win", "text": f"ACME 2M {SECRET}"}
    return urlencode(fields | more).encode()


@pytest.mark.parametrize("stamp", ["", "soon", "1e9", "-5", "１２３", "1 2", "99999999999999999999"])
def test_a_timestamp_that_is_no_number_is_refused(office: Office, stamp: str) -> None:
    answer = office.posts(_win(), FORM, X_Slack_Request_Timestamp=stamp.encode())
    assert answer.status_code == 401


@pytest.mark.parametrize(("seconds", "status"), [(-301, 401), (301, 401), (-290, 200), (290, 200)])
def test_five_minutes_either_way(office: Office, seconds: int, status: int) -> None:
    body = json.dumps({"type": "url_verification", "challenge": "c"}).encode()
    stamp = int(office.slack.clock.now()) + seconds
    signed = {name.replace("-", "_"): value for name, value in office.slack.signed(body, stamp).items()}
    assert office.posts(body, **signed).status_code == status


@pytest.mark.parametrize("given", ["", "v0=", "v0=" + "0" * 64, "v1=abc", "v0=Ünsinn"])
def test_a_wrong_signature_is_refused(office: Office, given: str) -> None:
    assert office.posts(_win(), FORM, X_Slack_Signature=given.encode()).status_code == 401


def test_the_signature_is_over_the_very_bytes(office: Office) -> None:
    signed = office.slack.signed(_win())
    changed = _win().replace(b"2M", b"9M")
    headers = {"Content-Type": FORM, **signed}
    answer = office.http.post(office.address + PATH, content=changed, headers=headers)
    assert answer.status_code == 401


def test_a_large_body_is_refused_before_it_is_read(office: Office) -> None:
    assert office.posts(b"x" * 1_000_001, FORM).status_code == 413

    def endless() -> Iterator[bytes]:
        for _ in range(40):
            yield b"x" * 50_000

    answer = office.http.post(office.address + PATH, content=endless(), headers={"Content-Type": FORM})
    assert answer.status_code == 413


MALFORMED = [
    b"",
    b"{",
    b"[]",
    b'"text"',
    b"null",
    b"1",
    b"\xff\xfe",
    b'{"type": 5}',
    b"{}",
    b'{"type": "event_callback"}',
    b'{"type": "event_callback", "team_id": "T1", "event_id": "E1", "event": []}',
    b'{"type": "url_verification", "challenge": []}',
    b'{"type": "block_actions", "user": {"id": "U1"}, "actions": []}',
    b'{"type": "block_actions", "user": "U1", "actions": [{"action_id": "do:0"}]}',
    b'{"type": "view_submission", "user": {"id": "U1"}, "view": "x"}',
    b'{"type": "view_submission", "user": {"id": "U1"}, "view": {"id": "V1", "state": {"values": []}}}',
    b'{"command": "/win"}',
    b"[" * 100_000,
    b'{"a":' + b"1" * 5_000 + b"}",
]


@pytest.mark.parametrize("body", MALFORMED, ids=range(len(MALFORMED)))
def test_signed_but_no_json_of_slacks_is_refused(office: Office, body: bytes) -> None:
    assert office.posts(body).status_code == 400
    assert office.posts(body, "text/plain").status_code == 400
    assert office.posts(b"payload=" + body, FORM).status_code == 400


def test_the_same_unsigned_never_gets_further_than_the_signature(office: Office) -> None:
    for body in MALFORMED:
        for kind in ("application/json", FORM, "text/plain", ""):
            answer = office.posts(body, kind, X_Slack_Signature="v0=forged")
            assert answer.status_code == 401, body


def test_two_hundred_forged_broken_and_replayed_requests_change_nothing(office: Office) -> None:
    chance = random.Random(4)
    for turn in range(200):
        body = bytearray(_win(trigger_id=f"t{turn}"))
        signed = office.slack.signed(bytes(body), int(office.slack.clock.now()) - chance.choice((0, 0, 400, 90_000)))
        for at in chance.sample(range(len(body)), chance.randint(1, 4)):
            body[at] ^= chance.randrange(1, 256)
        headers = {"Content-Type": chance.choice((FORM, "application/json")), **signed}
        answer = office.http.post(office.address + PATH, content=bytes(body), headers=headers)
        assert answer.status_code == 401


def test_handshakes_are_answered(office: Office) -> None:
    assert office.slack.verifies_url()
    assert office.slack.checks_ssl()
    assert office.posts(b"ssl_check=1&token=x&command=/win", FORM, X_Slack_Signature="").status_code == 401


def test_what_nobody_listens_to_is_acknowledged(office: Office) -> None:
    assert office.event({"type": "star_added", "user": "U1", "item": {}}, "EvStar").status_code == 200
    assert (
        office.event({"type": "message", "subtype": "channel_topic", "channel": "C1"}, "EvTopic").status_code == 200
    )
    assert office.posts(json.dumps({"type": "app_rate_limited", "team_id": "T1"}).encode()).status_code == 200
    assert office.posts(json.dumps({"type": "dialog_submission", "x": [1]}).encode()).status_code == 200


def test_fields_that_nobody_knows_are_no_problem(office: Office) -> None:
    answer = office.posts(
        json.dumps(
            {
                "type": "event_callback",
                "team_id": office.team,
                "event_id": "EvNew",
                "new": {"deep": [1]},
                "event": {
                    "type": "message",
                    "channel": office.hall.id,
                    "user": "U1",
                    "text": "hi",
                    "ts": "1.1",
                    "blocks": [{"type": "strange"}],
                    "newer": True,
                },
            }
        ).encode(),
        "application/json; charset=utf-8",
    )
    assert answer.status_code == 200
