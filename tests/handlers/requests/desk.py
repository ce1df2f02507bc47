"""The demo company's reception desk and R&D, in the cast's places: the names, hours and figures of voice.md 2.1."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from handlers.arguments.plain import fold
from handlers.post import post
from handlers.voice import by_itself
from scoring.terms import Function, Language
from storage import rows
from storage.database import Unit
from storage.tables.accounts import Account, Alias
from storage.tables.company import Absence, Counter, Member, OrgUnit
from tests.world import World, a_company

NAMES = {
    "ann": ("Zhao Ning", "赵宁", "趙寧"),
    "bo": ("Chen Bo", "陈博", "陳博"),
    "hal": ("Qian Li", "钱立", "錢立"),
    "luo": ("Luo Qin", "罗琴", "羅琴"),
    "xu": ("Xu Fei", "许飞", "許飛"),
    "lee": ("He Rui", "何睿", "何睿"),
    "ray": ("Tang Wei", "唐薇", "唐薇"),
    "sue": ("Sun Hao", "孙浩", "孫浩"),
}
SHANGHAI = ZoneInfo("Asia/Shanghai")
SCRIPTS = ("en", "zh_Hans", "zh_Hant")
BOARD = "board visits HQ on Fri 4 Dec, 14 guests"


def names(*three: str) -> dict[str, str]:
    return dict(zip(SCRIPTS, three, strict=True))


def a_desk(language: Language = Language.EN, last: int = 41) -> World:
    """Acme Ports (no sponsor), Huaxing Rail (Sun Hao its sponsor), Reception and R&D; ann reads in `language`."""
    world = a_company().with_person("luo").with_person("xu")
    for handle, three in NAMES.items():
        more: dict[str, Any] = {"language": language} if handle == "ann" else {}
        world = world.with_person(handle, names=names(*three), **more)
    world = world.with_account("Acme").with_account("Huaxing", sponsor="sue")
    world = world.with_department("Reception", lead="luo", people=("xu",), function=Function.PLATFORM)
    world = world.with_department("R&D", lead="lee", people=("ray",), function=Function.RD)
    world.write(lambda unit: _named(unit, last))
    return world


def _named(unit: Unit, last: int) -> None:
    _call(unit, Account, "Acme", ("Acme Ports", "安科港务", "安科港務"))
    _call(unit, Account, "Huaxing", ("Huaxing Rail", "华星轨道", "華星軌道"))
    _call(unit, OrgUnit, "Reception", ("Reception", "接待", "接待"))
    _call(unit, OrgUnit, "R&D", ("R&D", "研发", "研發"))
    rows.add(unit, Counter(kind="request", last=last))
    for each in rows.many(unit, Account, rows.table(Account).select()):
        rows.add_all(
            unit, [Alias(account_id=each.id, text=name, folded=fold(name)) for name in set(each.names.values())]
        )


def _call(unit: Unit, model: type[Any], before: str, three: tuple[str, str, str]) -> None:
    found = rows.many(unit, model, rows.table(model).select())
    row = next(each for each in found if each.names.get("en") == before)
    rows.change(unit, model, row.id, names=names(*three))


def member(world: World, handle: str) -> int:
    return world.person(handle).id


def away(world: World, who: str, until: str, deputy: str | None) -> None:
    """From now until an instant, company time; the day before it is the last day away."""
    end = datetime.fromisoformat(until).replace(tzinfo=SHANGHAI)

    def add(unit: Unit) -> None:
        ctx = by_itself(unit, world.now)
        absence = Absence(
            member_id=member(world, who),
            deputy_id=member(world, deputy) if deputy else None,
            from_at=world.now,
            until_at=end,
            last_day=(end - timedelta(days=1)).date(),
            set_by=member(world, who),
        )
        made = rows.add(unit, absence)
        post("absence.set", "absence", made.id, ctx, member_id=made.member_id)

    world.write(add)


def put_on_duty(world: World, department: str, who: str) -> None:
    def change(unit: Unit) -> None:
        found = rows.many(unit, OrgUnit, rows.table(OrgUnit).select())
        row = next(each for each in found if each.names["en"] == department)
        rows.change(unit, OrgUnit, row.id, on_duty_id=member(world, who))

    world.write(change)


def set_member(world: World, handle: str, **columns: Any) -> None:
    world.write(lambda unit: rows.change(unit, Member, member(world, handle), **columns))
