"""Forwarding, from every kind of origin, alone or as an album (platform-facts.md 18.14)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.servers.telegram.drivers.saying import Saying, albums
from tests.servers.telegram.drivers.sight import Sight
from tests.servers.telegram.messages import Content, Message
from tests.servers.telegram.refusals import Json
from tests.servers.telegram.sending import origin_of
from tests.servers.telegram.words import typed

if TYPE_CHECKING:
    from tests.servers.telegram.drivers.channel import Channel
    from tests.servers.telegram.drivers.places import Group, Place

EARLIER = 3600


class Origins(Saying):
    """The part of a Person that forwards. What is forwarded is a message here, or a text from somewhere else, an hour
    old: `from_` a person, a person who hides (their name as text), a group (an anonymous administrator of it), or a
    channel."""

    def forwards(
        self,
        what: Message | Sight | str,
        *,
        from_: Saying | Group | Channel | str | None = None,
        in_: Place | str | None = None,
        picture: bool = False,
        **more: Any,
    ) -> Message:
        if not isinstance(what, str):
            found = self._find(what)
            return self._says(found.content, in_, origin=found.origin or origin_of(found), **more)
        media = {"photo": self._photo()} if picture else {}
        return self._says(typed(what, media), in_, origin=self._origin(from_), **more)

    def forwards_album(
        self,
        caption: str = "",
        pictures: int = 3,
        *,
        from_: Saying | Group | Channel | str | None = None,
        in_: Place | str | None = None,
    ) -> list[Message]:
        album, origin = str(next(albums)), self._origin(from_)
        contents = [self._of_album("" if number else caption) for number in range(pictures)]
        return [self._says(content, in_, album=album, origin=origin) for content in contents]

    def _of_album(self, caption: str) -> Content:
        return typed(caption, {"photo": self._photo()})

    def _origin(self, from_: Saying | Group | Channel | str | None) -> Json:
        date = self._cloud.clock.now() - EARLIER
        if isinstance(from_, str):
            return {"type": "hidden_user", "date": date, "sender_user_name": from_}
        if from_ is None or isinstance(from_, Saying):
            return {"type": "user", "date": date, "sender_user": (from_ or self).account.json()}
        if from_.chat.kind == "channel":
            return {"type": "channel", "date": date, "chat": from_.chat.json(), "message_id": 7}
        return {"type": "chat", "date": date, "sender_chat": from_.chat.json()}
