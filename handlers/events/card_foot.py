"""The foot of an event's card: number, day, who, evidence, and as its last words the last change."""

from __future__ import annotations

from collections.abc import Mapping

from handlers.context import Context
from handlers.events.figures import name, ref
from handlers.reply import Line
from handlers.values import Day, Said, T, moment, t
from storage.find import company, events
from storage.tables.company import Member
from storage.tables.events import Event, Fact

SEEN_NAME = 40


def foot(event: Event, members: Mapping[int, Member], hides: bool, ctx: Context) -> Line:
    words = t("events.card.foot", event=ref(event), day=Day(on=event.on_day), who=name(members[event.logged_by]))
    if event.evidence and not hides:
        words = _and(words, Said(text=_short(event.evidence), limit=SEEN_NAME))
    change = events.last_change(ctx.unit, event.id)
    if change is not None:
        words = _and(words, t("events.card.changed", at=moment(change.at), how=_how(change, ctx)))
    return Line(text=words, role="foot")


def _and(words: T, more: T | Said) -> T:
    return t("events.card.and", words=words, more=more)


def _short(evidence: str) -> str:
    """What people call a link: its last part."""
    return evidence.rstrip("/").rsplit("/", 1)[-1]


def _how(change: Fact, ctx: Context) -> T:
    by = company.find_member(ctx.unit, change.by_id)
    who = name(by) if by else t("words.nobody")
    match change.kind:
        case "event.confirmed":
            return t("events.change.confirmed", who=who)
        case "event.joined":
            return _joined(change, ctx)
        case "event.linked":
            return t("events.change.linked", who=who)
        case "event.evidenced":
            return t("events.change.evidenced", who=who)
        case "event.disputed":
            return t("events.change.disputed", who=who)
        case "event.upheld":
            return t("events.change.upheld", who=who)
        case "event.voided":
            return t("events.change.voided", who=who)
        case _:
            return t("events.change.corrected", who=who)


def _joined(change: Fact, ctx: Context) -> T:
    member = change.body["member_id"]
    who = name(company.the_member(ctx.unit, member)) if isinstance(member, int) else t("words.nobody")
    return t("events.change.joined" if change.body["took"] else "events.change.left", who=who)
