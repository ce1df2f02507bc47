"""The room in a real Chromium: typed, pressed, filled in, cut off and back (voice.md 5)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.stories.browser import Served, a_served_room

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

WIN = "/win Huaxing 2.5M Signalling lot 2"


@pytest.fixture
def room() -> Iterator[Served]:
    with a_served_room() as served:
        yield served


def types(page: Page, line: str) -> None:
    page.fill("#line", line)
    page.press("#line", "Enter")


def card(page: Page, words: str) -> str:
    """The id of the newest card that says these words."""
    found = page.locator("article.message.bot", has_text=words).last
    found.wait_for()
    return str(found.get_attribute("id"))


def sideways(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))


def test_a_win_is_confirmed_before_ones_eyes_and_the_board_moves(room: Served) -> None:
    lin, gao = room.someone("lin"), room.someone("gao", locale="zh-CN", theme="dark")
    before = lin.locator("#standings-body").inner_text()
    types(lin, WIN)
    shown = card(lin, "To be confirmed")
    place = lin.get_attribute("body", "data-conversation")
    gao.goto(f"{room.address}/c/{place}")
    gao.wait_for_selector("body[data-ready]")
    gao.locator("article.message.bot", has_text="待确认").get_by_role("button", name="确认").click()
    expect(lin.locator(f"#{shown}")).to_contain_text("Confirmed by Gao Mei")
    expect(lin.locator(f"#{shown}")).to_have_class("message bot follows edited", timeout=8000)
    expect(lin.locator("#standings-body")).not_to_have_text(before)
    assert room.complaints == []


def test_a_command_with_gaps_opens_its_form_and_the_dry_run_moves_with_it(room: Served) -> None:
    lin = room.someone("lin")
    types(lin, "/ask Huaxing")
    sheet = lin.locator("#sheet")
    expect(sheet).to_be_visible()
    sheet.locator('select[name="kind"]').select_option("rd_clarification")
    sheet.get_by_text("P1").click()
    sheet.locator("textarea").fill("can we state 150 ms?")
    expect(sheet.locator(".preview")).to_contain_text("If nobody answers")
    sheet.locator('button[type="submit"]').click()
    expect(sheet).to_be_hidden()
    expect(lin.locator("#log")).to_contain_text("R1 is with R&D.")
    assert room.complaints == []


def test_fields_move_with_the_kind_and_what_was_chosen_stays(room: Served) -> None:
    lin = room.someone("lin")
    types(lin, "/ask Huaxing")
    sheet = lin.locator("#sheet")
    expect(sheet.locator('[data-field="to"]')).to_have_count(0)
    sheet.get_by_text("P1").click()
    sheet.locator('select[name="kind"]').select_option("rd_clarification")
    expect(sheet.get_by_text("P1 · 1 h / 8 h")).to_be_visible()
    expect(sheet.locator('input[value="P1"]')).to_be_checked()
    expect(sheet.locator(".preview")).to_contain_text("If nobody answers")
    expect(sheet.locator('button[type="submit"]')).to_have_text("Send to R&D")
    sheet.locator('select[name="kind"]').select_option("other")
    expect(sheet.locator('[data-field="to"]')).to_be_visible()
    sheet.locator('select[name="kind"]').select_option("rd_lab")
    expect(sheet.locator('[data-field="to"]')).to_have_count(0)
    assert room.complaints == []


def test_a_closed_form_keeps_its_draft(room: Served) -> None:
    lin = room.someone("lin")
    types(lin, "/ask Huaxing")
    lin.locator("#sheet textarea").fill("can we state 150 ms?")
    lin.keyboard.press("Escape")
    expect(lin.locator("#sheet")).to_be_hidden()
    types(lin, "/ask Huaxing")
    expect(lin.locator("#sheet textarea")).to_have_value("can we state 150 ms?")


def test_what_is_sent_while_cut_off_waits_and_goes_once(room: Served) -> None:
    lin = room.someone("lin")
    lin.context.set_offline(True)
    types(lin, "still here")
    expect(lin.locator(".sending")).to_contain_text("still here")
    lin.context.set_offline(False)
    expect(lin.locator(".sending")).to_have_count(0, timeout=20_000)
    expect(lin.locator("#log .typed", has_text="still here")).to_have_count(1)


def test_an_input_method_keeps_its_enter(room: Served) -> None:
    lin = room.someone("lin")
    lin.fill("#line", "/score huaxing")
    lin.dispatch_event("#line", "compositionstart")
    lin.press("#line", "Enter")
    expect(lin.locator("#line")).not_to_have_value("")
    lin.dispatch_event("#line", "compositionend")
    lin.press("#line", "Enter")
    expect(lin.locator("#line")).to_have_value("")


def test_completion_is_chosen_by_keys_alone(room: Served) -> None:
    lin = room.someone("lin")
    lin.locator("#line").press_sequentially("/sco")
    expect(lin.locator("#options")).to_be_visible()
    lin.press("#line", "ArrowDown")
    lin.press("#line", "Enter")
    expect(lin.locator("#line")).to_have_value("/score ")
    lin.locator("#line").press_sequentially("hua")
    expect(lin.locator("#options li").first).to_contain_text("Huaxing")
    lin.press("#line", "Tab")
    expect(lin.locator("#slots")).to_contain_text("Huaxing Rail")


def test_single_keys_move_through_the_room_but_not_while_one_types(room: Served) -> None:
    lin = room.someone("lin")
    types(lin, WIN)
    card(lin, "To be confirmed")
    lin.press("#line", "Escape")
    lin.keyboard.press("k")
    expect(lin.locator("article:focus")).to_have_count(1)
    lin.keyboard.press("Enter")
    expect(lin.locator("article button:focus")).to_have_count(1)
    lin.keyboard.press("?")
    expect(lin.locator("#keys")).to_be_visible()
    lin.keyboard.press("Escape")
    lin.keyboard.press("/")
    expect(lin.locator("#line")).to_be_focused()
    lin.keyboard.type("jkb?")
    expect(lin.locator("#line")).to_have_value("/jkb?")


def test_focus_stays_on_a_card_that_is_edited(room: Served) -> None:
    lin, gao = room.someone("lin"), room.someone("gao")
    types(lin, WIN)
    shown = card(lin, "To be confirmed")
    lin.focus(f"#{shown}")
    types(gao, "/confirm 1")
    expect(lin.locator(f"#{shown}")).to_contain_text("Confirmed by Gao Mei")
    assert lin.evaluate("document.activeElement.id") == shown


@pytest.mark.parametrize("width", [1440, 1024, 800, 390, 320])
@pytest.mark.parametrize("locale", ["en-GB", "zh-CN", "zh-TW"])
def test_nothing_scrolls_sideways(room: Served, width: int, locale: str) -> None:
    lin = room.someone("lin", width=width, height=844, locale=locale)
    types(lin, WIN)
    lin.locator("article.message.bot").last.wait_for()
    assert not sideways(lin)
    for name in ("board", "mine", "who"):
        tab = lin.locator(f'.tabs [data-tab="{name}"]')
        if tab.is_visible():
            tab.click()
            assert not sideways(lin)
    assert room.complaints == []


def test_a_finger_hits_what_it_means_on_a_phone(room: Served) -> None:
    lin = room.someone("lin", width=390, height=844)
    types(lin, WIN)
    card(lin, "To be confirmed")
    sizes = lin.locator(".card .buttons button:visible, .tabs button, #send").evaluate_all(
        "all => all.map(each => each.getBoundingClientRect()).filter(box => box.height < 44 || box.width < 24)"
    )
    assert sizes == []
