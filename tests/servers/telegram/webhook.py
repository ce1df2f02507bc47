"""setWebhook, deleteWebhook, getWebhookInfo (platform-facts.md 15.1 to 15.3, 15.11)."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass
from urllib.parse import urlsplit

from tests.servers.telegram.calls import Call
from tests.servers.telegram.cloud import Cloud
from tests.servers.telegram.refusals import Json, Refused, too_many

SECRET, CONNECTIONS = 256, 40


@dataclass
class Webhook:
    """Where updates are posted to; `url` is empty while there is none. `local`: takes http and any port, as a local
    Bot API server does."""

    url: str = ""
    secret: str = ""
    connections: int = CONNECTIONS
    local: bool = True
    error: str = ""
    error_at: int = 0
    _set_at: float = float("-inf")

    def set(self, cloud: Cloud, call: Call) -> str:
        """What the answer describes. Raises Refused."""
        if time.monotonic() < self._set_at + 1:
            raise too_many(1)
        self._set_at = time.monotonic()
        if call.method == "deletewebhook" or not call.text("url"):
            return self._deleted(cloud, call)
        url, secret = self._checked(call.text("url")), _secret(call.text("secret_token"))
        connections = call.integer("max_connections", CONNECTIONS, 1, 100)
        cloud.updates.allow(call.parsed("allowed_updates", "allowed updates"))
        if call.flag("drop_pending_updates"):
            cloud.updates.drop()
        same = (url, secret, connections) == (self.url, self.secret, self.connections)
        self.url, self.secret, self.connections = url, secret, connections
        self.error, self.error_at = "", 0
        return "Webhook is already set" if same else "Webhook was set"

    def info(self, cloud: Cloud) -> Json:
        body: Json = {"url": self.url, "has_custom_certificate": False}
        body["pending_update_count"] = len(cloud.updates.waiting())
        if self.url:
            body |= {"max_connections": self.connections, "ip_address": "127.0.0.1"}
            body |= {"allowed_updates": sorted(cloud.updates.allowed)}
        if self.error:
            body |= {"last_error_date": self.error_at, "last_error_message": self.error}
        return body

    def failed(self, cloud: Cloud, why: str) -> None:
        self.error, self.error_at = why, cloud.clock.now()

    def forgets_when_it_was_set(self) -> None:
        """It may be set again at once."""
        self._set_at = float("-inf")

    def _deleted(self, cloud: Cloud, call: Call) -> str:
        if call.flag("drop_pending_updates"):
            cloud.updates.drop()
        stood, self.url, self.secret = self.url, "", ""
        return "Webhook was deleted" if stood else "Webhook is already deleted"

    def _checked(self, url: str) -> str:
        address = urlsplit(url if "://" in url else f"https://{url}")
        if address.scheme not in ("http", "https") or not address.hostname:
            raise Refused("Bad Request: invalid webhook URL specified")
        if not self.local and address.scheme != "https":
            raise Refused("Bad Request: bad webhook: An HTTPS URL must be provided for webhook")
        if not self.local and (address.port or 443) not in (443, 80, 88, 8443):
            raise Refused("Bad Request: bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")
        return address.geturl()


def _secret(secret: str) -> str:
    if len(secret) > SECRET:
        raise Refused("Bad Request: secret token is too long")
    if not re.fullmatch(r"[A-Za-z0-9_-]*", secret):
        raise Refused("Bad Request: secret token contains unallowed characters")
    return secret
