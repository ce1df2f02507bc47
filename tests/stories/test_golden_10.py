"""Conversation 10: with outsiders in the room (voice.md 3)."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from bot.words.say import text_of
from scoring.terms import Language
from storage import rows
from storage.database import Unit
from storage.tables.company import Conversation
from tests.stories.demo import Demo

EN, HANS, HANT = Language

ONLY_YOU = {
    EN: "🔒 People from outside are here, so only you see this.",
    HANS: "🔒 群里有外部人员，只有你看得到。",
    HANT: "🔒 頻道裡有外部人士，只有你看得到。",
}
NOT_HERE = {
    EN: "I can't speak here: not everyone is known to me. See our private chat.",
    HANS: "群里有我不认识的人，在这里不能说。请看私聊。",
    HANT: "群組裡有我不認識的人，這裡不能說。請看私訊。",
}
STRANGER = {
    EN: "I don't know you yet, so I show and store nothing. If you work here, ask your administrator to link you, "
    "or send /link in private.",
    HANS: "我还不认识你，所以不显示也不记录。如果你是同事，请管理员帮你绑定，或私聊发 /link。",
    HANT: "我還不認識你，所以不顯示也不記錄。如果你是同事，請管理員幫你連結帳號，或私訊傳 /link。",
}


def outsiders_come(unit: Unit) -> None:
    table = rows.table(Conversation)
    unit.connection.execute(sa.update(table).where(table.c.name == "acct-acme").values(outsiders=True))


@pytest.mark.parametrize("demo", Language, indirect=True)
def test_who_asks_among_outsiders_is_answered_alone(demo: Demo) -> None:
    demo.database.write(outsiders_come).result()
    answer = demo.zhao.says("/score Acme", "acct-acme")
    assert answer.reply is not None
    assert answer.reply.private
    assert answer.first == ONLY_YOU[demo.language]
    assert answer.lines[1:] == demo.zhao.says("/score Acme").lines


@pytest.mark.parametrize("demo", Language, indirect=True)
def test_where_nobody_can_be_whispered_to(demo: Demo) -> None:
    demo.database.write(outsiders_come).result()
    assert demo.zhao.says("/score Acme", "acct-acme", whispers=False).text == NOT_HERE[demo.language]
    assert demo.zhao.hears()[-1].lines == demo.zhao.says("/score Acme").lines


@pytest.mark.parametrize("demo", Language, indirect=True)
def test_a_stranger_reads_and_writes_nothing(demo: Demo) -> None:
    for line in ("/score Acme", "/win Huaxing 2.5M", "help"):
        answer = demo.stranger.says(line, "acct-acme")
        assert text_of(answer.parts, demo.reader) == STRANGER[demo.language]
