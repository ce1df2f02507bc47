"""A person with a Slack client: types, presses, fills, reacts; and sees what that client would show."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.servers.slack import events, payloads
from tests.servers.slack.api.views import view_object
from tests.servers.slack.delivery import COMMANDS, INTERACTIVE, Delivery
from tests.servers.slack.ids import an_id
from tests.servers.slack.moving import Moving
from tests.servers.slack.posting import deletes, posts, updates
from tests.servers.slack.responses import command_answered, slackbot
from tests.servers.slack.shown import Seen
from tests.servers.slack.things import Channel, Message
from tests.servers.slack.wire import commanded, sent

if TYPE_CHECKING:
    pass

EMOJI = {"👀": "eyes", "🏆": "trophy", "✅": "white_check_mark", "👍": "+1", "👎": "-1", "👏": "clap", "🔒": "lock"}


@dataclass
class Typed:
    """What became of it: a message with its ts, or the delivery of a command."""

    message: Message | None = None
    delivery: Delivery | None = None
    channel: str = ""

    @property
    def ts(self) -> str:
        assert self.message is not None, "a command is no message"
        return self.message.ts


Place = str | Channel | None
On = Typed | Seen | Message | str


class Person(Moving):
    def types(self, text: str, in_: Place = None, thread: On | None = None, files: int = 0) -> Typed:
        """A command when it begins with a slash, else a message; without `in_` to the bot. Waits for the answer."""
        channel = self._channel(in_)
        if text.startswith("/"):
            assert thread is None, "slash commands cannot be typed in a thread (0.6)"
            return self._commands(text, channel)
        root = self._message(thread, channel).ts if thread is not None else None
        with self.server.lock:
            assert not channel.archived, f"#{channel.name} is archived"
            pictures = [{"id": an_id("F"), "name": f"picture-{n}.png"} for n in range(files)]
            begun = len(self.server.deliveries.log)
            wire = sent(text, self.workspace.named)
            told = posts(
                self.workspace, channel, self.user, wire, thread_ts=root, client_msg_id=an_id("m"), files=pictures
            )
            caused = self.server.deliveries.log[begun:]
        self.server.brought(*caused)
        return Typed(message=told, channel=channel.id)

    def edits(self, message: On, text: str) -> None:
        with self.server.lock:
            found, begun = self._message(message), len(self.server.deliveries.log)
            assert found.user == self.id, "only one's own messages"
            updates(self.workspace, found, text=sent(text, self.workspace.named), blocks=[])
        self.server.brought(*self.server.deliveries.log[begun:])

    def deletes(self, message: On) -> None:
        with self.server.lock:
            begun = len(self.server.deliveries.log)
            deletes(self.workspace, self._message(message))
        self.server.brought(*self.server.deliveries.log[begun:])

    def reacts(self, emoji: str, on: On, takes_back: bool = False) -> None:
        """By its sign or its name."""
        name = EMOJI.get(emoji, emoji.strip(":"))
        with self.server.lock:
            message = self._message(on)
            who = message.reactions.setdefault(name, [])
            if takes_back:
                who.remove(self.id)
            else:
                who.append(self.id)
            kind = "reaction_removed" if takes_back else "reaction_added"
            item = {"type": "message", "channel": message.channel, "ts": message.ts}
            event = events.of(self.workspace, kind, user=self.id, reaction=name, item=item, item_user=message.user)
            begun = len(self.server.deliveries.log)
            self.workspace.emits(event, self.workspace.channels[message.channel])
        self.server.brought(*self.server.deliveries.log[begun:])

    def shortcut(self, name: str, on: On | None = None) -> None:
        """By callback id or the name in the menu; on a message, or a global one."""
        with self.server.lock:
            callback = self._callback(name, "global" if on is None else "message")
            if on is None:
                payload = payloads.global_shortcut(self.workspace, self.user, callback)
            else:
                message = self._message(on)
                assert not message.only_for, "message shortcuts are not offered on ephemeral messages (3.14)"
                payload = payloads.message_shortcut(self.workspace, self.user, callback, message)
        self.server.brought(self.server.deliveries.send(INTERACTIVE, payload))

    def opens_home(self, tab: str = "home") -> None:
        with self.server.lock:
            self.user.home_opened = tab == "home"
            view = self.workspace.homes.get(self.id)
            known = {"view": view_object(self.workspace, view)} if view and tab == "home" else {}
            channel = self.workspace.dm(self.id).id
            event = events.of(self.workspace, "app_home_opened", user=self.id, channel=channel, tab=tab, **known)
            begun = len(self.server.deliveries.log)
            self.workspace.emits(event)
        self.server.brought(*self.server.deliveries.log[begun:])

    # ---- how it goes ----------------------------------------------------------------------------------------

    def _commands(self, text: str, channel: Channel) -> Typed:
        word, _, rest = text.partition(" ")
        with self.server.lock:
            known = self.server.app.commands
            if known is not None and word not in known:
                slackbot(self.workspace, channel, self.user, f"{word} is not a valid command.")
                return Typed(channel=channel.id)
            escaped = self.server.app.should_escape
            wire = commanded(rest, self.workspace.named) if escaped else rest
            payload = payloads.command(self.workspace, self.user, channel, word, wire.strip())

        def then(delivery: Delivery) -> None:
            command_answered(self.workspace, self.user, channel, delivery)

        delivery = self.server.deliveries.send(COMMANDS, payload, then)
        self.server.brought(delivery)
        return Typed(delivery=delivery, channel=channel.id)

    def _channel(self, in_: Place) -> Channel:
        with self.server.lock:
            if in_ is None:
                return self.workspace.dm(self.id)
            channel = self.workspace.find_channel(in_)
        assert self.id in channel.members, f"{self.user.name} is not in #{channel.name}"
        return channel

    def _message(self, on: On, channel: Channel | None = None) -> Message:
        """By what `types` or `sees` gave, a ts, or words that the person sees in it."""
        if isinstance(on, Message):
            return on
        if isinstance(on, (Typed, Seen)):
            assert on.message is not None, "no message"
            return on.message
        if re.fullmatch(r"\d+\.\d+", on):
            there = [m for m in self.workspace.every_message() if m.ts == on]
            assert there, f"no message {on}"
            return there[0]
        seen = [s.message for s in self.everything() if on in s and s.message is not None]
        assert seen, f"{self.user.name} sees no message {on!r}"
        return seen[-1]

    def _callback(self, name: str, kind: str) -> str:
        for shortcut in self.server.app.shortcuts or []:
            if name in (shortcut["name"], shortcut["callback_id"]) and shortcut["type"] == kind:
                return str(shortcut["callback_id"])
        assert self.server.app.shortcuts is None, f"no {kind} shortcut {name!r}: {self.server.app.shortcuts}"
        return name
