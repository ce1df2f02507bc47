"""The defaults of domain.md as data: what an administrator may change, before anyone has changed it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType
from typing import Final

from scoring.values import Exact, Money, Points, minor_digits


class Dimension(StrEnum):
    """The four sides of a scorecard, in the order in which ties are broken."""

    FINANCIAL = "financial"
    CUSTOMER = "customer"
    OPERATIONS = "operations"
    LEARNING = "learning"


class Stage(StrEnum):
    """Where an account stands in its life."""

    INITIAL = "initial"
    GROWTH = "growth"
    MATURE = "mature"


class Horizon(StrEnum):
    """When a metric pays off (domain.md 4.8)."""

    SHORT = "short"
    MID = "mid"
    LONG = "long"


class Grade(StrEnum):
    """The mark on an outlook, best first."""

    S = "S"
    A = "A"
    B = "B"
    C = "C"
    D = "D"


class Status(StrEnum):
    """How a metric's pace is called."""

    ON_TRACK = "on_track"
    AT_RISK = "at_risk"
    OFF_TRACK = "off_track"
    NO_DATA = "no_data"


class Role(StrEnum):
    """The iron triangle, in the order in which ties are broken."""

    AR = "AR"
    SR = "SR"
    FR = "FR"


# --- the scorecard (domain.md 4) ---


def _weights(financial: int, customer: int, operations: int, learning: int) -> Mapping[Dimension, Exact]:
    figures = (financial, customer, operations, learning)
    return MappingProxyType({side: Fraction(figure) for side, figure in zip(Dimension, figures, strict=True)})


DIMENSION_WEIGHTS: Final[Mapping[Stage, Mapping[Dimension, Exact]]] = MappingProxyType(
    {
        Stage.INITIAL: _weights(20, 50, 10, 20),
        Stage.GROWTH: _weights(40, 35, 15, 10),
        Stage.MATURE: _weights(25, 20, 35, 20),
    }
)
"""In percent; each row sums to 100."""

STRETCH_CAP: Final = Fraction(120)
"""The most a metric can attain where its stretch lies beyond its target, in percent."""

GATE_CAP: Final = Fraction(60)
"""The most a total can be while a gate is failed."""

GRADE_LIMITS: Final[tuple[tuple[Grade, Exact], ...]] = (
    (Grade.S, Fraction(110)),
    (Grade.A, Fraction(95)),
    (Grade.B, Fraction(80)),
    (Grade.C, Fraction(60)),
)
"""The least outlook of each grade, best first; D below."""

GRADE_COVERAGE: Final = Fraction(80)
"""Below this coverage, in percent, there is no grade, and a pool is paid only on a manager's word."""

STATUS_LIMITS: Final[tuple[tuple[Status, Exact], ...]] = (
    (Status.ON_TRACK, Fraction(95, 100)),
    (Status.AT_RISK, Fraction(75, 100)),
)
"""The least pace of each status, best first; off track below."""

SHORT_LIMIT: Final = Fraction(70)
"""Over this share of short metrics, in percent, an account in its initial stage is warned."""


@dataclass(frozen=True, slots=True)
class DefaultGate:
    """A gate that a new plan proposes: the metric's key and the limit in that metric's own terms."""

    metric: str
    limit: Exact


DEFAULT_GATES: Final[Mapping[Stage, tuple[DefaultGate, ...]]] = MappingProxyType(
    {
        Stage.INITIAL: (DefaultGate("key_events", Fraction(80)),),
        Stage.GROWTH: (DefaultGate("satisfaction", Fraction(80)),),
        Stage.MATURE: (DefaultGate("satisfaction", Fraction(80)), DefaultGate("dso", Fraction(90))),
    }
)


def _needs(initial: int, growth: int, mature: int) -> dict[Stage, int]:
    return {Stage.INITIAL: initial, Stage.GROWTH: growth, Stage.MATURE: mature}


_NEEDS: Final[Mapping[str, Mapping[Stage, int]]] = {
    "exec_meeting": _needs(2, 4, 2),
    "technical_exchange": _needs(4, 4, 2),
    "hq_visit": _needs(2, 2, 1),
    "site_visit": _needs(1, 2, 1),
    "showcase": _needs(1, 1, 1),
    "summit": _needs(1, 1, 1),
    "lab_trial": _needs(1, 1, 0),
    "workshop": _needs(0, 1, 2),
}

CHECKLISTS: Final[Mapping[Stage, Mapping[str, int]]] = MappingProxyType(
    {
        stage: MappingProxyType({kind: by_stage[stage] for kind, by_stage in _NEEDS.items() if by_stage[stage]})
        for stage in Stage
    }
)
"""Key events that a quarter's plan asks for, by kind; a need of 0 is left out."""


# --- key events (domain.md 3) ---


class Carries(StrEnum):
    """What an event holds besides who, when and a note."""

    AMOUNT = "amount"
    VALUE = "value"
    TEXT = "text"


class Unit(StrEnum):
    """What a measured value counts."""

    SCORE = "score"
    PERCENT = "percent"
    DAYS = "days"


NO_POINTS: Final = Points(0)


@dataclass(frozen=True, slots=True)
class EventKind:
    """A kind of key event: `fixed` points, or one point for every `per_amount` of base currency (major)."""

    key: str
    dimension: Dimension
    carries: Carries
    details: tuple[str, ...] = ()
    unit: Unit | None = None
    fixed: Points = NO_POINTS
    per_amount: int | None = None

    @property
    def carries_points(self) -> bool:
        """Whether it counts only once somebody else has confirmed it."""
        return bool(self.fixed) or self.per_amount is not None


def points_of(kind: EventKind, amount: Money | None = None) -> Points:
    """The points of one event; `amount` in the company's base currency, half-up to hundredths.

    ValueError where the kind's points go by the amount and none is given.
    """
    if kind.per_amount is None:
        return kind.fixed
    if amount is None:
        raise ValueError(f"the points of {kind.key} go by its amount")
    return Points.of(Fraction(amount.minor, 10 ** minor_digits(amount.currency) * kind.per_amount))


def _deed(key: str, dimension: Dimension, points: int, *details: str) -> EventKind:
    return EventKind(key, dimension, Carries.TEXT, details, fixed=Points.of(points))


def _money(key: str, dimension: Dimension, per_amount: int | None = None) -> EventKind:
    return EventKind(key, dimension, Carries.AMOUNT, per_amount=per_amount)


def _level(key: str, dimension: Dimension, unit: Unit) -> EventKind:
    return EventKind(key, dimension, Carries.VALUE, unit=unit)


EVENT_KINDS: Final[Mapping[str, EventKind]] = MappingProxyType(
    {
        kind.key: kind
        for kind in (
            _deed("exec_meeting", Dimension.CUSTOMER, 8, "level"),
            _deed("hq_visit", Dimension.CUSTOMER, 10, "people"),
            _deed("technical_exchange", Dimension.CUSTOMER, 4, "topic"),
            _deed("site_visit", Dimension.CUSTOMER, 8, "site"),
            _deed("lab_trial", Dimension.CUSTOMER, 10, "scope", "result"),
            _deed("workshop", Dimension.CUSTOMER, 6, "topic"),
            _deed("showcase", Dimension.CUSTOMER, 6, "topic", "guests"),
            _deed("summit", Dimension.CUSTOMER, 4, "which"),
            _deed("relationship_up", Dimension.CUSTOMER, 6, "contact", "from_level", "to_level"),
            _level("satisfaction", Dimension.CUSTOMER, Unit.SCORE),
            _money("order", Dimension.FINANCIAL, per_amount=100_000),
            _money("revenue", Dimension.FINANCIAL),
            _money("collection", Dimension.FINANCIAL, per_amount=200_000),
            _level("margin", Dimension.OPERATIONS, Unit.PERCENT),
            _level("dso", Dimension.OPERATIONS, Unit.DAYS),
            _money("overdue_receivable", Dimension.OPERATIONS),
            _money("headcount_cost", Dimension.OPERATIONS),
            _deed("best_practice", Dimension.LEARNING, 6, "title", "link"),
            _deed("enablement", Dimension.LEARNING, 4, "topic", "people"),
            _deed("certification", Dimension.LEARNING, 3, "which"),
        )
    }
)


# --- contribution and the pool (domain.md 5), in percent of an event's points ---

ROLE_SHARES: Final[Mapping[Role, int]] = MappingProxyType({Role.AR: 40, Role.SR: 30, Role.FR: 30})
OTHERS_SHARE: Final = 20
ASSIST_SHARE: Final = 10
ASSISTS_MOST: Final = 30
"""What all assists of one event come to at most; equally where there are more."""

POOL_MOST: Final = Fraction(120)
"""The total, in percent, beyond which a pool pays no more."""


# --- support requests (domain.md 6) ---


class Function(StrEnum):
    """The kind of department that a request goes to."""

    EXECUTIVES = "executives"
    RND = "rnd"
    PLATFORM = "platform"
    ANY = "any"


class Priority(StrEnum):
    """How soon help is needed."""

    P1 = "P1"
    P2 = "P2"
    P3 = "P3"


@dataclass(frozen=True, slots=True)
class Target:
    """Business time within which something is to happen; a day is as long as the calendar's longest weekday."""

    hours: int = 0
    days: int = 0

    def minutes(self, day_minutes: Exact | int) -> Exact:
        """In business minutes, given those of the longest weekday."""
        return Fraction(self.hours * 60) + self.days * Fraction(day_minutes)


@dataclass(frozen=True, slots=True)
class Targets:
    """The two clocks of a request."""

    acknowledge: Target
    resolve: Target


@dataclass(frozen=True, slots=True)
class RequestKind:
    """A kind of support request: which function gets it and how soon it answers."""

    key: str
    to: Function
    targets: Mapping[Priority, Targets]


def _hours(hours: int) -> Target:
    return Target(hours=hours)


def _days(days: int) -> Target:
    return Target(days=days)


def _kind(key: str, to: Function, p1: Targets, p2: Targets, p3: Targets) -> RequestKind:
    return RequestKind(key, to, MappingProxyType(dict(zip(Priority, (p1, p2, p3), strict=True))))


_QUICK: Final = (Targets(_hours(1), _hours(8)), Targets(_hours(4), _days(2)), Targets(_days(1), _days(5)))
_VISIT: Final = (Targets(_hours(2), _days(1)), Targets(_hours(4), _days(3)), Targets(_days(1), _days(5)))
_LAB: Final = (Targets(_hours(4), _days(3)), Targets(_days(1), _days(5)), Targets(_days(1), _days(10)))
_SLOW: Final = (Targets(_hours(4), _days(3)), Targets(_days(1), _days(5)), Targets(_days(2), _days(10)))

REQUEST_KINDS: Final[Mapping[str, RequestKind]] = MappingProxyType(
    {
        kind.key: kind
        for kind in (
            _kind("exec_visit", Function.EXECUTIVES, *_VISIT),
            _kind("rd_clarification", Function.RND, *_QUICK),
            _kind("rd_lab", Function.RND, *_LAB),
            _kind("reception", Function.PLATFORM, *_QUICK),
            _kind("bid", Function.PLATFORM, *_QUICK),
            _kind("other", Function.ANY, *_SLOW),
        )
    }
)

DEFAULT_PRIORITY: Final = Priority.P2

LADDER_SHARES: Final = (50, 75, 100, 150, 200)
"""The steps of the escalation ladder, in percent of the target used."""
