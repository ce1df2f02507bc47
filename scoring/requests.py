"""The life of a support request as one table: verbs, clocks, reasons, who may, whose turn (domain.md 6)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from scoring.clocks import Clock, ClockState, DoesNotFit


class RequestState(StrEnum):
    SIGN_OFF = "sign_off"
    OPEN = "open"
    ACKNOWLEDGED = "acknowledged"
    IN_PROGRESS = "in_progress"
    WAITING = "waiting"
    RESOLVED = "resolved"
    CLOSED = "closed"
    DECLINED = "declined"
    CANCELLED = "cancelled"
    WITHDRAWN = "withdrawn"


class Verb(StrEnum):
    ACK = "ack"
    START = "start"
    ASSIGN = "assign"
    WAIT = "wait"
    RESUME = "resume"
    RESOLVE = "resolve"
    DECLINE = "decline"
    CANCEL = "cancel"
    REOPEN = "reopen"
    UPHOLD = "uphold"
    APPROVE = "approve"
    RATE = "rate"
    WITHDRAW = "withdraw"
    CLOSE = "close"
    GIVE_BACK = "give_back"


class Effect(StrEnum):
    """What a verb does to a clock; a clock that it does not fit, such as one stopped already, is left alone."""

    KEEP = "keep"
    STOP = "stop"
    PAUSE = "pause"
    GO_ON = "go_on"


class Holder(StrEnum):
    """Whose turn it is. The owner's turn is the queue's where nobody owns the request."""

    QUEUE = "queue"
    OWNER = "owner"
    REQUESTER = "requester"
    APPROVER = "approver"
    LEAD = "lead"
    NOBODY = "nobody"


class Relation(StrEnum):
    """How a person stands to a request; `clockwork` is the bot itself, when nobody ends it."""

    DEPARTMENT = "department"
    REQUESTER = "requester"
    LEAD = "lead"
    MANAGER = "manager"
    APPROVER = "approver"
    CLOCKWORK = "clockwork"


@dataclass(frozen=True)
class Move:
    """What a verb does in some states; `to` and `holder` None leave them as they are."""

    verb: Verb
    of: frozenset[RequestState]
    to: RequestState | None
    acknowledge: Effect
    resolve: Effect
    may: frozenset[Relation]
    holder: Holder | None
    needs_reason: bool = False


S, E, R, H = RequestState, Effect, Relation, Holder

ACTIVE = frozenset({S.OPEN, S.ACKNOWLEDGED, S.IN_PROGRESS, S.WAITING})
AT_WORK = frozenset({S.OPEN, S.ACKNOWLEDGED, S.IN_PROGRESS})
TAKEN = frozenset({S.ACKNOWLEDGED, S.IN_PROGRESS})
OVER = frozenset({S.RESOLVED, S.CLOSED, S.DECLINED, S.CANCELLED, S.WITHDRAWN})

RECEIVERS = frozenset({R.DEPARTMENT, R.LEAD, R.MANAGER})
ASKERS = frozenset({R.REQUESTER, R.LEAD, R.MANAGER})
OVERSEERS = frozenset({R.LEAD, R.MANAGER})
CLOCKWORK = frozenset({R.CLOCKWORK})

# The acknowledge clock stops at the department's first act, whichever it is. A decline, a cancel and a withdrawal
# end both clocks as they stand; what that means for the figures, `attainment` says.
MOVES: tuple[Move, ...] = (
    Move(Verb.APPROVE, frozenset({S.SIGN_OFF}), S.OPEN, E.KEEP, E.KEEP, frozenset({R.APPROVER}), H.QUEUE),
    Move(Verb.ACK, frozenset({S.OPEN}), S.ACKNOWLEDGED, E.STOP, E.KEEP, RECEIVERS, H.OWNER),
    Move(Verb.START, frozenset({S.OPEN, S.ACKNOWLEDGED}), S.IN_PROGRESS, E.STOP, E.KEEP, RECEIVERS, H.OWNER),
    Move(Verb.ASSIGN, frozenset({S.OPEN}), S.ACKNOWLEDGED, E.STOP, E.KEEP, RECEIVERS, H.OWNER),
    Move(Verb.ASSIGN, TAKEN, None, E.STOP, E.KEEP, RECEIVERS, H.OWNER),
    Move(Verb.ASSIGN, frozenset({S.WAITING}), None, E.STOP, E.KEEP, RECEIVERS, None),
    Move(Verb.WAIT, AT_WORK, S.WAITING, E.STOP, E.PAUSE, RECEIVERS, H.REQUESTER, needs_reason=True),
    Move(Verb.RESUME, frozenset({S.WAITING}), S.IN_PROGRESS, E.STOP, E.GO_ON, RECEIVERS | {R.REQUESTER}, H.OWNER),
    Move(Verb.RESOLVE, ACTIVE, S.RESOLVED, E.STOP, E.STOP, RECEIVERS, H.REQUESTER),
    Move(Verb.DECLINE, ACTIVE, S.DECLINED, E.STOP, E.STOP, RECEIVERS, H.LEAD, needs_reason=True),
    Move(
        Verb.DECLINE,
        frozenset({S.SIGN_OFF}),
        S.DECLINED,
        E.STOP,
        E.STOP,
        frozenset({R.APPROVER}),
        H.LEAD,
        needs_reason=True,
    ),
    Move(Verb.UPHOLD, frozenset({S.DECLINED}), None, E.KEEP, E.KEEP, OVERSEERS, H.NOBODY),
    Move(Verb.CANCEL, ACTIVE | {S.SIGN_OFF, S.DECLINED}, S.CANCELLED, E.STOP, E.STOP, ASKERS, H.NOBODY),
    Move(
        Verb.REOPEN,
        frozenset({S.RESOLVED, S.CLOSED, S.DECLINED, S.WITHDRAWN}),
        S.IN_PROGRESS,
        E.KEEP,
        E.GO_ON,
        ASKERS,
        H.OWNER,
        needs_reason=True,
    ),
    Move(Verb.RATE, frozenset({S.RESOLVED}), S.CLOSED, E.STOP, E.STOP, frozenset({R.REQUESTER}), H.NOBODY),
    Move(Verb.CLOSE, frozenset({S.RESOLVED}), S.CLOSED, E.STOP, E.STOP, CLOCKWORK, H.NOBODY),
    Move(Verb.WITHDRAW, frozenset({S.WAITING}), S.WITHDRAWN, E.STOP, E.STOP, CLOCKWORK, H.NOBODY),
    Move(Verb.GIVE_BACK, TAKEN, S.OPEN, E.KEEP, E.KEEP, CLOCKWORK, H.QUEUE),
)


def move(verb: Verb, state: RequestState) -> Move:
    """The row of the table for a verb in a state; raises DoesNotFit."""
    for row in MOVES:
        if row.verb is verb and state in row.of:
            return row
    raise DoesNotFit(verb, state)


def verbs_of(state: RequestState) -> tuple[Verb, ...]:
    """What may be done with a request in this state, in the table's order."""
    return tuple(row.verb for row in MOVES if state in row.of)


def affected(clock: Clock, effect: Effect, at: datetime) -> Clock:
    """The clock after a verb's effect at an instant."""
    match effect, clock.state:
        case Effect.STOP, ClockState.RUNNING | ClockState.WAITING:
            return clock.stop(at)
        case Effect.PAUSE, ClockState.RUNNING:
            return clock.wait(at)
        case Effect.GO_ON, ClockState.WAITING:
            return clock.resume(at)
        case Effect.GO_ON, ClockState.STOPPED:
            return clock.reopen(at)
    return clock
