"""Reading a channel: what it is, and everybody in it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.platforms.slack.client import SlackClient
from bot.platforms.slack.matching import PLATFORM
from bot.platforms.slack.people import People
from bot.platforms.slack.profile import Kind
from storage.database import Database
from storage.find import identities, places

PAGE, MOST = 200, 2000
"""Of more people than `MOST` nobody can say that each may see everything."""


@dataclass(frozen=True)
class Channel:
    """`members` are ours by id; `outsiders` in doubt too."""

    id: str
    name: str
    members: frozenset[int]
    outsiders: bool

    def as_read(self, team: str, at: datetime) -> places.Read:
        return places.Read(PLATFORM, team, self.id, self.name, self.members, self.outsiders, at)


async def read(client: SlackClient, team: str, channel: str, people: People, database: Database) -> Channel:
    """Everybody in a channel. Raises what the client raises."""
    about = (await client.conversations_info(channel=channel))["channel"]
    inside = [user async for user in _inside(client, channel)]
    known = await asyncio.wrap_future(database.read(lambda unit: identities.active_members(unit, PLATFORM, team)))
    others = [user for user in inside if user not in known and user != await people.itself(team)]
    members = {known[user] for user in inside if user in known}
    outsiders = _shared(about) or len(inside) > MOST
    if not outsiders:
        matched = await _matched(client, team, others, people)
        outsiders, members = matched is None, members | (matched or set())
    return Channel(channel, str(about.get("name") or ""), frozenset(members), outsiders)


async def _matched(client: SlackClient, team: str, users: Iterable[str], people: People) -> set[int] | None:
    """The members among people whom nobody knew; None as soon as one of them is, or may be, from outside."""
    found = set()
    for user in users:
        member = await people.member(team, user, client)
        if member is not None:
            found.add(member)
            continue
        said = await people.profile(team, user, client)
        if said is None or said.kind is not Kind.BOT:
            return None
    return found


def _shared(about: Mapping[str, Any]) -> bool:
    """With another company, now or as soon as they accept."""
    if about.get("is_ext_shared") or about.get("is_pending_ext_shared") or about.get("pending_connected_team_ids"):
        return True
    return bool(about.get("is_shared")) and not about.get("is_org_shared")


async def _inside(client: SlackClient, channel: str) -> AsyncIterator[str]:
    cursor, seen = "", 0
    while seen <= MOST:
        more = {"cursor": cursor} if cursor else {}
        page: Any = await client.conversations_members(channel=channel, limit=PAGE, **more)
        for user in page.get("members") or ():
            seen += 1
            yield str(user)
        cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
        if not cursor:
            return
