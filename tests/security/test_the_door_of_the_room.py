"""The room's addresses under strange input: kind words, never a trace of what is inside."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator

import pytest
from starlette.testclient import TestClient

from bot.platforms.room.guard import HEADERS
from bot.platforms.room.live import MOST_STREAMS, Live, News
from bot.platforms.room.surface import Surface
from storage.find import accounts
from tests.bot.room.house import HERE, House, a_house

HUGE = "9" * 30
PLACE = "acct-huaxing"


@pytest.fixture
def house() -> Iterator[House]:
    yield from a_house()


@pytest.mark.parametrize(
    "path",
    [
        f"/c/{HUGE}",
        f"/c/{'9' * 5000}",
        "/c/-1",
        "/c/x",
        "/c/٣",
        f"/c/{HUGE}/earlier",
        "/complete?c=x&line=/win",
        f"/complete?c={HUGE}&line=/win",
    ],
)
def test_a_number_that_no_conversation_has_reads_like_one_that_is_not_ones_own(house: House, path: str) -> None:
    lin = house.someone("lin").browser
    not_hers = lin.get(f"/c/{house.channel('rd-queue').id}")
    strange = lin.get(path)
    assert (strange.status_code, strange.text) == (not_hers.status_code, not_hers.text) == (404, not_hers.text)


@pytest.mark.parametrize("conversation", [10**25, -1, 0])
def test_a_line_for_a_conversation_that_can_not_be_is_stored_nowhere(house: House, conversation: int) -> None:
    lin = house.someone("lin")
    body = {"conversation": conversation, "delivery": "delivery-x", "line": "/win Huaxing 2.5M"}
    assert lin.browser.post("/say", json=body).status_code == 404
    assert lin.news() == []


def test_reading_up_to_a_message_that_can_not_be_is_refused(house: House) -> None:
    body = {"conversation": house.channel(PLACE).id, "message": 10**25}
    assert house.someone("lin").browser.post("/seen", json=body).status_code == 422


@pytest.mark.parametrize(
    "sent", [b"", b"{", b"[" * 5000, b'{"conversation":1,"delivery":"abcdefgh","line":"\\ud800"}']
)
def test_what_is_no_message_is_said_to_be_none(house: House, sent: bytes) -> None:
    answer = house.someone("lin").browser.post("/say", content=sent)
    assert (answer.status_code, answer.text) == (422, "I can't read what came. Nothing was stored.\n")


def test_a_fault_of_ours_says_a_number_and_nothing_of_the_inside(
    house: House, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def breaks(*_: object) -> None:
        raise RuntimeError("a table named inbox")

    monkeypatch.setattr(Surface, "visit", breaks)
    browser = TestClient(house.app, base_url=HERE, raise_server_exceptions=False)
    answer = browser.get("/pieces/side")
    assert answer.status_code == 500
    assert answer.text.startswith("Something broke on my side; nothing was stored. Number ")
    assert "inbox" not in answer.text
    assert answer.headers["content-security-policy"] == HEADERS["Content-Security-Policy"]
    number = answer.text.split("Number ")[1][:4]
    assert any(number in record.getMessage() for record in caplog.records)


def test_one_person_can_not_open_so_many_streams_that_the_others_wait() -> None:
    async def never(_: int) -> News:
        return News((), 1)

    async def first_words(stream: AsyncIterator[dict[str, str]]) -> str | None:
        return next(iter([event["event"] async for event in _one(stream)]), None)

    async def story() -> None:
        live = Live()
        streams = [live.stream(0, never, member_id=7) for _ in range(MOST_STREAMS + 5)]
        heard = [await first_words(each) for each in streams]
        assert heard == ["moved"] * MOST_STREAMS + [None] * 5
        assert not live.has_room(7)
        assert live.has_room(8)
        assert await first_words(live.stream(0, never, member_id=8)) == "moved"
        await streams[0].aclose()  # type: ignore[attr-defined]
        assert live.has_room(7)

    asyncio.run(story())


async def _one(stream: AsyncIterator[dict[str, str]]) -> AsyncIterator[dict[str, str]]:
    try:
        yield await anext(stream)
    except StopAsyncIteration:
        return


def test_an_account_named_in_chinese_alone_stops_nobodys_board(house: House) -> None:
    gao = house.someone("gao")
    gao.says("/account create 华东电网 stage=initial region=South", "direct-gao")
    new = house.database.read(accounts.open_accounts).result()[-1]
    drawn = gao.browser.get(f"/pieces/board?account={new.id}").json()
    assert "华东电网" in drawn["score"]
    assert "No requests open at" in drawn["requests"]
    assert house.someone("lin").browser.get("/").status_code == 200


@pytest.mark.parametrize("path", ["/say", "/preview"])
@pytest.mark.parametrize("fields", [{"account": "a" * 60_000}, {f"field{n}": "" for n in range(5000)}])
def test_a_form_that_is_larger_than_any_is_refused_at_the_door(
    house: House, path: str, fields: dict[str, str]
) -> None:
    body = {"conversation": house.channel(PLACE).id, "form": {"command": "win", "fields": fields}}
    body |= {"delivery": "delivery-x"} if path == "/say" else {}
    answer = house.someone("lin").browser.post(path, json=body)
    assert (answer.status_code, answer.text) == (
        413,
        "That is longer than I can take. What you typed is still here.\n",
    )
