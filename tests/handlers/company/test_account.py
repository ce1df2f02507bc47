"""Accounts: made with a plan, staged, seated, said, named, bound; each change is audited (domain.md 2, 4.5, 10)."""

from __future__ import annotations

from storage import rows
from storage.find import accounts, plans
from storage.tables.accounts import Account
from storage.tables.events import Fact
from tests.world import World, a_company


def facts(world: World, kind: str) -> list[Fact]:
    table = rows.table(Fact)
    return list(world.read(lambda unit: rows.many(unit, Fact, table.select().where(table.c.kind == kind))))


def account(world: World, id: int = 1) -> Account:
    return world.read(lambda unit: accounts.the_account(unit, id))  # type: ignore[no-any-return]


def test_an_account_begins_with_a_plan_from_its_stages_template() -> None:
    world = a_company()
    answer = world.mia.says("account create Yuheng Air stage=initial region=north zh_Hans=玉衡航空")
    assert answer.first == "Yuheng Air is there: initial, North."
    assert answer.buttons == ["Add to team", "Bind a channel", "Contradiction"]
    sheet = world.read(lambda unit: plans.find_plan(unit, 1, world.today))
    assert (sheet.versions[0].first, sheet.versions[0].signed_at) == (world.today, None)
    assert [fact.body["stage"] for fact in facts(world, "account.created")] == ["initial"]
    assert account(world).names == {"en": "Yuheng Air", "zh_Hans": "玉衡航空"}


def test_a_target_scales_the_money_of_the_plan() -> None:
    world = a_company()
    world.mia.says("account create Yuheng Air stage=growth region=north target=20M")
    sheet = world.read(lambda unit: plans.find_plan(unit, 1, world.today))
    orders = next(each for each in sheet.versions[0].draft.version.metrics if each.key == "orders")
    whole = orders.target * 92 / 39
    assert round(whole) == 20_000_000


def test_what_is_missing_is_asked_for() -> None:
    world = a_company()
    form = world.mia.says("account create").form
    assert [ask.name for ask in form.asks if ask.required] == ["name", "stage", "region"]


def test_the_only_region_need_not_be_named() -> None:
    assert not a_company().mia.says("account create Yuheng Air stage=initial").refused


def test_one_name_leads_to_one_account() -> None:
    world = a_company().with_account("ACME")
    answer = world.mia.says("account create acme stage=initial region=north")
    assert answer.first == "“acme” is ACME already. Another name?"
    assert world.ann.says("account alias ACME 安科").first == "“安科” leads to ACME now."
    assert world.ann.says("account alias ACME 安科").first == "ACME answers to “安科” already. Nothing changed."
    assert world.mia.says("account create 安科 stage=initial region=north").refused
    assert world.ann.says("score 安科").first.startswith("ACME")


def test_a_stage_closes_a_version_and_opens_another() -> None:
    world = a_company().with_account("ACME")
    assert world.mia.says("account stage ACME mature").first == "ACME: growth → mature."
    sheet = world.read(lambda unit: plans.find_plan(unit, 1, world.today))
    assert [str(each.draft.stage) for each in sheet.versions] == ["growth", "mature"]
    assert world.ann.hears().last.text == "ACME: growth → mature. Mia set it today."
    assert (
        world.mia.says("account stage ACME mature").first == "ACME is in its mature stage already. Nothing changed."
    )


def test_who_joins_a_team_sees_its_money_at_once_and_who_leaves_does_not() -> None:
    world = a_company().with_account("ACME")
    world.ann.says("win ACME 2.5M lot 2 with @bo")
    assert "2,500,000" not in world.zoe.says("events ACME").text
    assert world.mia.says("account team ACME @zoe FR").first == "ACME, fulfilment responsible: Zoe, from today."
    assert "You are on ACME's team" in world.zoe.hears().last.text
    assert "¥2.5M" in world.zoe.says("events ACME").text
    assert world.mia.says("account leave ACME @zoe").first == (
        "Off ACME's team from today: Zoe. Nobody is fulfilment responsible now."
    )
    assert "¥2.5M" not in world.zoe.says("events ACME").text


def test_two_may_share_a_role_and_a_seat_ends_helping() -> None:
    world = a_company().with_account("ACME")
    world.mia.says("account team ACME @zoe others")
    world.mia.says("account team ACME @zoe AR")
    team = world.read(lambda unit: accounts.team(unit, 1, world.today))
    assert [[member.handle for member in members] for members in team.values()] == [["ann", "zoe"], ["bo"], [], []]
    assert world.mia.says("account team ACME @zoe AR").refused


def test_new_words_of_the_contradiction_replace_the_old_ones_in_every_language() -> None:
    world = a_company().with_account("ACME")
    world.ann.says("account contradiction ACME nobody knows us")
    world.ann.says("account contradiction ACME lang=zh_Hans 还没人认识我们")
    assert account(world).contradiction == {"en": "nobody knows us", "zh_Hans": "还没人认识我们"}
    world.ann.says("account contradiction ACME purchasing does not trust us yet")
    assert account(world).contradiction == {"en": "purchasing does not trust us yet"}
    assert "Holds it back: “purchasing does not trust us yet”" in world.bo.says("account ACME").text


def test_the_card_shows_others_only_stage_and_triangle() -> None:
    world = a_company().with_account("ACME", sponsor="sue")
    world.ann.says("account contradiction ACME nobody knows us")
    text = world.zoe.says("account ACME").text
    assert text.splitlines()[:2] == ["ACME · growth", "AR ○ Ann   SR ○ Bo   FR –"]
    assert "nobody knows us" not in text
    assert "Sue" not in text


def test_a_channel_is_bound_where_it_is_said_and_moved_only_when_asked() -> None:
    world = a_company().with_account("ACME", channel=False).with_account("Beta", channel=False)
    world.with_channel("#deals", "ann", "bo", "mia")
    there = world.channel("#deals")
    assert world.mia.says("account channel ACME", there).first.startswith("#deals is ACME's channel now.")
    assert world.ann.says("score", there).first.startswith("ACME")
    asked = world.mia.says("account channel Beta", there)
    assert asked.first == "#deals is ACME's channel. Move it?"
    assert world.mia.presses(asked, "Move it").first.startswith("#deals is Beta's channel now.")
    assert world.mia.says("account channel ACME").first.startswith("Say it in the channel")


def test_a_name_in_a_language_leads_to_the_account() -> None:
    world = a_company().with_account("ACME")
    assert world.ann.says("account name ACME lang=zh_Hans 安科港务").first.startswith("ACME is called 安科港务 now.")
    assert world.ann.says("account 安科港务").first == "ACME · growth"


def test_weight_and_sponsor_are_a_managers() -> None:
    world = a_company().with_account("ACME")
    assert world.mia.says("account weight ACME 2").first == "ACME has strategic weight 2 now."
    assert world.mia.says("account weight ACME 0").refused
    assert world.mia.says("account sponsor ACME @sue").first == "Executive sponsor of ACME: Sue."
    assert "strategic weight 2" in world.sue.says("account ACME").text


def test_cards_that_stand_are_drawn_again_when_a_name_or_a_seat_changes() -> None:
    """The world's end compares every live message with its card."""
    world = a_company().with_account("ACME").with_department("R&D", lead="lee", people=("ray",))
    there = world.channel("ACME")
    world.ann.says("win ACME 2.5M lot 2", there)
    world.ann.says("ask ACME rd_clarification P1 rail spec", there)
    world.mia.says("account team ACME @cy FR")
    world.ann.says("account name ACME Acme Ports")
    world.ada.says("people name @bo en=Robert")
    world.ada.says("people lead R&D @ray")
    world.ada.says("settings region North manager=@sue")
    assert any("Acme Ports" in message.text for message in there.hears())
    assert any("FR ○ Cy" in message.text for message in there.hears())
