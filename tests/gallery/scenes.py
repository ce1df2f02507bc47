"""What the pictures show: a morning in the demo company, then each scene of it as somebody opens it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.gallery.looks import Look

WIN = "/win Huaxing 2.5M Signalling lot 2"
PAID = "/log collection 800k with @wu second instalment"
ASK = "/ask Huaxing rd_clarification P1"
SPEC = "Rail spec 4.3: does 150 ms hold in the cold?"
PATIENCE_MS = 20_000
SETTLES_MS = 900
"""Longer than any glide and than the dry run's pause."""


def live_a_morning(browser: Browser, address: str) -> None:
    """Lin Yue wins and says who took part, Gao Mei confirms and logs what came in, Lin Yue confirms that."""
    with _a_window(browser) as lin, _a_window(browser) as gao:
        rep, manager = become(lin, address, "lin"), become(gao, address, "gao")
        say(rep, WIN)
        press(rep, "joined 118", "Chen Bo")
        press(rep, "", "That's all")
        with manager.expect_navigation():
            manager.locator("#channels a", has_text="acct-huaxing").click()
        press(manager, "confirm 118")
        hears(rep, "Confirmed by Gao Mei")
        say(manager, PAID)
        press(rep, "confirm 119")
        hears(rep, "Confirmed #119")


def hears(page: Page, words: str) -> None:
    expect(page.locator("#log")).to_contain_text(words, timeout=PATIENCE_MS)


def press(page: Page, command: str, label: str = "") -> None:
    """The newest button of the conversation that says this command."""
    named = f'[data-command^="{command}"]' if command else ""
    page.locator(f".log button{named}", has_text=label).last.click()
    page.wait_for_timeout(SETTLES_MS)


def become(context: BrowserContext, address: str, who: str) -> Page:
    page = context.new_page()
    page.goto(f"{address}/who")
    with page.expect_navigation():
        page.locator(f'button[name="who"][value="{who}"]').click()
    return page


def say(page: Page, line: str) -> None:
    page.locator("#line").fill(line)
    page.keyboard.press("Escape")
    page.locator("#send").click()
    page.wait_for_timeout(SETTLES_MS)


def who(page: Page, address: str, look: Look) -> None:
    page.goto(f"{address}/who")


def room(page: Page, address: str, look: Look) -> None:
    """The channel of an account after the order was confirmed."""
    become(page.context, address, "lin").close()
    page.goto(f"{address}/")
    page.wait_for_selector("#composer")


def ask(page: Page, address: str, look: Look) -> None:
    """The form that a command with gaps opens, with its dry run."""
    room(page, address, look)
    say(page, ASK)
    page.locator('#sheet-body [name="what"]').fill(SPEC)
    expect(page.locator("#sheet-body .preview")).not_to_be_empty()


def board(page: Page, address: str, look: Look) -> None:
    """The board: a phone's tab, beside the room, or alone on an office screen."""
    room(page, address, look)
    if look.phone:
        page.locator('.tabs [data-tab="board"]').click()
    elif look.width == 1440:
        page.goto(f"{address}/board")
    else:
        page.locator("#tab-members").click()


def digest(page: Page, address: str, look: Look) -> None:
    """A manager's digest, in the conversation with the bot."""
    become(page.context, address, "gao").close()
    page.goto(f"{address}/")
    page.wait_for_selector("#composer")
    say(page, "/digest")
    page.locator(".log .message").last.evaluate("it => it.scrollIntoView({block: 'start'})")


Scene = Callable[[Page, str, Look], None]
SCENES: Mapping[str, Scene] = {"who": who, "room": room, "ask": ask, "board": board, "digest": digest}


def _a_window(browser: Browser) -> BrowserContext:
    return browser.new_context(locale="en-GB", viewport={"width": 1440, "height": 900})
