"""Who one can be in the demonstration, and what each tries first (voice.md 5.2)."""

from __future__ import annotations

from dataclasses import dataclass

from bot.platforms.room.views import Person, Try
from handlers.values import Name, t
from scoring.terms import Language
from storage.database import Unit
from storage.find import room
from storage.find.speakers import member_called
from storage.tables.company import Member


@dataclass(frozen=True)
class Part:
    """A person of the cast by handle: lines that fill the composer, in the reader's language, and the channel that
    opens first."""

    handle: str
    place: str | None = None
    opens: str | None = None
    lines: tuple[str, ...] = ()
    hans: tuple[str, ...] = ()
    hant: tuple[str, ...] = ()

    def lines_in(self, language: Language) -> tuple[str, ...]:
        return {Language.ZH_HANS: self.hans, Language.ZH_HANT: self.hant}.get(language) or self.lines


CAST = (
    Part(
        "lin",
        place="acct-huaxing",
        lines=(
            "/win Huaxing 2.5M Signalling lot 2",
            "/ask Huaxing rd_clarification P1 rail spec 4.2: can we state 150 ms?",
            "/why Huaxing",
        ),
        hans=("/win 华星 250万 信号二标", "/ask 华星 技术澄清 P1 轨道规范4.2：能写150毫秒吗？", "/why 华星"),
        hant=("/win 華星 250萬 信號二標", "/ask 華星 技術澄清 P1 軌道規範4.2：能寫150毫秒嗎？", "/why 華星"),
    ),
    Part(
        "he",
        opens="rd-queue",
        lines=("/requests R&D", "/standings departments"),
        hans=("/requests 研发", "/standings 部门"),
        hant=("/requests 研發", "/standings 部門"),
    ),
    Part(
        "luo",
        opens="reception-queue",
        lines=("/requests reception", "/away until thu @Xu Fei"),
        hans=("/requests 接待", "/away 截至 周四 @许飞"),
        hant=("/requests 接待", "/away 截至 週四 @許飛"),
    ),
    Part(
        "sun",
        lines=("/ack R39 fri", "/standings", "/score Huaxing"),
        hans=("/ack R39 周五", "/standings", "/score 华星"),
        hant=("/ack R39 週五", "/standings", "/score 華星"),
    ),
    Part(
        "gao",
        lines=("/digest", "/events Huaxing pending", "/why Lanhai"),
        hans=("/digest", "/events 华星 待确认", "/why 蓝海"),
        hant=("/digest", "/events 華星 待確認", "/why 藍海"),
    ),
)
STRANGER = "stranger"


def people(unit: Unit) -> tuple[Person, ...]:
    """Those of the cast who are there, and the stranger."""
    found = ((part.handle, member_called(unit, part.handle)) for part in CAST)
    known = [_person(handle, member) for handle, member in found if member is not None]
    return (*known, Person(STRANGER, t("room.who.name.stranger"), id=0))


def chosen(unit: Unit, key: str) -> Member | None:
    """The member behind a choice; None for the stranger and for whoever is not on the list."""
    return member_called(unit, key) if any(part.handle == key for part in CAST) else None


def tries(unit: Unit, who: Member, here: int, language: Language) -> tuple[Try, ...]:
    """First actions, without the one that opens the place one is in."""
    part = _part(who)
    if part is None:
        return ()
    first = room.find_by_name(unit, part.opens, who.id) if part.opens else None
    opened: tuple[Try, ...] = ()
    if first is not None and first.id != here:
        channel = Name(names={"en": f"#{first.name}"})
        opened = (Try(href=f"/c/{first.id}", label=t("room.tries.queue", channel=channel)),)
    return (*opened, *(Try(line) for line in part.lines_in(language)))


def person(who: Member) -> Person:
    return _person(who.handle, who)


def first_place(unit: Unit, who: Member) -> int | None:
    """Where somebody's room opens: the channel of their part, else their direct conversation, else any."""
    part = _part(who)
    found = room.conversations_of(unit, who.id)
    named = [each.conversation.id for each in found if part and each.conversation.name == part.place]
    direct = [each.conversation.id for each in found if each.conversation.direct]
    every = [each.conversation.id for each in found]
    return next(iter((*named, *direct, *every)), None)


def _part(who: Member) -> Part | None:
    return next((part for part in CAST if part.handle == who.handle), None)


def _person(handle: str, member: Member) -> Person:
    post = t(f"room.who.post.{handle}") if any(part.handle == handle for part in CAST) else None
    return Person(handle, Name(names=member.names), post, member.id)
