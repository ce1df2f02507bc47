"""Neither secrets nor people's words reach the log, also where something broke."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from bot.logs import set_up
from tests.databases import BOTH, a_database

ADDRESS = "postgresql://bob:hunter2@db/triangle"


@pytest.fixture(autouse=True)
def the_roots_own() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)


@pytest.mark.parametrize(
    "address", [ADDRESS, "postgresql://bob:hunter2/@db/triangle", "postgresql://bob:@hunter2@db/triangle"]
)
def test_a_password_in_an_address_is_not_logged(address: str, capsys: pytest.CaptureFixture[str]) -> None:
    set_up("INFO")
    logging.getLogger("anything").error("can't open %s", address)
    said = capsys.readouterr().err
    assert "can't open" in said
    assert "hunter2" not in said


@pytest.mark.parametrize("level", ["INFO", "DEBUG"])
def test_a_bot_s_token_in_an_address_is_not_logged(level: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Telegram's addresses hold it, behind "bot"."""
    token = "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"
    set_up(level)
    log = logging.getLogger("httpcore.http11")
    log.warning("send_request_headers target=%r", f"/bot{token}/getMe".encode())
    try:
        raise ValueError(f"https://api.telegram.org/bot{token}/getMe")
    except ValueError:
        log.exception("broke")
    said = capsys.readouterr().err
    assert said.count("[secret]") == 2
    assert "AAHdqTcv" not in said


def test_a_password_that_an_error_names_is_not_logged(capsys: pytest.CaptureFixture[str]) -> None:
    set_up("INFO")
    try:
        raise ValueError(f"no host in {ADDRESS}")
    except ValueError:
        logging.getLogger("anything").exception("broke")
    said = capsys.readouterr().err
    assert "no host in" in said
    assert "hunter2" not in said


@pytest.mark.parametrize("kind", BOTH)
def test_an_error_of_the_database_repeats_no_words_of_people(kind: str) -> None:
    with a_database(kind) as database, pytest.raises(DBAPIError) as broke:
        database.write(
            lambda unit: unit.connection.execute(sa.text("SELECT :note FROM nowhere"), {"note": "a word of mine"})
        ).result()
    assert "a word of mine" not in str(broke.value)
