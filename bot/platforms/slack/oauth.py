"""Installing in a workspace by OAuth: there with a state bound to the browser, back once (platform-facts 11)."""

from __future__ import annotations

import logging
import secrets
from datetime import datetime
from html import escape
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode, urljoin
from zoneinfo import ZoneInfo

from slack_sdk.errors import SlackApiError
from slack_sdk.oauth.installation_store import Installation
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from bot.platforms.slack.client import SlackClient, error_of
from bot.platforms.slack.profile import language
from bot.platforms.slack.scopes import SCOPES
from bot.platforms.slack.verdicts import REFUSALS
from bot.words.reader import Language, Reader
from bot.words.say import plain
from handlers.values import Said, T, t
from storage.database import Unit
from storage.find import installations

if TYPE_CHECKING:
    from bot.platforms.slack.installs import Installs

log = logging.getLogger("triangle.slack.oauth")

COOKIE: Final = "slack-app-oauth-state"
LASTS: Final = 600
"""Seconds for the way to Slack and back."""
PATH: Final = "/slack"
SAFE: Final = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
}


def routes(installs: Installs) -> tuple[Route, ...]:
    door = Door(installs)
    return (
        Route(f"{PATH}/install", door.leave, methods=["GET"]),
        Route(f"{PATH}/oauth_redirect", door.come_back, methods=["GET"]),
    )


class Door:
    def __init__(self, installs: Installs) -> None:
        self._installs, self._settings = installs, installs.settings

    async def leave(self, request: Request) -> Response:
        """Off to Slack; only this browser may come back with the state."""
        real = self._installs.clock.real()

        def issue(unit: Unit) -> str:
            installations.remove_old_states(unit, real)
            return installations.states_of(unit, LASTS).issue()

        state = await self._installs.write(issue)
        asked = {
            "client_id": self._settings.slack_client_id,
            "scope": ",".join(SCOPES),
            "user_scope": "",
            "state": state,
            "redirect_uri": self._back(request),
        }
        there = urljoin(self._settings.slack_api_url, "../oauth/v2/authorize")
        response = RedirectResponse(f"{there}?{urlencode(asked)}", status_code=302, headers=SAFE)
        secure = self._back(request).startswith("https:")
        response.set_cookie(COOKIE, state, LASTS, path=PATH, secure=secure, httponly=True, samesite="lax")
        return response

    async def come_back(self, request: Request) -> Response:
        """The state is used up whatever follows."""
        if not await self._is_ours(request):
            return self._page(request, t("slack.install.begin_again"), 400)
        if "error" in request.query_params or "code" not in request.query_params:
            return self._page(request, t("slack.install.declined"))
        try:
            return await self._install(request)
        except SlackApiError as error:
            log.warning("an installation failed: %s", error_of(error))
            return self._page(request, t("slack.install.failed", why=Said(text=error_of(error), limit=60)), 502)
        except REFUSALS as error:
            log.warning("an installation failed: %s", type(error).__name__)
            return self._page(request, t("slack.install.failed", why=Said(text="-", limit=60)), 502)

    async def _is_ours(self, request: Request) -> bool:
        state = request.query_params.get("state", "")
        cookie = request.cookies.get(COOKIE, "")
        if not state or not secrets.compare_digest(state.encode(), cookie.encode()):
            return False
        return await self._installs.write(lambda unit: installations.states_of(unit, LASTS).consume(state))

    async def _install(self, request: Request) -> Response:
        secret, client = self._settings.slack_client_secret, SlackClient(None, self._settings.slack_api_url)
        assert secret is not None
        said: Any = await client.oauth_v2_access(
            client_id=self._settings.slack_client_id,
            client_secret=secret.get_secret_value(),
            code=request.query_params["code"],
            redirect_uri=self._back(request),
        )
        team: dict[str, Any] = said.get("team") or {}
        name = Said(text=str(team.get("name") or team.get("id")), limit=60)
        if not team.get("id") or said.get("is_enterprise_install") or not self._installs.may_install(team["id"]):
            await client.auth_revoke(token=said["access_token"])
            return self._page(
                request, t("slack.install.not_here", team=name, id=Said(text=str(team.get("id")), limit=20)), 403
            )
        who: Any = await client.auth_test(token=said["access_token"])
        await self._installs.save(_installation(said, team, who.get("bot_id")))
        return self._page(request, t("slack.install.done", team=name))

    def _page(self, request: Request, words: T, status: int = 200) -> HTMLResponse:
        return page(request, words, self._installs.clock.now(), status)

    def _back(self, request: Request) -> str:
        return (self._settings.public_url or str(request.base_url)).rstrip("/") + f"{PATH}/oauth_redirect"


def page(request: Request, words: T, now: datetime, status: int = 200) -> HTMLResponse:
    """One sentence, in the browser's language; the state has done its work."""
    chosen = language(request.headers.get("accept-language", "").split(",")[0].split(";")[0]) or Language.EN
    text = plain(words, Reader(chosen, ZoneInfo("UTC"), now))
    lang = str(chosen).replace("_", "-")
    head = f'<!doctype html><html lang="{lang}"><meta charset="utf-8"><title>Iron Triangle</title>'
    response = HTMLResponse(f"{head}<p>{escape(text)}</p>", status_code=status, headers=SAFE)
    response.delete_cookie(COOKIE, path=PATH, httponly=True, samesite="lax")
    return response


def _installation(said: Any, team: dict[str, Any], bot_id: str | None) -> Installation:
    organisation: dict[str, Any] = said.get("enterprise") or {}
    return Installation(
        app_id=said.get("app_id"),
        enterprise_id=organisation.get("id"),
        enterprise_name=organisation.get("name"),
        team_id=team["id"],
        team_name=team.get("name"),
        bot_token=said["access_token"],
        bot_id=bot_id,
        bot_user_id=said.get("bot_user_id"),
        bot_scopes=said.get("scope") or "",
        bot_refresh_token=said.get("refresh_token"),
        bot_token_expires_in=said.get("expires_in"),
        user_id=str((said.get("authed_user") or {}).get("id")),
        token_type=said.get("token_type"),
    )
