"""The people and accounts of the demo company as rows: its set-up, before anything has happened."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from typing import Any

from handlers.arguments.plain import fold, pinyin
from scoring.terms import Role, Stage, TriangleRole, UnitKind
from storage import rows
from storage.database import Unit
from storage.find.plans import store_plan
from storage.find.templates import changed, template
from storage.quarters import Quarter, quarter_of
from storage.tables.accounts import Account, Alias, Seat
from storage.tables.company import Calendar, Company, Conversation, Identity, Member, OrgUnit, Participant

PLATFORM, WORKSPACE = "room", "demo"
OPENED = date(2026, 1, 5)
QUARTERS = (date(2026, 7, 1), date(2026, 10, 1))
WORKING_DAYS = ("mon", "tue", "wed", "thu", "fri")


@dataclass
class Ids:
    """The rows by the names that the file gives them."""

    people: dict[str, int] = field(default_factory=dict)
    units: dict[str, int] = field(default_factory=dict)
    channels: dict[str, int] = field(default_factory=dict)


@cache
def cast() -> Mapping[str, Any]:
    return tomllib.loads(files("bot.demo").joinpath("cast.toml").read_text("utf-8"))


def set_up(unit: Unit, now: datetime) -> Ids:
    """Write the whole company into an empty database."""
    ids = Ids()
    _company(unit)
    _units(unit, ids)
    _people(unit, ids)
    _lead(unit, ids)
    for account in cast()["accounts"]:
        _account(unit, account, ids, now)
    return ids


def _company(unit: Unit) -> None:
    read = cast()["company"]
    company = Company(id=1, names=read["names"], timezone=read["timezone"], base_currency=read["currency"])
    rows.add(unit, company)


def _units(unit: Unit, ids: Ids) -> None:
    calendar = _calendar()
    for read in cast()["units"]:
        row = OrgUnit(
            code=read["code"],
            kind=UnitKind(read["kind"]),
            function=read.get("function"),
            names=read["names"],
            parent_id=ids.units.get(read.get("parent", "")),
        )
        ids.units[read["code"]] = rows.add(unit, row).id
        if read["kind"] == UnitKind.DEPARTMENT:
            rows.add(unit, Calendar(unit_id=row.id, from_day=OPENED, body=calendar))


def _calendar() -> dict[str, object]:
    read = cast()["calendar"]
    return {
        "timezone": read["timezone"],
        "hours": {day: [span.split("-") for span in read["hours"]] for day in WORKING_DAYS},
        "holidays": read["holidays"],
        "workdays": read["workdays"],
    }


def _people(unit: Unit, ids: Ids) -> None:
    zone = cast()["company"]["timezone"]
    for handle, read in cast()["people"].items():
        member = Member(
            handle=handle,
            names=read["names"],
            role=Role(read.get("role", Role.MEMBER)),
            timezone=zone,
            unit_id=ids.units[read["unit"]],
            email=f"{handle}@qiming.example",
        )
        ids.people[handle] = rows.add(unit, member).id
        rows.add(unit, Identity(member_id=member.id, platform=PLATFORM, workspace=WORKSPACE, user_id=handle))
        _conversation(unit, f"direct-{handle}", direct=True, member_id=member.id)


def _lead(unit: Unit, ids: Ids) -> None:
    """Who leads what, and where a department's requests stand: only now that everybody is there."""
    rows.change(unit, Company, 1, head_of_sales_id=ids.people[cast()["company"]["head_of_sales"]])
    for read in cast()["units"]:
        id = ids.units[read["code"]]
        manager, lead = ids.people.get(read.get("manager", "")), ids.people.get(read.get("lead", ""))
        rows.change(unit, OrgUnit, id, manager_id=manager, lead_id=lead)
        if "queue" in read:
            queue = _conversation(unit, read["queue"], unit_id=id)
            ids.channels[read["queue"]] = queue
            rows.change(unit, OrgUnit, id, queue_id=queue)
            _join(unit, queue, [ids.people[who] for who in _members_of(read["code"])])


def _members_of(code: str) -> list[str]:
    return [handle for handle, read in cast()["people"].items() if read["unit"] == code]


def _account(unit: Unit, read: Mapping[str, Any], ids: Ids, now: datetime) -> None:
    account = rows.add(
        unit,
        Account(
            names=read["names"],
            stage=Stage(read["stage"]),
            contradiction=read.get("contradiction"),
            region_id=ids.units[read["region"]],
            sponsor_id=ids.people.get(read.get("sponsor", "")),
            currency=cast()["company"]["currency"],
            opened_on=read.get("opened", OPENED),
        ),
    )
    for name in dict.fromkeys([*read["names"].values(), *read["aliases"]]):
        rows.add(unit, Alias(account_id=account.id, text=name, folded=fold(name), pinyin=pinyin(name)))
    for who, role in read["seats"].items():
        seat = Seat(
            account_id=account.id, member_id=ids.people[who], role=TriangleRole(role), from_day=account.opened_on
        )
        rows.add(unit, seat)
    _channel(unit, account, read, ids)
    if read["names"]["en"] != "Yuheng Air":
        for day in QUARTERS:
            _plan(unit, account, read, quarter_of(day), now)


def _channel(unit: Unit, account: Account, read: Mapping[str, Any], ids: Ids) -> None:
    """The account's channel: its team, the manager of its region and its sponsor are in it."""
    channel = ids.channels[read["channel"]] = _conversation(unit, read["channel"], account_id=account.id)
    inside = [*read["seats"], "gao", *([read["sponsor"]] if "sponsor" in read else [])]
    _join(unit, channel, [ids.people[who] for who in inside])


def _plan(unit: Unit, account: Account, read: Mapping[str, Any], quarter: Quarter, now: datetime) -> None:
    draft = changed(template(account.stage, quarter), read.get("plan", {}))
    store_plan(unit, account.id, quarter, [draft], now, quarter.first, signed_at=now)


def _conversation(unit: Unit, name: str, **bound: Any) -> int:
    row = Conversation(platform=PLATFORM, workspace=WORKSPACE, external_id=name, name=name, **bound)
    return rows.add(unit, row).id


def _join(unit: Unit, conversation_id: int, members: list[int]) -> None:
    for member in members:
        rows.add(unit, Participant(conversation_id=conversation_id, member_id=member))
