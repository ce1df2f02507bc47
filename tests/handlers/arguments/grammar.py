"""Commands like those of the house, to be read in tests."""

from __future__ import annotations

from typing import Annotated

from handlers.arguments import slots as s
from handlers.command import Args
from tests.handlers.arguments.desk import a_command


class Win(Args):
    account: s.AnAccount
    value: s.AnAmount
    people: s.SomePeople = ()
    line: s.ALine | None = None
    on: s.OnDay | None = None
    note: s.SomeWords | None = None


class Log(Args):
    account: s.AnAccount
    kind: s.AnEventKind
    value: s.AValue | None = None
    people: s.SomePeople = ()
    line: s.ALine | None = None
    on: s.OnDay | None = None
    note: s.SomeWords | None = None


class Ask(Args):
    account: s.AnAccount
    kind: s.ARequestKind
    priority: s.APriority | None = None
    to: s.ToDepartment | None = None
    words: s.SomeWords


class Events(Args):
    account: s.AnAccount
    kind: s.AnEventKind | None = None
    pending: s.Pending = False
    since: s.SinceDay | None = None


class Away(Args):
    who: s.APerson | None = None
    until: s.UntilDay
    deputy: s.APerson


class Score(Args):
    account: s.AnAccount


class Confirm(Args):
    numbers: s.SomeEventNumbers


class Acknowledge(Args):
    number: s.ARequestNumber
    day: s.AFutureDay | None = None


class Decline(Args):
    number: s.ARequestNumber
    why: s.SomeWords


class Dispute(Args):
    number: s.ANumbered
    why: s.SomeWords


class Standings(Args):
    board: Annotated[str, s.one_of("accounts", "members", "departments")] = "accounts"


class Period(Args):
    period: s.APeriod


class Join(Args):
    name: s.AFullName
    role: Annotated[str, s.Keyed("role=", s.ChoiceSlot(("member", "manager"), label="words.role"))] = "member"


WIN = a_command("win", Win)
LOG = a_command("log", Log)
ASK = a_command("ask", Ask)
EVENTS = a_command("events", Events)
AWAY = a_command("away", Away)
SCORE = a_command("score", Score)
CONFIRM = a_command("confirm", Confirm)
ACK = a_command("ack", Acknowledge)
DECLINE = a_command("decline", Decline)
DISPUTE = a_command("dispute", Dispute)
STANDINGS = a_command("standings", Standings)
PERIOD = a_command("period close", Period)
JOIN = a_command("people add", Join)
