"""platform-facts.md 15: setting a webhook, and what comes to it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from starlette.responses import Response

from tests.servers.telegram import BotApi, Group, Person
from tests.servers.telegram.client import Client
from tests.servers.telegram.refusals import Json
from tests.servers.telegram.sink import Sink, a_webhook


@pytest.fixture
def sink(telegram: BotApi, client: Client) -> Iterator[Sink]:
    """A webhook that is set, with every pause made short."""
    telegram.pace.hurry = 0.01
    with a_webhook() as made:
        client(client.bot.set_webhook(made.url, secret_token="s3cret", allowed_updates=[]))
        yield made


@pytest.mark.parametrize(
    ("args", "said"),
    [
        ({"url": "https://a.b/c", "secret_token": "x" * 257}, "Bad Request: secret token is too long"),
        ({"url": "https://a.b/c", "secret_token": "ü"}, "Bad Request: secret token contains unallowed characters"),
        ({"url": "ftp://a.b"}, "Bad Request: invalid webhook URL specified"),
    ],
)
def test_15_2_what_cannot_be_set(client: Client, args: Json, said: str) -> None:
    assert client.told("setWebhook", **args) == said


def test_15_1_a_server_that_is_not_local_wants_https_and_one_of_four_ports(client: Client) -> None:
    client.telegram.api.webhook.local = False
    assert "An HTTPS URL must be provided" in client.told("setWebhook", url="http://a.b/c")
    time.sleep(1.01)
    assert "ports 80, 88, 443 or 8443" in client.told("setWebhook", url="https://a.b:99/c")


def test_15_2_setting_and_deleting_say_what_they_did(client: Client, sink: Sink) -> None:
    said = []
    for method, url in (("setWebhook", sink.url), ("deleteWebhook", ""), ("deleteWebhook", "")):
        client.telegram.api.webhook.forgets_when_it_was_set()
        said.append(client.told(method, url=url, secret_token="s3cret"))
    assert said == ["Webhook is already set", "Webhook was deleted", "Webhook is already deleted"]


def test_15_3_more_than_one_a_second_is_too_many(client: Client) -> None:
    client.asks("setWebhook", url="https://a.b/c")
    assert client.told("setWebhook", url="https://a.b/d") == "Too Many Requests: retry after 1"


def test_15_4_a_delivery_is_one_update_as_json_with_the_secret(sink: Sink, lin: Person) -> None:
    lin.types("hello")
    sink.waits_for(1)
    (delivery,) = sink.deliveries
    assert delivery.headers["content-type"] == "application/json"
    assert delivery.headers["x-telegram-bot-api-secret-token"] == "s3cret"
    assert set(delivery.body) == {"update_id", "message"}


def test_15_5_a_failure_is_tried_again_and_success_ends_it(sink: Sink, lin: Person, telegram: BotApi) -> None:
    sink.answers = [500, 500, 500]
    lin.types("again")
    assert sink.waits_for(4) == ["again"] * 4
    assert telegram.quiet()


def test_15_5_pauses_double_and_the_first_try_again_is_at_once(sink: Sink, lin: Person, telegram: BotApi) -> None:
    sink.answers = [500] * 4
    lin.types("again")
    sink.waits_for(5)
    assert telegram.api.courier.pauses == [0, 2, 4, 8]


def test_15_5_retry_after_is_obeyed(sink: Sink, lin: Person, telegram: BotApi) -> None:
    sink.answers = [Response(status_code=503, headers={"Retry-After": "3"})]
    lin.types("later")
    sink.waits_for(2)
    assert telegram.api.courier.pauses == [3]


def test_15_6_an_update_is_dropped_when_the_next_try_would_be_too_late(
    sink: Sink, lin: Person, client: Client
) -> None:
    client.asks("sendMessage", chat_id=lin.id, text="card", reply_markup={"inline_keyboard": [[A_BUTTON]]})
    sink.answers, client.telegram.pace.hurry = [500] * 99, 0.001
    client.telegram.passes(timedelta(seconds=5))
    lin.presses("Ack", answered=False)
    sink.waits_for(3)
    client.telegram.passes(timedelta(seconds=149))
    assert client.telegram.quiet()
    assert [update.kind for update in client.telegram.cloud.updates.lost] == ["callback_query"]


def test_15_7_a_day_of_410_removes_the_webhook(sink: Sink, lin: Person, client: Client) -> None:
    sink.answers = [410] * 99
    lin.types("gone")
    sink.waits_for(2)
    client.telegram.passes(timedelta(hours=23, minutes=1))
    eventually(lambda: client.asks("getWebhookInfo")["result"]["url"] == "")


def test_15_8_after_a_read_timeout_the_same_update_comes_while_the_first_is_at_work(
    sink: Sink, lin: Person, telegram: BotApi
) -> None:
    telegram.pace.read_timeout, sink.slow = 0.1, [0.4]
    lin.types("twice")
    sink.waits_for(2)
    assert sink.finished != ["twice", "twice"]
    assert sink.deliveries[0].body == sink.deliveries[1].body
    assert telegram.api.webhook.error == "Read timeout expired"
    assert telegram.quiet()


def test_15_9_a_method_in_the_answer_is_called(sink: Sink, lin: Person) -> None:
    sink.answers = [{"method": "sendMessage", "chat_id": lin.id, "text": "by the answer"}]
    lin.types("hello")
    lin.sees("by the answer")


def test_15_10_a_chat_waits_for_its_own_failures_and_for_no_other(
    sink: Sink, lin: Person, group: Group, telegram: BotApi
) -> None:
    telegram.pace.hurry = 0.5
    sink.answers = [500, 500]
    lin.types("1")
    sink.waits_for(2)
    lin.types("2")
    lin.types("/other@iron_triangle_bot", in_=group)
    assert sink.waits_for(5) == ["1", "1", "/other@iron_triangle_bot", "1", "2"]


def test_15_11_and_12_the_info_tells_of_the_last_failure(sink: Sink, lin: Person, client: Client) -> None:
    client.telegram.pace.hurry = 1
    sink.answers = [500, 500]
    lin.types("fails")
    sink.waits_for(2)
    eventually(lambda: bool(client.telegram.api.webhook.error))
    info = client(client.bot.get_webhook_info())
    assert info.last_error_message == "Wrong response from the webhook: 500 Internal Server Error"
    assert (info.url, info.pending_update_count, info.max_connections) == (sink.url, 1, 40)


def test_what_waited_for_a_poll_goes_to_the_webhook_unless_it_is_dropped(client: Client, lin: Person) -> None:
    lin.types("waited")
    with a_webhook() as sink:
        client.asks("setWebhook", url=sink.url)
        assert sink.waits_for(1) == ["waited"]
        lin.types("more")
        sink.waits_for(2)
        client.telegram.quiet()
        client.telegram.api.webhook.forgets_when_it_was_set()
        client.asks("deleteWebhook")
    lin.types("waits")
    assert client.asks("getWebhookInfo")["result"]["pending_update_count"] == 1
    client.telegram.api.webhook.forgets_when_it_was_set()
    client.asks("deleteWebhook", drop_pending_updates=True)
    assert client.asks("getUpdates")["result"] == []


def eventually(holds: Callable[[], bool], within: float = 3.0) -> None:
    until = time.monotonic() + within
    while not holds():
        assert time.monotonic() < until
        time.sleep(0.01)


A_BUTTON = {"text": "Ack", "callback_data": "ack 1"}
