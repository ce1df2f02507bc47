"""A department's calendar changes clocks that run from that day on, never history (domain.md 6)."""

from __future__ import annotations

from scoring.worktime import ALWAYS, WorkCalendar
from storage.find import company
from tests.world import World, a_company


def world() -> World:
    return a_company().with_account("ACME").with_department("R&D", lead="lee", people=("ray",)).at("wed 10:00")


def calendar(world: World) -> WorkCalendar:
    unit_id = world.read(company.departments)[0].id
    return WorkCalendar.from_json(world.read(lambda unit: company.calendar_of(unit, unit_id, world.today)).body)


def test_a_holiday_moves_what_is_due_behind_it() -> None:
    it = world()
    it.ann.says("ask ACME rd_clarification P1 rail spec")
    it.ray.says("ack R1")
    assert "Thu 26 Nov 10:00" in it.lee.says("request R1").text
    answer = it.ada.says("settings holiday R&D thu")
    assert answer.text == (
        "Thu 26 Nov is a holiday of R&D.\n1 open request goes by it from now; what is past stays counted."
    )
    assert "Fri 27 Nov 10:00" in it.lee.says("request R1").text


def test_a_make_up_workday_counts() -> None:
    it = world()
    assert it.ada.says("settings workday R&D 2026-11-28").first == "Sat 28 Nov is a workday of R&D."
    assert it.ada.says("settings workday R&D 2026-11-28").refused
    it.ada.says("settings holiday R&D 2026-11-28")
    assert not calendar(it).works_on(it.today.replace(day=28))


def test_hours_are_set_for_the_week_and_holidays_stay() -> None:
    it = world()
    it.ada.says("settings holiday R&D fri")
    answer = it.ada.says("settings hours R&D 8:30-12:00 13:00-17:30")
    assert answer.first == "R&D works Monday to Friday, 08:30-12:00, 13:00-17:30, from today."
    assert calendar(it).hours[0] == ((510, 720), (780, 1050))
    assert not calendar(it).works_on(it.today.replace(day=27))
    assert it.ada.says("settings hours R&D 13:00-18:00 9:00-14:00").refused
    assert it.ada.says("settings hours R&D").refused


def test_a_department_may_work_round_the_clock() -> None:
    it = world()
    assert it.ada.says("settings hours R&D 24x7").first == "R&D works round the clock from today. P1 rings at once."
    assert calendar(it) == ALWAYS
    assert it.ada.says("settings holiday R&D fri").first == "R&D works round the clock; it has no holidays."
