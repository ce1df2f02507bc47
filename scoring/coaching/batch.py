"""Which nudges go into a half day's one message: the gravest first, few, and none too soon again (domain.md 7)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Protocol, TypeVar

MOST_A_DAY: Final = 3
REST: Final = timedelta(days=3)
REST_WHEN_DONE: Final = timedelta(days=14)
GIVE_OR_TAKE: Final = timedelta(minutes=10)
"""A batch goes out at its half day, a little earlier or later: what rested is due at the same time of day again."""


class Candidate(Protocol):
    """Something seen: the same `cause` is the same thing, `gravity` grows as it gets worse."""

    @property
    def cause(self) -> str: ...

    @property
    def gravity(self) -> int: ...


C = TypeVar("C", bound=Candidate)


@dataclass(frozen=True)
class Heard:
    """The last time a person was told of a cause."""

    at: datetime
    gravity: int
    done: bool = False


def chosen(
    seen: Iterable[C], heard: Mapping[str, Heard], snoozed: Mapping[str, datetime], said_today: int, now: datetime
) -> Sequence[C]:
    """Those to say now. `snoozed` holds until when a cause, or "*" everything, is or was silenced."""
    if snoozed.get("*", now) > now:
        return ()
    fresh = [each for each in _once(seen) if _may_be_said(each, heard.get(each.cause), snoozed.get(each.cause), now)]
    fresh.sort(key=lambda each: (-each.gravity, each.cause))
    return fresh[: max(MOST_A_DAY - said_today, 0)]


def _once(seen: Iterable[C]) -> Iterable[C]:
    """Each cause at its gravest."""
    gravest: dict[str, C] = {}
    for each in seen:
        if each.cause not in gravest or each.gravity > gravest[each.cause].gravity:
            gravest[each.cause] = each
    return gravest.values()


def _may_be_said(it: Candidate, last: Heard | None, quiet_until: datetime | None, now: datetime) -> bool:
    if quiet_until is not None and quiet_until > now:
        return False
    if last is None or it.gravity > last.gravity:
        return True
    if quiet_until is not None and quiet_until > last.at and not last.done:
        return True  # a snooze asks to hear it again then
    return now - last.at >= (REST_WHEN_DONE if last.done else REST) - GIVE_OR_TAKE
