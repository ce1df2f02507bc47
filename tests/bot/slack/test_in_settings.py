"""Half a configuration, a wrong token: the start ends with clear words."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

import pytest
from pydantic import SecretStr

from bot.clock import SystemClock
from bot.platforms.slack import slack
from bot.platforms.slack.app import SlackPlatform
from bot.runtime import assemble
from bot.settings import Settings
from tests.databases import a_database
from tests.servers.slack import SlackServer

BOT, APP, SIGNS = SecretStr("xoxb-1"), SecretStr("xapp-1"), SecretStr("s")


def _settings(**given: Any) -> Settings:
    return Settings.model_construct(**{**Settings().model_dump(), **given})


def test_without_tokens_there_is_no_slack() -> None:
    assert slack(_settings()) is None


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"slack_bot_token": BOT}, "SLACK_APP_TOKEN"),
        ({"slack_signing_secret": SIGNS}, "SLACK_BOT_TOKEN"),
        ({"slack_app_token": APP}, "SLACK_BOT_TOKEN"),
        ({"slack_client_id": "1.2"}, "SLACK_CLIENT_SECRET"),
        ({"slack_client_secret": SIGNS, "slack_signing_secret": SIGNS}, "SLACK_CLIENT_ID"),
        ({"slack_client_id": "1", "slack_client_secret": SIGNS, "slack_signing_secret": SIGNS}, "PUBLIC_URL"),
        ({"slack_bot_token": APP, "slack_signing_secret": SIGNS}, "xoxb-"),
        ({"slack_bot_token": BOT, "slack_app_token": BOT}, "xapp-"),
        ({"slack_bot_token": BOT, "slack_app_token": APP, "slack_api_url": "http://x/api"}, "slash"),
    ],
)
def test_half_of_it_is_named(given: dict[str, Any], says: str) -> None:
    with pytest.raises(SystemExit, match=says):
        slack(_settings(**given))


@pytest.mark.parametrize(
    "given",
    [
        {"slack_bot_token": BOT, "slack_app_token": APP},
        {"slack_bot_token": BOT, "slack_signing_secret": SIGNS},
        {
            "slack_client_id": "1",
            "slack_client_secret": SIGNS,
            "slack_signing_secret": SIGNS,
            "public_url": "https://x.example",
        },
    ],
)
def test_a_whole_one_is_a_platform(given: dict[str, Any]) -> None:
    platform = slack(_settings(**given))
    assert platform is not None
    assert platform.name == "slack"
    assert platform.trouble() == "not started"


@pytest.mark.parametrize(
    ("bot", "app", "says"), [("xoxb-wrong", "", "SLACK_BOT_TOKEN"), ("", "xapp-no", "SLACK_APP")]
)
def test_a_token_that_slack_refuses_ends_the_start(bot: str, app: str, says: str) -> None:
    with SlackServer() as server, a_database() as database:
        given = {"slack_bot_token": SecretStr(bot or server.bot_token), "slack_api_url": server.api_url}
        server.socket_mode()
        given["slack_app_token"] = SecretStr(app or server.app.app_token)
        platform = SlackPlatform(_settings(**given))
        runtime = assemble(database, SystemClock(), {"slack": platform.port})

        async def begins() -> None:
            try:
                await platform.start(runtime)
            finally:
                await platform.stop()

        with pytest.raises(SystemExit, match=says) as ended:
            asyncio.run(begins())
        runtime.sender.close()
    assert (bot or app) not in str(ended.value)


def test_what_the_library_finds_in_the_environment_is_no_news(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    known = {"BOT_TOKEN": "xoxb-1", "SIGNING_SECRET": "s", "CLIENT_ID": "1.2", "CLIENT_SECRET": "s"}
    for name, value in known.items():
        monkeypatch.setenv(f"SLACK_{name}", value)
    many = {"slack_client_id": "1.2", "slack_client_secret": SIGNS, "public_url": "https://bot.example.com"}
    with a_database() as database:
        platform = SlackPlatform(_settings(slack_bot_token=BOT, slack_signing_secret=SIGNS, **many))
        runtime = assemble(database, SystemClock(), {"slack": platform.port})
        platform.routes(runtime)
        runtime.sender.close()
    assert [each for each in caplog.records if each.levelno >= logging.WARNING] == []
