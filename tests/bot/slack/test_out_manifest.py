"""The manifest: what Slack takes, what the bot listens to, and a reason for each scope."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml  # type: ignore[import-untyped]
from typer.testing import CliRunner

from bot.cli.main import app
from bot.platforms.slack import events
from bot.platforms.slack.manifest import EVENTS, OWN, manifest
from bot.platforms.slack.scopes import SCOPES
from handlers.command import every
from tests.servers.slack.manifest import read_manifest
from tests.servers.slack.things import App

GUIDE = Path(__file__).parents[3] / "docs" / "slack.md"


def printed(*options: str) -> Any:
    done = CliRunner().invoke(app, ["slack-manifest", *options])
    return done.stdout


def test_what_is_printed_is_what_the_bot_means_and_each_scope_says_why() -> None:
    text = printed("--http", "--url", "https://bot.example.com", "--many")
    assert yaml.safe_load(text) == manifest(False, "https://bot.example.com", True)
    assert [scope for scope, why in SCOPES.items() if f'"{scope}"  # {why}' not in text] == []


@pytest.mark.parametrize("made", [manifest(True, ""), manifest(False, "https://bot.example.com/", True)])
def test_slack_takes_it(made: dict[str, Any]) -> None:
    read = App()
    read_manifest(read, made)
    assert read.scopes == list(SCOPES)
    assert set(read.commands or ()) == {"/tri", *(f"/{word}" for word in OWN)}
    assert read.should_escape
    assert len(made["display_information"]["description"]) <= 140
    assert all(len(each["description"]) <= 150 for each in made["features"]["shortcuts"])


def test_through_a_socket_nothing_has_an_address_and_over_http_everything_has_ours() -> None:
    assert "https://" not in str(manifest(True, "https://bot.example.com"))
    made = manifest(False, "https://bot.example.com/")
    there = "https://bot.example.com/slack/events"
    assert {each["url"] for each in made["features"]["slash_commands"]} == {there}
    assert made["settings"]["event_subscriptions"]["request_url"] == there
    assert made["settings"]["interactivity"]["message_menu_options_url"] == there
    assert "redirect_urls" not in made["oauth_config"]


def test_tokens_rotate_only_where_many_workspaces_install_it() -> None:
    """A token that is pasted into a setting must not end."""
    assert manifest(False, "https://x.example")["settings"]["token_rotation_enabled"] is False
    made = manifest(False, "https://x.example", True)
    assert made["settings"]["token_rotation_enabled"] is True
    assert made["oauth_config"]["redirect_urls"] == ["https://x.example/slack/oauth_redirect"]


def test_every_event_that_is_listened_to_is_asked_for() -> None:
    asked = {name.partition(".")[0] for name in EVENTS}
    assert asked == set(events.EVENTS)


def test_its_own_slash_commands_are_commands() -> None:
    assert [word for word in OWN if word not in every()] == []


def test_the_guide_gives_each_scope_its_reason() -> None:
    text = GUIDE.read_text("utf-8")
    assert [scope for scope, why in SCOPES.items() if f"| `{scope}` | {why} |" not in text] == []
