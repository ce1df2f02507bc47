"""Installing, rotating, revoking (platform facts 11)."""

from __future__ import annotations

import asyncio
from urllib.parse import parse_qs, urlsplit

import aiohttp
import pytest

from tests.servers.slack import App, SlackServer
from tests.servers.slack.small_app import ask
from tests.servers.slack.workspace import Workspace

pytestmark = pytest.mark.filterwarnings("ignore:BasicAuth is deprecated")  # the SDK's own use of it
BACK = "https://triangle.example/slack/oauth_redirect"


def access(slack: SlackServer, **more: str) -> object:
    app = slack.app
    return ask(slack, "oauth_v2_access", **{"client_id": app.client_id, "client_secret": app.client_secret, **more})


def beta(slack: SlackServer) -> Workspace:
    return slack.add_workspace("Beta", "beta")


def rotating() -> SlackServer:
    return SlackServer(app=App(rotation=True))


def consent(slack: SlackServer, **query: str) -> tuple[int, str]:
    async def call() -> tuple[int, str]:
        url = f"{slack.url}/oauth/v2/authorize"
        async with aiohttp.ClientSession() as session, session.get(url, params=query, allow_redirects=False) as found:
            return found.status, found.headers.get("Location", "") or await found.text()

    return asyncio.run(call())


def test_the_consent_page_sends_back_code_and_state(slack: SlackServer) -> None:
    asked = {"client_id": slack.app.client_id, "scope": "chat:write,commands", "redirect_uri": BACK, "state": "s1"}
    assert consent(slack, **asked)[0] == 200
    back = parse_qs(urlsplit(consent(slack, **asked, answer=beta(slack).id)[1]).query)
    assert back["state"] == ["s1"]
    found = access(slack, code=back["code"][0], redirect_uri=BACK)
    assert isinstance(found, dict)
    assert (found["scope"], found["team"]["name"]) == ("chat:write,commands", "Beta")
    refused = parse_qs(urlsplit(consent(slack, **asked, answer="cancel")[1]).query)
    assert refused == {"error": ["access_denied"], "state": ["s1"]}


def test_a_code_works_once_and_for_ten_minutes(slack: SlackServer) -> None:
    team = beta(slack)
    code = slack.tokens.code(team, BACK)
    assert isinstance(access(slack, code=code), dict)
    assert access(slack, code=code) == "invalid_code"
    old = slack.tokens.code(team, BACK)
    slack.passes(601)
    assert access(slack, code=old) == "invalid_code"


def test_the_app_proves_itself(slack: SlackServer) -> None:
    code = slack.tokens.code(beta(slack), BACK)
    assert access(slack, code=code, client_id="other") == "invalid_client_id"
    assert access(slack, code=code, client_secret="other") == "bad_client_secret"
    assert access(slack, code=code, redirect_uri="https://other.example") == "bad_redirect_uri"


def test_tokens_rotate_and_a_refresh_token_works_once() -> None:
    with rotating() as slack:
        found = access(slack, code=slack.tokens.code(beta(slack), BACK))
        assert isinstance(found, dict)
        assert found["access_token"].startswith("xoxe.xoxb-1-")
        assert found["expires_in"] == 43_199 or found["expires_in"] == 43_200
        first = found["refresh_token"]
        new = access(slack, grant_type="refresh_token", refresh_token=first)
        assert isinstance(new, dict)
        assert ask(slack, "auth_test", token=new["access_token"])["team"] == "Beta"
        assert ask(slack, "auth_test", token=found["access_token"])["ok"]
        assert access(slack, grant_type="refresh_token", refresh_token=first) == "invalid_refresh_token"


def test_at_most_two_access_tokens_are_alive() -> None:
    with rotating() as slack:
        found = access(slack, code=slack.tokens.code(beta(slack), BACK))
        assert isinstance(found, dict)
        tokens, refresh = [found["access_token"]], found["refresh_token"]
        for _ in range(2):
            new = access(slack, grant_type="refresh_token", refresh_token=refresh)
            assert isinstance(new, dict)
            tokens.append(new["access_token"])
            refresh = new["refresh_token"]
        alive = [isinstance(ask(slack, "auth_test", token=t), dict) for t in tokens]
        assert alive == [False, True, True]


def test_a_rotating_token_ends_after_twelve_hours() -> None:
    with rotating() as slack:
        slack.passes(43_201)
        assert ask(slack, "auth_test") == "token_expired"


def test_scopes_add_up_over_installations(slack: SlackServer) -> None:
    team = beta(slack)
    access(slack, code=slack.tokens.code(team, BACK, ["commands"]))
    found = access(slack, code=slack.tokens.code(team, BACK, ["chat:write"]))
    assert isinstance(found, dict)
    assert found["scope"] == "commands,chat:write"


def test_a_revoked_token_is_gone(slack: SlackServer) -> None:
    assert ask(slack, "auth_revoke", test=True)["revoked"] is False
    assert ask(slack, "auth_revoke")["revoked"]
    assert ask(slack, "auth_test") == "token_revoked"


def test_workspaces_see_nothing_of_each_other(slack: SlackServer) -> None:
    other = beta(slack)
    token = slack.installs(other)
    hall = slack.workspace.channel("hall")
    assert ask(slack, "chat_postMessage", token=token, channel=hall.id, text="x") == "channel_not_found"
