"""What the page may do, by name: the drivers' verbs, with exact places instead of labels."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.servers.slack import shown
from tests.servers.slack.person import Person
from tests.servers.slack.shown import Seen
from tests.servers.slack.state import elements
from tests.servers.slack.things import JSON


def types(who: Person, text: str, channel: str, thread: str | None = None) -> None:
    who.types(text, in_=channel, thread=thread or None)


def acts(who: Person, block: str, action: str, option: JSON | None = None, ts: str = "", view: str = "") -> None:
    """A button or a list of a message, a modal, Home."""
    seen = _place(who, ts, view)
    for found, element in elements(seen.blocks):
        if (found["block_id"], element["action_id"]) == (block, action):
            who.acts_on(seen, found, element, option)


def fills(who: Person, action: str, value: str) -> None:
    who.fills(**{action: value})


def offers(who: Person, action: str, typed: str) -> list[str]:
    return who.offers(action, typed)


def submits(who: Person) -> None:
    who.submits()


def closes(who: Person, everything: bool = False) -> None:
    who.closes(everything)


def opens_home(who: Person) -> None:
    who.opens_home()


def reacts(who: Person, emoji: str, ts: str) -> None:
    who.reacts(emoji, on=ts)


def edits(who: Person, ts: str, text: str) -> None:
    who.edits(ts, text)


def deletes(who: Person, ts: str) -> None:
    who.deletes(ts)


def shortcut(who: Person, name: str, ts: str | None = None) -> None:
    who.shortcut(name, on=ts)


def channel(who: Person, name: str) -> None:
    """A new one with everybody in it, the bot not yet."""
    who.workspace.channel(name, *who.workspace.people.values(), bot=False)


def invites_bot(who: Person, name: str) -> None:
    who.invites_bot(name)


def _place(who: Person, ts: str, view: str) -> Seen:
    workspace = who.workspace
    for found in (*workspace.views.values(), *workspace.homes.values()):
        if found.id == view:
            return shown.view(workspace, found)
    return next(shown.message(workspace, m) for m in workspace.every_message() if m.ts == ts)


ACTS: dict[str, Callable[..., Any]] = {
    act.__name__: act
    for act in (
        *(types, edits, deletes, reacts, shortcut, opens_home),
        *(acts, fills, offers, submits, closes),
        *(channel, invites_bot),
    )
}
