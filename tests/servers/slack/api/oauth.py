"""oauth.v2.*: codes and refresh tokens that work once (platform facts 11, 7.45)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.servers.slack.api.call import Call, Refusal, method
from tests.servers.slack.things import JSON, Token

if TYPE_CHECKING:
    from tests.servers.slack.workspace import Workspace


@method("oauth.v2.access", kinds=())
def access(call: Call) -> JSON:
    _the_app(call)
    if call.maybe("grant_type") == "refresh_token":
        return _refreshed(call)
    if call.maybe("grant_type") not in (None, "authorization_code"):
        raise Refusal("invalid_grant_type")
    team, redirect, made, scopes = _code(call)
    if call.server.clock.now() - made > call.server.timing.code_lives:
        raise Refusal("invalid_code")
    if (call.maybe("redirect_uri") or redirect) != redirect:
        raise Refusal("bad_redirect_uri")
    workspace = call.server.workspaces[team]
    workspace.installed = True
    return _given(call, workspace, call.server.tokens.bot(workspace, _added_up(call, workspace, scopes)))


@method("oauth.v2.exchange", kinds=())
def exchange(call: Call) -> JSON:
    """A token that never ends for a rotating one."""
    _the_app(call)
    if not call.server.app.rotation:
        raise Refusal("token_rotation_not_enabled")
    old = call.server.tokens.checked(call.maybe("token"))
    if old.expires is not None:
        raise Refusal("token_already_exchanged")
    old.gone = "token_revoked"
    workspace = call.server.workspaces[old.team]
    return _given(call, workspace, call.server.tokens.bot(workspace, old.scopes))


def _code(call: Call) -> tuple[str, str, float, list[str]]:
    found = call.server.tokens.codes.pop(call.text("code", "invalid_code"), None)
    if found is None:
        raise Refusal("invalid_code")
    return found


def _refreshed(call: Call) -> JSON:
    """The old refresh token is gone; at most two access tokens are alive (11.7)."""
    tokens = call.server.tokens
    team = tokens.refreshes.pop(call.text("refresh_token", "invalid_refresh_token"), None)
    if team is None:
        raise Refusal("invalid_refresh_token")
    workspace = call.server.workspaces[team]
    alive = [t for t in tokens.of(workspace) if t.kind == "bot"]
    for old in alive[:-1]:
        old.gone = "token_revoked"
    return _given(call, workspace, tokens.bot(workspace, alive[-1].scopes if alive else None))


def _added_up(call: Call, workspace: Workspace, scopes: list[str]) -> list[str]:
    """Over installations (11.4)."""
    before = call.server.tokens.scopes_of(workspace)
    return [*before, *(s for s in scopes if s not in before)]


def _given(call: Call, workspace: Workspace, token: Token) -> JSON:
    found: JSON = {
        "access_token": token.value,
        "token_type": "bot",
        "scope": ",".join(token.scopes),
        "bot_user_id": workspace.bot.id,
        "app_id": call.server.app.id,
        "team": {"id": workspace.id, "name": workspace.name},
        "enterprise": None,
        "is_enterprise_install": False,
        "authed_user": {"id": next((u.id for u in workspace.users.values() if not u.bot_id), "U0INSTALLER")},
    }
    if token.expires is not None:
        found["expires_in"] = int(token.expires - call.server.clock.now())
        found["refresh_token"] = call.server.tokens.refresh_token(workspace)
    return found


def _the_app(call: Call) -> None:
    """By form or Basic (11.3)."""
    given = call.basic or (call.maybe("client_id"), call.maybe("client_secret"))
    if given[0] != call.server.app.client_id:
        raise Refusal("invalid_client_id")
    if given[1] != call.server.app.client_secret:
        raise Refusal("bad_client_secret")
