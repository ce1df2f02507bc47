"""A clock told as a history: what an evaluate file gives, folded with the same changes that a row goes through."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from itertools import pairwise

from scoring.clocks.clock import Clock, ClockVerb, DoesNotFit, opened
from scoring.worktime import WorkCalendar


@dataclass(frozen=True)
class Step:
    """One change; `target`, in microseconds, with a retarget only, `calendar` with a recalendar only."""

    at: datetime
    do: ClockVerb
    target: Fraction | None = None
    calendar: WorkCalendar | None = None


class Misstep(ValueError):  # noqa: N818 - the word of the page
    """A history that cannot have been: which step, and whether its `at` or its `do` is wrong."""

    def __init__(self, index: int, field: str, words: str) -> None:
        super().__init__(words)
        self.index = index
        self.field = field


def fold(calendar: WorkCalendar, target: Fraction, steps: Sequence[Step]) -> Clock:
    """The clock after the steps: in time order, the first one `open`. Raises Misstep.

    Steps may share an instant and apply in order, but a target replaced at its own instant never was.
    """
    _check_order(steps)
    clock = _open(calendar, target, steps)
    for index, step in enumerate(steps[1:], start=1):
        try:
            clock = _applied(clock, step, replaced=_is_replaced(step, steps[index + 1 :]))
        except DoesNotFit as error:
            raise Misstep(index, "do", str(error)) from error
    return clock


def _check_order(steps: Sequence[Step]) -> None:
    for index, (before, step) in enumerate(pairwise(steps), start=1):
        if step.at < before.at:
            raise Misstep(index, "at", "before the step before")


def _open(calendar: WorkCalendar, target: Fraction, steps: Sequence[Step]) -> Clock:
    if not steps or steps[0].do is not ClockVerb.OPEN:
        raise Misstep(0, "do", "a history begins with open")
    return opened(calendar, target, steps[0].at)


def _is_replaced(step: Step, later: Sequence[Step]) -> bool:
    for other in later:
        if other.at > step.at:
            return False
        if other.do is ClockVerb.RETARGET:
            return step.do is ClockVerb.RETARGET
    return False


def _applied(clock: Clock, step: Step, *, replaced: bool) -> Clock:
    clock.check(step.do)
    if replaced:
        return clock
    match step:
        case Step(at, ClockVerb.RETARGET, target=Fraction() as target):
            return clock.retarget(target, at)
        case Step(at, ClockVerb.RECALENDAR, calendar=WorkCalendar() as calendar):
            return clock.recalendar(calendar, at)
        case Step(at, ClockVerb.WAIT):
            return clock.wait(at)
        case Step(at, ClockVerb.RESUME):
            return clock.resume(at)
        case Step(at, ClockVerb.STOP):
            return clock.stop(at)
        case Step(at, ClockVerb.REOPEN):
            return clock.reopen(at)
    raise ValueError(f"{step.do} without what it takes")
