"""Conversation 4: asking, with the dry run (voice.md 3); the demo's next number is R41."""

from __future__ import annotations

import pytest

from scoring.terms import Language
from tests.stories.demo import Demo, Shown

EN, HANS, HANT = Language

DRY_RUN = {
    EN: [
        "If nobody answers (your time)",
        "14:35 · 50% · Reception's queue, 2 people",
        "14:50 · 75% · and Luo Qin, lead: away through Thu 26 Nov, Xu Fei stands in",
        "15:05 · 100% · and you, #acct-acme: past its time",
        "15:35 · 150% · Acme Ports has no sponsor: straight to Qian Li, head of sales",
        "16:05 · 200% · Qian Li again, then every working day",
        "To resolve by Thu 26 Nov 14:05 (8 h): the same people Thu 09:05, 11:05, 14:05, Fri 09:05, 14:05.",
    ],
    HANS: [
        "如果没人响应（你的时间）",
        "14:35 · 50% · 接待部门待办，2人",
        "14:50 · 75% · 加部门负责人罗琴：外出至11月26日周四，许飞代理",
        "15:05 · 100% · 加你和 #acct-acme：超时",
        "15:35 · 150% · 安科港务没有对口高管：直接到销售负责人钱立",
        "16:05 · 200% · 再到钱立，之后每个工作日一次",
        "办结时限11月26日周四 14:05（8小时），同样这些人：周四 09:05、11:05、14:05，周五 09:05、14:05。",
    ],
    HANT: [
        "如果沒人回應（你的時間）",
        "14:35 · 50% · 接待部門待辦，2人",
        "14:50 · 75% · 加部門主管羅琴：請假至11月26日週四，職務代理人許飛",
        "15:05 · 100% · 加你和 #acct-acme：逾時",
        "15:35 · 150% · 安科港務的對口高階主管出缺：直接到業務負責人錢立",
        "16:05 · 200% · 再到錢立，之後每個工作日一次",
        "結案時限11月26日週四 14:05（8小時），同樣這些人：週四 09:05、11:05、14:05，週五 09:05、14:05。",
    ],
}
SEND = {EN: "[Send to Reception]", HANS: "[发给接待]", HANT: "[送到接待]"}
SENT = {
    EN: "R41 is with Reception. Acknowledged within 1 h (15:05), resolved within 8 working hours "
    "(Thu 26 Nov 14:05). You hear from me when it is your turn.",
    HANS: "R41 已发给接待。 1小时内响应（15:05），8小时内办结（工作时间，11月26日周四 14:05）。轮到你时会通知。",
    HANT: "R41 已送到接待。 1小時內回應（15:05），8小時內結案（工作時間，11月26日週四 14:05）。輪到你時會通知。",
}
OPEN = {EN: "Open R41", HANS: "看 R41", HANT: "看 R41"}


def visitors(demo: Demo) -> Shown:
    """Luo Qin is away from noon; Zhao Ning fills the form at 14:05 and sends it."""
    demo.at("wed 12:00").luo.says("/away until thu @xu")
    form = demo.at("wed 14:05").zhao.says("/ask Acme reception P1")
    return demo.zhao.fills(form, what="board visits HQ on Fri 4 Dec, 14 guests")


@pytest.mark.parametrize("demo", Language, indirect=True)
def test_asking_with_the_dry_run(demo: Demo) -> None:
    demo.at("wed 12:00").luo.says("/away until thu @xu")
    form = demo.at("wed 14:05").zhao.says("/ask Acme reception P1")
    begins = form.lines.index(DRY_RUN[demo.language][0])
    assert form.lines[begins:][:7] == DRY_RUN[demo.language]
    assert form.lines[-1] == SEND[demo.language]
    sent = demo.zhao.fills(form, what="board visits HQ on Fri 4 Dec, 14 guests")
    assert sent.first == SENT[demo.language]
    assert sent.buttons[0] == OPEN[demo.language]


@pytest.mark.parametrize("demo", Language, indirect=True)
def test_a_whole_line_is_sent_at_once_and_says_the_dry_run_with_its_number(demo: Demo) -> None:
    demo.at("wed 12:00").luo.says("/away until thu @xu")
    sent = demo.at("wed 14:05").zhao.says("/ask Acme reception P1 board visits HQ on Fri 4 Dec, 14 guests")
    assert sent.lines[:8] == [SENT[demo.language], *DRY_RUN[demo.language]]
