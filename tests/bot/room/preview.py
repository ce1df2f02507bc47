"""A page of hand-made parts: what the rendering tests read, and a look at the room without a database.

`python -m tests.bot.room.preview` serves it on a loopback port: /?language=zh_Hans&theme=dark&page=office.
"""

from __future__ import annotations

import sys
from zoneinfo import ZoneInfo

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Route

from bot.platforms.room.assets import assets
from bot.platforms.room.render.pen import Pen
from bot.platforms.room.views import (
    Board,
    Choice,
    DemoNow,
    Here,
    Person,
    PlaceLink,
    Room,
    Seat,
    Shown,
    Side,
    Try,
    Turn,
)
from bot.words.reader import Language, Reader
from handlers.values import Name, Ref, moment, t
from tests.bot.room import samples
from tests.bot.room.samples import HUAXING, LIN, NOW, words

QIMING = words("Qiming Systems", "启明系统", "啟明系統")
PEOPLE = ("lin", "he", "luo", "sun", "gao", "stranger")
NAMES = {
    "lin": LIN,
    "he": words("He Rui", "何睿"),
    "luo": words("Luo Qin", "罗琴", "羅琴"),
    "sun": words("Sun Hao", "孙浩", "孫浩"),
    "gao": words("Gao Mei", "高梅"),
    "stranger": words("A stranger", "陌生人"),
}


def pen(language: str = "en", *, buttons: bool = True) -> Pen:
    return Pen(Reader(Language(language), ZoneInfo("Asia/Shanghai"), NOW), buttons)


def board(by: Pen) -> Board:
    requests = by.parts(samples.REQUEST[:3], "board-requests")
    return Board(
        standings=by.part(samples.STANDINGS, "board-standings"),
        score=by.parts(samples.SCORE, "board-score"),
        requests=requests,
        accounts=(Choice(1, HUAXING), Choice(2, words("Acme Ports", "安科港务", "安科港務"))),
        account_id=1,
    )


def room(by: Pen) -> Room:
    at = moment(NOW, "time")
    messages = (
        Shown(1, 1, at, author=LIN, said="/win 2.5M Signalling lot 2", mine=True, by=1, only_you=True),
        Shown(2, 2, at, parts=samples.EVENT, unseen_edit=True),
        Shown(3, 3, at, parts=samples.REQUEST, follows=True),
        Shown(4, 4, at, author=LIN, said="/score Huaxin", mine=True, by=1, only_you=True),
        Shown(5, 5, at, parts=samples.REFUSAL, only_you=True),
    )
    signs = (("AR", "took_part", LIN), ("SR", "took_part", words("Chen Bo", "陈博", "陳博")), ("FR", "vacant", None))
    return Room(
        company=QIMING,
        me=Person("lin", LIN, t("room.who.post.lin")),
        here=Here(
            1,
            Name(names={"en": "acct-huaxing"}),
            direct=False,
            account=HUAXING,
            stage=t("words.stage.growth"),
            contradiction=words(
                "the signal engineers trust us, purchasing does not yet", "信号专业认可我们，采购还不放心"
            ),
            seats=tuple(
                Seat(t(f"words.role_sign.{sign}"), t(f"words.mark.{mark}"), who) for sign, mark, who in signs
            ),
        ),
        side=Side(
            channels=(
                PlaceLink(1, "acct-huaxing"),
                PlaceLink(2, "acct-beichen", 2),
                PlaceLink(3, "rd-queue", 1),
            ),
            directs=(PlaceLink(4, "lin", 1),),
            turns=(
                Turn(Ref(kind="event", number=113), t("room.side.confirm"), "confirm 113", HUAXING),
                Turn(Ref(kind="request", number=35), t("room.side.answer"), "resume 35", HUAXING),
            ),
        ),
        messages=messages,
        board=board(by),
        version=5,
        demo=DemoNow(moment(NOW, "full"), "60"),
        people=tuple(Person(key, NAMES[key]) for key in PEOPLE),
        tries=(
            Try("/win Huaxing 2.5M Signalling lot 2"),
            Try("/ask Huaxing rd_clarification P1 …"),
            Try("/why Huaxing"),
        ),
    )


def page(name: str, language: str, theme: str | None) -> str:
    by = pen(language, buttons=name != "office")
    given: dict[str, object] = {"theme": theme, "back": "/"}
    if name == "who":
        people = [Person(key, NAMES[key]) for key in PEOPLE]
        others = [pen(code) for code in ("en", "zh_Hans", "zh_Hant") if code != language]
        return by.page("who.html", **given, company=QIMING, people=people, others=others, today=moment(NOW, "full"))
    if name == "office":
        changed = moment(NOW, "time")
        return by.page("office.html", **given, company=QIMING, board=board(by), changed=changed, version=1)
    if name == "stranger":
        return by.page("stranger.html", **given, company=QIMING, words=t("gateway.stranger"), demo=True)
    shown = room(by)
    return by.page("room.html", **given, **vars(shown), here_id=shown.here.id)


async def _page(request: Request) -> Response:
    asked = request.query_params
    return HTMLResponse(page(asked.get("page", "room"), asked.get("language", "en"), asked.get("theme")))


async def _form(request: Request) -> Response:
    return HTMLResponse(pen(request.query_params.get("language", "en")).part(samples.FORM, "form"))


def routes() -> list[BaseRoute]:
    return [Route("/", _page), Route("/form", _form), *assets()]


if __name__ == "__main__":
    uvicorn.run(Starlette(routes=routes()), host="127.0.0.1", port=int((*sys.argv, "8099")[1]), log_level="warning")
