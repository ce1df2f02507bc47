"""platform-facts.md 16: sending, editing, deleting, answering presses."""

from __future__ import annotations

from datetime import timedelta

import pytest
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, InputMediaPhoto, ReplyParameters
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


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a" * 4096, ""),
        ("a" * 4097, "Bad Request: message is too long"),
        ("华" * 4096, ""),
        ("🏆" * 2048, ""),
        ("🏆" * 2049, "Bad Request: MESSAGE_TOO_LONG"),
        ("a" * 32_769, "Bad Request: text is too long"),
        ("", "Bad Request: message text is empty"),
        (" \n\t", "Bad Request: text must be non-empty"),
        ("  " + "a" * 4096 + "\n", ""),
    ],
)
def test_16_1_to_16_3_how_long_a_text_may_be(client: Client, lin: Person, text: str, said: str) -> None:
    assert said_of(client, lin, text=text) == said


def test_16_1_the_length_counts_after_parsing(client: Client, lin: Person) -> None:
    assert said_of(client, lin, text="<b>" + "&amp;" * 4096 + "</b>", parse_mode="HTML") == ""


@pytest.mark.parametrize(
    ("caption", "said"), [("a" * 1024, ""), ("a" * 1025, "Bad Request: message caption is too long")]
)
def test_16_1_a_caption_may_be_1024_long(client: Client, lin: Person, caption: str, said: str) -> None:
    number = lin.sends_photo().content.media["photo"][0]["file_id"]
    answer = client.asks("sendPhoto", chat_id=lin.id, photo=number, caption=caption)
    assert answer.get("description", "") == said


def test_16_4_entities_are_counted_in_utf16_and_end_at_a_hundred(client: Client, lin: Person) -> None:
    sent = client(client.bot.send_message(lin.id, "🏆 <b>x</b> " + "<i>y</i> " * 120, parse_mode="HTML"))
    assert (sent.entities[0].offset, sent.entities[0].length) == (3, 1)
    assert len(sent.entities) == 100


def test_16_5_an_answer_needs_its_target(client: Client, lin: Person) -> None:
    asked = lin.types("question")
    sent = client(client.bot.send_message(lin.id, "answer", reply_parameters=ReplyParameters(asked.id)))
    assert sent.reply_to_message is not None
    assert said_of(client, lin, text="x", reply_parameters={"message_id": 9}) == (
        "Bad Request: message to be replied not found"
    )
    assert (
        said_of(client, lin, text="x", reply_parameters={"message_id": 9, "allow_sending_without_reply": True}) == ""
    )


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


@pytest.mark.parametrize(
    ("data", "fits"), [("x" * 64, True), ("x" * 65, False), ("华" * 21, True), ("华" * 22, False), ("", False)]
)
def test_16_9_callback_data_has_64_bytes(client: Client, lin: Person, data: str, fits: bool) -> None:
    said = said_of(client, lin, text="card", reply_markup=keyboard([("Ack", data)]))
    assert said == ("" if fits else "Bad Request: BUTTON_DATA_INVALID")


@pytest.mark.parametrize(
    ("button", "said"),
    [
        ({"text": "", "callback_data": "x"}, "Bad Request: inline keyboard button text must be non-empty"),
        ({"text": "x", "copy_text": {"text": "y" * 257}}, "Bad Request: BUTTON_COPY_TEXT_INVALID"),
        (
            {"text": "x"},
            "Bad Request: can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        (
            {"text": "x", "url": "no address"},
            "Bad Request: inline keyboard button URL 'no address' is invalid: Wrong HTTP URL",
        ),
    ],
)
def test_16_9_buttons_that_are_refused(client: Client, lin: Person, button: Json, said: str) -> None:
    assert said_of(client, lin, text="card", reply_markup={"inline_keyboard": [[button]]}) == said


def test_16_10_a_hundred_buttons_and_no_more(client: Client, lin: Person) -> None:
    rows = [[(f"{row}.{place}", "x") for place in range(5)] for row in range(20)]
    assert said_of(client, lin, text="card", reply_markup=keyboard(*rows)) == ""
    assert said_of(client, lin, text="card", reply_markup=keyboard(*rows, [("one more", "x")])) == (
        "Bad Request: reply markup is too long"
    )


def test_16_10_a_client_shows_eight_buttons_of_a_row(client: Client, lin: Person) -> None:
    said_of(client, lin, text="card", reply_markup=keyboard([(str(number), "x") for number in range(9)]))
    assert lin.sees("card").buttons == list("01234567")
    assert not client.telegram.quiet(0)


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


def test_16_15_a_photo_has_its_limits(client: Client, lin: Person) -> None:
    sent = client(client.bot.send_photo(lin.id, picture(), caption="<b>chart</b>", parse_mode="HTML"))
    assert (sent.photo[-1].width, sent.photo[-1].height, sent.caption_html) == (320, 240, "<b>chart</b>")
    for content, said in (
        (picture(21, 1), "PHOTO_INVALID_DIMENSIONS"),
        (picture(9000, 1001), "PHOTO_INVALID_DIMENSIONS"),
        (b"not a picture", "IMAGE_PROCESS_FAILED"),
        (picture() + b"0" * 10 * 1024 * 1024, "too big for a photo"),
    ):
        with pytest.raises(BadRequest, match=f"(?i){said}"):
            client(client.bot.send_photo(lin.id, content))


def test_16_16_an_album_has_two_to_ten(client: Client, lin: Person) -> None:
    sent = client(client.bot.send_media_group(lin.id, [InputMediaPhoto(picture()), InputMediaPhoto(picture())]))
    assert len({message.media_group_id for message in sent}) == 1
    with pytest.raises(BadRequest, match="2-10"):
        client(client.bot.send_media_group(lin.id, [InputMediaPhoto(picture())]))


def test_16_17_a_message_may_come_silently(client: Client, lin: Person) -> None:
    client(client.bot.send_message(lin.id, "hush", disable_notification=True))
    client(client.bot.send_message(lin.id, "ring"))
    assert [each.rings for each in lin.hears()] == [False, True]


def test_16_18_a_chat_action_is_one_of_a_few(client: Client, lin: Person) -> None:
    assert client(client.bot.send_chat_action(lin.id, "typing"))
    assert client.told("sendChatAction", chat_id=lin.id, action="dancing") == (
        "Bad Request: wrong parameter action in request"
    )


def test_16_19_an_unknown_parse_mode(client: Client, lin: Person) -> None:
    assert said_of(client, lin, text="x", parse_mode="BBCode") == "Bad Request: unsupported parse_mode"


def test_a_pictures_caption_is_edited_and_its_text_is_not(client: Client, lin: Person) -> None:
    markup = InlineKeyboardMarkup([[InlineKeyboardButton("Why", callback_data="why")]])
    sent = client(client.bot.send_photo(lin.id, picture(), caption="old", reply_markup=markup))
    client(client.bot.edit_message_caption(lin.id, sent.message_id, caption="new"))
    assert lin.sees("new").picture
    assert client.told("editMessageText", chat_id=lin.id, message_id=sent.message_id, text="x") == (
        "Bad Request: there is no text in the message to edit"
    )
