"""platform-facts.md 16: sending texts, keyboards, pictures."""

from __future__ import annotations

import pytest
from telegram import InputMediaPhoto, ReplyParameters
from telegram.error import BadRequest

from tests.servers.telegram import Person
from tests.servers.telegram.client import Client
from tests.servers.telegram.drivers.saying import picture
from tests.servers.telegram.refusals import Json


def keyboard(*rows: list[tuple[str, str]]) -> Json:
    return {"inline_keyboard": [[{"text": text, "callback_data": data} for text, data in row] for row in rows]}


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
