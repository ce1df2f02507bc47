"""What people's clients show, and how tests act through them."""

from __future__ import annotations

import threading

import pytest

from tests.servers.telegram import BotApi, Group, Person
from tests.servers.telegram.client import Client
from tests.servers.telegram.refusals import Json


def keyboard(*rows: list[str]) -> Json:
    return {"inline_keyboard": [[{"text": text, "callback_data": text} for text in row] for row in rows]}


def test_everybody_sees_the_chats_they_are_in(client: Client, lin: Person, group: Group) -> None:
    zoe = client.telegram.person("zoe")
    client(client.bot.send_message(group.id, "for the group"))
    lin.sees("for the group")
    zoe.never_sees("for the group", within=0.05)
    with pytest.raises(AssertionError, match="does not see"):
        zoe.sees("for the group", within=0.05)


def test_what_was_shown_for_a_moment_was_seen(client: Client, lin: Person) -> None:
    sent = client(client.bot.send_message(lin.id, "¥2,500,000"))
    client(client.bot.edit_message_text("withheld", lin.id, sent.message_id))
    lin.sees("withheld")
    with pytest.raises(AssertionError, match="saw"):
        lin.never_sees("2,500,000")


def test_seeing_waits_for_what_is_on_its_way(client: Client, lin: Person) -> None:
    later = threading.Timer(0.1, lambda: client(client.bot.send_message(lin.id, "at last")))
    later.start()
    assert lin.sees("at last").rings
    later.join()


def test_an_old_screen_still_has_its_old_buttons(client: Client, lin: Person) -> None:
    sent = client.asks("sendMessage", chat_id=lin.id, text="card", reply_markup=keyboard(["Ack"]))["result"]
    old = lin.sees("card")
    client.asks("editMessageText", chat_id=lin.id, message_id=sent["message_id"], text="closed")
    with pytest.raises(AssertionError, match=r"no button \[Ack\]"):
        lin.presses("Ack", within=0.05)
    lin.presses("Ack", on=old, answered=False)
    assert client.takes()[0]["callback_query"]["data"] == "Ack"


def test_marks_and_labels_are_seen(client: Client, lin: Person) -> None:
    text = "<b>Order</b> <pre>84.96</pre><blockquote>lot 2</blockquote>"
    client.asks("sendMessage", chat_id=lin.id, text=text, parse_mode="HTML", reply_markup=keyboard(["✓ Confirm"]))
    card = lin.sees("Confirm")
    assert (card.marked("bold"), card.marked("pre"), card.marked("blockquote")) == (["Order"], ["84.96"], ["lot 2"])
    assert card.keyboard == [["✓ Confirm"]]
    lin.presses("Confirm", answered=False)


def test_a_form_is_filled_step_by_step(client: Client, lin: Person) -> None:
    def bot() -> None:
        """Asks twice: by buttons, by words; then offers to send."""
        ask = client.asks(
            "sendMessage", chat_id=lin.id, text="How urgent?", reply_markup=keyboard(["P1 today", "P2"])
        )
        place = {"chat_id": lin.id, "message_id": ask["result"]["message_id"]}
        press = heard(client)["callback_query"]
        client.asks("answerCallbackQuery", callback_query_id=press["id"])
        client.asks("editMessageText", **place, text="What?", reply_markup=keyboard(["Cancel"]))
        words = heard(client)["message"]["text"]
        client.asks(
            "editMessageText", **place, text=f"{press['data']}: {words}", reply_markup=keyboard(["Send"], ["Cancel"])
        )
        client.asks("answerCallbackQuery", callback_query_id=heard(client)["callback_query"]["id"], text="Sent")

    thread = threading.Thread(target=bot)
    thread.start()
    lin.fills(priority="P1", text="rail spec")
    lin.sees("P1 today: rail spec")
    lin.submits()
    assert lin.sees("Sent").toast
    thread.join(5)


def test_somebody_who_is_not_in_a_group_can_not_write_there(telegram: BotApi, group: Group) -> None:
    with pytest.raises(AssertionError, match="is not in"):
        telegram.person("zoe").types("hello", in_=group)


def heard(client: Client) -> Json:
    """The next update."""
    while not (found := client.takes(timeout=1)):
        pass
    return found[0]
