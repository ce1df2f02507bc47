"""The workspace of SLACK_BOT_TOKEN: Slack is asked whose token it is, and what it may do."""

from __future__ import annotations

import logging
from typing import Any

from slack_sdk.errors import SlackApiError

from bot.platforms.slack.client import SlackClient, error_of
from bot.platforms.slack.scopes import SCOPES
from bot.platforms.slack.verdicts import LOST_TOKEN
from bot.platforms.slack.workspace import NotInstalled, Workspace

log = logging.getLogger("triangle.slack.installs")

CALLED = "triangle"
"""Our bot's name in the manifest."""
REFUSED = LOST_TOKEN | {"not_authed", "not_allowed_token_type", "token_expired"}


async def introduced(token: str, api_url: str) -> tuple[Workspace, str]:
    """The workspace, and what our bot is called there.

    Raises NotInstalled where Slack refuses the token, else what a call raises.
    """
    try:
        said: Any = await SlackClient(token, api_url).auth_test()
    except SlackApiError as error:
        if error_of(error) in REFUSED:
            raise NotInstalled("of SLACK_BOT_TOKEN", f"Slack says {error_of(error)}") from error
        raise
    if said.get("is_enterprise_install"):
        raise NotInstalled("of SLACK_BOT_TOKEN", "it is of a whole organisation; install the app in one workspace")
    scopes = _scopes(said)
    _warn_of_missing(scopes)
    workspace = Workspace(
        team=str(said["team_id"]),
        token=token,
        bot_user=said.get("user_id"),
        bot_id=said.get("bot_id"),
        enterprise=said.get("enterprise_id"),
        scopes=scopes,
        trusted=True,
    )
    return workspace, f"@{said.get('user') or CALLED}"


def _scopes(said: Any) -> str:
    return next((value for name, value in said.headers.items() if name.lower() == "x-oauth-scopes"), "")


def _warn_of_missing(scopes: str) -> None:
    has = set(scopes.replace(",", " ").split())
    missing = sorted(SCOPES.keys() - has)
    if has and missing:
        log.warning("the app lacks scopes, see `triangle slack-manifest`: %s", ", ".join(missing))
