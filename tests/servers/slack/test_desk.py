"""The page for a developer, by HTTP and in a browser; what the drivers show of formatted text."""

from __future__ import annotations

import asyncio
from typing import Any

import aiohttp
import pytest

from tests.gallery.chromium import a_browser
from tests.servers.slack import Channel, Person, SlackServer
from tests.servers.slack.__main__ import people, told
from tests.servers.slack.kit import buttons, modal, typed
from tests.servers.slack.small_app import Heard, SmallApp, ask


def fetched(url: str, **posted: Any) -> Any:
    async def call() -> Any:
        async with aiohttp.ClientSession() as session:
            how = session.post(url, json=posted) if posted else session.get(url)
            async with how as response:
                return await (response.json() if response.content_type == "application/json" else response.text())

    return asyncio.run(call())


def test_the_page_shows_what_a_person_sees_and_does_what_they_do(app: SmallApp, lin: Person, hall: Channel) -> None:
    app.answers["/ask"] = {"text": "Which?", "blocks": buttons("Huaxing")}
    url = app.slack.url
    assert fetched(f"{url}/desk/do", act="types", person="lin", text="/ask", channel=hall.id) == {"result": None}
    shown = fetched(f"{url}/desk/state?person=lin")
    message = next(c for c in shown["channels"] if c["id"] == hall.id)["messages"][0]
    assert message["ephemeral"]
    block = message["blocks"][0]
    ids = {"block": block["block_id"], "action": block["elements"][0]["action_id"]}
    fetched(f"{url}/desk/do", act="acts", person="lin", ts=message["ts"], **ids)
    assert app.last("block_actions")["actions"][0]["value"] == "Huaxing"


def test_on_the_page_one_edits_deletes_and_takes_shortcuts(app: SmallApp, lin: Person, hall: Channel) -> None:
    url, said = app.slack.url, lin.types("<@Triangle> win 2M", in_=hall)
    fetched(f"{url}/desk/do", act="edits", person="lin", ts=said.ts, text="win 3M")
    assert app.last("message")["event"]["message"]["text"] == "win 3M"
    fetched(f"{url}/desk/do", act="shortcut", person="lin", name="log_message", ts=said.ts)
    assert app.last("message_action")["message"]["text"] == "win 3M"
    fetched(f"{url}/desk/do", act="deletes", person="lin", ts=said.ts)
    assert app.last("message")["event"]["subtype"] == "message_deleted"


def test_what_cannot_be_done_is_said(slack: SlackServer, lin: Person) -> None:
    answer = fetched(f"{slack.url}/desk/do", act="types", person="lin", text="x", channel="C0NONE")
    assert "no channel" in answer["trouble"]


def test_it_says_how_the_bot_connects(slack: SlackServer) -> None:
    people(slack)
    assert f"export SLACK_API_URL={slack.api_url}" in told(slack)
    assert "SLACK_SIGNING_SECRET" in told(slack)
    slack.socket_mode()
    assert "SLACK_APP_TOKEN=xapp-" in told(slack)
    assert slack.workspace.people["gao"].user.email == "gao@qiming.example"


@pytest.mark.browser
def test_in_a_browser_one_types_presses_and_fills_in(app: SmallApp, lin: Person, hall: Channel) -> None:
    def opens(heard: Heard) -> None:
        app.soon(lambda: app.spawn(app.opens(heard, modal(typed("what")))))

    app.answers |= {"/ask": {"text": "Which *one*?", "blocks": buttons("Huaxing")}, "block_actions": opens}
    with a_browser() as browser:
        page = browser.new_page()
        faults: list[str] = []
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(f"{app.slack.url}/#{hall.id}")
        page.get_by_label("Message").fill("/ask")
        page.keyboard.press("Enter")
        page.get_by_role("button", name="Huaxing").click()
        page.get_by_label("What").fill("rail spec")
        page.get_by_role("button", name="Send").last.click()
        page.get_by_role("dialog").wait_for(state="hidden")
        assert faults == []
    values = app.last("view_submission")["view"]["state"]["values"]
    assert values["what"]["what"]["value"] == "rail spec"


def test_drivers_see_text_without_marks_and_with_names(slack: SlackServer, lin: Person, hall: Channel) -> None:
    text = (
        f"*bold* _slant_ AT&amp;T <@{lin.id}> in <#{hall.id}> <https://x.example|here> <!date^1^{{date}}|Thu 09:40>"
    )
    ask(slack, "chat_postMessage", channel=hall.id, text=text)
    assert lin.sees("bold slant").text == "bold slant AT&T @Lin Yue in #hall here Thu 09:40"


def test_whom_a_message_notifies(slack: SlackServer, lin: Person, hall: Channel) -> None:
    quoted = [{"type": "section", "text": {"type": "mrkdwn", "text": f"&lt;!here&gt; <@{lin.id}>"}}]
    ask(slack, "chat_postMessage", channel=hall.id, text="&lt;!channel&gt; quoted", blocks=quoted)
    assert lin.sees("<!here>").pings == {lin.id}
    ask(slack, "chat_postMessage", channel=hall.id, text="<!channel> wake up")
    assert lin.sees("wake up").pings == {"channel"}


def test_what_was_edited_away_was_seen_all_the_same(slack: SlackServer, lin: Person, hall: Channel) -> None:
    sent = ask(slack, "chat_postMessage", channel=hall.id, text="¥2,500,000")
    ask(slack, "chat_update", channel=hall.id, ts=sent["ts"], text="amount: team only")
    lin.sees("team only")
    with pytest.raises(AssertionError, match="was shown"):
        lin.never_sees("2,500,000")


def test_messages_that_nobody_saw_are_known(slack: SlackServer, lin: Person, hall: Channel) -> None:
    ask(slack, "chat_postMessage", channel=hall.id, text="one")
    ask(slack, "chat_postMessage", channel=hall.id, text="two")
    lin.sees("one")
    assert slack.unseen() == ["two"]
