"""A request with all that its card shows, read once (voice.md 2.4).

A card is a function of what is stored: late, and how late, is what the ladder has told, not what the wall clock says.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from handlers.context import Context
from handlers.requests.clocks import Standing, read
from handlers.values import Listed, Moment, Name, T, moment, t
from scoring.ladder import Audience
from scoring.requests import TAKEN, RequestState
from scoring.terms import ClockName
from storage.find import accounts, company
from storage.find import requests as find
from storage.tables.accounts import Account
from storage.tables.company import Absence, Member, OrgUnit
from storage.tables.requests import Request

LATE = 100
ABOVE = (Audience.SPONSOR, Audience.HEAD_OF_SALES)


@dataclass(frozen=True)
class StandsIn:
    """Whose turn it would be is away; `deputy` acts for them."""

    absent: int
    absence: Absence
    deputy: int


@dataclass(frozen=True)
class Drawn:
    """`steps`: of the clock that counts now, each step that was told and whom it reached first; None is the queue."""

    request: Request
    account: Account
    unit: OrgUnit
    members: Mapping[int, Member]
    clocks: Mapping[ClockName, Standing]
    late: ClockName | None
    heard: tuple[tuple[Audience, int], ...]
    steps: tuple[tuple[int, tuple[int | None, ...]], ...]
    stands_in: StandsIn | None

    @property
    def state(self) -> RequestState:
        return RequestState(self.request.state)

    @property
    def unit_name(self) -> Name:
        return Name(names=self.unit.names)

    @property
    def owner(self) -> Name:
        """Who has it; the department where nobody does."""
        return self.who(self.request.owner_id) if self.request.owner_id else self.unit_name

    @property
    def running(self) -> Standing:
        """The clock that counts now."""
        return _running(self.request, self.clocks)

    def who(self, member_id: int | None) -> Name:
        """A person by name; nobody is "you" on a card that several see."""
        member = self.members.get(member_id or 0)
        return Name(names=member.names) if member else Name(names={})

    def people(self, ids: tuple[int, ...]) -> Listed:
        return Listed(items=tuple(self.who(id) for id in ids))


def find_drawn(request_id: int, ctx: Context) -> Drawn | None:
    request = find.find_request(ctx.unit, request_id)
    if request is None:
        return None
    unit = company.the_unit(ctx.unit, request.unit_id)
    rows = find.clocks_of(ctx.unit, request.id)
    clocks = {name: Standing(row, read(row), ctx.now) for name, row in rows.items()}
    late = _late(request, clocks)
    heard = _heard(clocks[late], ctx) if late else ()
    steps = _steps(_running(request, clocks), ctx)
    stands_in = _stands_in(request, unit, ctx)
    named = {request.asked_by, request.owner_id, request.holder_id, request.reason_by, request.changed_by}
    named |= {unit.on_duty_id, *(id for _, id in heard), *(id for _, ids in steps for id in ids)}
    named |= {stands_in.absent, stands_in.deputy} if stands_in else set()
    return Drawn(
        request=request,
        account=accounts.the_account(ctx.unit, request.account_id),
        unit=unit,
        members=company.members(ctx.unit, {id for id in named if id is not None}),
        clocks=clocks,
        late=late,
        heard=heard,
        steps=steps,
        stands_in=stands_in,
    )


def instant(it: Standing, style: Any = "full") -> Moment | T:
    """When a clock is due if it runs on; words where that is never."""
    return t("requests.clock.stopped") if it.due is None else moment(it.due, style)


def _running(request: Request, clocks: Mapping[ClockName, Standing]) -> Standing:
    """Until somebody acknowledges, the first clock."""
    acknowledge = clocks[ClockName.ACKNOWLEDGE]
    open_still = RequestState(request.state) is RequestState.OPEN and acknowledge.running
    return acknowledge if open_still else clocks[ClockName.RESOLVE]


def _steps(it: Standing, ctx: Context) -> tuple[tuple[int, tuple[int | None, ...]], ...]:
    """The account's channel is left out: whoever reads the card there knows."""
    before: set[int | None] = set()
    found: list[tuple[int, tuple[int | None, ...]]] = []
    for step in find.steps_of(ctx.unit, it.row.id, it.row.revision) if it.row.stood else ():
        heard: list[Any] = list(step.heard)
        told = [_first_ear(each) for each in heard if each["as"] != Audience.CHANNEL]
        new = tuple(dict.fromkeys(who for who in told if who not in before))
        before.update(new)
        if new:
            found.append((step.step, new))
    return tuple(found)


def _first_ear(heard: Any) -> int | None:
    return None if heard["member"] is None else int(heard["member"])


def _late(request: Request, clocks: Mapping[ClockName, Standing]) -> ClockName | None:
    resolve, acknowledge = clocks[ClockName.RESOLVE], clocks[ClockName.ACKNOWLEDGE]
    if resolve.running and resolve.row.stood >= LATE:
        return ClockName.RESOLVE
    untouched = RequestState(request.state) is RequestState.OPEN and acknowledge.running
    return ClockName.ACKNOWLEDGE if untouched and acknowledge.row.stood >= LATE else None


def _heard(it: Standing, ctx: Context) -> tuple[tuple[Audience, int], ...]:
    """The people whom the last step reached, and as whom."""
    steps = find.steps_of(ctx.unit, it.row.id, it.row.revision)
    last: list[Any] = list(steps[-1].heard) if steps else []
    return tuple((Audience(each["as"]), each["member"]) for each in last if each["member"] is not None)


def _stands_in(request: Request, unit: OrgUnit, ctx: Context) -> StandsIn | None:
    """Of the owner; of the department's lead while nobody has it."""
    state = RequestState(request.state)
    absent = request.owner_id if state in TAKEN else unit.lead_id if state is RequestState.OPEN else None
    if absent is None:
        return None
    away = company.absences(ctx.unit, ctx.now)
    deputy = company.stand_in(ctx.unit, absent, ctx.now) if absent in away else None
    return None if deputy is None else StandsIn(absent, away[absent], deputy)
