"""Presses: each is answered, a second one calmly."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.bot.telegram.desk import Desk
from tests.world import a_company


@pytest.fixture(scope="module")
def desk() -> Iterator[Desk]:
    with Desk("ann", "bo", "cy") as opened:
        yield opened


def test_a_press_runs_what_is_behind_it(desk: Desk) -> None:
    desk.ann.types("/win ACME 2.5M to be confirmed")
    desk.bo.presses("Confirm")
    desk.bo.sees("Confirmed #1")
    assert desk.events()[0].confirmed_by is not None


def test_a_second_press_is_told_that_it_is_so_already(desk: Desk) -> None:
    """Trap 18: two presses of one button, ten milliseconds apart; both are answered, nothing fails."""
    desk.ann.types("/win ACME 2.6M pressed twice")
    card = desk.bo.sees("¥2.6M")
    desk.bo.presses("Confirm", on=card)
    desk.bo.presses("Confirm", on=card)
    desk.bo.sees("Confirmed #2")
    desk.bo.sees("Nothing changed")
    desk.settles()
    desk.bo.presses("Confirm", on=card)
    desk.settles()
    assert len([each for each in desk.bo.hears() if "Nothing changed" in each.text]) >= 2


def test_a_button_that_nobody_made_is_answered(desk: Desk) -> None:
    desk.bo.sends_press("~AAAAAAAAAAAAAAAAAAAAAAAA", desk.bo.hears()[-1])
    desk.bo.sees("too old")
    desk.server.expects("message is not modified")
    for data in (".more:~x", ".sure:", ".page:9", ".pick:4", ".send", ".nonsense"):
        desk.bo.sends_press(data, desk.bo.hears()[-1])
    desk.settles()


def test_a_press_under_a_message_that_is_gone_still_runs(desk: Desk) -> None:
    desk.ann.types("/win ACME 2.7M inaccessible")
    desk.bo.presses("Confirm", on="¥2.7M", inaccessible=True)
    desk.bo.sees("Confirmed #3")


def test_a_press_that_is_too_old_is_no_trouble(desk: Desk) -> None:
    late = "Bad Request: query is too old and response timeout expired or query ID is invalid"
    desk.server.refuse("answerCallbackQuery", late)
    desk.ann.types("/win ACME 2.8M too old")
    desk.bo.presses("Confirm", on="¥2.8M", answered=False)
    desk.bo.sees("Confirmed #4")


def test_more_opens_the_rest(desk: Desk) -> None:
    desk.bo.types("/help")
    desk.bo.presses("All commands")
    desk.bo.sees("/away")


def test_another_page_in_a_group_is_in_the_group_s_language(desk: Desk) -> None:
    group = desk.server.group("ACME", desk.ann, desk.bo)
    desk.binds(group, "ACME", "ann", "bo")
    desk.bo.types("/settings language zh-Hans")
    desk.bo.sees("简体中文")
    desk.ann.types("/standings", in_=group)
    first = desk.ann.sees("Accounts by outlook", in_=group)
    desk.server.expects("message is not modified")
    desk.bo.sends_press(".page:0:standings", first)
    desk.settles()
    edited = desk.server.calls("editMessageText")[-1]["text"]
    assert edited.startswith("<b>Accounts by outlook")


def test_names_in_any_script_fit_behind_a_button() -> None:
    """Trap 17: ten accounts with long Chinese names that all begin alike."""
    world = a_company().with_account("ACME", ar="ann", sr="bo").with_department("R&D")
    for number in "一二三四五六七八九十":
        world.with_account(f"华星轨道交通信号系统工程技术服务有限责任公司第{number}分公司", ar="ann", channel=False)
    with Desk("ann", world=world) as desk:
        desk.ann.types("/score 华")
        desk.ann.sees("Which one")
        desk.ann.presses(desk.ann.sees("Which one").buttons[0])
        desk.ann.sees("第一分公司")
