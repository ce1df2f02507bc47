"""The events that we listen to, as far as we read them (platform-facts 4)."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from bot.platforms.slack.shapes import Id, MaybeId, Message, Read, Text

SAID = frozenset(("", "file_share", "thread_broadcast"))
"""Subtypes of a message that somebody wrote."""


class Said(Message):
    """`message` and `app_mention`."""

    channel: Id
    channel_type: Text = ""
    subtype: Text = ""
    hidden: bool = False


class Changed(Read):
    """`message_changed`."""

    channel: Id
    channel_type: Text = ""
    event_ts: MaybeId = None
    message: Message
    previous_message: Message | None = None


class Item(Read):
    type: Text = ""
    channel: MaybeId = None
    ts: MaybeId = None


class Reacted(Read):
    user: Id
    reaction: Text = ""
    item: Item = Item()
    item_user: MaybeId = None


class HomeOpened(Read):
    user: Id
    channel: MaybeId = None
    tab: Text = ""


class CameOrWent(Read):
    """`member_joined_channel`, `member_left_channel`."""

    user: Id
    channel: Id
    inviter: MaybeId = None


def _id_of(channel: object) -> object:
    """`channel_rename` has an object where the others have an id."""
    return channel.get("id") if isinstance(channel, dict) else channel


class OfChannel(Read):
    channel: Annotated[Id, BeforeValidator(_id_of)]


class Renamed(Read):
    class Channel(Read):
        id: Id
        name: Text = ""

    channel: Channel


class Moved(Read):
    old_channel_id: Id
    new_channel_id: Id


class UserChanged(Read):
    user: dict[str, Any] = Field(default_factory=dict)


class Tokens(Read):
    bot: tuple[Id, ...] = ()


class Revoked(Read):
    tokens: Tokens = Tokens()
