"""The clock on a request's card: a line at half and at three quarters, and a ruler (voice.md 2.4).

Both move only when the ladder does or somebody acts, so that a card nobody edits stays true.
"""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from handlers.reply import Line, Picture, Ruler
from handlers.requests.clocks import Standing
from handlers.requests.drawn import Drawn, instant
from handlers.requests.sayings import length, ref
from handlers.values import Listed, Share, T, Value, t
from scoring.clocks import ClockState
from scoring.requests import OVER
from scoring.worktime import MINUTE, worked

ENDS = Decimal(200)
HALF, THREE_QUARTERS = 50, 75
STEPS = (50, 75, 100, 150, 200)


def mark(it: Drawn) -> tuple[Line, ...]:
    """How much of the running clock's time is used, while it is not past its time."""
    stood = it.running.row.stood if it.running.running and it.late is None else 0
    if stood >= THREE_QUARTERS:
        return (Line(text=t("requests.card.three_quarters")),)
    return (Line(text=t("requests.card.half")),) if stood >= HALF else ()


def ruler(it: Drawn) -> tuple[Picture, ...]:
    """Nothing where the request is over."""
    if it.state in OVER:
        return ()
    standing = it.running
    used = _used(standing)
    passed = tuple(step for step in STEPS if step <= standing.row.stood)
    drawing = Ruler(used=used, paused=_paused(standing), passed=passed, heard=_heard(it))
    return (Picture(drawing=drawing, alt=_alt(it, standing, used, passed)),)


def _heard(it: Drawn) -> tuple[tuple[int, Value], ...]:
    """Whom each step reached first, by name; the department where its queue heard."""
    return tuple(
        (step, Listed(items=tuple(it.unit_name if who is None else it.who(who) for who in reached)))
        for step, reached in it.steps
    )


def credited_minutes(it: Standing) -> int:
    """Working time that the clock did not count because it stood still, up to now where it still does."""
    if it.clock.state is ClockState.STOPPED or not it.clock.past:
        return 0
    pauses = zip(it.clock.past, [*_ends(it), it.at], strict=False)
    return sum(worked(stretch.calendar, stretch.until, end) for stretch, end in pauses) // MINUTE


def _used(it: Standing) -> Decimal:
    """The share used as it was known at the last step or act."""
    known = Fraction(100 * it.clock.used_before) / it.clock.target
    return min(ENDS, _share(max(known, Fraction(it.row.stood))))


def _paused(it: Standing) -> tuple[tuple[Decimal, Decimal], ...]:
    """Each pause from the share at which it began, as long as the working time that it credited."""
    found: list[tuple[Decimal, Decimal]] = []
    used = it.clock.carried
    for stretch, end in zip(it.clock.past, _ends(it), strict=False):
        used += stretch.used
        waited = worked(stretch.calendar, stretch.until, end)
        start, stop = (_share(Fraction(100 * part) / it.clock.target) for part in (used, used + waited))
        if start < stop and start < ENDS:
            found.append((start, min(stop, ENDS)))
    return tuple(found)


def _ends(it: Standing) -> list[datetime]:
    """When each pause that is over came to its end."""
    again = [stretch.since for stretch in it.clock.past[1:]]
    return [*again, it.clock.running_since] if it.clock.running_since is not None else again


def _share(exact: Fraction) -> Decimal:
    return Decimal(round(exact * 100)) / 100


def _alt(it: Drawn, standing: Standing, used: Decimal, passed: tuple[int, ...]) -> T:
    about: dict[str, Value] = {
        "ref": ref(it.request),
        "used": Share(value=used),
        "target": length(standing.target_minutes, it.request),
        "due": instant(standing),
    }
    if standing.clock.state is not ClockState.RUNNING:
        return T(key="requests.card.ruler_stopped", values=about)
    if not passed:
        return T(key="requests.card.ruler", values=about)
    steps = Listed(items=tuple(Share(value=Decimal(step)) for step in passed))
    return T(key="requests.card.ruler_passed", values={**about, "steps": steps})
