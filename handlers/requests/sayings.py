"""What is said about a request in more than one place: how it stands, its clock, the way out of a no."""

from __future__ import annotations

from typing import Literal

from handlers.context import Context
from handlers.reply import Button, Buttons, Refused
from handlers.requests.clocks import Standing, standing
from handlers.requests.policy import in_force
from handlers.values import Lasting, Moment, Name, Ref, Said, T, moment, t
from scoring.requests import RequestState
from scoring.terms import ClockName
from storage.find import accounts, company
from storage.tables.requests import Request

WORDS_SHOWN = 120
HOURS_UP_TO = 2
"""Up to so many working days a length is said in hours."""


def ref(request: Request) -> Ref:
    return Ref(kind="request", number=request.number)


def person(member_id: int | None, ctx: Context) -> Name | T:
    """A person's name, or "nobody"."""
    member = company.find_member(ctx.unit, member_id)
    return t("words.nobody") if member is None else Name(names=member.names)


def department(request: Request, ctx: Context) -> Name:
    return Name(names=company.the_unit(ctx.unit, request.unit_id).names)


def account(request: Request, ctx: Context) -> Name:
    return Name(names=accounts.the_account(ctx.unit, request.account_id).names)


def said(words: str | None) -> Said:
    return Said(text=words or "", limit=WORDS_SHOWN)


def kind(request: Request) -> T:
    return t(f"words.request_kind.{request.kind}")


def due(request: Request, ctx: Context, name: ClockName = ClockName.RESOLVE) -> Moment | T:
    """When a clock is due if it runs on; words where it stands still or is twenty years away."""
    at = standing(request, name, ctx).due
    return t("requests.clock.stopped") if at is None else moment(at)


def share_of(how: Literal["short", "working", "left", "hours"], part: int, it: Standing) -> T:
    """Minutes of a clock's target: "4 of 8 h", "5 of 16 working hours"; as lengths where the hours are not whole."""
    whole = it.target_minutes
    if part % 60 == 0 and whole % 60 == 0:
        return t(f"requests.of.{how}", part=_bare(part), target=_bare(whole))
    return t(f"requests.of.{how}_exact", part=hours(part), target=hours(whole))


def hours(minutes: int) -> Lasting:
    """Working time in hours and minutes, never in days."""
    return Lasting(minutes=minutes, style="hours")


def length(minutes: int, request: Request) -> Lasting:
    """A clock's target or a part of it: in hours, but in days where the request may take more than two of them."""
    policy = in_force(request)
    days = policy.target(request.priority, ClockName.RESOLVE) > HOURS_UP_TO * policy.day_minutes
    return Lasting(minutes=minutes, day_minutes=policy.day_minutes, style="long" if days else "hours")


def _bare(minutes: int) -> Lasting:
    return Lasting(minutes=minutes, style="bare")


def stands(request: Request, ctx: Context) -> T:
    """How a request stands, as half a sentence: "Tang Wei is on it, due Thu 26 Nov 09:40"."""
    state = RequestState(request.state)
    if state is RequestState.WAITING and request.holder_id == ctx.who.id:
        return t("requests.stands.yours")
    return t(
        f"requests.stands.{state.value}",
        owner=person(request.owner_id, ctx),
        holder=person(request.holder_id, ctx),
        asker=person(request.asked_by, ctx),
        by=person(request.reason_by or request.changed_by, ctx),
        unit=department(request, ctx),
        due=due(request, ctx),
        at=moment(request.changed_at),
    )


def refusal(not_what: str, request: Request, ctx: Context) -> Refused:
    """A kind no: what can't be done in this state, how the request stands, the way out."""
    words = t(f"requests.refused.{not_what}", ref=ref(request), stands=stands(request, ctx))
    return Refused(words, Buttons(shown=(open_button(request),)))


def open_button(request: Request) -> Button:
    return Button(label=t("requests.button.open", ref=ref(request)), command=f"request R{request.number}")


def button(name: str, request: Request, rest: str = "") -> Button:
    """The button of a verb on a request: `button("done", request)` presses "resolve R40"."""
    return Button(label=t(f"requests.button.{name}"), command=f"{_WORDS.get(name, name)} R{request.number}{rest}")


def numbered_button(name: str, request: Request) -> Button:
    """The same with the number in its label: [Cancel R37]."""
    return Button(label=t(f"requests.button.{name}_this", ref=ref(request)), command=f"{name} R{request.number}")


_WORDS = {
    "done": "resolve",
    "ask_back": "wait",
    "hand_over": "assign",
    "reassign": "assign",
    "stands": "uphold",
    "acknowledge": "ack when",
    "another_day": "ack",
    "helper": "add",
    "help": "add",
    "take_part": "add",
    "other_day": "offer",
}
