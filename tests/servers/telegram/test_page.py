"""The chat page, as its browser talks to it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tests.servers.telegram import BotApi
from tests.servers.telegram.client import Client
from tests.servers.telegram.page.acts import Desk
from tests.servers.telegram.page.drawing import as_html
from tests.servers.telegram.page.routes import page_routes
from tests.servers.telegram.refusals import Json
from tests.servers.telegram.words import typed


class Page:
    def __init__(self, api: BotApi) -> None:
        self.desk = Desk(api)
        self.desk.joins("lin", "Lin Yue", "en")
        self.desk.joins("wu", "吴敏", "zh-hans")
        api.start(*page_routes(self.desk))
        self.http = httpx.Client(base_url=f"{api.url}/desk/", trust_env=False, verify=False)
        self.client = Client(api)

    def acts(self, name: str, **given: Any) -> Json:
        answer: Json = self.http.post("act", json={"act": name, "as": "lin", **given}).json()
        return answer

    def state(self, **asked: str) -> Json:
        found: Json = self.http.get("state", params={"as": "lin", **asked}).json()
        return found


@pytest.fixture
def page() -> Iterator[Page]:
    api = BotApi(strange=False)
    made = Page(api)
    yield made
    made.http.close()
    made.client.close()
    api.stop()


def test_the_page_and_its_files_are_there(page: Page) -> None:
    assert all(page.http.get(name).status_code == 200 for name in ("", "page.css", "page.js"))
    assert page.http.get("acts.py").status_code == 404


def test_somebody_types_and_presses(page: Page) -> None:
    page.acts("starts")
    card = {"inline_keyboard": [[{"text": "Ack", "callback_data": "x"}]]}
    lin = page.desk.people["lin"].id
    sent = page.client.asks("sendMessage", chat_id=lin, text="<b>R&amp;D</b>", parse_mode="HTML", reply_markup=card)
    seen = page.state()["messages"][-1]
    assert (seen["html"], seen["rows"][0][0]["text"]) == ("<b>R&amp;D</b>", "Ack")
    page.acts("presses", chat=str(lin), message=sent["result"]["message_id"], row=0, at=0)
    press = page.client.takes()[-1]["callback_query"]
    page.client.asks("answerCallbackQuery", callback_query_id=press["id"], text="Acknowledged")
    assert page.state()["toast"] == "Acknowledged"


def test_groups_topics_edits_forwards_and_blocks(page: Page) -> None:
    page.acts("makes_a_group", text="Accounts", kind="forum")
    forum = page.state()["chats"][-1]["id"]
    page.acts("opens_a_topic", chat=forum, text="Huaxing")
    page.acts("types", chat=forum, text="/score@iron_triangle_bot", topic="Huaxing")
    written = page.state(chat=forum)["messages"][-1]
    page.acts("edits", chat=forum, message=written["id"], text="/why@iron_triangle_bot")
    page.acts("forwards", chat=forum, message=written["id"], to="")
    page.acts("blocks")
    kinds = [next(key for key in update if key != "update_id") for update in page.client.takes()]
    assert kinds[-4:] == ["message", "edited_message", "message", "my_chat_member"]
    assert page.state(chat=forum)["messages"][-1]["topic"] == "Huaxing"


def test_what_can_not_be_done_is_said(page: Page) -> None:
    page.acts("blocks")
    assert "blocks the bot" in page.acts("types", text="hello")["trouble"]


def test_another_sites_page_can_do_nothing(page: Page) -> None:
    answer = page.http.post(
        "act", json={}, headers={"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"}
    )
    assert answer.status_code == 403
    assert page.http.get("state", headers={"Host": "evil.example"}).status_code == 400


def test_words_are_drawn_escaped() -> None:
    drawn = as_html(typed("<script> /score https://a.com/?a=1&b=2"))
    assert drawn.startswith("&lt;script&gt; <a title")
    assert "<script" not in drawn
