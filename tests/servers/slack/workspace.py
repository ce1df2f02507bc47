"""One workspace: its people, channels, messages, views; builders for tests, look-ups for the methods."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.servers.slack import events
from tests.servers.slack.ids import a_number, an_id
from tests.servers.slack.person import Person
from tests.servers.slack.things import JSON, Channel, Message, User, View
from tests.servers.slack.wire import shown, unescaped

if TYPE_CHECKING:
    from tests.servers.slack.server import SlackServer


class Workspace:
    """Everything is read and changed under `server.lock`; a change wakes who waits for it."""

    def __init__(self, server: SlackServer, name: str = "Qiming", domain: str = "qiming") -> None:
        self.server, self.name, self.domain = server, name, domain
        self.id = an_id("T", domain)
        self.users: dict[str, User] = {}
        self.channels: dict[str, Channel] = {}
        self.views: dict[str, View] = {}
        self.stacks: dict[str, list[View]] = {}
        self.homes: dict[str, View] = {}
        self.files: dict[str, JSON] = {}
        self.people: dict[str, Person] = {}
        self.installed = False
        app = server.app
        self.bot = User(an_id("U", app.name), self.id, app.name, app.name.title(), bot_id=an_id("B", app.name))
        self.users[self.bot.id] = self.bot
        self.slackbot = User("USLACKBOT", self.id, "slackbot", "Slackbot")
        self.users[self.slackbot.id] = self.slackbot
        self.general = self.channel("general", bot=False)
        self.general.general = True

    # ---- builders -------------------------------------------------------------------------------------------

    def person(
        self,
        name: str,
        *,
        email: str | None = None,
        real_name: str = "",
        locale: str = "en-US",
        tz: str = "Asia/Shanghai",
        guest: str = "",
        admin: bool = False,
        team: str = "",
    ) -> Person:
        """Somebody of the workspace; `team` makes them one of another (Slack Connect), guest "multi" or "single"."""
        with self.server.lock:
            if name in self.people:
                return self.people[name]
            user = User(an_id("U", name), team or self.id, name, real_name or name.title(), email=email)
            user.locale, user.tz, user.guest, user.admin = locale, tz, guest, admin
            user.tz_offset = events.offset(tz, self.server.clock.now())
            user.updated = int(self.server.clock.now())
            self.users[user.id] = user
            if not guest and not team:
                self.general.members.append(user.id)
            self.people[name] = person = Person(self, user)
            return person

    def channel(
        self,
        name: str,
        *members: Person,
        private: bool = False,
        bot: bool = True,
        shared_with: tuple[str, ...] = (),
        archived: bool = False,
    ) -> Channel:
        """A channel as it stands: no event tells of it. `shared_with` names other teams (Slack Connect)."""
        with self.server.lock:
            made = Channel(an_id("C", name), name, "group" if private else "channel", [m.id for m in members])
            made.created, made.shared_with, made.archived = int(self.server.clock.now()), list(shared_with), archived
            made.creator = made.members[0] if made.members else ""
            if bot:
                made.members.append(self.bot.id)
            self.channels[made.id] = made
            return made

    # ---- look-ups -------------------------------------------------------------------------------------------

    def find_channel(self, name: str | Channel) -> Channel:
        """By "#name", name or id; AssertionError for a test that means another."""
        if isinstance(name, Channel):
            return name
        bare = name.removeprefix("#")
        for found in self.channels.values():
            if bare in (found.id, found.name):
                return found
        raise AssertionError(f"no channel {name!r}; there are {[c.name for c in self.channels.values()]}")

    def dm(self, user_id: str) -> Channel:
        """The person's conversation with the bot, made when it is new."""
        for found in self.channels.values():
            if found.kind == "im" and user_id in found.members:
                return found
        made = Channel(an_id("D"), "", "im", [user_id, self.bot.id], created=int(self.server.clock.now()))
        self.channels[made.id] = made
        return made

    def named(self, sign: str, name: str, labelled: bool) -> str | None:
        """What "@lin" or "#general" becomes on the wire."""
        if sign == "@":
            if name in ("here", "channel", "everyone"):
                return f"<!{name}>"
            for user in self.users.values():
                if name.casefold() in (user.name, user.id.casefold(), user.shown_name.casefold()):
                    return f"<@{user.id}|{user.name}>" if labelled else f"<@{user.id}>"
            return None
        for found in self.channels.values():
            if found.name == name:
                known = self.bot.id in found.members or not found.private
                return f"<#{found.id}|{name if known else ''}>"
        return None

    def name_of(self, some_id: str) -> str:
        if some_id in self.users:
            return self.users[some_id].shown_name
        return self.channels[some_id].name if some_id in self.channels else ""

    def reads(self, text: str, kind: str = "mrkdwn") -> str:
        """A text object as a person reads it."""
        return shown(text, self.name_of) if kind == "mrkdwn" else unescaped(text)

    def bot_in(self, channel: Channel) -> bool:
        return self.bot.id in channel.members

    def every_message(self) -> list[Message]:
        return [m for c in self.channels.values() for m in (*c.messages.values(), *c.whispers.values())]

    # ---- what happens to it ---------------------------------------------------------------------------------

    def changed(self, message: Message) -> None:
        """Everyone who can see it is shown it as it is now; `never_sees` remembers."""
        message.changed = a_number()
        channel = self.channels[message.channel]
        for person in self.people.values():
            if person.can_see(channel, message):
                person.was_shown(message)
        self.server.woke()

    def people_shown(self, view: View) -> None:
        for person in self.people.values():
            if person.id == view.user:
                person.was_shown_view(view)

    def emits(self, event: JSON, channel: Channel | None = None) -> None:
        """An event to the app, where it subscribed to it, has the scope and is a member."""
        if self.installed and events.wanted(self, event, channel):
            self.server.deliveries.event(self, event, channel)

    def archives(self, name: str | Channel, archived: bool = True) -> None:
        with self.server.lock:
            channel = self.find_channel(name)
            channel.archived = archived
            word = "archive" if archived else "unarchive"
            prefix = "group" if channel.private else "channel"
            self.emits(events.of(self, f"{prefix}_{word}", channel=channel.id, user=channel.creator), channel)

    def renames(self, name: str | Channel, new: str) -> None:
        with self.server.lock:
            channel = self.find_channel(name)
            channel.name = new
            about = {"id": channel.id, "name": new, "created": channel.created}
            kind = "group_rename" if channel.private else "channel_rename"
            self.emits(events.of(self, kind, channel=about), channel)

    def shares(self, name: str | Channel, team: str, shared: bool = True) -> None:
        """With another workspace, by Slack Connect, or no longer."""
        with self.server.lock:
            channel = self.find_channel(name)
            if shared:
                channel.shared_with.append(team)
            else:
                channel.shared_with.remove(team)
            about = {"channel": channel.id}
            if shared:
                self.emits(events.of(self, "channel_shared", connected_team_id=team, **about), channel)
            else:
                gone = {"previously_connected_team_id": team, "is_ext_shared": bool(channel.shared_with)}
                self.emits(events.of(self, "channel_unshared", **gone, **about), channel)

    def changes_id(self, name: str | Channel) -> str:
        """As when a channel is shared between workspaces: a new id for the same channel."""
        with self.server.lock:
            channel = self.find_channel(name)
            old, channel.id = channel.id, an_id("C", channel.name)
            self.channels[channel.id] = self.channels.pop(old)
            for message in (*channel.messages.values(), *channel.whispers.values()):
                message.channel = channel.id
            ids = {"old_channel_id": old, "new_channel_id": channel.id}
            self.emits(events.of(self, "channel_id_changed", **ids), channel)
            return channel.id
