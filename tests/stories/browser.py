"""A real Chromium, and the room served to it on a loopback port."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import pytest
import uvicorn
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from bot.app import application
from bot.platforms.room.routes import mounted
from tests.bot.room.house import House

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--no-first-run",
    "--disable-sync",
    "--disable-component-update",
)


def chromium() -> str:
    """Where it is; a test that needs it is skipped loudly where it is not."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return found
    pytest.skip("NO CHROMIUM ON THIS MACHINE: the room was not driven in a browser")


@contextmanager
def a_browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium(), args=list(FLAGS))
        try:
            yield opened
        finally:
            opened.close()


class Served:
    """The room in browsers: `served.someone("lin")` is a window of hers."""

    def __init__(self, browser: Browser, house: House, address: str) -> None:
        self.browser, self.house, self.address = browser, house, address
        self.complaints: list[str] = []

    def someone(
        self, handle: str, *, width: int = 1440, height: int = 900, locale: str = "en-GB", theme: str = "light"
    ) -> Page:
        page = self.browser.new_page(
            viewport={"width": width, "height": height},
            locale=locale,
            color_scheme="dark" if theme == "dark" else "light",
        )
        page.on("console", self._note)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.goto(f"{self.address}/who")
        page.click(f'button[value="{handle}"]')
        page.wait_for_selector("body[data-ready]")
        return page

    def _note(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)


@contextmanager
def a_served_room() -> Iterator[Served]:
    with ExitStack() as open_:
        house = open_.enter_context(House(by_hand=False))
        address = open_.enter_context(_serving(house))
        browser = open_.enter_context(a_browser())
        yield Served(browser, house, address)


@contextmanager
def _serving(house: House) -> Iterator[str]:
    app = application(house.runtime, surfaces=mounted(house.app))
    config = uvicorn.Config(app, host="127.0.0.1", port=0, log_config=None, timeout_graceful_shutdown=1)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        while not server.started:
            assert thread.is_alive(), "the server did not start"
            time.sleep(0.02)
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(20)
