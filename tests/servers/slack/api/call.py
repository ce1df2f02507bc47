"""A call of a Web API method: its arguments, its token, and the ways to say no (platform facts 6)."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.servers.slack.things import JSON, Channel, Token

if TYPE_CHECKING:
    from tests.servers.slack.server import SlackServer
    from tests.servers.slack.workspace import Workspace


class Refusal(Exception):  # noqa: N818  as the platform calls it
    """An answer with ok false; `more` stands beside the error."""

    def __init__(self, error: str, **more: Any) -> None:
        super().__init__(error)
        self.error, self.more = error, more


def invalid(*messages: str, error: str = "invalid_arguments") -> Refusal:
    """Says where (6.10)."""
    where: JSON = {"response_metadata": {"messages": [f"[ERROR] {m}" for m in messages]}}
    if error == "invalid_blocks":
        where["errors"] = list(messages)
    return Refusal(error, **where)


@dataclass
class Call:
    """`server.lock` is held while a method runs."""

    server: SlackServer
    method: str
    args: JSON
    token: Token | None = None
    basic: tuple[str, str] | None = None
    warnings: list[str] = field(default_factory=list)

    @property
    def workspace(self) -> Workspace:
        assert self.token is not None
        return self.server.workspaces[self.token.team]

    @property
    def bearer(self) -> Token:
        if self.token is None:
            raise Refusal("not_authed")
        return self.token

    def text(self, name: str, missing: str = "") -> str:
        """A required argument; `missing` is the method's own error for none."""
        found = self.args.get(name)
        if found is None or found == "":
            raise Refusal(missing) if missing else invalid(f"missing required field: {name}")
        return str(found)

    def maybe(self, name: str) -> str | None:
        found = self.args.get(name)
        return None if found is None or found == "" else str(found)

    def flag(self, name: str) -> bool:
        return str(self.args.get(name, "")).lower() in ("1", "true")

    def number(self, name: str, default: int, most: int, error: str = "invalid_limit") -> int:
        found = self.args.get(name)
        if found in (None, ""):
            return default
        try:
            number = int(str(found))
        except ValueError:
            raise Refusal(error) from None
        if not 0 < number <= most:
            raise Refusal(error)
        return number

    def structure(self, name: str, broken: str = "invalid_arguments") -> Any:
        """An object or list: itself in a JSON body, a string of JSON in a form (6.3)."""
        found = self.args.get(name)
        if not isinstance(found, str):
            return found
        if not found:
            return None
        try:
            return json.loads(found)
        except ValueError:
            raise Refusal(broken) from None

    def needs(self, *scopes: str) -> None:
        """Any one of them, or missing_scope with both lists (6.6)."""
        has = self.bearer.scopes
        if not any(scope in has for scope in scopes):
            raise Refusal("missing_scope", needed=",".join(scopes), provided=",".join(has))

    def channel(self, scope: str = "", name: str = "channel") -> Channel:
        """A channel that the bot can see by a C or D id; `scope` is the second half of what it needs."""
        found = self.workspace.channels.get(self.text(name, "channel_not_found"))
        if found is None or (found.private and not self.workspace.bot_in(found)):
            raise Refusal("channel_not_found")
        if scope:
            self.needs(f"{found.scope}:{scope}")
        return found

    def page(self, items: list[Any], limit: int) -> tuple[list[Any], JSON]:
        """Of a cursor; "" ends it (6.12)."""
        cursor = self.maybe("cursor")
        if cursor is not None and not cursor.startswith("at:"):
            raise Refusal("invalid_cursor")
        start = int(cursor.removeprefix("at:")) if cursor else 0
        rest = start + limit
        return items[start:rest], {"next_cursor": f"at:{rest}" if rest < len(items) else ""}


Run = Callable[[Call], JSON]


@dataclass(frozen=True)
class Method:
    run: Run
    scopes: tuple[str, ...]
    kinds: tuple[str, ...]


METHODS: dict[str, Method] = {}


def method(name: str, *scopes: str, kinds: tuple[str, ...] = ("bot", "user")) -> Callable[[Run], Run]:
    """Declares one; `kinds` are the tokens it takes, none for the methods that take the client's secret."""

    def declare(run: Run) -> Run:
        METHODS[name] = Method(run, scopes, kinds)
        return run

    return declare
