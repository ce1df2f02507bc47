"""Tokens of the app: what they may, when they end, what they answer afterwards (platform facts 6.5, 11)."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from tests.servers.slack.api.call import Refusal
from tests.servers.slack.things import Token

if TYPE_CHECKING:
    from tests.servers.slack.server import SlackServer
    from tests.servers.slack.workspace import Workspace


class Tokens:
    """Bot and app tokens by value; refresh tokens and codes work once."""

    def __init__(self, server: SlackServer) -> None:
        self.server = server
        self.all: dict[str, Token] = {}
        self.refreshes: dict[str, str] = {}
        """Refresh token → team; a used one is taken out."""
        self.codes: dict[str, tuple[str, str, float, list[str]]] = {}
        """Code → team, redirect address, when made, scopes; a used one is taken out."""
        app = server.app
        self.all[app.app_token] = Token(app.app_token, "app", "", ["connections:write"])

    def bot(self, workspace: Workspace, scopes: list[str] | None = None) -> Token:
        """A new bot token; a rotating one ends in twelve hours (11.6)."""
        rotating = self.server.app.rotation
        value = ("xoxe.xoxb-1-" if rotating else "xoxb-") + f"{workspace.id}-{secrets.token_hex(12)}"
        token = Token(value, "bot", workspace.id, list(scopes or self.server.app.scopes), workspace.bot.id)
        if rotating:
            token.expires = self.server.clock.now() + self.server.timing.token_lives
        self.all[value] = token
        return token

    def refresh_token(self, workspace: Workspace) -> str:
        value = f"xoxe-1-{secrets.token_hex(16)}"
        self.refreshes[value] = workspace.id
        return value

    def of(self, workspace: Workspace) -> list[Token]:
        return [t for t in self.all.values() if t.team == workspace.id and not t.gone]

    def scopes_of(self, workspace: Workspace) -> list[str]:
        return sorted({scope for token in self.of(workspace) for scope in token.scopes})

    def code(self, workspace: Workspace, redirect: str, scopes: list[str] | None = None) -> str:
        value = f"{secrets.randbelow(10**12)}.{secrets.token_hex(16)}"
        made = self.server.clock.now()
        self.codes[value] = (workspace.id, redirect, made, list(scopes or self.server.app.scopes))
        return value

    def revoke(self, workspace: Workspace, error: str = "token_revoked") -> None:
        for token in self.of(workspace):
            token.gone = error
        self.refreshes = {value: team for value, team in self.refreshes.items() if team != workspace.id}

    def checked(self, value: str | None) -> Token:
        """The token behind, or the refusal that it deserves."""
        if not value:
            raise Refusal("not_authed")
        token = self.all.get(value)
        if token is None:
            raise Refusal("invalid_auth")
        if token.gone:
            raise Refusal(token.gone)
        if token.expires is not None and token.expires < self.server.clock.now():
            raise Refusal("token_expired")
        return token
