"""The Web API as the bot calls it: by POST alone, nothing posted twice by itself, each method's rest obeyed.

The SDK sends reads by GET and sends everything again after a reset, a message too: both are changed here. What it
would log of bodies is left out.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from contextlib import AbstractAsyncContextManager, nullcontext
from typing import Any
from urllib.parse import urlsplit
from urllib.request import proxy_bypass

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.async_handler import AsyncRetryHandler
from slack_sdk.http_retry.builtin_async_handlers import AsyncConnectionErrorRetryHandler
from slack_sdk.http_retry.request import HttpRequest
from slack_sdk.http_retry.response import HttpResponse
from slack_sdk.http_retry.state import RetryState
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.platforms.slack.pace import GAP, REST, Pace
from bot.platforms.slack.workspace import Workspaces
from bot.settings import Settings

log = logging.getLogger("triangle.slack.web")
log.setLevel(logging.INFO)  # its own level: below it the SDK writes down whole bodies

PATIENCE = 10
"""Seconds to wait for an answer."""
TOO_FAST = frozenset({"ratelimited", "rate_limited"})
ONCE = frozenset(
    {
        "chat.postMessage",
        "chat.postEphemeral",
        "views.open",
        "views.push",
        "oauth.v2.access",
        "files.completeUploadExternal",
    }
)
"""What would happen twice, or fails the second time: after a reset nobody knows whether it was done."""


class SendsOnce(AsyncConnectionErrorRetryHandler):
    """The SDK's one resend after a reset, for what may happen twice."""

    async def _can_retry_async(
        self,
        *,
        state: RetryState,
        request: HttpRequest,
        response: HttpResponse | None = None,
        error: Exception | None = None,
    ) -> bool:
        if method_of(request.url) in ONCE:
            return False
        return await super()._can_retry_async(state=state, request=request, response=response, error=error)


class SlackClient(AsyncWebClient):
    """For one workspace. A method that rests is refused here as Slack would: SlackApiError `ratelimited`."""

    def __init__(
        self,
        token: str | None,
        base_url: str,
        *,
        team: str = "",
        session: aiohttp.ClientSession | None = None,
        pace: Pace | None = None,
    ) -> None:
        retries: list[AsyncRetryHandler] = [SendsOnce()]
        super().__init__(
            token=token, base_url=base_url, timeout=PATIENCE, session=session, logger=log, retry_handlers=retries
        )
        self.team, self.pace = team, pace or Pace()
        if proxy_bypass(urlsplit(self.base_url).hostname or ""):
            self.proxy = None

    async def api_call(
        self,
        api_method: str,
        *,
        http_verb: str = "POST",
        data: Any = None,
        params: Mapping[str, Any] | None = None,
        json: dict[str, Any] | None = None,
        auth: Any = None,
        headers: dict[str, str] | None = None,
        **more: Any,
    ) -> AsyncSlackResponse:
        """Who asks stands in the header alone: a token among the arguments, the app's id and secret (`auth`)."""
        self._refuse_while_resting(api_method)
        headers = dict(headers or {})
        if auth is not None:
            headers["Authorization"] = aiohttp.encode_basic_auth(auth["client_id"], auth["client_secret"])
        if params is not None:
            form = _form(params)
            if "token" in form:
                headers["Authorization"] = f"Bearer {form.pop('token')}"
            data = {**(data or {}), **form}
        async with self._turn(api_method, json):
            try:
                return await super().api_call(api_method, data=data, json=json, headers=headers, **more)
            except SlackApiError as error:
                if is_too_fast(error):
                    self.pace.rests(api_method, retry_after(error) or REST)
                raise

    def _turn(self, method: str, json: dict[str, Any] | None) -> AbstractAsyncContextManager[None]:
        if method != "chat.postMessage" or not json:
            return nullcontext()
        return self.pace.turn(str(json.get("channel")))

    def _refuse_while_resting(self, method: str) -> None:
        left = self.pace.left(method)
        if left > 0:
            said = {"ok": False, "error": "ratelimited"}
            raise SlackApiError(  # type: ignore[no-untyped-call]
                f"{method} rests", _Unasked(said, {"Retry-After": str(left)})
            )


class _Unasked(dict[str, Any]):
    """An answer that nobody gave: what Slack would have said."""

    status_code = 429

    def __init__(self, data: Mapping[str, Any], headers: Mapping[str, str]) -> None:
        super().__init__(data)
        self.data, self.headers = dict(data), dict(headers)


class Clients:
    """A client for each workspace, over one pool of connections."""

    def __init__(
        self, settings: Settings, workspaces: Workspaces, gap: float = GAP, patience: float = PATIENCE
    ) -> None:
        self._url, self._workspaces, self._gap, self._patience = settings.slack_api_url, workspaces, gap, patience
        self._session: aiohttp.ClientSession | None = None
        self._known: dict[str, SlackClient] = {}

    async def of(self, team: str) -> SlackClient:
        """Raises NotInstalled."""
        workspace = await self._workspaces.workspace(team)
        known = self._known.get(team)
        if known is not None and known.token == workspace.token:
            return known
        pace = known.pace if known is not None else Pace(self._gap)
        client = SlackClient(workspace.token, self._url, team=team, session=self._pool(), pace=pace)
        self._known[team] = client
        return client

    async def refused(self, team: str, error: str) -> None:
        """The workspace's token is no good."""
        self._known.pop(team, None)
        await self._workspaces.refused(team, error)

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None
        self._known.clear()

    def _pool(self) -> aiohttp.ClientSession:
        if self._session is None or self._session.closed:
            self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=self._patience))
        return self._session


def clients(settings: Settings, workspaces: Workspaces) -> Clients:
    return Clients(settings, workspaces)


def method_of(url: str) -> str:
    """
    >>> method_of("https://slack.com/api/chat.postMessage?x=1")
    'chat.postMessage'
    """
    return urlsplit(url).path.rsplit("/", 1)[-1]


def error_of(error: SlackApiError) -> str:
    """Slack's word for it: `channel_not_found`; the HTTP status where it gave none."""
    data = getattr(error.response, "data", None)
    said = data.get("error") if isinstance(data, Mapping) else None
    return str(said) if said else f"http_{status_of(error)}"


def status_of(error: SlackApiError) -> int:
    return int(getattr(error.response, "status_code", None) or getattr(error.response, "status", 0) or 0)


def is_too_fast(error: SlackApiError) -> bool:
    return error_of(error) in TOO_FAST or status_of(error) == 429


def retry_after(error: SlackApiError) -> float | None:
    """Seconds, where Slack said how long to rest."""
    headers = getattr(error.response, "headers", None) or {}
    given = next((value for name, value in headers.items() if name.lower() == "retry-after"), None)
    try:
        return None if given is None else max(0.0, float(given))
    except ValueError:
        return None


def _form(params: Mapping[str, Any]) -> dict[str, str]:
    """As a form body has it: truth is 1 and 0, what is None is left out."""
    given = {name: value for name, value in params.items() if value is not None}
    return {name: str(int(value)) if isinstance(value, bool) else str(value) for name, value in given.items()}
