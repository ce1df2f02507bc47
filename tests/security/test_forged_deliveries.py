"""Forged, replayed, oversized and malformed requests are refused, leave nothing behind and nothing in the log."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
import sqlalchemy as sa
from pydantic import SecretStr

from bot.clock import SystemClock
from tests.security.forgeries import BACK, EACH, INSTALL, KINDS, WORDS, Forgery, Keys, forgeries
from tests.stories.everywhere.premises import SECRET, Premises
from tests.stories.everywhere.ways import Way

KEY = "a-key-for-the-terminals-door"
CLIENT_SECRET = "a-client-secret-of-ours"
WAY = Way("both", slack=frozenset({"ann", "bo"}), telegram=frozenset({"ann"}), webhook=True)
Rows = dict[str, list[tuple[Any, ...]]]


class Everything(logging.Handler):
    """All that any logger says from INFO on, with its trace."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.lines: list[str] = []
        self.setFormatter(logging.Formatter("%(name)s %(levelname)s %(message)s"))

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch) -> Iterator[Everything]:
    root, handler = logging.getLogger(), Everything()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    for chatty in ("apscheduler", "httpx", "uvicorn.access"):  # as bot.logs has them
        monkeypatch.setattr(logging.getLogger(chatty), "level", logging.WARNING)
    yield handler
    root.removeHandler(handler)
    root.setLevel(level)


@pytest.fixture
def here() -> Iterator[Premises]:
    client = {"slack_client_id": "1.2", "slack_client_secret": SecretStr(CLIENT_SECRET)}
    with Premises(WAY, key=KEY, public_url="http://127.0.0.1", **client) as opened:
        yield opened


def test_whatever_nobody_sent_is_refused_and_changes_nothing(here: Premises, log: Everything) -> None:
    """Twelve of each kind, mixed from a seed: more than two hundred."""
    with httpx.Client(base_url=here.address, trust_env=False, timeout=30) as http:
        keys = what_is_secret(here, http)
        here.passes(5)
        here.comes_to_rest()
        before = database(here)
        wrong = [
            f"{it.kind}: {status} instead of {it.expected}: {it.method} {it.path} {it.headers} {it.body[:80]!r}"
            for it in forgeries(keys, seed=20261125)
            if (status := sends(http, it)) != it.expected
        ]
    assert wrong == []
    assert database(here) == before
    assert secret_or_said(log, keys) == []
    assert [line for line in log.lines if "Traceback" in line or " ERROR " in line] == []
    here.ann.says("/score ACME")
    here.ann.sees("ACME")


def test_there_are_more_than_two_hundred_of_every_kind_of_trouble() -> None:
    keys = Keys("signing", "webhook", "terminal", "T1", "U1", 7, 1_800_000_000, "state")
    made = Counter(it.kind for it in forgeries(keys, seed=1))
    assert len(made) == len(KINDS)
    assert sum(made.values()) == EACH * len(KINDS) > 200


def test_the_same_seed_makes_the_same_forgeries() -> None:
    keys = Keys("signing", "webhook", "terminal", "T1", "U1", 7, 1_800_000_000, "state")
    assert list(forgeries(keys, seed=5)) == list(forgeries(keys, seed=5)) != list(forgeries(keys, seed=6))


def what_is_secret(here: Premises, http: httpx.Client) -> Keys:
    ann = here.slack.workspace.person("eve")
    return Keys(
        signing=here.slack.app.signing_secret,
        webhook=SECRET,
        terminal=KEY,
        team=here.slack.workspace.id,
        user=ann.id,
        chat=here.telegram.cloud.bot.id + 1,
        now=int(SystemClock().real().timestamp()),
        used=a_used_state(http),
    )


def a_used_state(http: httpx.Client) -> str:
    there = http.get(INSTALL).headers["location"]
    state = parse_qs(urlsplit(there).query)["state"][0]
    assert http.get(f"{BACK}?error=access_denied&state={state}").status_code == 200
    http.cookies.clear()
    return state


def sends(http: httpx.Client, it: Forgery) -> int:
    """A browser that was there before keeps no cookie; what comes in pieces says no length."""
    http.cookies.clear()
    content: Any = pieces(it.body) if it.in_pieces else it.body
    return http.request(it.method, it.path, content=content, headers=it.headers).status_code


def pieces(body: bytes) -> Iterator[bytes]:
    for at in range(0, len(body), 65_536):
        yield body[at : at + 65_536]


def database(here: Premises) -> Rows:
    """Every row of every table."""
    engine = here.world.database.engine
    with engine.connect() as connection:
        known = sa.MetaData()
        known.reflect(connection)
        return {
            table.name: sorted((tuple(row) for row in connection.execute(sa.select(table))), key=repr)
            for table in known.tables.values()
        }


def secret_or_said(log: Everything, keys: Keys) -> list[str]:
    return [line for line in log.lines for word in (*keys.secrets, CLIENT_SECRET, WORDS) if word in line]
