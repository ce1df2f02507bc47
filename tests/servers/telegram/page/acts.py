"""What can be done on the page, each the driver's own act; what a driver would raise comes back as words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from tests.servers.telegram.bot_api import BotApi
from tests.servers.telegram.chats import Kind
from tests.servers.telegram.drivers.person import Person
from tests.servers.telegram.drivers.places import Group, Place
from tests.servers.telegram.drivers.sight import sight
from tests.servers.telegram.messages import Message
from tests.servers.telegram.refusals import Json


class Desk:
    """The people of the page, and where they are."""

    def __init__(self, api: BotApi) -> None:
        self.api = api
        self.people: dict[str, Person] = {}

    def joins(self, handle: str, name: str, language: str | None) -> Person:
        self.people[handle] = self.api.person(handle, name, language=language)
        return self.people[handle]

    def place(self, number: int) -> Place | None:
        """None for somebody's private chat."""
        chat = self.api.cloud.chats[number]
        return None if chat.kind is Kind.PRIVATE else Group(self.api, chat)

    def message(self, given: Json) -> Message:
        return self.api.cloud.chats[int(given["chat"])].messages[int(given["message"])]


def types(desk: Desk, who: Person, given: Json) -> None:
    where = desk.place(int(given["chat"])) if given.get("chat") else None
    under = desk.message(given) if given.get("message") else None
    who.types(given["text"], where, topic=given.get("topic") or None, reply_to=under)


def sends_photo(desk: Desk, who: Person, given: Json) -> None:
    who.sends_photo(given["text"], desk.place(int(given["chat"])))


def presses(desk: Desk, who: Person, given: Json) -> str | None:
    row, at = int(given["row"]), int(given["at"])
    seen = sight(desk.message(given))
    button = seen.rows[row][at]
    if "url" in button:
        return who.presses(button["text"], on=seen)
    who.sends_press(button.get("callback_data", ""), seen)
    return None


def edits(desk: Desk, who: Person, given: Json) -> None:
    who.edits(desk.message(given), given["text"])


def deletes(desk: Desk, who: Person, given: Json) -> None:
    who.deletes(desk.message(given))


def forwards(desk: Desk, who: Person, given: Json) -> None:
    """A message of a chat, or words of somebody hidden, to the private chat or a group."""
    where = desk.place(int(given["to"])) if given.get("to") else None
    if given.get("message"):
        who.forwards(desk.message(given), in_=where)
    else:
        who.forwards(given["text"], from_=given.get("from") or "Somebody", in_=where)


def starts(desk: Desk, who: Person, given: Json) -> None:
    who.starts(given.get("text") or None)


def blocks(desk: Desk, who: Person, given: Json) -> None:
    who.blocks()


def unblocks(desk: Desk, who: Person, given: Json) -> None:
    who.unblocks()


def makes_a_group(desk: Desk, who: Person, given: Json) -> None:
    others = [person for person in desk.people.values() if person is not who]
    desk.api.group(
        given["text"], who, *others, forum=given.get("kind") == "forum", basic=given.get("kind") == "basic"
    )


def opens_a_topic(desk: Desk, who: Person, given: Json) -> None:
    Group(desk.api, desk.api.cloud.chats[int(given["chat"])]).opens(given["text"], who)


def upgrades(desk: Desk, who: Person, given: Json) -> None:
    Group(desk.api, desk.api.cloud.chats[int(given["chat"])]).upgrades()


def kicks_the_bot(desk: Desk, who: Person, given: Json) -> None:
    Group(desk.api, desk.api.cloud.chats[int(given["chat"])]).kicks_the_bot()


def adds_the_bot(desk: Desk, who: Person, given: Json) -> None:
    Group(desk.api, desk.api.cloud.chats[int(given["chat"])]).adds_the_bot(who)


def turns_anonymous(desk: Desk, who: Person, given: Json) -> None:
    group = Group(desk.api, desk.api.cloud.chats[int(given["chat"])])
    member = group.chat.members[who.id]
    group.makes_admin(who, anonymous=not member.anonymous)


def somebody_comes(desk: Desk, who: Person, given: Json) -> None:
    handle = "".join(letter for letter in given["text"].lower() if letter.isascii() and letter.isalnum())
    desk.joins(handle or f"person{len(desk.people)}", given["text"], given.get("language") or None)


def refuses(desk: Desk, who: Person, given: Json) -> None:
    desk.api.refuse("*", int(given["code"]), seconds=float(given["seconds"]))


def passes(desk: Desk, who: Person, given: Json) -> None:
    desk.api.passes(timedelta(hours=float(given["hours"])))


ACTS: dict[str, Callable[[Desk, Person, Json], Any]] = {
    act.__name__: act
    for act in (
        types,
        sends_photo,
        presses,
        edits,
        deletes,
        forwards,
        starts,
        blocks,
        unblocks,
        makes_a_group,
        opens_a_topic,
        upgrades,
        kicks_the_bot,
        adds_the_bot,
        turns_anonymous,
        somebody_comes,
        refuses,
        passes,
    )
}
