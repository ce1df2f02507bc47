"""What a step of the ladder says to each of those who hear it (voice.md conversation 7)."""

from __future__ import annotations

from dataclasses import dataclass

from handlers.context import Context
from handlers.reply import Button, Buttons, Line, Part
from handlers.requests.audience import Ear, Heard, heard_at, name_of
from handlers.requests.clocks import Standing, standing
from handlers.requests.policy import in_force
from handlers.requests.sayings import (
    account,
    button,
    department,
    hours,
    open_button,
    person,
    ref,
    share_of,
)
from handlers.values import Day, Listed, Name, Said, T, Value, moment, t
from scoring.ladder import Audience, preview
from scoring.terms import ClockName
from storage.find import company
from storage.find import requests as find
from storage.tables.requests import Request

ABOVE = (Audience.SPONSOR, Audience.HEAD_OF_SALES)
OUTSIDE = (Audience.REQUESTER, Audience.CHANNEL)
QUOTED = 24
LEVELS = (50, 75, 100, 150, 200)
"""The shares for which there are words; a company's own ladder borrows those of the next lower one."""


@dataclass(frozen=True)
class Told:
    """A step as one reader hears it; `n` counts its daily repeats."""

    clock: ClockName
    heard: Heard
    audience: Audience
    n: int

    @property
    def share(self) -> int:
        return self.heard.rung.share


def message(request: Request, ear: Ear, told: list[Told], ctx: Context) -> tuple[Part, ...]:
    """The highest step leads, with its buttons; another clock's step due at once is one more line."""
    main, *others = told
    lines = [Line(text=_says(request, ear, main, ctx))]
    lines += [Line(text=_also(request, other, ctx)) for other in others]
    return (*lines, Buttons(shown=_buttons(request, ear, main, ctx)))


def _says(request: Request, ear: Ear, told: Told, ctx: Context) -> T:
    it = standing(request, told.clock, ctx)
    level = max((share for share in LEVELS if share <= told.share), default=LEVELS[0])
    return _SAYS[told.clock, level](request, ear, told, it, ctx)


def _also(request: Request, told: Told, ctx: Context) -> T:
    it = standing(request, told.clock, ctx)
    return T(key=f"requests.step.also.{told.clock.value}", values=_figures(request, it, ctx))


def _resolve_half(request: Request, ear: Ear, told: Told, it: Standing, ctx: Context) -> T:
    about = _figures(request, it, ctx)
    if request.owner_id is None:
        return T(key="requests.step.resolve_50.queue", values=about)
    if request.promised_day is None:
        return T(key="requests.step.resolve_50.owner", values=about)
    promised = Day(on=request.promised_day, style="near")
    return T(key="requests.step.resolve_50.promised", values={**about, "promised": promised})


def _resolve_three_quarters(request: Request, ear: Ear, told: Told, it: Standing, ctx: Context) -> T:
    about = {**_figures(request, it, ctx), "stake": t(f"requests.stake.{request.kind}")}
    if request.owner_id is None:
        return T(key="requests.step.resolve_75.nobody", values=about)
    sign = find.last_remark(ctx.unit, request.id, "still")
    if sign is None or sign.by_id != request.owner_id:
        return T(key="requests.step.resolve_75.has", values=about)
    return T(key="requests.step.resolve_75.still", values={**about, "said_at": moment(sign.at)})


def _resolve_breach(request: Request, ear: Ear, told: Told, it: Standing, ctx: Context) -> T:
    return _breach("requests.step.resolve_100", _whose(request, ear, told, ctx), request, told, it, ctx)


def _resolve_half_more(request: Request, ear: Ear, told: Told, it: Standing, ctx: Context) -> T:
    about = {**_figures(request, it, ctx), "whose": _whose(request, ear, told, ctx)}
    if told.audience in ABOVE:
        return _for_the_sponsor("requests.step.resolve_150", about, request, told, ctx)
    return _others("requests.step.resolve_150", about, told, ctx)


def _resolve_twice(request: Request, ear: Ear, told: Told, it: Standing, ctx: Context) -> T:
    return _twice("requests.step.resolve_200", request, ear, told, it, ctx)


def _acknowledge_half(request: Request, ear: Ear, told: Told, it: Standing, ctx: Context) -> T:
    return T(key="requests.step.acknowledge_50", values=_figures(request, it, ctx))


def _acknowledge_three_quarters(request: Request, ear: Ear, told: Told, it: Standing, ctx: Context) -> T:
    return T(key="requests.step.acknowledge_75", values=_figures(request, it, ctx))


def _acknowledge_breach(request: Request, ear: Ear, told: Told, it: Standing, ctx: Context) -> T:
    return _breach("requests.step.acknowledge_100", _knows(request, ear, told, ctx), request, told, it, ctx)


def _acknowledge_half_more(request: Request, ear: Ear, told: Told, it: Standing, ctx: Context) -> T:
    about = _figures(request, it, ctx)
    if told.audience in ABOVE:
        return _for_the_sponsor("requests.step.acknowledge_150", about, request, told, ctx)
    return _others("requests.step.acknowledge_150", about, told, ctx)


def _acknowledge_twice(request: Request, ear: Ear, told: Told, it: Standing, ctx: Context) -> T:
    return _twice("requests.step.acknowledge_200", request, ear, told, it, ctx)


_SAYS = {
    (ClockName.RESOLVE, 50): _resolve_half,
    (ClockName.RESOLVE, 75): _resolve_three_quarters,
    (ClockName.RESOLVE, 100): _resolve_breach,
    (ClockName.RESOLVE, 150): _resolve_half_more,
    (ClockName.RESOLVE, 200): _resolve_twice,
    (ClockName.ACKNOWLEDGE, 50): _acknowledge_half,
    (ClockName.ACKNOWLEDGE, 75): _acknowledge_three_quarters,
    (ClockName.ACKNOWLEDGE, 100): _acknowledge_breach,
    (ClockName.ACKNOWLEDGE, 150): _acknowledge_half_more,
    (ClockName.ACKNOWLEDGE, 200): _acknowledge_twice,
}


def _figures(request: Request, it: Standing, ctx: Context) -> dict[str, Value]:
    """What every step may say: names, the words asked, how much is used, when it was due."""
    return {
        "ref": ref(request),
        "account": account(request, ctx),
        "unit": department(request, ctx),
        "owner": person(request.owner_id, ctx),
        "words": Said(text=request.words, limit=QUOTED, cut="middle"),
        "used": hours(it.used_minutes),
        "target": hours(it.target_minutes),
        "used_of": share_of("short", it.used_minutes, it),
        "left_of": share_of("left", it.left_minutes, it),
        "left": hours(it.left_minutes),
        "due": moment(it.due or it.at),
        "since": moment(it.late_since or it.at),
        "asked_at": moment(request.asked_at, "weekday"),
        "stake": t(f"requests.stake.{request.kind}"),
    }


def _breach(key: str, whose: T | None, request: Request, told: Told, it: Standing, ctx: Context) -> T:
    """Past its time: who has it and knows, and who hears next if nothing happens."""
    about: dict[str, Value] = _figures(request, it, ctx) | ({"whose": whose} if whose else {})
    end = "" if whose else "_unknown"
    following = _next(request, told, it, ctx)
    if following is None:
        return T(key=f"{key}.last{end}", values=about)
    people, at = following
    return T(key=f"{key}.next{end}", values={**about, "next": people, "next_at": at})


def _next(request: Request, told: Told, it: Standing, ctx: Context) -> tuple[Value, Value] | None:
    ahead = [step for step in preview(in_force(request).ladder, it.clock, ctx.now) if step[0].share > told.share]
    for rung, at in ahead:
        new = _new(Told(told.clock, heard_at(request, rung, at, ctx), told.audience, 0))
        if new:
            return _listed(new, ctx), moment(at)
    return None


def _for_the_sponsor(key: str, about: dict[str, Value], request: Request, told: Told, ctx: Context) -> T:
    lead = _lead(told, ctx)
    if lead is None:
        return T(key=f"{key}.above_no_lead", values=about)
    end = "_unowned" if told.clock is ClockName.RESOLVE and request.owner_id is None else ""
    return T(key=f"{key}.above{end}", values={**about, "lead": lead})


def _others(key: str, about: dict[str, Value], told: Told, ctx: Context) -> T:
    new = _new(told)
    if not new:
        return T(key=f"{key}.others_alone", values=about)
    return T(key=f"{key}.others", values={**about, "new": _listed(new, ctx)})


def _twice(key: str, request: Request, ear: Ear, told: Told, it: Standing, ctx: Context) -> T:
    about = _figures(request, it, ctx)
    known = _knows(request, ear, told, ctx)
    again = "again_" if told.n else ""
    if known is None:
        return T(key=f"{key}.{again}alone", values=about)
    return T(key=f"{key}.{again}known", values={**about, "whose": known})


def _whose(request: Request, ear: Ear, told: Told, ctx: Context) -> T:
    """Who has it, and who of the others knows."""
    known = [other for other in _known(request, ear, told) if other.member != request.owner_id]
    own = ear.member is not None and ear.member == request.owner_id
    has = "you" if own else "owner" if request.owner_id else "nobody"
    about: dict[str, Value] = {"owner": person(request.owner_id, ctx)}
    if not known:
        return T(key=f"requests.step.whose.{has}", values=about)
    return T(key=f"requests.step.whose.{has}_known", values={**about, "know": _know(known, ctx)})


def _knows(request: Request, ear: Ear, told: Told, ctx: Context) -> T | None:
    known = _known(request, ear, told)
    return _know(known, ctx) if known else None


def _know(people: list[Ear], ctx: Context) -> T:
    how_many = "one" if len(people) == 1 else "many"
    return T(key=f"requests.step.know.{how_many}", values={"people": _listed(people, ctx)})


def _known(request: Request, ear: Ear, told: Told) -> list[Ear]:
    """The people of the department and above whom earlier steps reached, but the reader."""
    new = {each for _, each in told.heard.new}
    return [
        each
        for audience, each in told.heard.people
        if audience not in OUTSIDE and each.member is not None and each not in new and each != ear
    ]


def _new(told: Told) -> list[Ear]:
    return [ear for _, ear in told.heard.new if ear.member is not None]


def _listed(ears: list[Ear], ctx: Context) -> Value:
    return Listed(items=tuple(name_of(ear, ctx) for ear in ears))


def _lead(told: Told, ctx: Context) -> Name | None:
    ear = _lead_ear(told)
    return None if ear is None else name_of(ear, ctx)


def _lead_ear(told: Told) -> Ear | None:
    return next((ear for audience, ear in told.heard.people if audience is Audience.LEAD), None)


def _buttons(request: Request, ear: Ear, told: Told, ctx: Context) -> tuple[Button, ...]:
    """The likely one first, for what this reader can do."""
    if request.owner_id is not None and ear.member == request.owner_id:
        first = "still" if told.share == in_force(request).ladder[0].share else "done"
        names = (first, "ask_back", "hand_over") if first == "still" else (first, "ask_back")
        return tuple(button(name, request) for name in names)
    match told.audience:
        case Audience.OWNER_OR_QUEUE | Audience.LEAD:
            return _for_the_department(request, ear, told, ctx)
        case Audience.REQUESTER | Audience.CHANNEL:
            return (open_button(request), button("helper", request))
    return _for_those_above(request, ear, told, ctx)


def _for_the_department(request: Request, ear: Ear, told: Told, ctx: Context) -> tuple[Button, ...]:
    if told.clock is ClockName.ACKNOWLEDGE:
        return (button("acknowledge", request), button("take", request))
    if request.owner_id is None:
        return (button("take", request), button("hand_over", request))
    return (_joining("help", request, ear, ctx), button("reassign", request))


def _for_those_above(request: Request, ear: Ear, told: Told, ctx: Context) -> tuple[Button, ...]:
    lead = _lead_ear(told)
    if told.share >= LEVELS[-1] or lead is None or lead.member is None:
        return (_joining("take_part", request, ear, ctx), open_button(request))
    member = company.the_member(ctx.unit, lead.member)
    label = t("requests.button.message", who=Name(names=member.names))
    return (Button(label=label, command=f"message R{request.number} @{member.handle}"), open_button(request))


def _joining(name: str, request: Request, ear: Ear, ctx: Context) -> Button:
    """Joining is being added as a helper."""
    member = company.find_member(ctx.unit, ear.member)
    return button(name, request, f" @{member.handle}" if member else "")
