"""platform-facts.md 13: paths, arguments, tokens, errors, files."""

from __future__ import annotations

import httpx
import pytest
from telegram.error import InvalidToken, NetworkError, RetryAfter, TimedOut

from tests.servers.telegram import BotApi, Person
from tests.servers.telegram.client import Client
from tests.servers.telegram.drivers.saying import picture


def test_13_1_a_method_is_called_by_any_case_and_any_kind_of_body(client: Client, lin: Person) -> None:
    path = f"/bot{client.telegram.token}"
    asked = {"chat_id": str(lin.id), "text": "hello"}
    answers = [
        client.gets(f"{path}/SENDmessage", params=asked),
        client.gets(f"{path}/sendMessage", "POST", data=asked),
        client.gets(f"{path}/sendmessage", "POST", json={"chat_id": lin.id, "text": "hello"}),
        client.gets(f"{path}/sendMessage", "POST", files={name: (None, value) for name, value in asked.items()}),
        client.gets(f"{path}/test/sendMessage", "POST", data=asked),
    ]
    assert [answer.json()["result"]["text"] for answer in answers] == ["hello"] * 5


def test_13_2_an_error_has_its_code_as_status(client: Client) -> None:
    answer = client.gets(f"/bot{client.telegram.token}/sendMessage", params={"chat_id": "7", "text": "x"})
    assert (answer.status_code, answer.json()) == (
        400,
        {"ok": False, "error_code": 400, "description": "Bad Request: chat not found"},
    )


def test_13_3_a_429_says_when_in_its_parameters_and_its_header(client: Client, lin: Person) -> None:
    client.telegram.refuse("sendMessage", 429, after=7)
    answer = client.gets(f"/bot{client.telegram.token}/sendMessage", params={"chat_id": str(lin.id), "text": "x"})
    assert answer.headers["Retry-After"] == "7"
    assert answer.json()["description"] == "Too Many Requests: retry after 7"
    assert answer.json()["parameters"] == {"retry_after": 7}


def test_13_3_a_429_for_a_while_counts_down_and_ends(client: Client, lin: Person) -> None:
    client.telegram.refuse("sendMessage", 429, seconds=30)
    with pytest.raises(RetryAfter):
        client(client.bot.send_message(lin.id, "now"))
    client.telegram.relents()
    assert client(client.bot.send_message(lin.id, "later")).text == "later"


@pytest.mark.parametrize(
    ("path", "code", "description"),
    [
        ("/bot123:short/getMe", 401, "Unauthorized: invalid token specified"),
        ("/bot110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDnope/getMe", 401, "Unauthorized"),
        ("/bot{token}/fly", 404, "Not Found: method not found"),
        ("/elsewhere", 404, "Not Found"),
    ],
)
def test_13_4_wrong_tokens_and_paths(client: Client, path: str, code: int, description: str) -> None:
    answer = client.gets(path.format(token=client.telegram.token)).json()
    assert (answer["error_code"], answer["description"]) == (code, description)


def test_13_4_a_revoked_token_is_an_invalid_token_to_the_library(client: Client) -> None:
    client.telegram.revokes_the_token()
    with pytest.raises(InvalidToken):
        client(client.bot.get_me())


def test_13_6_what_was_sent_can_be_fetched(client: Client, lin: Person) -> None:
    message = lin.sends_photo("a picture")
    file = client(client.bot.get_file(message.content.media["photo"][-1]["file_id"]))
    assert bytes(client(file.download_as_bytearray())) == picture()


def test_13_6_a_file_over_20_mb_is_not_given(client: Client, lin: Person) -> None:
    message = lin.sends_document("big.zip", content=b"0" * (20 * 1024 * 1024 + 1))
    said = client.told("getFile", file_id=message.content.media["document"]["file_id"])
    assert said == "Bad Request: file is too big"


def test_an_answer_may_come_after_the_client_gave_up(client: Client, lin: Person) -> None:
    client.telegram.delay("sendMessage", 1)
    with pytest.raises(TimedOut):
        client(client.bot.send_message(lin.id, "stored all the same", read_timeout=0.2))
    lin.sees("stored all the same")


@pytest.mark.parametrize("done", [False, True])
def test_a_connection_may_be_cut_before_or_after_the_effect(client: Client, lin: Person, done: bool) -> None:
    client.telegram.reset("sendMessage", done=done)
    with pytest.raises(NetworkError, match=r"ReadError|RemoteProtocolError"):
        client(client.bot.send_message(lin.id, "cut"))
    assert [each.text for each in lin.hears()] == ["cut"] * done


def test_a_server_that_is_down_comes_back_at_the_same_address(client: Client, lin: Person) -> None:
    client.telegram.stop()
    with pytest.raises(httpx.ConnectError):
        client.gets("/")
    client.telegram.start()
    assert client(client.bot.get_me()).username == "iron_triangle_bot"


def test_unknown_fields_and_kinds_come_along() -> None:
    with BotApi(strange=True) as telegram:
        client, lin = Client(telegram), telegram.person("lin")
        for number in range(8):
            lin.types(f"{number}")
        updates = client(client.bot.get_updates(timeout=1))
        assert [update.message.text for update in updates if update.message] == [str(n) for n in range(8)]
        assert [update for update in updates if "holographic_message" in update.api_kwargs]
        assert updates[0].api_kwargs["x_of_tomorrow"] == {"level": 3}
        client.close()


def test_quiet_names_what_no_test_ordered(client: Client, lin: Person) -> None:
    client.told("sendMessage", chat_id=lin.id)
    assert client.telegram.unexpected(0) == ["sendMessage: Bad Request: message text is empty"]
    client.telegram.expects("message text is empty")
    assert client.telegram.quiet(0)
    lin.types("nobody takes this")
    assert not client.telegram.quiet(0)
