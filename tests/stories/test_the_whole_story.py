"""The story of the product, told to `triangle demo` itself in real browser windows (domain.md 3, 6, 7).

A rep logs a win, a second person confirms it, the board moves; the rep asks R&D, nobody answers, each step rings
once; R&D acknowledges and resolves, every copy changes in place; the manager gets the digest.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.stories.browser import a_browser

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser"), pytest.mark.timeout(420)]

SPEED = 300
"""Business seconds in a second: an hour to acknowledge takes twelve."""


@contextmanager
def a_demo(folder: Path) -> Iterator[str]:
    """`triangle demo` as a newcomer starts it; its address."""
    command = [sys.executable, "-c", "from bot.cli.main import app; app()"]
    options = ["demo", "--data", str(folder), "--port", "0", "--speed", str(SPEED)]
    with subprocess.Popen([*command, *options], stdout=subprocess.PIPE, text=True) as process:
        try:
            yield _address(process)
        finally:
            process.terminate()
            process.wait(20)


def _address(process: subprocess.Popen[str]) -> str:
    for line in process.stdout or ():
        if found := re.search(r"http://127\.0\.0\.1:\d+", line):
            return found[0]
    raise AssertionError("the demo did not start")


class Windows:
    def __init__(self, browser: Browser, address: str) -> None:
        self.browser, self.address = browser, address

    def of(self, handle: str, place: str | None = None, **context: str) -> Page:
        page = self.browser.new_page(viewport={"width": 1440, "height": 900}, locale=context.get("locale", "en-GB"))
        page.goto(f"{self.address}/who")
        page.click(f'button[value="{handle}"]')
        page.wait_for_selector("body[data-ready]")
        if place is not None:
            page.locator("nav").get_by_role("link", name=place).click()
            page.wait_for_selector("body[data-ready]")
        return page


def types(page: Page, line: str) -> None:
    page.fill("#line", line)
    page.press("#line", "Enter")


def messages(page: Page, words: str) -> int:
    """How many messages of the bot say these words."""
    return page.locator("article.message.bot", has_text=re.compile(words)).count()


def waits_for(page: Page, words: str, seconds: int = 60) -> None:
    found = page.locator("article.message.bot", has_text=re.compile(words)).last
    expect(found).to_be_attached(timeout=seconds * 1000)


@pytest.fixture
def windows(tmp_path: Path) -> Iterator[Windows]:
    with a_demo(tmp_path / "demo") as address, a_browser() as browser:
        yield Windows(browser, address)


def test_from_a_win_to_the_managers_monday(windows: Windows) -> None:
    lin = windows.of("lin", "acct-huaxing")
    he, sun, gao = (windows.of(who, "Triangle") for who in ("he", "sun", "gao"))
    queue = windows.of("he", "rd-queue")

    # A win, and a second pair of eyes: the reply and the board show the new rank.
    types(lin, "/win 2.5M Signalling lot 2")
    waits_for(lin, "Logged #118.*the outlook would be 89.89")
    types(gao, "/confirm 118")
    waits_for(gao, r"Confirmed #118\..*84.96 → 89.89 \(\+4.93\), rank 2 → 1 of 4")
    expect(lin.locator("#standings-body")).to_contain_text("89.89", timeout=15_000)

    # Help is asked for, and nobody answers: every step rings once.
    types(lin, "/ask rd_clarification P1 can we state 150 ms for lot 2?")
    waits_for(lin, "R41 is with R&D")
    waits_for(lin, "If nobody answers")
    waits_for(queue, "R41 waits for R&D to acknowledge it")
    waits_for(he, "R41: .* left to acknowledge it")
    waits_for(lin, "Nobody acknowledged R41 by")
    waits_for(sun, "Huaxing Rail waits for R&D: R41")
    assert messages(queue, "R41 waits for R&D to acknowledge it") == 1
    assert messages(he, "R41: .* left to acknowledge it") == 1
    assert messages(lin, "Nobody acknowledged R41 by") == 1
    assert messages(sun, "Huaxing Rail waits for R&D: R41") == 1

    # R&D acknowledges with a day and resolves: the copies change in place.
    cards = lin.locator("article.message.bot", has_text="R41 · Technical clarification").count()
    types(queue, "/ack 41 tomorrow")
    waits_for(queue, "R41 acknowledged")
    expect(lin.locator("article.message.bot", has_text="He Rui has it").last).to_contain_text("R41", timeout=15_000)
    types(queue, "/resolve 41 150 ms holds, letter attached")
    for page in (lin, queue):
        card = page.locator("article.message.bot", has_text="R41 · Technical clarification").last
        expect(card).to_contain_text("Resolved in", timeout=15_000)
    assert lin.locator("article.message.bot", has_text="R41 · Technical clarification").count() == cards

    # The manager's Monday comes.
    types(gao, "/digest")
    waits_for(gao, "To applaud")
    assert messages(gao, "Lanhai Bank") >= 1
