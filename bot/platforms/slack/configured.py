"""Whether Slack is set up: all of a way in and a way out, or nothing."""

from __future__ import annotations

from typing import Final

from pydantic import SecretStr

from bot.settings import Settings

DOCS: Final = "docs/slack.md says where each is found."
_BOT: Final = ("xoxb-", "xoxe.xoxb-")
_APP: Final = ("xapp-",)


def check(settings: Settings) -> bool:
    """False where nothing of Slack is set. Raises SystemExit, with what to set, where only half of it is."""
    out = settings.slack_bot_token is not None or _many(settings)
    into = settings.slack_app_token is not None or settings.slack_signing_secret is not None
    if not out and not into:
        return False
    if not out:
        raise _half("SLACK_BOT_TOKEN (or SLACK_CLIENT_ID and SLACK_CLIENT_SECRET, for many workspaces) is not set.")
    if not into:
        raise _half("set SLACK_APP_TOKEN for Socket Mode, or SLACK_SIGNING_SECRET for HTTP.")
    _looks_like("SLACK_BOT_TOKEN", settings.slack_bot_token, _BOT)
    _looks_like("SLACK_APP_TOKEN", settings.slack_app_token, _APP)
    if _many(settings) and not settings.public_url:
        raise _half("PUBLIC_URL is not set: Slack sends browsers back to it after an installation.")
    if not settings.slack_api_url.endswith("/"):
        raise SystemExit("SLACK_API_URL must end in a slash, as https://slack.com/api/ does.")
    return True


def _many(settings: Settings) -> bool:
    """Raises SystemExit where only one of the two is set."""
    client, secret = bool(settings.slack_client_id), settings.slack_client_secret is not None
    if client != secret:
        raise _half(f"{'SLACK_CLIENT_SECRET' if client else 'SLACK_CLIENT_ID'} is not set.")
    return client


def _looks_like(name: str, token: SecretStr | None, beginnings: tuple[str, ...]) -> None:
    if token is not None and not token.get_secret_value().startswith(beginnings):
        raise SystemExit(f"{name} begins with {beginnings[0]} on Slack; this is another one. {DOCS}")


def _half(missing: str) -> SystemExit:
    return SystemExit(f"Slack is set up by half: {missing} {DOCS}")
