"""What Telegram keeps beside chats: presses that wait, menus, how this server is switched."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.servers.telegram.accounts import Account
from tests.servers.telegram.messages import Message
from tests.servers.telegram.refusals import Json

CALLBACK_LIFE = 15


@dataclass
class Callback:
    """A press that waits for its answer; `toast` is what the presser's client then shows, `forgiven` when a test does
    not ask for one."""

    id: str
    account: Account
    message: Message
    at: int
    answered: bool = False
    forgiven: bool = False
    toast: str = ""
    alert: bool = False
    url: str = ""


@dataclass
class Menus:
    """What setMyCommands, setMyName … keep, by scope and language."""

    commands: dict[tuple[str, str], list[Json]] = field(default_factory=dict)
    texts: dict[tuple[str, str], str] = field(default_factory=dict)
    button: Json = field(default_factory=lambda: {"type": "default"})


@dataclass
class Switches:
    """How the server behaves where the real one's behaviour is not sure, or depends on the chat.

    `callback_life`: for how many seconds a press can be answered. `edits_end_after`: an age in seconds past which
    a bot's own message can't be edited any more (the real server sets none: 0.2). `privacy`: as set at @BotFather.
    `mentions`: whether words that name the bot get through it, which the documents don't say and @BotFather does.
    """

    callback_life: int = CALLBACK_LIFE
    edits_end_after: int | None = None
    privacy: bool = True
    mentions: bool = False
