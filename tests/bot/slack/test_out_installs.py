"""Installed in many workspaces: by a state that works once, with tokens that are refreshed once."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from pydantic import SecretStr
from slack_sdk.oauth.installation_store import Installation
from starlette.applications import Starlette
from starlette.testclient import TestClient

from bot.clock import SystemClock
from bot.platforms.slack.installs import Installs
from bot.platforms.slack.oauth import COOKIE
from bot.platforms.slack.workspace import NotInstalled, Workspace
from storage.database import Unit
from storage.find import installations
from tests.bot.slack.outpost import Outpost
from tests.databases import BOTH
from tests.servers.slack.things import App
from tests.servers.slack.workspace import Workspace as Elsewhere
from tests.world import a_company

HOME = "http://testserver"


def for_many(kind: str = "sqlite") -> Outpost:
    """Any workspace may install it."""
    app = App()
    given: dict[str, Any] = {"slack_client_id": app.client_id, "slack_client_secret": SecretStr(app.client_secret)}
    world = a_company(kind).with_account("ACME").with_department("R&D")
    return Outpost(world=world, slack_bot_token=None, public_url=HOME, **given)


@pytest.fixture
def out() -> Iterator[Outpost]:
    with for_many() as outpost:
        yield outpost


def browser(out: Outpost, installs: Installs | None = None) -> TestClient:
    return TestClient(Starlette(routes=[*(installs or out.installs).routes()]), follow_redirects=False)


def leaves(page: TestClient) -> str:
    """The state with which somebody went off to Slack."""
    gone = page.get("/slack/install")
    assert gone.status_code == 302
    return parse_qs(urlsplit(gone.headers["location"]).query)["state"][0]


def back(out: Outpost, page: TestClient, state: str, where: Elsewhere | None = None) -> Any:
    code = out.slack.tokens.code(where or out.slack.workspace, f"{HOME}/slack/oauth_redirect")
    return page.get("/slack/oauth_redirect", params={"code": code, "state": state})


def workspace(out: Outpost, team: str | None = None, installs: Installs | None = None) -> Workspace:
    return out.run((installs or out.installs).workspace(team or out.team))


def rotating(out: Outpost, left: timedelta) -> None:
    """Installed with a token that ends so soon."""
    out.slack.app.rotation = True
    token = out.slack.tokens.bot(out.slack.workspace)
    installation = Installation(
        app_id=out.slack.app.id,
        team_id=out.team,
        team_name="Qiming",
        bot_token=token.value,
        bot_id=out.slack.workspace.bot.bot_id,
        bot_user_id=out.slack.workspace.bot.id,
        bot_scopes="chat:write,commands",
        bot_refresh_token=out.slack.tokens.refresh_token(out.slack.workspace),
        bot_token_expires_in=int(left.total_seconds()),
        user_id=out.id("ann"),
        token_type="bot",
    )
    out.run(out.installs.save(installation))


# --- coming and going by OAuth ---


def test_an_installation_is_there_at_once_and_after_a_restart(out: Outpost) -> None:
    page = browser(out)
    done = back(out, page, leaves(page))
    assert (done.status_code, "Installed in Qiming" in done.text) == (200, True)
    assert workspace(out).bot_user == out.slack.workspace.bot.id
    assert workspace(out, installs=out.another_process()).token == workspace(out).token
    assert out.slack.quiet()


def test_the_address_asks_for_what_we_need_and_nothing_else(out: Outpost) -> None:
    gone = browser(out).get("/slack/install")
    asked = parse_qs(urlsplit(gone.headers["location"]).query)
    assert asked["redirect_uri"] == [f"{HOME}/slack/oauth_redirect"]
    assert "chat:write" in asked["scope"][0].split(",")
    assert "user_scope" not in asked
    cookie = gone.headers["set-cookie"].lower()
    assert all(word in cookie for word in ("httponly", "samesite=lax", "path=/slack"))


def test_a_state_works_once(out: Outpost) -> None:
    page = browser(out)
    state = leaves(page)
    assert back(out, page, state).status_code == 200
    page.cookies.set(COOKIE, state, path="/slack")
    assert back(out, page, state).status_code == 400


def test_a_state_works_in_the_browser_that_left_with_it_and_in_no_other(out: Outpost) -> None:
    state = leaves(browser(out))
    assert back(out, browser(out), state).status_code == 400
    with pytest.raises(NotInstalled):
        workspace(out)


def test_a_state_that_nobody_gave_is_worth_nothing(out: Outpost) -> None:
    page = browser(out)
    page.cookies.set(COOKIE, "made-up", path="/slack")
    assert back(out, page, "made-up").status_code == 400
    assert page.get("/slack/oauth_redirect", params={"code": "x"}).status_code == 400


def test_who_declines_has_installed_nothing(out: Outpost) -> None:
    page = browser(out)
    state = leaves(page)
    said = page.get("/slack/oauth_redirect", params={"error": "access_denied", "state": state})
    assert "Nothing was installed" in said.text


def test_a_code_that_slack_refuses_installs_nothing_and_says_why(out: Outpost) -> None:
    out.slack.expects("invalid_code")
    page = browser(out)
    said = page.get("/slack/oauth_redirect", params={"code": "used", "state": leaves(page)})
    assert (said.status_code, "invalid_code" in said.text) == (502, True)


def test_who_is_not_on_the_list_can_t_install(out: Outpost) -> None:
    other = out.slack.add_workspace("Somebody <b>Else</b>", "else")
    installs = listed(out, out.team)
    page = browser(out, installs)
    refused = back(out, page, leaves(page), other)
    assert refused.status_code == 403
    assert "<b>" not in refused.text
    with pytest.raises(NotInstalled):
        workspace(out, other.id, installs)
    assert back(out, page, leaves(page)).status_code == 200


def test_addresses_are_believed_of_listed_workspaces_alone(out: Outpost) -> None:
    """Whoever owns a workspace can give its people any address."""
    page = browser(out)
    back(out, page, leaves(page))
    out.has_email("ann")
    assert workspace(out).trusted is False
    assert out.run(out.people.member(out.team, out.id("ann"), out.client)) is None
    assert workspace(out, installs=listed(out, out.team)).trusted is True


def test_who_uninstalls_leaves_no_token_and_the_managers_are_told(out: Outpost) -> None:
    page = browser(out)
    back(out, page, leaves(page))
    channel = out.a_channel("acct-acme", "ann", bound_to="ACME")
    for _ in range(2):
        out.run(out.installs.revoked(out.team, [out.slack.workspace.bot.id]))
        out.run(out.installs.uninstalled(out.team))
    with pytest.raises(NotInstalled):
        workspace(out)
    assert out.place(channel.id).gone
    assert sum("acct-acme" in text for text in out.world.mia.hears().texts) == 1
    tokens = "SELECT count(*) FROM slack_bots UNION ALL SELECT count(*) FROM slack_installations"
    assert out.world.read(lambda unit: [row[0] for row in unit.connection.exec_driver_sql(tokens)]) == [0, 0]
    out.world.expects_log("its token was revoked")


def test_installed_again_what_waited_leaves(out: Outpost) -> None:
    page = browser(out)
    back(out, page, leaves(page))
    out.lives_here("ann")
    out.run(out.installs.revoked(out.team, [out.slack.workspace.bot.id]))
    out.tell(out.world.person("ann").direct_id, "waits")
    out.sends()
    assert out.states() == ["waiting"]
    back(out, page, leaves(page))
    out.sends(after=3600)
    assert out.states() == ["sent"]


# --- tokens that end (trap 13) ---


def test_a_token_is_refreshed_in_time_and_kept(out: Outpost) -> None:
    rotating(out, timedelta(hours=1))
    installs = out.another_process(SystemClock())
    fresh = workspace(out, installs=installs)
    assert fresh.token.startswith("xoxe.xoxb-")
    assert workspace(out, installs=out.another_process(SystemClock())).token == fresh.token
    assert out.calls("oauth.v2.access") == 1


def test_one_that_lasts_is_left_alone(out: Outpost) -> None:
    rotating(out, timedelta(hours=11))
    workspace(out, installs=out.another_process(SystemClock()))
    assert out.calls("oauth.v2.access") == 0


@pytest.mark.parametrize("kind", BOTH)
def test_many_at_once_refresh_it_once(kind: str) -> None:
    """Trap 13: concurrent events of one process, and two processes; refresh tokens work once."""
    with for_many(kind) as out:
        _refreshed_once(out)


def _refreshed_once(out: Outpost) -> None:
    rotating(out, timedelta(hours=1))
    out.slack.delay("oauth.v2.access", 0.4, times=1)
    processes = [out.another_process(SystemClock()) for _ in range(2)]

    async def at_once() -> list[Workspace]:
        return await asyncio.gather(*(each.workspace(out.team) for each in processes for _ in range(5)))

    found = out.run(at_once())
    assert len({each.token for each in found}) == 1
    assert out.calls("oauth.v2.access") == 1
    assert out.slack.quiet()


def test_who_asked_may_go_what_was_begun_is_finished(out: Outpost) -> None:
    rotating(out, timedelta(hours=1))
    out.slack.answer_late("oauth.v2.access", 0.4, times=1)
    installs = out.another_process(SystemClock())

    async def goes_away() -> None:
        asking = asyncio.create_task(installs.workspace(out.team))
        await asyncio.sleep(0.2)
        asking.cancel()
        await asyncio.sleep(0.6)

    out.run(goes_away())
    assert workspace(out, installs=installs).token.startswith("xoxe.xoxb-")
    assert out.calls("oauth.v2.access") == 1


def test_a_refresh_token_that_somebody_used_is_no_trouble_where_they_kept_the_new_one(out: Outpost) -> None:
    rotating(out, timedelta(hours=1))
    installs = out.another_process(SystemClock())
    out.slack.refuse("oauth.v2.access", "invalid_refresh_token", times=1)
    out.slack.delay("oauth.v2.access", 0.0, times=1)

    def another_was_faster(unit: Unit) -> None:
        bot = installations.find_bot(unit, out.settings.slack_client_id, out.team)
        assert bot is not None
        bot.bot_token, bot.bot_refresh_token = "xoxe.xoxb-1-new", "xoxe-1-new"
        installations.store(unit, out.settings.slack_client_id).save_bot(bot)

    old = out.world.read(lambda unit: installations.find_bot(unit, out.settings.slack_client_id, out.team))
    out.world.write(another_was_faster)
    found = out.run(installs._rotation._refreshed(out.team, old))
    assert found.bot_token == "xoxe.xoxb-1-new"
    assert trouble(out) is None


def test_a_refresh_token_that_is_lost_is_told_once_and_the_old_token_used_to_its_end(out: Outpost) -> None:
    rotating(out, timedelta(hours=1))
    out.world.expects_log("its token can't be refreshed (invalid_refresh_token)")
    out.slack.expects("invalid_refresh_token")
    out.slack.tokens.refreshes.clear()
    processes = [out.another_process(SystemClock()) for _ in range(2)]
    tokens = {workspace(out, installs=each).token for each in processes for _ in range(2)}
    assert len(tokens) == 1
    assert out.calls("oauth.v2.access") == 1
    assert len(out.world.logs.errors) == 1
    assert "installed again" in str(trouble(out))


def test_when_it_has_ended_what_is_for_the_workspace_waits(out: Outpost) -> None:
    rotating(out, timedelta(hours=-1))
    out.world.expects_log("its token can't be refreshed")
    out.world.expects_log("takes nothing")
    out.slack.tokens.refreshes.clear()
    out.lives_here("ann")
    out.installs._rotation._clock = SystemClock()
    out.tell(out.world.person("ann").direct_id, "waits")
    out.sends()
    assert out.states() == ["waiting"]


def test_while_slack_can_t_be_reached_the_old_token_does(out: Outpost) -> None:
    rotating(out, timedelta(hours=1))
    out.slack.break_off("oauth.v2.access", done=False, times=1)
    installs = out.another_process(SystemClock())
    before = workspace(out, installs=installs).token
    assert out.run(installs.authorize(None, out.team, out.id("ann"))) is not None
    installs._known.clear()
    assert workspace(out, installs=installs).token != before


# --- the one workspace of SLACK_BOT_TOKEN ---


def test_a_token_of_one_workspace_is_asked_whose_it_is() -> None:
    with Outpost() as out:
        out.run(out.installs.begin())
        own = workspace(out)
        assert (own.team, own.bot_user, own.trusted) == (out.team, out.slack.workspace.bot.id, True)
        assert out.installs.routes() == ()
        assert out.installs.trouble() is None
        allowed = out.run(out.installs.authorize(None, out.team, out.id("ann")))
        assert allowed is not None
        assert allowed.bot_token == out.slack.bot_token
        assert out.run(out.installs.authorize(None, "T0ANOTHER", None)) is None
        assert out.calls("auth.test") == 1


def test_a_token_that_slack_refuses_ends_the_start_and_says_what_to_do() -> None:
    with Outpost(slack_bot_token=SecretStr("xoxb-of-somebody-else")) as out:
        with pytest.raises(Ended, match=r"SLACK_BOT_TOKEN.*invalid_auth.*xoxb") as refused:
            out.run(begins(out.installs))
        assert "somebody-else" not in str(refused.value)


def test_a_slack_that_can_t_be_reached_at_the_start_is_asked_later() -> None:
    with Outpost() as out:
        out.slack.refuse("auth.test", 503, times=1)
        out.run(out.installs.begin())
        assert "reached" in str(out.installs.trouble())
        assert workspace(out).team == out.team
        assert out.installs.trouble() is None


def test_missing_scopes_are_named_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    with Outpost() as out:
        for token in out.slack.tokens.all.values():
            token.scopes = [scope for scope in token.scopes if scope != "users:read.email"]
        out.run(out.installs.begin())
    assert any("users:read.email" in record.getMessage() for record in caplog.records)


async def begins(installs: Installs) -> None:
    """SystemExit would end the loop that it is raised in."""
    try:
        await installs.begin()
    except SystemExit as end:
        raise Ended(str(end)) from end


class Ended(Exception):  # noqa: N818
    """What SystemExit was."""


def listed(out: Outpost, *teams: str) -> Installs:
    settings = out.settings.model_copy(update={"slack_workspaces": ", ".join(teams)})
    return Installs(settings, out.world.database, out.world.clock)


def trouble(out: Outpost) -> str | None:
    return out.world.read(lambda unit: installations.standing(unit, out.team).trouble)  # type: ignore[no-any-return]
