"""platform-facts.md 16: editing, deleting, answering presses."""

from __future__ import annotations

from datetime import timedelta

import pytest
from telegram import InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import BadRequest

from tests.servers.telegram import Group, Person
from tests.servers.telegram.client import Client
from tests.servers.telegram.drivers.saying import picture
from tests.servers.telegram.refusals import Json

NOT_MODIFIED = (
    "Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a "
    "current content and reply markup of the message"
)
TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"


def keyboard(*rows: list[tuple[str, str]]) -> Json:
    return {"inline_keyboard": [[{"text": text, "callback_data": data} for text, data in row] for row in rows]}


ACK = keyboard([("Ack", "ack 1")])


def said_of(client: Client, lin: Person, **args: object) -> str:
    answer = client.asks("sendMessage", chat_id=lin.id, **args)
    return "" if answer["ok"] else str(answer["description"])


def test_16_6_the_same_again_is_not_modified(client: Client, lin: Person) -> None:
    sent = client.asks("sendMessage", chat_id=lin.id, text="card", reply_markup=ACK)["result"]["message_id"]
    edit = {"chat_id": lin.id, "message_id": sent, "text": "card", "reply_markup": ACK}
    assert client.told("editMessageText", **edit) == NOT_MODIFIED
    assert client.asks("editMessageText", **edit | {"text": "<b>card</b>", "parse_mode": "HTML"})["ok"]


def test_16_6_an_edit_without_a_keyboard_takes_it_away(client: Client, lin: Person) -> None:
    sent = client.asks("sendMessage", chat_id=lin.id, text="card", reply_markup=ACK)["result"]["message_id"]
    assert lin.sees("card").buttons == ["Ack"]
    client.asks("editMessageText", chat_id=lin.id, message_id=sent, text="done")
    assert lin.sees("done").buttons == []
    assert client.told("editMessageReplyMarkup", chat_id=lin.id, message_id=sent) == NOT_MODIFIED


def test_16_7_what_can_not_be_edited(client: Client, lin: Person, group: Group) -> None:
    theirs, card = lin.types("mine"), client(client.bot.send_message(lin.id, "card"))
    edit = {"chat_id": lin.id, "text": "x"}
    assert client.told("editMessageText", **edit, message_id=theirs.id) == "Bad Request: message can't be edited"
    assert client.told("editMessageText", **edit, message_id=1) == "Bad Request: message to edit not found"
    lin.deletes("card")
    assert client.told("editMessageText", **edit, message_id=card.message_id) == (
        "Bad Request: message to edit not found"
    )
    forward = client(client.bot.forward_message(lin.id, lin.id, theirs.id))
    assert client.told("editMessageText", **edit, message_id=forward.message_id) == (
        "Bad Request: message can't be edited"
    )


def test_0_2_no_age_ends_edits_unless_the_switch_says_so(client: Client, lin: Person) -> None:
    card = client(client.bot.send_message(lin.id, "card"))
    client.telegram.passes(timedelta(days=60))
    client(client.bot.edit_message_text("changed", lin.id, card.message_id))
    client.telegram.edits_end_after(timedelta(hours=48))
    with pytest.raises(BadRequest, match="can't be edited"):
        client(client.bot.edit_message_text("again", lin.id, card.message_id))


def test_16_8_deletes_end_after_48_hours(client: Client, lin: Person) -> None:
    first, second = (client(client.bot.send_message(lin.id, text)).message_id for text in ("one", "two"))
    assert client.asks("deleteMessage", chat_id=lin.id, message_id=first)["ok"]
    assert client.told("deleteMessage", chat_id=lin.id, message_id=first) == (
        "Bad Request: message to delete not found"
    )
    client.telegram.passes(timedelta(hours=48))
    assert client.told("deleteMessage", chat_id=lin.id, message_id=second) == (
        "Bad Request: message can't be deleted"
    )


def test_16_8_in_a_group_others_messages_are_an_administrators_to_delete(
    client: Client, lin: Person, group: Group
) -> None:
    theirs = lin.types("mine", in_=group)
    assert client.told("deleteMessage", chat_id=group.id, message_id=theirs.id) == (
        "Bad Request: message can't be deleted"
    )
    group.promotes_the_bot()
    assert client.asks("deleteMessages", chat_id=group.id, message_ids=[theirs.id, 99])["ok"]
    assert lin.screen(group)[-1].text != "mine"


def test_16_11_a_press_is_answered_once_and_in_time(client: Client, lin: Person) -> None:
    said_of(client, lin, text="card", reply_markup=ACK)
    lin.presses("Ack")
    first = client.takes()[-1]["callback_query"]
    assert client.asks("answerCallbackQuery", callback_query_id=first["id"], text="Acknowledged")["ok"]
    assert lin.sees("Acknowledged").toast
    assert client.told("answerCallbackQuery", callback_query_id=first["id"]) == TOO_OLD
    lin.presses("Ack")
    client.telegram.passes(timedelta(seconds=16))
    late = client.takes()[-1]["callback_query"]
    assert client.told("answerCallbackQuery", callback_query_id=late["id"]) == TOO_OLD


def test_16_11_a_toast_has_200_characters(client: Client, lin: Person) -> None:
    said_of(client, lin, text="card", reply_markup=ACK)
    lin.presses("Ack")
    number = client.takes()[-1]["callback_query"]["id"]
    assert not client.asks("answerCallbackQuery", callback_query_id=number, text="x" * 201)["ok"]


def test_16_12_a_press_without_an_answer_is_not_quiet(client: Client, lin: Person) -> None:
    said_of(client, lin, text="card", reply_markup=ACK)
    lin.presses("Ack")
    client.takes()
    assert client.telegram.unexpected(0) == ["not answered: the press of Lin Yue"]


def test_16_13_a_press_on_what_is_gone_has_an_inaccessible_message(client: Client, lin: Person) -> None:
    said_of(client, lin, text="card", reply_markup=ACK)
    old = lin.sees("card")
    lin.deletes("card")
    lin.presses("Ack", on=old)
    (update,) = client(client.bot.get_updates())
    assert update.callback_query is not None
    assert update.callback_query.message is not None
    assert update.callback_query.message.is_accessible is False


def test_16_14_a_press_says_who_where_and_what(client: Client, lin: Person, group: Group) -> None:
    client.asks("sendMessage", chat_id=group.id, text="card", reply_markup=ACK)
    lin.presses("Ack", on="card")
    query = client.takes()[-1]["callback_query"]
    assert (query["from"]["id"], query["message"]["chat"]["id"], query["data"]) == (lin.id, group.id, "ack 1")
    assert query["chat_instance"]


def test_a_pictures_caption_is_edited_and_its_text_is_not(client: Client, lin: Person) -> None:
    markup = InlineKeyboardMarkup([[InlineKeyboardButton("Why", callback_data="why")]])
    sent = client(client.bot.send_photo(lin.id, picture(), caption="old", reply_markup=markup))
    client(client.bot.edit_message_caption(lin.id, sent.message_id, caption="new"))
    assert lin.sees("new").picture
    assert client.told("editMessageText", chat_id=lin.id, message_id=sent.message_id, text="x") == (
        "Bad Request: there is no text in the message to edit"
    )
