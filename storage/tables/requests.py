"""Support requests, their clocks, steps, holders and watchers (domain.md 6)."""

from datetime import date, datetime

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from scoring.terms import ClockName, Holder, Priority, RequestState
from storage.columns import big, choice, document, instant, key, link
from storage.tables.base import Row


class Request(Row, table=True):
    """A call for help. `policy` is the ladder and targets in force when it was made, as JSON."""

    id: int = key()
    number: int = big()
    account_id: int = link("account.id")
    kind: str
    priority: Priority = choice(Priority)
    unit_id: int = link("org_unit.id")
    words: str
    folded: str = ""
    asked_by: int = link("member.id", index=True)
    asked_at: datetime = instant()
    state: RequestState = choice(RequestState)
    owner_id: int | None = link("member.id", default=None, index=True)
    holder: Holder = choice(Holder)
    holder_id: int | None = link("member.id", default=None, index=True)
    promised_day: date | None = None
    last_sign_at: datetime = instant()
    waiting_since: datetime | None = instant(default=None)
    reason: str | None = None
    reason_by: int | None = link("member.id", default=None)
    reason_at: datetime | None = instant(default=None)
    resolved_at: datetime | None = instant(default=None)
    reopened: bool = False
    given_back: bool = False
    rating: str | None = None
    rated_at: datetime | None = instant(default=None)
    lost: str | None = None
    policy: dict[str, object] = document()
    changed_at: datetime = instant()
    changed_by: int | None = link("member.id", default=None)
    changed_how: str = "open"
    open: bool = True

    __table_args__ = (
        UniqueConstraint("number"),
        Index("ix_request_account_id_open_id", "account_id", "open", "id"),
        Index("ix_request_unit_id_open_id", "unit_id", "open", "id"),
    )


class RequestClock(Row, table=True):
    """A clock as it stands (scoring.clocks.Clock): microseconds of working time, calendar and stretches as JSON.

    `used_us` is what it had used when it last stopped, `carried_us` what of it was used under earlier targets.
    `stood` is the highest step passed under `revision`, `repeats` how often the last step rang again. `met` is how
    the clock counts in its department's figures, None while it does not; `ended_at` when it came to count.
    """

    __tablename__ = "request_clock"

    id: int = key()
    request_id: int = link("request.id")
    name: ClockName = choice(ClockName)
    state: str
    target_us: int = big()
    used_us: int = big(default=0)
    carried_us: int = big(default=0)
    past: list[object] = document(default_factory=list)
    running_since: datetime | None = instant(default=None)
    target_since: datetime = instant()
    revision: int = 0
    stood: int = 0
    repeats: int = 0
    breached_at: datetime | None = instant(default=None)
    ended_at: datetime | None = instant(default=None)
    met: bool | None = None
    calendar: dict[str, object] = document()

    __table_args__ = (UniqueConstraint("request_id", "name"),)


class Step(Row, table=True):
    """A step of the ladder that fired or was passed: the unique key makes a second firing impossible."""

    id: int = key()
    clock_id: int = link("request_clock.id")
    revision: int
    step: int
    n: int = 0
    at: datetime = instant()
    fired: bool = True
    heard: list[object] = document(default_factory=list)
    holes: list[object] = document(default_factory=list)

    __table_args__ = (UniqueConstraint("clock_id", "revision", "step", "n"),)


class HolderSegment(Row, table=True):
    """Who held the request from when to when; the time is booked on them."""

    __tablename__ = "holder_segment"

    id: int = key()
    request_id: int = link("request.id", index=True)
    holder: Holder = choice(Holder)
    member_id: int | None = link("member.id", default=None)
    from_at: datetime = instant()
    to_at: datetime | None = instant(default=None)


class Watcher(Row, table=True):
    """Who follows a request without owing anything: a watcher or a helper; `silent` silences only their pings."""

    request_id: int = link("request.id", primary_key=True)
    member_id: int = link("member.id", primary_key=True, index=True)
    helper: bool = False
    silent: bool = False


class Remark(Row, table=True):
    """A line of a request's timeline: what was said or done, by whom."""

    id: int = key()
    request_id: int = link("request.id", index=True)
    by_id: int | None = link("member.id", default=None)
    at: datetime = instant()
    how: str = Field()
    words: str | None = None
