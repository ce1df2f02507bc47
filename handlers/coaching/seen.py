"""The rules at work: what is seen now, for whom, with one next step each (domain.md 7)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from zoneinfo import ZoneInfo

from handlers.coaching.pace import off_pace
from handlers.coaching.saying import contradiction, counted
from handlers.coaching.sight import Sight
from handlers.context import Context
from handlers.reply import Button
from handlers.scorecards.figures import account_name, typed
from handlers.values import Day, Figure, Listed, Name, Ref, Said, T, t
from scoring.coaching import rules
from scoring.coaching.rules import NudgeRule
from scoring.values import half_up
from scoring.worktime import WorkCalendar, worked
from storage.find import company
from storage.tables.accounts import Account
from storage.tables.company import Member
from storage.tables.events import Event
from storage.tables.requests import Request


@dataclass(frozen=True)
class Seen:
    """One thing that one person should hear. `cause` names it from one look to the next."""

    rule: NudgeRule
    cause: str
    gravity: int
    member_id: int
    account: Account
    say: Callable[[], tuple[T, Button]]
    """The words and the next step, found only when it is said."""
    about: T | None = None
    """A silence in few words, for who reads of others."""


def everything(sight: Sight, ctx: Context) -> list[Seen]:
    return [
        *_silent_accounts(sight),
        *_silent_roles(sight),
        *_pending(sight),
        *_waiting(sight, ctx),
        *_off_pace(sight),
    ]


def _silent_accounts(sight: Sight) -> Iterator[Seen]:
    """The AR hears it; after twice as long the manager too."""
    for id, account in sight.accounts.items():
        days = (sight.day - sight.last_events[id]).days
        gravity = rules.silent_account(account.stage, days)
        if gravity is not None:
            about = t("coaching.silent_account.about", account=account_name(account), days=days)
            words = t(
                "coaching.silent_account.words",
                account=account_name(account),
                days=days,
                stage=t(f"words.stage.{account.stage}"),
                contradiction=contradiction(account),
            )
            act = Button(label=t("coaching.act.log"), command=f"log {typed(account.names)}")
            for member_id in _with_manager(sight, account, sight.holders(id, "AR"), gravity):
                cause = f"silent_account:{id}:{sight.last_events[id]}"
                yield Seen(NudgeRule.SILENT_ACCOUNT, cause, gravity, member_id, account, _said(words, act), about)


def _silent_roles(sight: Sight) -> Iterator[Seen]:
    """Who took part in nothing on the account hears it; after twice as long the manager too."""
    for sat in sight.seats:
        account, last = sight.accounts[sat.account_id], sat.took_part or sat.since
        days = (sight.day - last).days
        gravity = rules.silent_role(days)
        if gravity is None or sat.member_id not in sight.members:
            continue
        cause = f"silent_role:{account.id}:{sat.member_id}:{last}"
        names = Name(names=sight.members[sat.member_id].names)
        about = t("coaching.silent_role.about", who=names, account=account_name(account), days=days)
        for member_id in _with_manager(sight, account, [sat.member_id], gravity):
            who = Name(names=sight.members[sat.member_id].names, you=member_id == sat.member_id)
            key = "coaching.silent_role.you" if who.you else "coaching.silent_role.other"
            words = t(key, who=who, account=account_name(account), days=days, role=t(f"words.role.{sat.role}"))
            act = Button(label=t("coaching.act.events"), command=f"events {typed(account.names)}")
            yield Seen(NudgeRule.SILENT_ROLE, cause, gravity, member_id, account, _said(words, act), about)


def _pending(sight: Sight) -> Iterator[Seen]:
    """Those of the team who may confirm; the manager what nobody of the team may."""
    for account_id, events in _by_account(sight.pending).items():
        account = sight.accounts[account_id]
        team = [id for id in dict.fromkeys(sight.team(account_id)) if id in sight.members]
        for member_id in team:
            yield from _to_confirm(events, member_id, account, sight)
        manager = sight.managers.get(account.region_id)
        if manager is not None and manager not in team:
            left = [each for each in events if not set(team) - {each.logged_by}]
            yield from _to_confirm(left, manager, account, sight)


def _to_confirm(pending: list[Event], member_id: int, account: Account, sight: Sight) -> Iterator[Seen]:
    """Of these events, those that somebody else logged."""
    events = [each for each in pending if each.logged_by != member_id]
    reader = sight.members.get(member_id)
    if not events or reader is None:
        return
    numbers = tuple(Ref(kind="event", number=event.number) for event in events)
    points = Figure(value=half_up(Fraction(sum(event.points for event in events), 100)))
    words = t(
        "coaching.pending.words",
        count=len(events),
        many=counted(len(events)),
        numbers=Listed(items=numbers),
        points=points,
        since=Day(on=_day_for(reader, min(event.logged_at for event in events)), style="weekday"),
    )
    line = " ".join(f"#{event.number}" for event in events)
    label = t("coaching.act.confirm", count=len(events))
    act = Button(label=label, command=f"confirm {line}")
    cause = f"pending:{account.id}"
    yield Seen(NudgeRule.PENDING_CONFIRMATION, cause, len(events), member_id, account, _said(words, act))


def _day_for(reader: Member, at: datetime) -> date:
    return at.astimezone(ZoneInfo(reader.timezone)).date()


def _waiting(sight: Sight, ctx: Context) -> Iterator[Seen]:
    """The requester whose answer is waited for; the request's own reminder has told them on the first day."""
    for request in sight.waiting:
        days = _business_days(request, ctx)
        gravity = rules.waiting_on_you(days)
        account = sight.accounts.get(request.account_id)
        if gravity is None or gravity < 2 or account is None:
            continue
        words = t(
            "coaching.waiting.words",
            count=days,
            request=Ref(kind="request", number=request.number),
            why=Said(text=request.reason or request.words, limit=80),
        )
        act = Button(label=t("coaching.act.answer"), command=f"answer R{request.number}")
        cause = f"waiting:{request.id}"
        yield Seen(NudgeRule.WAITING_ON_YOU, cause, 1, request.asked_by, account, _said(words, act))


def _off_pace(sight: Sight) -> Iterator[Seen]:
    """The AR hears which metric is behind, what would close the gap, and what it would bring."""
    for account_id, loaded in sight.sheets.items():
        account = sight.accounts.get(account_id)
        if account is None:
            continue
        for slow in off_pace(loaded, account, sight.day):
            for member_id in sight.holders(account_id, "AR"):
                cause = f"off_pace:{account_id}:{slow.metric}"
                yield Seen(NudgeRule.OFF_PACE, cause, slow.gravity, member_id, account, slow.say)


def _said(words: T, act: Button) -> Callable[[], tuple[T, Button]]:
    return lambda: (words, act)


def _with_manager(sight: Sight, account: Account, members: list[int], gravity: int) -> list[int]:
    manager = sight.managers.get(account.region_id)
    return [*members, *([manager] if gravity > 1 and manager and manager not in members else [])]


def _by_account(events: Sequence[Event]) -> dict[int, list[Event]]:
    found: dict[int, list[Event]] = defaultdict(list)
    for event in events:
        found[event.account_id].append(event)
    return found


def _business_days(request: Request, ctx: Context) -> int:
    """Whole working days of the receiving department that the request has waited."""
    row = company.calendar_of(ctx.unit, request.unit_id, ctx.company_day)
    if row is None or request.waiting_since is None:
        return 0
    calendar = WorkCalendar.from_json(row.body)
    return int(Decimal(worked(calendar, request.waiting_since, ctx.now)) // calendar.day_length)
