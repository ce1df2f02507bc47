"""The card of a request by state: line 2 of voice.md 2.4 word for word, and the buttons of each face."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bot.words.reader import Reader
from bot.words.say import plain, text_of
from handlers.card import Viewer
from handlers.reply import Buttons, Line, Part, Picture, Ruler
from handlers.requests.card import draw
from handlers.voice import by_itself
from scoring.terms import Language
from storage.database import Unit
from tests.handlers.requests.desk import SHANGHAI, a_desk, away, names, set_member
from tests.world import World

RAIL = "Rail spec 4.2: rival claims 200 ms, can we state 150 ms?"
EN, HANS, HANT = Language


def a_wednesday(at: str = "wed 09:40") -> World:
    """R40: Lin Yue asks R&D for Huaxing Rail on Wednesday at 9:40."""
    world = a_desk(last=39)
    set_member(world, "ann", names=names("Lin Yue", "林悦", "林悅"))
    world.at(at).ann.says(f"/ask Huaxing rd_clarification P1 {RAIL}")
    return world


def parts(world: World, face: str = "asking") -> tuple[Part, ...]:
    def work(unit: Unit) -> tuple[Part, ...] | None:
        return draw(1, Viewer(None, EN, money=False, face=face), by_itself(unit, world.now))

    drawn: tuple[Part, ...] | None = world.read(work)
    assert drawn is not None
    return drawn


def says(world: World, language: Language = EN) -> str:
    """Line 2."""
    line = parts(world)[1]
    assert isinstance(line, Line)
    return plain(line.text, Reader(language, SHANGHAI, world.now))


def labels(world: World, face: str) -> list[str]:
    reader = Reader(EN, SHANGHAI, world.now)
    buttons = [part for part in parts(world, face) if isinstance(part, Buttons)]
    return [plain(button.label, reader) for part in buttons for button in part.shown]


def behind(world: World, face: str) -> list[str]:
    reader = Reader(EN, SHANGHAI, world.now)
    buttons = [part for part in parts(world, face) if isinstance(part, Buttons)]
    return [plain(button.label, reader) for part in buttons for button in part.more]


def ruler(world: World) -> Ruler:
    drawn = [part.drawing for part in parts(world) if isinstance(part, Picture)]
    assert isinstance(drawn[0], Ruler)
    return drawn[0]


def test_the_card_of_the_example_stands_as_written() -> None:
    with a_wednesday() as world:
        world.at("09:52").ray.says("/ack 40 2026-11-25")
        lines = text_of(parts(world), Reader(EN, SHANGHAI, world.now)).split("\n")
        assert lines[0] == "R40 · Technical clarification · P1 · Huaxing Rail"
        assert lines[1] == "👀 Tang Wei has it · answer expected Wed 25 Nov · due Thu 26 Nov 09:40"
        assert lines[2] == "AR ○ Lin Yue  SR ○ Chen Bo  FR –"
        assert lines[3] == f"> {RAIL}"
        assert lines[5] == "to R&D · asked by Lin Yue Wed 25 Nov 09:40 · changed 09:52: acknowledged by Tang Wei"


def test_open() -> None:
    with a_wednesday() as world:
        assert says(world) == "Waiting for R&D · acknowledge by Wed 25 Nov 10:40"
        assert says(world, HANS) == "待研发响应 · 最迟11月25日周三 10:40"
        assert says(world, HANT) == "待研發回應 · 最遲11月25日週三 10:40"
        assert labels(world, "doing") == ["Acknowledge", "Take it"]
        assert labels(world, "asking") == ["Add helper", "Cancel"]


def test_acknowledged() -> None:
    with a_wednesday() as world:
        world.ray.says("/ack 40 2026-11-25")
        assert says(world) == "👀 Tang Wei has it · answer expected Wed 25 Nov · due Thu 26 Nov 09:40"
        assert says(world, HANS) == "👀 唐薇已响应 · 承诺11月25日周三答复 · 时限11月26日周四 09:40"
        assert says(world, HANT) == "👀 唐薇已回應 · 承諾11月25日週三回覆 · 時限11月26日週四 09:40"
        assert labels(world, "doing") == ["Start", "Ask back"]
        assert labels(world, "asking") == ["Add helper", "Cancel"]


def test_in_progress() -> None:
    with a_wednesday() as world:
        world.ray.says("/ack 40 2026-11-25")
        world.ray.says("/start 40")
        assert says(world) == "Tang Wei is on it · answer expected Wed 25 Nov · due Thu 26 Nov 09:40"
        assert says(world, HANS) == "唐薇办理中 · 承诺11月25日周三答复 · 时限11月26日周四 09:40"
        assert says(world, HANT) == "唐薇處理中 · 承諾11月25日週三回覆 · 時限11月26日週四 09:40"
        assert labels(world, "doing") == ["Done", "Ask back", "Hand over"]
        assert behind(world, "doing") == ["Add helper", "Change priority", "Decline"]


def test_waiting() -> None:
    with a_desk(last=36) as world:
        world.at("mon 14:00").ann.says("/ask Acme reception P2 visitors")
        world.at("tue 10:00").xu.says("/wait 37 how many guests?")
        assert (
            says(world)
            == "⏳ Zhao Ning's turn since Tue 24 Nov 10:00: “how many guests?” · clock stopped at 5 h of 16 h"
        )
        assert says(world, HANS) == "⏳ 11月24日周二 10:00起轮到赵宁：“how many guests?”· 停表，已用5/16小时"
        assert says(world, HANT) == "⏳ 11月24日週二 10:00起輪到趙寧：「how many guests?」· 停錶，已用5/16小時"
        assert labels(world, "doing") == ["Resume", "Done"]
        assert labels(world, "asking") == ["Answer", "Cancel"]


def test_late_to_acknowledge() -> None:
    with a_wednesday() as world:
        world.at("10:40")
        assert says(world) == "⛔ Nobody acknowledged by 10:40 · He Rui knows · resolve due Thu 26 Nov 09:40"
        assert says(world, HANS) == "⛔ 10:40前无人响应 · 已告知何睿 · 办结时限11月26日周四 09:40"
        assert says(world, HANT) == "⛔ 10:40前無人回應 · 已告知何睿 · 結案時限11月26日週四 09:40"
        assert labels(world, "doing") == ["Acknowledge", "Take it"]


def test_past_its_time() -> None:
    with a_wednesday() as world:
        world.ray.says("/start 40")
        world.at("thu 09:40")
        assert says(world) == "⛔ Past its time since Thu 26 Nov 09:40 · Tang Wei has it · He Rui knows"
        keep_alive(world)
        world.at("14:40")
        assert says(world) == "⛔ Past its time since Thu 26 Nov 09:40 · Tang Wei has it · Sun Hao heard at 150%"
        assert says(world, HANS) == "⛔ 11月26日周四 09:40起超时 · 唐薇在办 · 150%时已告知孙浩"
        assert says(world, HANT) == "⛔ 11月26日週四 09:40起逾時 · 唐薇處理中 · 150%時已告知孫浩"
        assert labels(world, "doing") == ["Done", "Hand over"]


def test_a_stand_in() -> None:
    with a_desk() as world:
        away(world.at("wed 12:00"), "luo", "2026-11-27", "xu")
        world.at("14:05").ann.says("/ask Acme reception P1 visitors")
        assert says(world) == "Luo Qin is away through Thu 26 Nov; Xu Fei stands in · acknowledge by Wed 25 Nov 15:05"
        assert says(world, HANS) == "罗琴外出至11月26日周四，许飞代理 · 最迟11月25日周三 15:05响应"
        assert says(world, HANT) == "羅琴請假至11月26日週四，職務代理人許飛 · 最遲11月25日週三 15:05回應"
        assert labels(world, "doing") == ["Acknowledge", "Take it"]


def test_a_card_stops_saying_that_somebody_is_away_when_they_are_back() -> None:
    with a_desk() as world:
        away(world.at("wed 12:00"), "luo", "2026-11-26", "xu")
        world.at("14:05").ann.says("/ask Acme reception P3 visitors")
        world.at("thu 00:00")
        assert "Waiting for Reception" in world.channel("Acme").hears().last.text


def test_given_back() -> None:
    with a_wednesday() as world:
        world.ray.says("/ack 40 2026-11-25")
        world.at("fri 10:00")
        assert says(world).startswith(("Back with R&D: no sign of life for a working day", "⛔ Past its time"))


def test_given_back_within_its_time() -> None:
    with a_desk() as world:
        world.at("wed 09:40").ann.says("/ask Huaxing rd_lab P3 trial")
        world.ray.says("/ack 42 2026-11-25")
        world.at("fri 10:00")
        due = "Wed 9 Dec 09:40"
        assert says(world) == f"Back with R&D: no sign of life for a working day · due {due}"
        assert says(world, HANS) == "已退回研发待办：一个工作日没有动静 · 时限12月9日周三 09:40"
        assert says(world, HANT) == "已退回研發待辦：一個工作日沒有動靜 · 時限12月9日週三 09:40"
        assert labels(world, "doing") == ["Take it", "Assign"]
        assert labels(world, "asking") == ["Add helper", "Cancel"]


def test_declined() -> None:
    with a_wednesday() as world:
        world.ray.says("/decline 40 rig booked till 15 Dec")
        assert says(world) == "Declined by Tang Wei: “rig booked till 15 Dec” · He Rui looks at it"
        assert says(world, HANS) == "唐薇回绝：“rig booked till 15 Dec”· 何睿复核中"
        assert says(world, HANT) == "唐薇婉拒：「rig booked till 15 Dec」· 何睿複核中"
        assert labels(world, "doing") == ["It stands", "Reopen", "Offer another day"]
        assert labels(world, "asking") == ["Cancel"]
        world.lee.says("/uphold R40")
        assert says(world) == "Declined by Tang Wei: “rig booked till 15 Dec” · He Rui lets it stand"
        assert labels(world, "doing") == ["Reopen"]


def test_resolved_then_reopened() -> None:
    with a_wednesday() as world:
        world.ray.says("/start 40")
        world.at("16:45").ray.says("/resolve 40 150 ms holds, letter attached")
        assert says(world) == "✅ Resolved in 6 h 5 min of 8 h: “150 ms holds, letter attached” · did it help?"
        assert says(world, HANS) == "✅ 6小时5分办结（时限8小时）：“150 ms holds, letter attached”· 帮上忙了吗？"
        assert says(world, HANT) == "✅ 6小時5分結案（時限8小時）：「150 ms holds, letter attached」· 有幫上忙嗎？"
        assert labels(world, "doing") == ["Reopen"]
        assert labels(world, "asking") == ["👍 It helped", "👎 Not yet"]
        world.ann.says("/reopen 40 letter unsigned")
        assert says(world) == "Reopened by Lin Yue: “letter unsigned” · clock goes on from 6 h 5 min of 8 h"
        assert says(world, HANS) == "林悦重启：“letter unsigned”· 从6小时5分继续计时（时限8小时）"
        assert says(world, HANT) == "林悅重新開案：「letter unsigned」· 從6小時5分繼續計時（時限8小時）"
        assert labels(world, "doing") == ["Done", "Ask back", "Hand over"]


def test_closed() -> None:
    with a_wednesday() as world:
        world.ray.says("/resolve 40")
        assert says(world) == "✅ Resolved in 0 min of 8 h · did it help?"
        world.at("thu 10:00").ann.says("/rate 40 good")
        assert says(world) == "Closed · 👍 Lin Yue, Thu 26 Nov"
        assert says(world, HANS) == "已关闭 · 👍 林悦，11月26日周四"
        assert labels(world, "doing") == []
        assert labels(world, "asking") == ["Log as key event"]


def test_closed_unrated() -> None:
    with a_wednesday() as world:
        world.ray.says("/resolve 40")
        world.passes("6d")
        assert says(world) == "Closed after 5 days · unrated"
        assert says(world, HANS) == "已关闭 · 5天未评价"


def test_cancelled() -> None:
    with a_wednesday() as world:
        world.ann.says("/cancel 40")
        assert says(world) == "Cancelled by Lin Yue · clocks end as they stood"
        assert says(world, HANS) == "林悦已撤回 · 计时到此为止"
        assert (labels(world, "doing"), labels(world, "asking")) == ([], [])


def test_withdrawn() -> None:
    with a_wednesday() as world:
        world.ray.says("/wait 40 which spec?")
        world.at("2026-12-10 10:00")
        assert says(world) == "Closed as withdrawn: 10 working days without an answer"
        assert says(world, HANS) == "10个工作日未补充，按撤回关闭"
        assert labels(world, "asking") == ["Reopen"]


def test_half_and_three_quarters_are_said_at_the_steps_only() -> None:
    with a_wednesday() as world:
        world.ray.says("/start 40")
        world.at("14:39")
        assert "⏰" not in text_of(parts(world), Reader(EN, SHANGHAI, world.now))
        world.at("14:40")
        assert "⏰ Half of the time is used" in text_of(parts(world), Reader(EN, SHANGHAI, world.now))
        keep_alive(world)
        world.at("16:40")
        assert "⏰ Three quarters of the time is used" in text_of(parts(world), Reader(EN, SHANGHAI, world.now))
        assert "⏰ 时间已用四分之三" in text_of(parts(world), Reader(HANS, SHANGHAI, world.now))


def test_the_ruler_shows_steps_passed_and_pauses() -> None:
    with a_wednesday() as world:
        world.ray.says("/start 40")
        assert ruler(world) == Ruler(used=Decimal(0))
        world.at("13:40").ray.says("/wait 40 which spec?")
        world.at("14:40").ann.says("/answer 40 the second one")
        assert ruler(world) == Ruler(used=Decimal("37.5"), paused=((Decimal("37.5"), Decimal(50)),))
        world.at("15:40")
        assert ruler(world).passed == (50,)
        assert ruler(world).used == 50


def test_the_ruler_names_whom_each_step_reached_first() -> None:
    with a_wednesday() as world:
        world.at("10:40")
        reader = Reader(EN, SHANGHAI, world.now)
        named = [(step, plain(who, reader)) for step, who in ruler(world).heard]
        assert named == [(50, "R&D"), (75, "He Rui"), (100, "Lin Yue")]


@pytest.mark.parametrize("face", ["doing", "asking"])
def test_a_card_stays_within_its_lines_and_buttons(face: str) -> None:
    with a_wednesday() as world:
        world.ray.says("/start 40")
        world.at("16:40")
        drawn = parts(world, face)
        assert len([part for part in drawn if isinstance(part, Line)]) <= 8
        assert all(len(part.shown) <= 3 and len(part.more) <= 5 for part in drawn if isinstance(part, Buttons))


def test_live_cards_change_in_place() -> None:
    with a_wednesday() as world:
        card = world.channel("Huaxing").hears()[0]
        world.ray.says("/ack 40 2026-11-25")
        world.settles()
        assert "👀 Tang Wei has it" in card.text
        assert card.text.split("\n")[-2].endswith("acknowledged by Tang Wei")


def keep_alive(world: World) -> None:
    """The owner says that they are still on it, so that nothing goes back to the queue."""
    world.ray.says("/still 40")
