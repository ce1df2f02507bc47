"""`triangle serve` from outside: what an operator reads when something is missing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.servers.slack import SlackServer

TRIANGLE = str(Path(sys.executable).with_name("triangle"))


def test_a_token_that_slack_refuses_is_one_clear_line(tmp_path: Path) -> None:
    database = {"DATABASE_URL": f"sqlite:///{tmp_path}/t.db"}
    assert triangle("people", "add", "Deng An", "--role", "admin", **database).returncode == 0
    with SlackServer() as slack:
        token = {"SLACK_BOT_TOKEN": "xoxb-wrong", "SLACK_SIGNING_SECRET": "secret", "SLACK_API_URL": slack.api_url}
        ended = triangle("serve", PORT="0", **database, **token)
    assert ended.returncode == 1
    assert ended.stderr.splitlines()[-1].startswith("SLACK_BOT_TOKEN: Slack says invalid_auth.")
    assert "Traceback" not in ended.stderr
    assert "xoxb-wrong" not in ended.stderr


def test_where_nobody_is_yet_serve_says_how_to_begin(tmp_path: Path) -> None:
    empty = {"DATABASE_URL": f"sqlite:///{tmp_path}/t.db", "TELEGRAM_BOT_TOKEN": f"123456789:{'A' * 35}"}
    ended = triangle("serve", PORT="0", **empty)
    assert (ended.returncode, "triangle people add" in ended.stderr) == (1, True)


def triangle(*verb: str, **settings: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [TRIANGLE, *verb], env={**os.environ, **settings}, capture_output=True, text=True, timeout=60, check=False
    )
