"""Line 2 of a request's card: how it stands, and whose turn it is; each row of the table stands for itself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from handlers.requests.clocks import zone_of
from handlers.requests.drawn import ABOVE, Drawn, instant
from handlers.requests.sayings import length
from handlers.values import Day, Lasting, Said, T, Value, moment, t
from scoring.ladder import Audience
from scoring.requests import RequestState
from scoring.terms import ClockName, Holder
from scoring.worktime import MINUTE

WORDS_SHOWN = 120


def state(it: Drawn) -> T:
    if it.late is ClockName.RESOLVE:
        return _late(it)
    if it.late is ClockName.ACKNOWLEDGE:
        return _late_to_acknowledge(it)
    if it.stands_in is not None:
        return _stand_in(it)
    return _ROWS[it.state](it)


def _open(it: Drawn) -> T:
    if it.request.given_back:
        return t("requests.card.given_back", unit=it.unit_name, due=_due(it))
    if not it.clocks[ClockName.ACKNOWLEDGE].running:
        return t("requests.card.open_again", unit=it.unit_name, due=_due(it))
    return t("requests.card.open", unit=it.unit_name, due=instant(it.clocks[ClockName.ACKNOWLEDGE]))


def _sign_off(it: Drawn) -> T:
    by = instant(it.clocks[ClockName.ACKNOWLEDGE])
    approver, deputy = it.request.holder_id, it.unit.on_duty_id
    if deputy is None or deputy == approver:
        return t("requests.card.sign_off", who=it.who(approver), due=by)
    return t("requests.card.sign_off_then", who=it.who(approver), due=by, deputy=it.who(deputy))


def _acknowledged(it: Drawn) -> T:
    if it.request.promised_day is None:
        return t("requests.card.acknowledged_bare", who=it.owner, due=_due(it))
    return t("requests.card.acknowledged", who=it.owner, day=Day(on=it.request.promised_day), due=_due(it))


def _in_progress(it: Drawn) -> T:
    if it.request.changed_how == "reopen":
        return _reopened(it)
    if it.request.promised_day is None:
        return t("requests.card.in_progress_bare", who=it.owner, due=_due(it))
    return t("requests.card.in_progress", who=it.owner, day=Day(on=it.request.promised_day), due=_due(it))


def _reopened(it: Drawn) -> T:
    resolve = it.clocks[ClockName.RESOLVE]
    used, target = (length(part, it.request) for part in (_used_before(it), resolve.target_minutes))
    who = it.who(it.request.reason_by or it.request.changed_by)
    if not it.request.reason:
        return t("requests.card.reopened_bare", who=who, used=used, target=target)
    return t("requests.card.reopened", who=who, words=_said(it), used=used, target=target)


def _waiting(it: Drawn) -> T:
    since = it.request.waiting_since or it.request.changed_at
    who = it.who(it.request.asked_by)
    return t("requests.card.waiting", who=who, since=moment(since, "full"), words=_said(it), part=_part(it))


def _part(it: Drawn) -> T:
    """ "5 h of 16 h", where both are whole hours."""
    used, target = it.clocks[ClockName.RESOLVE].used_minutes, it.clocks[ClockName.RESOLVE].target_minutes
    whole = used % 60 == 0 and target % 60 == 0
    lengths = {"used": Lasting(minutes=used, style="hours"), "target": Lasting(minutes=target, style="hours")}
    return T(key="requests.card.part" if whole else "requests.card.part_exact", values=lengths)


def _late_to_acknowledge(it: Drawn) -> T:
    by = moment(_since(it, ClockName.ACKNOWLEDGE))
    resolve = _due(it)
    told = tuple(id for audience, id in it.heard if audience in (Audience.LEAD, *ABOVE))
    if not told:
        return t("requests.card.late_ack", due=by, resolve=resolve)
    knows = t("requests.card.knows", count=len(told), people=it.people(told))
    return t("requests.card.late_ack_known", due=by, knows=knows, resolve=resolve)


def _late(it: Drawn) -> T:
    since = moment(_since(it, ClockName.RESOLVE), "full")
    has = (
        t("requests.card.has", who=it.owner) if it.request.owner_id else t("requests.card.queued", unit=it.unit_name)
    )
    heard = _heard(it)
    if heard is None:
        return t("requests.card.late", since=since, has=has)
    return t("requests.card.late_heard", since=since, has=has, heard=heard)


def _heard(it: Drawn) -> T | None:
    """Of those above who heard, the highest; else the lead."""
    found = dict(it.heard)
    for audience, share in ((Audience.HEAD_OF_SALES, 200), (Audience.SPONSOR, 150)):
        if audience in found:
            stood = min(share, it.clocks[ClockName.RESOLVE].row.stood)
            return t("requests.card.heard", who=it.who(found[audience]), share=stood)
    lead = found.get(Audience.LEAD)
    return None if lead is None else t("requests.card.knows", count=1, people=it.people((lead,)))


def _stand_in(it: Drawn) -> T:
    it_is = it.stands_in
    if it_is is None:
        raise LookupError("nobody stands in")
    running = it.running
    first = running.row.name == ClockName.ACKNOWLEDGE
    clock = t("requests.card.clock_ack" if first else "requests.card.clock_due", due=instant(running))
    day, deputy = Day(on=it_is.absence.last_day), it.who(it_is.deputy)
    return t("requests.card.stand_in", who=it.who(it_is.absent), day=day, deputy=deputy, clock=clock)


def _declined(it: Drawn) -> T:
    about: dict[str, Value] = {"who": it.who(it.request.reason_by), "words": _said(it)}
    if it.request.changed_how == "uphold":
        return T(key="requests.card.declined_upheld", values={**about, "lead": it.who(it.request.changed_by)})
    if it.request.holder == Holder.LEAD and it.request.holder_id is not None:
        return T(key="requests.card.declined", values={**about, "lead": it.who(it.request.holder_id)})
    return T(key="requests.card.declined_bare", values=about)


def _resolved(it: Drawn) -> T:
    resolve = it.clocks[ClockName.RESOLVE]
    used, target = (length(part, it.request) for part in (resolve.used_minutes, resolve.target_minutes))
    if not it.request.reason:
        return t("requests.card.resolved_bare", used=used, target=target)
    return t("requests.card.resolved", used=used, target=target, words=_said(it))


def _closed(it: Drawn) -> T:
    if it.request.rating is None or it.request.rated_at is None:
        return t("requests.card.closed_unrated")
    zone = zone_of(it.clocks[ClockName.RESOLVE].clock)
    day = Day(on=it.request.rated_at.astimezone(zone).date())
    return t("requests.card.closed", who=it.who(it.request.asked_by), day=day)


def _cancelled(it: Drawn) -> T:
    return t("requests.card.cancelled", who=it.who(it.request.changed_by))


def _withdrawn(_: Drawn) -> T:
    return t("requests.card.withdrawn")


_ROWS: dict[RequestState, Callable[[Drawn], T]] = {
    RequestState.OPEN: _open,
    RequestState.SIGN_OFF: _sign_off,
    RequestState.ACKNOWLEDGED: _acknowledged,
    RequestState.IN_PROGRESS: _in_progress,
    RequestState.WAITING: _waiting,
    RequestState.RESOLVED: _resolved,
    RequestState.CLOSED: _closed,
    RequestState.DECLINED: _declined,
    RequestState.CANCELLED: _cancelled,
    RequestState.WITHDRAWN: _withdrawn,
}


def _due(it: Drawn) -> Value:
    return instant(it.clocks[ClockName.RESOLVE])


def _since(it: Drawn, name: ClockName) -> datetime:
    standing = it.clocks[name]
    return standing.late_since or standing.at


def _used_before(it: Drawn) -> int:
    return it.clocks[ClockName.RESOLVE].clock.used_before // MINUTE


def _said(it: Drawn) -> Said:
    return Said(text=it.request.reason or "", limit=WORDS_SHOWN)
