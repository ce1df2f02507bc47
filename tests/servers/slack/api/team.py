"""auth.*, team.*, bots.*, apps.*: who the token is (platform facts 7.1, 7.30, 7.44, 7.46)."""

from __future__ import annotations

from tests.servers.slack import events
from tests.servers.slack.api.call import Call, Refusal, method
from tests.servers.slack.things import JSON


@method("auth.test", kinds=("bot", "user", "app"))
def auth_test(call: Call) -> JSON:
    app = call.server.app
    if call.bearer.kind == "app":
        return {"app_name": app.name, "app_id": app.id}
    workspace, token = call.workspace, call.bearer
    found: JSON = {
        "url": f"https://{workspace.domain}.slack.com/",
        "team": workspace.name,
        "user": app.name,
        "team_id": workspace.id,
        "user_id": workspace.bot.id,
        "bot_id": workspace.bot.bot_id,
        "is_enterprise_install": False,
    }
    if token.expires is not None:
        found["expires_in"] = int(token.expires - call.server.clock.now())
    return found


@method("auth.revoke")
def auth_revoke(call: Call) -> JSON:
    if call.flag("test"):
        return {"revoked": False}
    call.bearer.gone = "token_revoked"
    return {"revoked": True}


@method("apps.uninstall")
def apps_uninstall(call: Call) -> JSON:
    if call.text("client_secret") != call.server.app.client_secret:
        raise Refusal("bad_client_secret")
    call.server.uninstalls(call.workspace)
    return {}


@method("team.info", "team:read")
def team_info(call: Call) -> JSON:
    team = call.workspace
    return {"team": {"id": team.id, "name": team.name, "domain": team.domain, "email_domain": "", "icon": {}}}


@method("bots.info", "users:read")
def bots_info(call: Call) -> JSON:
    if call.maybe("bot") not in (None, call.workspace.bot.bot_id):
        raise Refusal("bot_not_found")
    bot = events.bot_profile(call.workspace)
    return {"bot": {**bot, "user_id": call.workspace.bot.id}}


@method("apps.connections.open", "connections:write", kinds=("app",))
def connections_open(call: Call) -> JSON:
    if not call.server.app.socket_mode:
        raise Refusal("forbidden_team")
    return {"url": call.server.sockets.ticket()}


@method("api.test", kinds=())
def api_test(call: Call) -> JSON:
    return {"args": {k: v for k, v in call.args.items() if k != "token"}}
