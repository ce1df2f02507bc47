"""Conversation 7: the ladder, as each one sees it (voice.md 3): each rings once, the card says the rest."""

from __future__ import annotations

import pytest

from scoring.terms import Language
from tests.stories.demo import Demo

EN, HANS, HANT = Language

HALF = {
    EN: "⏰ R40: half the time is used (4 of 8 h). Due Thu 26 Nov 09:40, promised for today. Still on it?\n"
    "[Still on it] [Ask back] [Hand over]",
    HANS: "⏰ R40 时间过半（已用4/8小时）。时限11月26日周四 09:40，承诺今天答复。还在办吗？\n"
    "[在办] [请对方补充] [转交]",
    HANT: "⏰ R40 時間過半（已用4/8小時）。時限11月26日週四 09:40，承諾今天回覆。還在處理嗎？\n"
    "[處理中] [請對方補充] [轉交]",
}
THREE_QUARTERS = {
    EN: "⏰ R40: 2 of 8 working hours left (due Thu 26 Nov 09:40). Tang Wei said at 14:52: still on it. "
    "Huaxing Rail's bid answer hangs on it.",
    HANS: "⏰ R40 只剩2/8小时（时限11月26日周四 09:40）。唐薇14:52说在办，华星轨道的应标答复等着它。",
    HANT: "⏰ R40 只剩2/8小時（時限11月26日週四 09:40）。唐薇14:52說在處理，華星軌道的投標答覆等著它。",
}
FOR_THE_LEAD = {EN: ["Help", "Reassign"], HANS: ["协办", "改派"], HANT: ["協辦", "改派"]}
FOR_THE_OWNER = {EN: ["Done", "Ask back"], HANS: ["办结", "请对方补充"], HANT: ["結案", "請對方補充"]}
PAST = {
    EN: "⛔ R40 is past its time since 09:40. Tang Wei has it, He Rui knows. "
    "Sun Hao hears of it at 14:40 if it is still open.\n[Open R40] [Add helper]",
    HANS: "⛔ R40 09:40起超时。 唐薇在办，何睿已知；到14:40还没办结会告知孙浩。\n[看 R40] [加协办人]",
    HANT: "⛔ R40 09:40起逾時。 唐薇處理中，何睿已知；到14:40還沒結案會告知孫浩。\n[看 R40] [加協辦人]",
}
SPONSOR = {
    EN: "⛔ Huaxing Rail waits for R&D: R40, 12 h of 8 h. “Rail spec 4.2 … 150 ms?” holds up the bid answer. "
    "Tang Wei has it under He Rui. One thing helps: a word with He Rui.\n[Message He Rui] [Open R40]",
    HANS: "⛔ 华星轨道在等研发：R40 用了12小时（时限8小时）。 “Rail spec 4.2 … 150 ms?”卡着应标答复。"
    "唐薇在办，归何睿管。最有用的一步：跟何睿说一句。\n[联系何睿] [看 R40]",
    HANT: "⛔ 華星軌道在等研發：R40 用了12小時（時限8小時）。 「Rail spec 4.2 … 150 ms?」卡住投標答覆。"
    "唐薇處理中，歸何睿管。最有用的一步：跟何睿說一句。\n[聯絡何睿] [看 R40]",
}
TWICE = {
    EN: "⛔ R40 has taken twice its time (16 h of 8 h); Huaxing Rail has waited since Wed 09:40. "
    "Tang Wei, He Rui, Sun Hao know.\n[Take part] [Open R40]",
    HANS: "⛔ R40 用了时限的两倍（16小时，时限8小时），华星轨道从周三 09:40等到现在。"
    "唐薇、何睿、孙浩都已知。\n[介入] [看 R40]",
    HANT: "⛔ R40 用了時限的兩倍（16小時，時限8小時），華星軌道從週三 09:40等到現在。"
    "唐薇、何睿、孫浩都已知。\n[介入] [看 R40]",
}


def once(demo: Demo, place: str, text: str) -> bool:
    return sum(each.text == text for each in demo.stands(place)) == 1


def said_once(demo: Demo, place: str, text: str) -> bool:
    """Whatever can be pressed under it."""
    words = text.splitlines()[0]
    return sum(each.text.splitlines()[0] == words for each in demo.stands(place)) == 1


@pytest.mark.parametrize("demo", Language, indirect=True)
def test_the_ladder_as_each_one_sees_it(demo: Demo) -> None:
    me = demo.language
    demo.at("wed 09:52").tang.says("/ack 40 today", "rd-queue")
    demo.at("wed 14:52").tang.says("/still 40")
    assert once(demo, "direct-tang", HALF[me])
    demo.at("wed 16:45")
    lead, owner = (demo.about(f"direct-{who}", "14:52") for who in ("he", "tang"))
    assert (lead.first, lead.buttons) == (THREE_QUARTERS[me], FOR_THE_LEAD[me])
    assert (owner.first, owner.buttons) == (THREE_QUARTERS[me], FOR_THE_OWNER[me])
    demo.at("thu 09:45")
    assert once(demo, "direct-lin", PAST[me])
    assert once(demo, "acct-huaxing", PAST[me])
    demo.tang.says("/still 40")
    demo.at("thu 14:45")
    assert once(demo, "direct-sun", SPONSOR[me])
    demo.tang.says("/still 40")
    demo.at("fri 09:45")
    assert once(demo, "direct-qian", TWICE[me])
    demo.tang.says("/resolve 40 150 ms holds, letter attached")
    demo.at("mon 12:00")
    # Said once; what can no longer be done is taken from under it.
    assert said_once(demo, "direct-qian", TWICE[me])
