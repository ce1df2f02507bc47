"""People and the company's own settings; the last administrator stays (domain.md 2, 10; defaults.md)."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from handlers.company.naming import handle_of
from handlers.set_up import add_person, ensure_company
from scoring.terms import Language, Role, UnitKind
from storage import rows
from storage.database import Database, Unit
from storage.find import accounts, company
from storage.find import requests as find
from storage.tables.company import Member, Rate
from tests.world import World, a_company

NOW = datetime(2026, 11, 23, 1, tzinfo=UTC)


def member(world: World, handle: str) -> Member:
    everyone: list[Member] = world.read(company.everyone)
    return next(each for each in everyone if each.handle == handle)


def test_a_person_gets_a_handle_of_their_name() -> None:
    world = a_company().with_department("R&D")
    answer = world.ada.says("people add Tang Wei department=R&D zh_Hans=唐薇 role=manager")
    assert answer.first == "Tang Wei is in: @tangwei, manager."
    made = member(world, "tangwei")
    assert (made.names, made.role) == ({"en": "Tang Wei", "zh_Hans": "唐薇"}, Role.MANAGER)
    assert world.ada.says("people R&D").text.count("Tang Wei") == 1


def test_two_of_one_name_are_asked_about() -> None:
    world = a_company()
    world.ada.says("people add Tang Wei")
    asked = world.ada.says("people add tang wei")
    assert asked.first == "Tang Wei is here already (@tangwei). Another person of the same name?"
    assert world.ada.presses(asked, "Another person").first == "tang wei is in: @tangwei2, member."


@pytest.mark.parametrize(
    ("name", "taken", "handle"),
    [
        ("Lin Yue", set(), "linyue"),
        ("林悦", {"linyue"}, "linyue2"),
        ("Zoë O'Neil", set(), "zoëoneil"),
        ("🙂", set(), "🙂"),
    ],
)
def test_handles_are_free_and_can_be_typed(name: str, taken: set[str], handle: str) -> None:
    assert handle_of(name, taken) == handle


def test_the_last_administrator_stays() -> None:
    world = a_company()
    said = "You would leave the company without an administrator. Make another one first."
    assert world.ada.says("people role @ada member").first == said
    world.ada.says("people role @mia admin")
    assert not world.ada.says("people role @ada member").refused
    assert world.mia.says("people remove @mia").first == "You can't remove yourself; another administrator can."


def test_who_is_removed_can_do_nothing_and_holds_nothing() -> None:
    world = a_company().with_account("ACME", fr="cy", sponsor="sue").with_department("R&D", lead="lee")
    for who in ("cy", "sue", "lee"):
        asked = world.ada.says(f"people remove @{who}")
        assert world.ada.presses(asked, "Remove").first.endswith("Seats and posts are vacant from today.")
    assert world.cy.says("score ACME").first.startswith("I don't know you yet")
    assert not [seat for seat in world.read(lambda unit: accounts.seats(unit, 1, world.today)) if seat.role == "FR"]
    assert world.read(lambda unit: accounts.the_account(unit, 1)).sponsor_id is None
    assert world.read(company.departments)[0].lead_id is None


def test_what_the_removed_had_in_hand_goes_back_to_the_queue() -> None:
    with a_company().with_account("ACME").with_department("R&D", lead="lee", people=("ray",)) as world:
        for words in ("rail spec", "bridge load", "tunnel fire"):
            world.ann.says(f"ask ACME rd_clarification P1 {words}")
        for line in ("ack R1", "wait R2 which load?", "resolve R3 it holds"):
            world.ray.says(line)
        asked, queue = world.ada.says("people remove @ray"), world.channel("R&D")
        world.ada.presses(asked, "Remove")
        assert [said.split("\n")[0] for said in queue.hears().texts if "is back in the queue" in said] == [
            "R1 is back in the queue: Ray is no longer here. ACME, due 18:00.",
            "R2 is back in the queue: Ray is no longer here. ACME, due when it goes on.",
        ]
        open_now = world.read(lambda unit: [find.request_numbered(unit, number) for number in (1, 2, 3)])
        assert [(each.owner_id, str(each.state)) for each in open_now if each] == [
            (None, "open"),
            (None, "waiting"),
            (world.ray.id, "resolved"),
        ]
        assert "Waiting for R&D" in world.ann.says("request R1").text


def test_a_lead_says_who_is_on_duty() -> None:
    world = a_company().with_department("R&D", lead="lee", people=("ray",))
    assert world.lee.says("people duty R&D @ray").first == "On duty for R&D: Ray. What nobody owns comes there first."
    assert world.ray.says("people duty R&D @ray").refused
    assert world.read(company.departments)[0].on_duty_id == world.ray.id


def test_the_list_says_who_is_away() -> None:
    world = a_company()
    world.ann.says("away until fri @bo")
    assert "Ann (away through Fri 27 Nov)" in world.zoe.says("people").text


def test_ones_settings_are_ones_own() -> None:
    world = a_company()
    assert world.ann.says("settings language zh_Hans").first == "以后用简体中文。"
    world.ann.says("settings zone Europe/Berlin")
    world.ann.says("settings quiet 20:00-8:00")
    it = member(world, "ann")
    assert (it.language, it.timezone) == (Language.ZH_HANS, "Europe/Berlin")
    assert (it.quiet_from, it.quiet_to) == (1200, 480)
    assert "20:00-08:00" in world.ann.says("settings").text
    world.ann.says("settings quiet off")
    assert member(world, "ann").quiet_from is None


def test_a_zones_move_takes_the_calendars_along_from_today_on() -> None:
    world = a_company().with_department("R&D")
    world.ada.says("settings company zone=Asia/Tokyo")
    unit_id = world.read(company.departments)[0].id
    before, after = (
        world.read(lambda unit, on=day: company.calendar_of(unit, unit_id, on))
        for day in (world.today.replace(day=1), world.today)
    )
    assert (before.body["timezone"], after.body["timezone"]) == ("Asia/Shanghai", "Asia/Tokyo")
    assert before.body["hours"] == after.body["hours"]


def test_regions_and_departments_are_made_by_name() -> None:
    world = a_company()
    assert world.ada.says("settings region West manager=@mia zh_Hans=西区").first == "New region: West (west)."
    assert world.ada.says("settings region West manager=@sue").first == "Region West is changed (west)."
    asked = world.ada.says("settings department Bids")
    assert asked.first == "What kind of department is Bids?"
    assert world.ada.presses(asked, "Platform").first.startswith("New department: Bids (bids)")
    bids = world.read(company.departments)[0]
    assert world.read(lambda unit: company.calendar_of(unit, bids.id, world.today)) is not None


def test_a_rate_is_kept_by_month() -> None:
    world = a_company()
    assert world.ada.says("settings rate USD 2026-11 7.1").first.startswith("1 USD = 7.1 CNY in 2026-11.")
    assert world.ada.says("settings rate CNY 2026-11 1").refused
    found = world.read(lambda unit: rows.many(unit, Rate, rows.table(Rate).select()))
    assert [(each.currency, each.month, each.rate) for each in found] == [("USD", "2026-11", Decimal("7.1"))]


def test_a_queue_stands_where_it_is_said() -> None:
    world = a_company().with_department("R&D", queue=False).with_channel("#rd", "lee", "ray", "ada")
    assert world.ada.says("settings queue R&D", world.channel("#rd")).first == "R&D's requests stand in #rd now."
    assert world.read(company.departments)[0].queue_id == world.channel("#rd").id
    assert world.ada.says("settings queue R&D").refused


def test_the_first_minute_of_a_company(database: Database) -> None:
    def begin(unit: Unit) -> Member:
        ensure_company(unit, NOW, timezone="Asia/Shanghai")
        ensure_company(unit, NOW)
        return add_person(unit, NOW, "Deng An", Role.ADMIN)

    made = database.write(begin).result()
    assert (made.handle, made.timezone) == ("dengan", "Asia/Shanghai")
    units = database.read(company.units).result()
    assert [each.code for each in units if each.kind == UnitKind.DEPARTMENT][:3] == ["executives", "rd", "reception"]
    today = NOW.date()

    def hours_of(unit: Unit) -> list[object]:
        return [company.calendar_of(unit, each.id, today) for each in units if each.kind == UnitKind.DEPARTMENT]

    hours = database.read(hours_of).result()
    assert all(hours)
    with pytest.raises(ValueError, match="@dengan is taken"):
        database.write(lambda unit: add_person(unit, NOW, "Deng An", handle="dengan")).result()
