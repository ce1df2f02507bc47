"""Coming and going: channels joined and left, the bot invited, names changed, people deactivated."""

from __future__ import annotations

from tests.servers.slack import events
from tests.servers.slack.client import Client
from tests.servers.slack.posting import posts
from tests.servers.slack.pressing import Pressing
from tests.servers.slack.things import Channel


class Moving(Pressing):
    def invites_bot(self, channel: str | Channel) -> None:
        self._joins(self.workspace.find_channel(channel), self.workspace.bot.id, inviter=self.id)

    def removes_bot(self, channel: str | Channel) -> None:
        self._leaves(self.workspace.find_channel(channel), self.workspace.bot.id)

    def invites(self, other: Client, channel: str | Channel) -> None:
        self._joins(self.workspace.find_channel(channel), other.id, inviter=self.id)

    def joins(self, channel: str | Channel) -> None:
        self._joins(self.workspace.find_channel(channel), self.id)

    def leaves(self, channel: str | Channel) -> None:
        self._leaves(self.workspace.find_channel(channel), self.id)

    def is_renamed(self, display_name: str) -> None:
        self.user.display_name = display_name
        self._changed()

    def is_deactivated(self) -> None:
        self.user.deleted = True
        self._changed()

    def _joins(self, channel: Channel, who: str, inviter: str | None = None) -> None:
        with self.server.lock:
            if who in channel.members:
                return
            channel.members.append(who)
            begun = len(self.server.deliveries.log)
            joined = events.of(
                self.workspace,
                "member_joined_channel",
                user=who,
                channel=channel.id,
                channel_type=events.LETTER[channel.kind],
                team=self.workspace.users[who].team_id,
            )
            self.workspace.emits(joined | ({"inviter": inviter} if inviter else {}), channel)
            posts(
                self.workspace,
                channel,
                self.workspace.users[who],
                f"<@{who}> has joined the channel",
                subtype="channel_join",
            )
        self.server.brought(*self.server.deliveries.log[begun:])

    def _leaves(self, channel: Channel, who: str) -> None:
        with self.server.lock:
            channel.members.remove(who)
            begun = len(self.server.deliveries.log)
            left = events.of(
                self.workspace,
                "member_left_channel",
                user=who,
                channel=channel.id,
                channel_type=events.LETTER[channel.kind],
                team=self.workspace.users[who].team_id,
            )
            self.workspace.emits(left, channel)
            if who == self.workspace.bot.id:
                kind = "channel_left" if channel.kind == "channel" else "group_left"
                self.workspace.emits(events.of(self.workspace, kind, channel=channel.id, actor_id=self.id), channel)
        self.server.brought(*self.server.deliveries.log[begun:])

    def _changed(self) -> None:
        with self.server.lock:
            now = self.server.clock.now()
            self.user.updated = int(now)
            begun = len(self.server.deliveries.log)
            about = events.user_object(self.user, now)
            self.workspace.emits(events.of(self.workspace, "user_change", user=about, cache_ts=int(now)))
        self.server.brought(*self.server.deliveries.log[begun:])
