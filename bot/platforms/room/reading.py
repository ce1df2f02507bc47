"""From rows to what the page shows, for one reader."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from bot.platforms.room.messages import parts_of
from bot.platforms.room.render.pen import Pen
from bot.platforms.room.views import Here, PlaceLink, Seat, Shown, Side, Turn
from bot.words.catalogue import MissingText
from handlers.reply import Line
from handlers.values import Day, Listed, Name, T, moment, t
from scoring.terms import TriangleRole
from storage.database import Unit
from storage.find import accounts, company, room, standings
from storage.tables.accounts import Account
from storage.tables.company import Conversation, Member
from storage.tables.messages import RoomMessage

PAGE = 60
TOGETHER = timedelta(minutes=5)
RECENT = timedelta(days=21)
TRIANGLE = (TriangleRole.AR, TriangleRole.SR, TriangleRole.FR)


def shown(unit: Unit, found: Sequence[RoomMessage], reader: Member) -> tuple[Shown, ...]:
    """Messages in order; one that follows another of the same person within five minutes has no head of its own."""
    people = company.members(unit, room.authors(found))
    zone = ZoneInfo(reader.timezone)
    pairs = zip(found, (None, *found), strict=False)
    return tuple(_shown(each, last, people, reader, zone) for each, last in pairs)


def here(unit: Unit, place: Conversation, on_day: date) -> Here:
    """The head of a conversation: wherever an account stands, its triangle stands."""
    name = Name(names={"en": place.name})
    account = accounts.find_account(unit, place.account_id)
    if account is None:
        about = None if place.unit_id is None else Name(names=company.the_unit(unit, place.unit_id).names)
        return Here(place.id, name, place.direct, about=about)
    return Here(
        place.id,
        name,
        place.direct,
        account=Name(names=account.names),
        stage=t(f"words.stage.{account.stage}"),
        contradiction=Name(names=account.contradiction) if account.contradiction else None,
        seats=_triangle(unit, account, on_day),
    )


def side(found: Iterable[room.Listed], turns: tuple[Turn, ...]) -> Side:
    links = [(each.conversation.direct, _link(each)) for each in found]
    return Side(
        channels=tuple(link for direct, link in links if not direct),
        directs=tuple(link for direct, link in links if direct),
        turns=turns,
    )


def _link(listed: room.Listed) -> PlaceLink:
    return PlaceLink(listed.conversation.id, listed.conversation.name, listed.unread)


def _shown(
    row: RoomMessage, last: RoomMessage | None, people: dict[int, Member], reader: Member, zone: ZoneInfo
) -> Shown:
    author = people.get(row.author_id or 0)
    day = row.at.astimezone(zone).date()
    return Shown(
        id=row.id,
        version=row.version,
        at=moment(row.at, "time"),
        author=Name(names=author.names) if author else None,
        said=row.said,
        parts=parts_of(row),
        only_you=row.only_for is not None,
        mine=row.author_id == reader.id,
        follows=_follows(row, last),
        day=Day(on=day),
        new_day=last is None or last.at.astimezone(zone).date() != day,
        by=row.author_id or 0,
    )


def _follows(row: RoomMessage, last: RoomMessage | None) -> bool:
    return last is not None and row.author_id == last.author_id and row.at - last.at < TOGETHER


def _triangle(unit: Unit, account: Account, on_day: date) -> tuple[Seat, ...]:
    team = accounts.team(unit, account.id, on_day)
    took = standings.took_part_since(unit, account.id, on_day - RECENT)
    return tuple(_seat(role, team[role], took) for role in TRIANGLE)


def _seat(role: TriangleRole, holders: list[Member], took: set[int]) -> Seat:
    sign = t(f"words.role_sign.{role}")
    if not holders:
        return Seat(sign, _mark("vacant"), None)
    mark = "took_part" if any(each.id in took for each in holders) else "absent"
    return Seat(sign, _mark(mark), Listed(items=tuple(Name(names=each.names) for each in holders)))


def _mark(mark: str) -> T:
    return t(f"words.mark.{mark}")


def spoken(message: Shown, pen: Pen) -> str:
    """One sentence of a card for those who hear it: line 1, and the state under it."""
    lines = [part for part in message.parts if isinstance(part, Line) and part.role in ("title", "text")]
    try:
        return ". ".join(pen.tell(line.text) for line in lines[:2])
    except MissingText:
        return ""
