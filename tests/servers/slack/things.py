"""What a workspace is made of, as the server keeps it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

JSON = dict[str, Any]

SCOPES = [
    "app_mentions:read",
    "channels:history",
    "channels:join",
    "channels:read",
    "chat:write",
    "commands",
    "files:read",
    "files:write",
    "groups:history",
    "groups:read",
    "im:history",
    "im:read",
    "im:write",
    "mpim:history",
    "mpim:read",
    "reactions:read",
    "reactions:write",
    "team:read",
    "users:read",
    "users:read.email",
]


@dataclass
class App:
    """The app as its settings page on the platform has it. `None` for commands, events, shortcuts: all there are."""

    id: str = "A0TRIANGLE"
    name: str = "triangle"
    client_id: str = "1111111111.2222222222"
    client_secret: str = "c0ffee00c0ffee00c0ffee00c0ffee00"
    signing_secret: str = "8f742231b10e8888abcd99yyyzzz85a5"
    app_token: str = "xapp-1-A0TRIANGLE-1-5ec2e7"
    scopes: list[str] = field(default_factory=lambda: list(SCOPES))
    commands: dict[str, JSON] | None = None
    events: list[str] | None = None
    shortcuts: list[JSON] | None = None
    should_escape: bool = True
    socket_mode: bool = False
    request_url: str = ""
    home_tab: bool = True
    messages_tab: bool = True
    rotation: bool = False
    redirect_urls: list[str] = field(default_factory=list)


@dataclass
class User:
    id: str
    team_id: str
    name: str
    real_name: str
    display_name: str = ""
    email: str | None = None
    locale: str = "en-US"
    tz: str = "Asia/Shanghai"
    tz_offset: int = 28_800
    guest: str = ""
    deleted: bool = False
    bot_id: str = ""
    updated: int = 0
    admin: bool = False
    home_opened: bool = False

    @property
    def shown_name(self) -> str:
        return self.display_name or self.real_name


@dataclass
class Message:
    channel: str
    ts: str
    user: str
    text: str = ""
    blocks: list[JSON] = field(default_factory=list)
    attachments: list[JSON] = field(default_factory=list)
    bot_id: str = ""
    thread_ts: str | None = None
    metadata: JSON | None = None
    subtype: str = ""
    edited: JSON | None = None
    only_for: str | None = None
    deleted: bool = False
    broadcast: bool = False
    reactions: dict[str, list[str]] = field(default_factory=dict)
    files: list[JSON] = field(default_factory=list)
    changed: int = 0
    client_msg_id: str = ""
    heard: bool = False
    """Somebody in a test saw it."""


@dataclass
class Channel:
    id: str
    name: str
    kind: str = "channel"
    members: list[str] = field(default_factory=list)
    archived: bool = False
    general: bool = False
    shared_with: list[str] = field(default_factory=list)
    created: int = 0
    creator: str = ""
    topic: str = ""
    messages: dict[str, Message] = field(default_factory=dict)
    whispers: dict[str, Message] = field(default_factory=dict)

    @property
    def private(self) -> bool:
        return self.kind != "channel"

    @property
    def scope(self) -> str:
        """The first half of the scopes that guard it: channels, groups, im, mpim."""
        return {"channel": "channels", "group": "groups"}.get(self.kind, self.kind)


@dataclass
class View:
    id: str
    user: str
    given: JSON
    hash: str
    root: str = ""
    previous: str | None = None
    state: dict[str, dict[str, JSON]] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    trouble: str = ""
    response_url: str = ""

    @property
    def type(self) -> str:
        return str(self.given.get("type"))


@dataclass
class Token:
    value: str
    kind: str
    team: str
    scopes: list[str]
    user: str = ""
    expires: float | None = None
    gone: str = ""
    """The error it answers with since it is no more: token_revoked, account_inactive."""


@dataclass
class Trigger:
    id: str
    user: str
    born: float
    view: str | None = None
    used: bool = False


@dataclass
class ResponseUrl:
    path: str
    user: str
    channel: str
    born: float
    message: Message | None = None
    thread_ts: str | None = None
    uses: int = 0
