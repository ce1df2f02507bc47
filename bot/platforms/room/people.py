"""Who one can be in the demonstration, and what each tries first (voice.md 5.2)."""

from __future__ import annotations

from dataclasses import dataclass

from bot.platforms.room.views import Person, Try
from handlers.values import Name, t
from storage.database import Unit
from storage.find import room
from storage.find.speakers import member_called
from storage.tables.company import Member


@dataclass(frozen=True)
class Part:
    """A person of the cast by handle: lines that fill the composer, and the channel that opens first."""

    handle: str
    place: str | None = None
    opens: str | None = None
    lines: tuple[str, ...] = ()


CAST = (
    Part(
        "lin",
        place="acct-huaxing",
        lines=(
            "/win Huaxing 2.5M Signalling lot 2",
            "/ask Huaxing rd_clarification P1 rail spec 4.2: can we state 150 ms?",
            "/why Huaxing",
        ),
    ),
    Part("he", opens="rd-queue", lines=("/requests R&D", "/standings departments")),
    Part("luo", opens="reception-queue", lines=("/requests reception", "/away until thu @Xu Fei")),
    Part("sun", lines=("/ack R39 fri", "/standings", "/score Huaxing")),
    Part("gao", lines=("/digest", "/events Huaxing pending", "/why Lanhai")),
)
STRANGER = "stranger"


def people(unit: Unit) -> tuple[Person, ...]:
    """Those of the cast who are there, and the stranger."""
    found = ((part.handle, member_called(unit, part.handle)) for part in CAST)
    known = [_person(handle, member) for handle, member in found if member is not None]
    return (*known, Person(STRANGER, t("room.who.name.stranger"), id=0))


def chosen(unit: Unit, key: str) -> Member | None:
    """The member behind a choice; None for the stranger and for whoever is not on the list."""
    return member_called(unit, key) if any(part.handle == key for part in CAST) else None


def tries(unit: Unit, who: Member, here: int) -> tuple[Try, ...]:
    """First actions, without the one that opens the place one is in."""
    part = _part(who)
    if part is None:
        return ()
    first = room.find_by_name(unit, part.opens, who.id) if part.opens else None
    opened: tuple[Try, ...] = ()
    if first is not None and first.id != here:
        channel = Name(names={"en": f"#{first.name}"})
        opened = (Try(href=f"/c/{first.id}", label=t("room.tries.queue", channel=channel)),)
    return (*opened, *(Try(line) for line in part.lines))


def person(who: Member) -> Person:
    return _person(who.handle, who)


def first_place(unit: Unit, who: Member) -> int | None:
    """Where somebody's room opens: the channel of their part, else their direct conversation, else any."""
    part = _part(who)
    found = room.conversations_of(unit, who.id)
    named = [each.conversation.id for each in found if part and each.conversation.name == part.place]
    direct = [each.conversation.id for each in found if each.conversation.direct]
    every = [each.conversation.id for each in found]
    return next(iter((*named, *direct, *every)), None)


def _part(who: Member) -> Part | None:
    return next((part for part in CAST if part.handle == who.handle), None)


def _person(handle: str, member: Member) -> Person:
    post = t(f"room.who.post.{handle}") if any(part.handle == handle for part in CAST) else None
    return Person(handle, Name(names=member.names), post, member.id)
