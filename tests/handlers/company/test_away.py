"""Who stands in: choices, chains without loops, who may set it, who hears of it (domain.md 6 "Away")."""

from __future__ import annotations

from bot.words.reader import Language
from storage import rows
from storage.find import company
from storage.tables.company import Absence, Member
from tests.world import World, a_company


def world() -> World:
    """A Wednesday at 10:14."""
    made = (
        a_company().with_account("ACME", fr="cy", sponsor="sue").with_department("R&D", lead="lee", people=("ray",))
    )
    return made.at("wed 10:14")


def absences(world: World) -> list[Absence]:
    return list(world.read(lambda unit: rows.many(unit, Absence, rows.table(Absence).select())))


def test_away_says_the_last_day_and_the_first_one_back() -> None:
    it = world()
    answer = it.ann.says("away until fri @bo")
    assert answer.first == "Away through Fri 27 Nov, back Mon 30 Nov. Bo stands in and has been told."
    assert it.bo.hears().last.text == "You stand in for Ann through Fri 27 Nov. What would reach Ann reaches you."
    assert [(each.member_id, each.deputy_id) for each in absences(it)] == [(it.ann.id, it.bo.id)]


def test_the_absence_ends_with_the_last_day_in_ones_own_zone() -> None:
    it = world()
    it.ann.says("away until fri @bo")
    assert absences(it)[0].until_at.isoformat() == "2026-11-27T16:00:00+00:00"


def test_nobody_stands_in_for_themselves_but_others_are_offered() -> None:
    it = world()
    answer = it.ann.says("/away until fri @me")
    assert answer.first == "You can't stand in for yourself. Away through Fri 27 Nov, back Mon 30 Nov; who stands in?"
    assert answer.buttons == ["Bo", "Cy"]
    assert absences(it) == []


def test_a_choice_is_the_whole_line_again() -> None:
    it = world()
    answer = it.ann.presses(it.ann.says("away until fri @me"), "Cy")
    assert answer.first.startswith("Away through Fri 27 Nov")
    assert absences(it)[0].deputy_id == it.cy.id


def test_chinese_leaves_out_the_month_that_was_just_named() -> None:
    it = world().with_person("ann", language=Language.ZH_HANS, names={"en": "Ann", "zh_Hans": "安"})
    answer = it.ann.says("away until fri @me")
    assert answer.first == "自己不能代理自己。外出至11月27日周五、30日周一回来，由谁代理？"


def test_the_lead_comes_first_among_the_choices() -> None:
    it = world()
    assert it.ray.says("away until fri @me").buttons == ["Lee"]


def test_without_a_deputy_it_is_asked_and_may_be_nobody() -> None:
    it = world()
    asked = it.ann.says("away until fri")
    assert asked.first == "Away through Fri 27 Nov, back Mon 30 Nov. Who stands in?"
    assert asked.buttons == ["Bo", "Cy", "Nobody"]
    alone = it.ann.presses(asked, "Nobody")
    assert "Nobody stands in: what comes for you goes on to the next in line." in alone.text
    assert absences(it)[0].deputy_id is None


def test_a_chain_of_deputies_may_not_lead_back() -> None:
    it = world()
    it.ann.says("away until fri @bo")
    answer = it.bo.says("away until thu @ann")
    assert answer.first == "Ann is away then too, and you would stand in. Who else could?"
    assert answer.buttons == ["Cy"]
    assert len(absences(it)) == 1


def test_a_chain_of_three_may_not_lead_back_either() -> None:
    it = world()
    it.ann.says("away until fri @bo")
    it.bo.says("away until fri @cy")
    assert it.cy.says("away until fri @ann").refused
    assert it.cy.says("away until fri @bo").refused


def test_an_absent_deputy_is_said_with_who_stands_in_for_them() -> None:
    it = world()
    it.bo.says("away until thu @cy")
    answer = it.ann.says("away until fri @bo")
    assert "Bo is away through Thu 26 Nov; until then it reaches Cy." in answer.text
    find = it.read(lambda unit: company.stand_in(unit, it.ann.id, it.now))
    assert find == it.cy.id


def test_a_new_absence_replaces_the_one_before() -> None:
    it = world()
    it.ann.says("away until thu @bo")
    it.ann.says("away until fri @cy")
    standing = [each.deputy_id for each in absences(it) if each.ended_at is None]
    assert standing == [it.cy.id]


def test_back_ends_it_and_the_deputy_hears() -> None:
    it = world()
    it.ann.says("away until fri @bo")
    it.bo.news()
    assert it.ann.says("back").first == "Welcome back. What comes for you reaches you again."
    assert it.bo.news().texts == ["Ann is back: you don't stand in any more."]
    assert it.read(lambda unit: company.stand_in(unit, it.ann.id, it.now)) is None


def test_back_when_nobody_is_away_changes_nothing() -> None:
    answer = world().ann.says("back")
    assert (answer.first, answer.refused) == ("You are not away. Nothing changed.", True)


def test_an_executives_assistant_sets_it_and_the_executive_hears() -> None:
    it = world()
    it.write(lambda unit: rows.change(unit, Member, it.sue.id, assistant_id=it.cy.id))
    answer = it.cy.says("away @sue until fri @hal")
    assert answer.first == "Sue is away through Fri 27 Nov, back Mon 30 Nov. Hal stands in; both have been told."
    assert it.sue.hears().last.text == "Cy set you away through Fri 27 Nov, back Mon 30 Nov. Hal stands in."
    assert it.zoe.says("back @sue").refused
    assert it.cy.says("back @sue").first == "Sue is back. What comes for them reaches them again."


def test_an_administrator_may_nobody_else() -> None:
    it = world()
    assert it.mia.says("away @sue until fri @hal").refused
    assert not it.ada.says("away @sue until fri @hal").refused
