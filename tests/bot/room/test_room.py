"""The room over HTTP: who sees what, what is refused, what happens once (defaults.md "Demo"; voice.md 5)."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from typing import Any

import pytest

from bot.platforms.room.live import Live, News
from bot.platforms.room.pages import office_link
from bot.platforms.room.people import CAST
from handlers.arguments.words import command_of
from scoring.terms import Language
from tests.bot.room.house import HERE, SECRET, Guest, House, a_house

WIN = "/win 2.5M Signalling lot 2"
PLACE = "acct-huaxing"


@pytest.fixture
def house() -> Iterator[House]:
    yield from a_house()


# Who sees what.


def test_the_first_page_asks_who_one_wants_to_be(house: House) -> None:
    page = house.browser().get("/")
    assert page.url.path == "/who"
    assert all(name in page.text for name in ("Lin Yue", "He Rui", "Luo Qin", "Sun Hao", "Gao Mei", "A stranger"))


def test_the_first_page_asks_in_the_browsers_language(house: House) -> None:
    page = house.browser().get("/who", headers={"Accept-Language": "zh-TW,zh;q=0.9"})
    assert '<html lang="zh-Hant"' in page.text
    assert "你想用誰的身分看看？" in page.text


def test_a_stranger_sees_one_sentence_and_nothing_else(house: House) -> None:
    stranger = house.someone("stranger").browser
    for path in ("/", f"/c/{house.channel(PLACE).id}"):
        page = stranger.get(path, headers={"Accept": "text/html"})
        assert "show and store nothing" in page.text
        assert not [name for name in ("Huaxing", "Lin Yue", "acct-") if name in page.text]


@pytest.mark.parametrize(
    "path", ["/pieces/side?c=1", "/pieces/board", "/complete?c=1&line=/score", "/live", "/board"]
)
def test_a_stranger_reads_no_piece(house: House, path: str) -> None:
    assert house.someone("stranger").browser.get(path).status_code == 403


def test_a_stranger_stores_nothing(house: House) -> None:
    body = {"conversation": house.channel(PLACE).id, "delivery": "delivery-x", "line": WIN}
    assert house.someone("stranger").browser.post("/say", json=body).status_code == 403
    assert house.someone("lin").news() == []


def test_a_channel_that_is_not_ones_own_is_not_there(house: House) -> None:
    he = house.someone("he").browser
    theirs, nobodys = he.get(f"/c/{house.channel(PLACE).id}"), he.get("/c/99999")
    assert (theirs.status_code, theirs.text) == (nobodys.status_code, nobodys.text) == (404, nobodys.text)


def test_who_joins_a_team_comes_into_its_channel_and_who_leaves_goes_out(house: House) -> None:
    gao, he = house.someone("gao"), house.someone("he")
    there = f"/c/{house.channel(PLACE).id}"
    assert he.browser.get(there).status_code == 404
    gao.says("/account team Huaxing @he others", PLACE)
    assert he.browser.get(there).status_code == 200
    gao.says("/account leave Huaxing @he", PLACE)
    assert he.browser.get(there).status_code == 404


def test_a_manager_who_leaves_a_team_stays_in_its_channel(house: House) -> None:
    gao = house.someone("gao")
    for line in ("/account team Huaxing @gao others", "/account leave Huaxing @gao"):
        gao.says(line, PLACE)
    assert gao.browser.get(f"/c/{house.channel(PLACE).id}").status_code == 200


def test_what_was_answered_in_private_stays_private(house: House) -> None:
    lin, bo = house.someone("lin"), house.someone("gao")
    lin.says(WIN, PLACE)
    assert "only you see this" in lin.reads(PLACE)
    assert {row.only_for for row in bo.news()} <= {None, bo.id}
    assert not [row for row in bo.news() if row.said]


def test_a_line_that_names_an_amount_is_seen_by_who_typed_it_alone(house: House) -> None:
    lin = house.someone("lin")
    lin.says(WIN, PLACE)
    assert [row.only_for for row in lin.news() if row.said == WIN] == [lin.id]


def test_without_the_demo_nobody_can_pick_who_to_be() -> None:
    with House(demo=False) as house:
        browser = house.browser()
        assert browser.get("/who").status_code == 404
        assert browser.post("/who", data={"who": "lin"}).status_code == 404
        assert browser.post("/demo/next").status_code == 404


def test_a_cookie_that_we_did_not_sign_is_nobodys(house: House) -> None:
    browser = house.browser()
    browser.cookies.set("room", "eyJ3aG8iOiAxfQ==.forged")
    assert browser.get("/").url.path == "/who"
    assert browser.get("/pieces/board").status_code == 403


def test_the_office_screen_opens_by_a_signed_link_only(house: House) -> None:
    lin = house.someone("lin")
    screen = house.browser()
    assert screen.get("/board?key=MQ.forged").status_code == 403
    page = screen.get(office_link(SECRET, lin.id))
    assert page.status_code == 200
    assert "<button" not in page.text


# What is refused at the door.


@pytest.mark.parametrize("address", ["http://evil.example:8080", "http://127.0.0.1.evil.example", "http://10.0.0.7"])
def test_another_host_is_refused(house: House, address: str) -> None:
    assert house.browser(address).get("/who").status_code == 400


@pytest.mark.parametrize(
    "headers", [{"Origin": "http://evil.example"}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "null"}]
)
def test_a_page_of_somebody_else_can_change_nothing(house: House, headers: dict[str, str]) -> None:
    browser = house.someone("lin").browser
    body = {"conversation": house.channel(PLACE).id, "delivery": "delivery-x", "line": WIN}
    assert browser.post("/say", json=body, headers=headers).status_code == 403
    assert browser.post("/who", data={"who": "gao"}, headers=headers).status_code == 403


def test_ones_own_page_is_let_in(house: House) -> None:
    answer = house.someone("lin").browser.post("/theme", data={"theme": "dark"}, headers={"Origin": HERE})
    assert answer.status_code == 200


@pytest.mark.parametrize("path", ["/who", "/room/static/room.js", "/nothing", "/pieces/board"])
def test_every_answer_carries_a_policy_without_inline_code(house: House, path: str) -> None:
    policy = house.browser().get(path).headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy


def test_a_body_without_end_is_refused(house: House) -> None:
    browser = house.someone("lin").browser
    assert browser.post("/say", content=b"x" * 300_000).status_code == 413


@pytest.mark.parametrize("body", [b"", b"[]", b"{}", b'{"conversation": "x"}', b"\xff\xfe"])
def test_what_is_no_submit_is_refused_kindly(house: House, body: bytes) -> None:
    assert house.someone("lin").browser.post("/say", content=body).status_code == 422


def test_the_way_back_is_a_path_of_ours(house: House) -> None:
    browser = house.browser()
    for back in ("//evil.example", "https://evil.example", "/\\evil.example"):
        answer = browser.post("/theme", data={"theme": "dark", "back": back}, follow_redirects=False)
        assert answer.headers["location"] == "/"


# What happens, and happens once.


def test_a_win_is_answered_in_the_log(house: House) -> None:
    lin = house.someone("lin")
    lin.says(WIN, PLACE)
    page = lin.reads(PLACE)
    assert "Logged #1: order, ¥2,500,000, Huaxing Rail, today." in page
    assert "Order · Huaxing Rail · ¥2,500,000" in page


def test_the_same_delivery_is_written_once(house: House) -> None:
    lin = house.someone("lin")
    lin.says(WIN, PLACE, delivery="delivery-once")
    before = len(lin.news())
    lin.says(WIN, PLACE, delivery="delivery-once")
    assert len(lin.news()) == before


def test_words_without_a_slash_are_said_to_the_channel_once(house: House) -> None:
    lin = house.someone("lin")
    for _ in range(2):
        lin.says("good morning", PLACE, delivery="delivery-chat")
    assert [(row.said, row.only_for) for row in lin.news()] == [("good morning", None)]


def test_a_command_with_gaps_opens_its_form_and_writes_nothing(house: House) -> None:
    lin = house.someone("lin")
    answer = lin.says("/ask Huaxing", PLACE)
    assert 'class="command-form"' in answer["form"]
    assert lin.news() == []


def test_a_form_shows_its_dry_run_before_it_is_sent(house: House) -> None:
    lin = house.someone("lin")
    fields = {"account": "Huaxing", "kind": "rd_clarification", "priority": "P1", "what": "can we state 150 ms?"}
    body = {"conversation": house.channel(PLACE).id, "form": {"command": "ask", "fields": fields}}
    shown = lin.browser.post("/preview", json=body).json()
    assert "If nobody answers" in shown["preview"]
    assert shown["errors"] == {}
    assert lin.news() == []


def test_a_form_that_is_sent_is_answered_as_if_typed(house: House) -> None:
    lin = house.someone("lin")
    lin.fills("ask", PLACE, account="Huaxing", kind="rd_clarification", priority="P1", what="150 ms?")
    assert "R1 is with R&amp;D." in lin.reads(PLACE)


def test_a_press_shows_by_its_answer_alone(house: House) -> None:
    lin = house.someone("lin")
    lin.sends(PLACE, line="score Huaxing", pressed=True)
    assert [row.said for row in lin.news()] == [None]


def test_the_answer_to_a_questions_button_stands_where_the_question_stood(house: House) -> None:
    lin, gao = house.someone("lin"), house.someone("gao")
    lin.says(WIN, PLACE)
    question = next(each.id for each in lin.news() if each.only_for == lin.id and each.said is None)
    for line in ("joined 1 @chen again=yes", "parts 1"):
        lin.says(line, PLACE, pressed=True, message=question)
    page = lin.reads(PLACE)
    assert "Logged #1" in page
    assert "#1: you and Chen Bo took part." in page
    assert "Who was in it?" not in page
    gao.says("took 1", PLACE, pressed=True, message=question)
    assert "took part." in lin.reads(PLACE), "somebody else's press leaves my answer alone"
    assert "Who was in it?" in gao.reads(PLACE)


def test_a_typed_answer_leaves_the_question_where_it_is(house: House) -> None:
    lin = house.someone("lin")
    lin.says(WIN, PLACE)
    lin.says("/parts 1", PLACE)
    assert "Who was in it?" in lin.reads(PLACE)


def test_an_edited_card_keeps_its_place(house: House) -> None:
    lin, gao = house.someone("lin"), house.someone("gao")
    lin.says(WIN, PLACE)
    card = next(row for row in lin.news() if row.outbox_id is not None)
    gao.sends(f"direct-{gao.handle}", line="confirm 1", pressed=True)
    edited = [row for row in lin.news(card.version) if row.id == card.id]
    assert len(edited) == 1
    assert "Confirmed by Gao Mei" in lin.reads(PLACE)


def test_the_board_is_its_viewers(house: House) -> None:
    board = house.someone("lin").browser.get("/pieces/board?standings=accounts").json()
    assert "Huaxing Rail" in board["standings"]
    assert set(board) == {"standings", "score", "requests"}


def test_completion_offers_what_fits_and_says_what_is_understood(house: House) -> None:
    lin = house.someone("lin")
    asked = lin.browser.get("/complete", params={"c": house.channel(PLACE).id, "line": "/win Huaxing 2.5M"}).json()
    assert "¥2,500,000" in asked["slots"]
    offered = lin.browser.get("/complete", params={"c": house.channel(PLACE).id, "line": "/sco"}).json()
    assert offered["options"][0]["line"] == "/score "


def test_what_was_seen_is_not_unread_and_never_again(house: House) -> None:
    lin, gao = house.someone("lin"), house.someone("gao")
    lin.says("good morning", PLACE)
    place, last = house.channel(PLACE).id, gao.news()[-1].id
    assert "unread" in gao.browser.get("/pieces/side").text
    for message in (last, 1):
        gao.browser.post("/seen", json={"conversation": place, "message": message})
    assert "unread" not in gao.browser.get("/pieces/side").text


# The stream.


def stream(guest: Guest, after: int, wanted: int) -> list[tuple[int, int]]:
    """(version, message id) of the first messages behind a version, as a browser hears them; then it is cut."""
    live = Live()

    async def look(version: int) -> News:
        found = guest.news(version)
        newest = found[-1].version if found else version
        return News(tuple({"version": row.version, "id": row.id} for row in found), newest)

    async def listen() -> list[tuple[int, int]]:
        heard: list[tuple[int, int]] = []
        async for event in live.stream(after, look):
            if event["event"] != "message":
                continue
            said: dict[str, Any] = json.loads(event["data"])
            heard.append((int(event["id"]), said["id"]))
            if len(heard) == wanted:
                break
        return heard

    return asyncio.run(asyncio.wait_for(listen(), 10))


def test_a_reader_who_comes_back_hears_each_change_once(house: House) -> None:
    lin = house.someone("lin")
    for number in range(4):
        lin.says(f"line {number}", PLACE)
    first = stream(lin, 0, 2)
    second = stream(lin, first[-1][0], 2)
    assert len({version for version, _ in first + second}) == 4
    assert [id for _, id in first + second] == [row.id for row in lin.news()]


def test_who_waits_is_woken_by_a_commit(house: House) -> None:
    lin = house.someone("lin")
    live = Live()

    async def wait() -> float:
        heard = []

        async def look(version: int) -> News:
            return News((), version)

        async def listen() -> None:
            async for event in live.stream(0, look):
                heard.append(event["event"])
                return

        task = asyncio.create_task(listen())
        await asyncio.sleep(0.05)
        began = asyncio.get_running_loop().time()
        live.wake()
        await asyncio.wait_for(task, 5)
        assert heard == ["moved"]
        return asyncio.get_running_loop().time() - began

    assert asyncio.run(wait()) < 0.5
    assert lin.news() == []


def test_a_department_lead_sees_the_departments_requests_on_the_board(house: House) -> None:
    house.someone("lin").says("/ask Huaxing rd_lab P1 braking curve", PLACE)
    he = house.someone("he").browser
    drawn = he.get(f"/pieces/board?c={house.channel('direct-he').id}").json()
    assert "R1" in drawn["requests"]


@pytest.mark.parametrize("language", [Language.ZH_HANS, Language.ZH_HANT])
def test_who_reads_chinese_tries_the_same_commands_in_chinese(language: Language) -> None:
    for part in CAST:
        theirs, plain = part.lines_in(language), part.lines_in(Language.EN)
        assert [command_of(line).command.word for line in theirs] == [command_of(line).command.word for line in plain]
