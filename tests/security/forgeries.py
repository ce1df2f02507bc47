"""Requests that no platform sent: made up by kinds from a seed, each with the status that refuses it."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from urllib.parse import quote, urlencode

from tests.servers.slack.delivery import signature

SLACK, TELEGRAM, TERMINAL = "/slack/events", "/telegram/webhook", "/terminal"
INSTALL, BACK = "/slack/install", "/slack/oauth_redirect"
FORM, JSON = "application/x-www-form-urlencoded", "application/json"
TOKEN = "X-Telegram-Bot-Api-Secret-Token"
WORDS = "forged-words-that-nobody-may-keep"
"""Stands in every body and address: it must be found neither in the database nor in the log."""
EACH = 12


@dataclass(frozen=True)
class Keys:
    """What only the product and its platforms know, and the machine's time. `used` is a state of an installation
    that was given back already."""

    signing: str
    webhook: str
    terminal: str
    team: str
    user: str
    chat: int
    now: int
    used: str

    @property
    def secrets(self) -> tuple[str, ...]:
        return self.signing, self.webhook, self.terminal, self.used


@dataclass(frozen=True)
class Forgery:
    kind: str
    path: str
    expected: int
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    method: str = "POST"
    in_pieces: bool = False


def forgeries(keys: Keys, seed: int) -> Iterator[Forgery]:
    """`EACH` of every kind."""
    dice = random.Random(seed)
    for make in KINDS:
        for _ in range(EACH):
            yield make(keys, dice)


# Slack.


def delivery(keys: Keys, dice: random.Random) -> tuple[bytes, str]:
    """As Slack would send it: a command, a message, a press."""
    who, line = {"team_id": keys.team, "user_id": keys.user}, f"2.{dice.randrange(10**6)}M {WORDS}"
    if (kind := dice.randrange(3)) == 0:
        fields = {"command": "/win", "text": line, "channel_id": "C1", "trigger_id": "1.2.a", **who}
        return urlencode(fields).encode(), FORM
    if kind == 1:
        event = {"type": "message", "channel": "D1", "channel_type": "im", "user": keys.user, "ts": "1.2"}
        body = {"type": "event_callback", "team_id": keys.team, "event_id": f"Ev{dice.randrange(10**9)}"}
        return json.dumps({**body, "event": {**event, "text": f"win ACME {line}"}}).encode(), JSON
    press = {"type": "button", "action_id": "do:0", "block_id": "b", "value": f"win ACME {line}"}
    pressed = {"type": "block_actions", "team": {"id": keys.team}, "user": {"id": keys.user}, "actions": [press]}
    return urlencode({"payload": json.dumps(pressed)}).encode(), FORM


def slack(kind: str, keys: Keys, body: bytes, type_: str, expected: int, stamp: str = "", mac: str = "") -> Forgery:
    """Signed rightly, but for what is given."""
    stamp = stamp or str(keys.now)
    mac = mac or signature(keys.signing, stamp, body)
    headers = {"Content-Type": type_, "X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": mac}
    return Forgery(kind, SLACK, expected, body, headers)


def unsigned(keys: Keys, dice: random.Random) -> Forgery:
    body, type_ = delivery(keys, dice)
    headers = {"Content-Type": type_, "X-Slack-Request-Timestamp": str(keys.now)}
    if dice.random() < 0.5:
        headers |= {"X-Slack-Retry-Num": "1", "X-Slack-Retry-Reason": "http_timeout"}
    return Forgery("Slack, without a signature", SLACK, 401, body, headers)


def signed_by_another(keys: Keys, dice: random.Random) -> Forgery:
    body, type_ = delivery(keys, dice)
    other = "".join(dice.choices("0123456789abcdef", k=32))
    mac = signature(other, str(keys.now), body)
    return slack("Slack, signed with another secret", keys, body, type_, 401, mac=mac)


def changed_on_the_way(keys: Keys, dice: random.Random) -> Forgery:
    body, type_ = delivery(keys, dice)
    mac, at = signature(keys.signing, str(keys.now), body), dice.randrange(len(body))
    changed = body[:at] + bytes([body[at] ^ 1 << dice.randrange(7)]) + body[at + 1 :]
    return slack("Slack, another body than was signed", keys, changed, type_, 401, mac=mac)


def replayed(keys: Keys, dice: random.Random) -> Forgery:
    """Rightly signed once: five minutes and more ago, or ahead of time."""
    body, type_ = delivery(keys, dice)
    away = dice.randrange(330, 10**6) * dice.choice((-1, 1))
    return slack("Slack, of another time", keys, body, type_, 401, stamp=str(keys.now + away))


def no_timestamp(keys: Keys, dice: random.Random) -> Forgery:
    body, type_ = delivery(keys, dice)
    strange = ("0x1", "-1", "1e9", "nan", f"{keys.now}.5", f"{keys.now} x", "9" * 400, WORDS, f"+{keys.now}")
    return slack("Slack, a timestamp that is none", keys, body, type_, 401, stamp=dice.choice(strange))


def no_signature(keys: Keys, dice: random.Random) -> Forgery:
    body, type_ = delivery(keys, dice)
    right = signature(keys.signing, str(keys.now), body)
    strange = (
        right[3:],
        right[:-1],
        right.upper(),
        right.replace("v0", "v1"),
        f"{right}0",
        "v0=",
        WORDS,
        "v0=" + "z" * 64,
    )
    return slack("Slack, a signature that is none", keys, body, type_, 401, mac=dice.choice(strange))


def too_large(keys: Keys, dice: random.Random) -> Forgery:
    body = WORDS.encode() + b"x" * dice.randrange(1_000_000, 1_200_000)
    it = slack("Slack, too large", keys, body, dice.choice((FORM, JSON)), 413)
    return Forgery(it.kind, it.path, it.expected, body, it.headers, in_pieces=dice.random() < 0.5)


def cut_off(keys: Keys, dice: random.Random) -> Forgery:
    """Signed, and no JSON: cut, of another type, nested without end, bytes that are no text."""
    whole = json.dumps({"type": "event_callback", "event": {"text": WORDS}}).encode()
    bodies = (
        whole[: dice.randrange(1, len(whole))],
        b"[" * dice.randrange(2_000, 90_000),
        b"\xff\xfe" + whole,
        b"",
        b"[1]",
    )
    type_ = dice.choice((JSON, FORM, "text/plain", "multipart/form-data; boundary=x", ""))
    return slack("Slack, signed but malformed", keys, dice.choice(bodies), type_, 400)


def misshapen(keys: Keys, dice: random.Random) -> Forgery:
    """Signed JSON in which a field lacks or is of another type."""
    body: dict[str, object] = {
        "type": "event_callback",
        "team_id": keys.team,
        "event_id": "Ev1",
        "event": {"type": "message"},
    }
    name = dice.choice(("team_id", "event_id", "event"))
    strange: tuple[object, ...] = (
        None,
        5,
        [],
        [WORDS],
        True,
        {"a": WORDS} if name != "event" else "x",
        "a" * 300,
        "ü",
    )
    value = dice.choice(strange)
    if dice.random() < 0.3:
        del body[name]
    else:
        body[name] = value if name != "event" or not isinstance(value, dict) else []
    return slack("Slack, signed but misshapen", keys, json.dumps(body).encode(), JSON, 400)


# Telegram.


def update(keys: Keys, dice: random.Random) -> bytes:
    """As Telegram would bring it."""
    person = {"id": keys.chat, "is_bot": False, "first_name": "Ann"}
    chat = {"id": keys.chat, "type": "private", "first_name": "Ann"}
    text = f"/win ACME 3.{dice.randrange(10**6)}M {WORDS}"
    entity = {"type": "bot_command", "offset": 0, "length": 4}
    message = {"message_id": 9_000 + dice.randrange(999), "date": keys.now, "chat": chat, "from": person}
    return json.dumps(
        {"update_id": dice.randrange(10**9), "message": {**message, "text": text, "entities": [entity]}}
    ).encode()


def no_secret(keys: Keys, dice: random.Random) -> Forgery:
    return Forgery("Telegram, without the secret", TELEGRAM, 403, update(keys, dice), {"Content-Type": JSON})


def wrong_secret(keys: Keys, dice: random.Random) -> Forgery:
    right = keys.webhook
    strange = (
        right[:-1],
        f"{right}x",
        right.upper(),
        right[::-1],
        "x" * dice.randrange(1, 3_000),
        WORDS,
        f"{right} x",
    )
    headers = {"Content-Type": JSON, TOKEN: dice.choice(strange)}
    return Forgery("Telegram, another secret", TELEGRAM, 403, update(keys, dice), headers)


def other_type(keys: Keys, dice: random.Random) -> Forgery:
    type_ = dice.choice(
        (FORM, "text/plain", "application/xml", "multipart/form-data; boundary=x", "", "application/jsonp")
    )
    headers = {"Content-Type": type_, TOKEN: keys.webhook}
    return Forgery("Telegram, no JSON by its type", TELEGRAM, 415, update(keys, dice), headers)


def large_update(keys: Keys, dice: random.Random) -> Forgery:
    body = b'{"update_id": 1, "x": "' + WORDS.encode() + b"x" * dice.randrange(1_048_576, 1_200_000) + b'"}'
    headers = {"Content-Type": JSON, TOKEN: keys.webhook}
    return Forgery("Telegram, too large", TELEGRAM, 413, body, headers, in_pieces=dice.random() < 0.5)


def no_update(keys: Keys, dice: random.Random) -> Forgery:
    whole = update(keys, dice)
    ids: tuple[object, ...] = (None, "5", True, 1.5, [], {"a": WORDS})
    bodies = (
        whole[: dice.randrange(1, len(whole))],
        b"[" * dice.randrange(2_000, 90_000),
        b"\xff" + whole,
        b"[]",
        json.dumps({"update_id": dice.choice(ids), "message": WORDS}).encode(),
        json.dumps({"update_id": 5, "message": dice.choice((WORDS, 5, [WORDS], {"text": WORDS}))}).encode(),
    )
    headers = {"Content-Type": JSON, TOKEN: keys.webhook}
    return Forgery("Telegram, no update", TELEGRAM, 400, dice.choice(bodies), headers)


# Installing, the terminal, and addresses that there are not.


def come_back(keys: Keys, dice: random.Random) -> Forgery:
    """From Slack with a state that this browser was not given, that was used, or without one."""
    state = "".join(dice.choices("0123456789abcdef-", k=36))
    pairs: tuple[tuple[dict[str, str], str], ...] = (
        ({}, ""),
        ({}, state),
        ({"state": ""}, ""),
        ({"state": state}, ""),
        ({"state": state}, state),
        ({"state": state}, state[::-1]),
        ({"state": keys.used}, keys.used),
        ({"state": f"{WORDS}'--"}, WORDS),
    )
    asked, cookie = dice.choice(pairs)
    asked = {"code": WORDS, **asked, **({"error": "access_denied"} if dice.random() < 0.3 else {})}
    headers = {"Cookie": f"slack-app-oauth-state={cookie}"} if cookie else {}
    return Forgery("Install, a state that is none", f"{BACK}?{urlencode(asked)}", 400, headers=headers, method="GET")


def at_the_terminal(keys: Keys, dice: random.Random) -> Forgery:
    strange = (
        "",
        keys.terminal,
        f"Bearer {keys.terminal}x",
        f"bearer {keys.terminal}",
        "Bearer",
        f"Bearer {WORDS}",
        "Bearer None",
    )
    headers = {"Content-Type": JSON}
    if given := dice.choice(strange):
        headers["Authorization"] = given
    body = json.dumps({"as": "ann", "line": f"/win ACME 4M {WORDS}"}).encode()
    return Forgery("Terminal, without its key", TERMINAL, 403, body, headers)


def no_question(keys: Keys, dice: random.Random) -> Forgery:
    """From whoever has the key, and no question."""
    bodies = (
        b"",
        b"{",
        b"[]",
        b'{"line": "/win"}',
        b'{"as": 5}',
        b"[" * 5_000,
        f'{{"as": ["{WORDS}"]}}'.encode(),
        b"\xff",
    )
    headers = {"Authorization": f"Bearer {keys.terminal}"}
    return Forgery("Terminal, no question", TERMINAL, 422, dice.choice(bodies), headers)


def other_method(keys: Keys, dice: random.Random) -> Forgery:
    path, methods = dice.choice(
        (
            (SLACK, ("GET", "PUT", "DELETE", "PATCH", "OPTIONS")),
            (TELEGRAM, ("GET", "PUT", "DELETE", "PATCH", "OPTIONS")),
            (TERMINAL, ("GET", "PUT", "DELETE", "OPTIONS")),
            (INSTALL, ("POST", "PUT", "DELETE", "PATCH", "OPTIONS")),
            (BACK, ("POST", "PUT", "DELETE", "PATCH", "OPTIONS")),
        )
    )
    return Forgery("By another method", f"{path}?x={WORDS}", 405, WORDS.encode(), method=dice.choice(methods))


def other_address(keys: Keys, dice: random.Random) -> Forgery:
    paths: tuple[str, ...] = (
        "/slack",
        "/slack/event",
        "/Slack/events",
        "/slack/events/x",
        "/telegram",
        "/telegram/webhook/x",
        "/terminal/x",
    )
    paths += (
        f"/telegram/{quote(keys.webhook[:4])}",
        "/slack/events;x",
        "/slack//events",
        "/../slack/x",
        f"/{WORDS}",
    )
    return Forgery("At another address", dice.choice(paths), 404, update(keys, dice), {"Content-Type": JSON})


KINDS: tuple[Callable[[Keys, random.Random], Forgery], ...] = (
    unsigned,
    signed_by_another,
    changed_on_the_way,
    replayed,
    no_timestamp,
    no_signature,
    too_large,
    cut_off,
    misshapen,
    no_secret,
    wrong_secret,
    other_type,
    large_update,
    no_update,
    come_back,
    at_the_terminal,
    no_question,
    other_method,
    other_address,
)
