"""Telegram, as its users expect it."""

import os
import re
from urllib.parse import urlsplit, urlunsplit

os.environ.setdefault("PTB_TIMEDELTA", "1")  # the library's own switch: spans of time as such, without a warning

from pydantic import SecretStr

from bot.platforms.platform import Platform
from bot.platforms.telegram.app import Setup, TelegramPlatform
from bot.platforms.telegram.webhook import PATH
from bot.settings import Settings

TOKEN = re.compile(r"[0-9]+:[A-Za-z0-9_-]{10,}")
SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
PORTS = (None, 443, 80, 88, 8443)
OWN = "https://api.telegram.org"


def telegram(settings: Settings) -> Platform | None:
    """The platform when its token is set. Raises SystemExit, with what to set, where something is missing."""
    url, secret = settings.telegram_webhook_url, _plain(settings.telegram_webhook_secret)
    if settings.telegram_bot_token is None:
        if url or secret:
            raise SystemExit("TELEGRAM_WEBHOOK_URL and TELEGRAM_WEBHOOK_SECRET need TELEGRAM_BOT_TOKEN.")
        return None
    token = _plain(settings.telegram_bot_token)
    if not TOKEN.fullmatch(token):
        raise SystemExit("TELEGRAM_BOT_TOKEN is not a bot's token: @BotFather gives one like 123456789:AA….")
    if not url:
        return TelegramPlatform(Setup(token, settings.telegram_api_url))
    if not SECRET.fullmatch(secret):
        raise SystemExit(
            "TELEGRAM_WEBHOOK_URL needs TELEGRAM_WEBHOOK_SECRET: up to 256 of the characters A-Z a-z 0-9 _ and -."
        )
    return TelegramPlatform(Setup(token, settings.telegram_api_url, _address(url, settings.telegram_api_url), secret))


def _address(url: str, api: str) -> str:
    """The whole address; without a path it gets the one that this server listens on."""
    parts = urlsplit(url)
    if parts.scheme not in ("https", "http") or not parts.hostname:
        raise SystemExit("TELEGRAM_WEBHOOK_URL is not an address: https://your.host/telegram/webhook.")
    if api.rstrip("/") == OWN and (parts.scheme != "https" or parts.port not in PORTS):
        raise SystemExit("TELEGRAM_WEBHOOK_URL must be https, on port 443, 80, 88 or 8443: Telegram takes no other.")
    return urlunsplit(parts._replace(path=PATH)) if parts.path in ("", "/") else url


def _plain(secret: SecretStr | None) -> str:
    return "" if secret is None else secret.get_secret_value()
