"""What a message says to the bot, without a server: names, spellings, topics, replies."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from telegram import Chat, ForumTopicCreated, Message, MessageEntity, Update, User

from bot.platforms.telegram.incoming import Kind, Me, heard, is_faceless, spot

ME = Me(900, "Our_Bot")
ANN = User(7, "Ann", is_bot=False)
US = User(900, "Us", is_bot=True, username="Our_Bot")
PRIVATE = Chat(7, Chat.PRIVATE, first_name="Ann")
GROUP = Chat(-1001234567890123, Chat.SUPERGROUP, title="Huaxing")
AT = datetime(2026, 11, 25, tzinfo=UTC)


def message(text: str, chat: Chat = PRIVATE, who: User = ANN, **more: Any) -> Message:
    return Message(5, AT, chat, from_user=who, text=text, **more)


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("/win ACME 2M", "/win ACME 2M"),
        ("/win@our_bot ACME 2M", "/win ACME 2M"),
        ("  /WIN@OUR_BOT ACME 2M", "/win ACME 2M"),
        ("/account_team ACME", "/account team ACME"),
        ("/Settings_Language@Our_Bot zh_Hans", "/settings language zh_Hans"),
        ("/not_known x", "/not_known x"),
        ("/start", "/help"),
        ("/start ABC-123_x", "/link ABC-123_x"),
        ("/start@Our_Bot ABC", "/link ABC"),
        ("/log ACME site_visit\nthe second line", "/log ACME site_visit\nthe second line"),
    ],
)
def test_a_command_becomes_the_line_that_is_typed_elsewhere(typed: str, line: str) -> None:
    found = heard(message(typed), ME)
    assert found is not None
    assert (found.kind, found.line) == (Kind.COMMAND, line)


@pytest.mark.parametrize("typed", ["/win@OtherBot ACME 2M", "/wobble", "/", "just talk", "@OtherBot win ACME"])
def test_in_a_group_only_what_is_ours_is_heard(typed: str) -> None:
    entities = [MessageEntity(MessageEntity.MENTION, 0, 9)] if typed.startswith("@") else []
    assert heard(message(typed, GROUP, entities=entities), ME) is None


@pytest.mark.parametrize(
    ("typed", "name", "line"),
    [
        ("@our_bot win ACME 2M", "@our_bot", "win ACME 2M"),
        ("@our_bot, win ACME 2M", "@our_bot", "win ACME 2M"),
        ("win ACME 2M @Our_Bot", "@Our_Bot", "win ACME 2M"),
        ("🏆🏆 @our_bot 华星", "@our_bot", "🏆🏆 华星"),
        ("@our_bot", "@our_bot", "/help"),
    ],
)
def test_a_mention_in_a_group_is_addressed_to_it(typed: str, name: str, line: str) -> None:
    before = len(typed[: typed.index(name)].encode("utf-16-le")) // 2
    found = heard(message(typed, GROUP, entities=[MessageEntity(MessageEntity.MENTION, before, len(name))]), ME)
    assert found is not None
    assert (found.line, found.called, found.is_talk) == (line, True, False)


def test_a_reply_to_the_bot_is_under_its_message() -> None:
    under = Message(44, AT, GROUP, from_user=US, text="R40")
    found = heard(message("the lab has a slot on Tuesday", GROUP, reply_to_message=under), ME)
    assert found is not None
    assert (found.thread, found.is_talk) == (44, True)
    command = heard(message("ack fri", GROUP, reply_to_message=under), ME)
    assert command is not None
    assert not command.is_talk


def test_a_reply_to_somebody_else_is_not_for_the_bot() -> None:
    under = Message(44, AT, GROUP, from_user=ANN, text="hello")
    assert heard(message("hello back", GROUP, reply_to_message=under), ME) is None


def test_a_topic_is_one_only_where_the_message_says_so() -> None:
    made = Message(77, AT, GROUP, from_user=US, forum_topic_created=ForumTopicCreated("Huaxing", 1))
    inside = message("/win", GROUP, message_thread_id=77, is_topic_message=True, reply_to_message=made)
    assert (spot(inside).place, spot(inside).name) == ("-1001234567890123:77", "Huaxing · Huaxing")
    assert spot(message("/win", GROUP, message_thread_id=77)).place == "-1001234567890123"


def test_in_a_topic_nobody_answers_the_message_that_opened_it() -> None:
    made = Message(77, AT, GROUP, from_user=US, forum_topic_created=ForumTopicCreated("Huaxing", 1))
    talk = message("just talk", GROUP, message_thread_id=77, is_topic_message=True, reply_to_message=made)
    assert heard(talk, ME) is None


@pytest.mark.parametrize("id", [1087968824, 136817688, 777000])
def test_who_stands_for_others_has_no_face(id: int) -> None:
    found = message("/win@Our_Bot ACME 2M", GROUP, User(id, "Group", is_bot=True), sender_chat=GROUP)
    assert heard(found, ME) is not None
    assert is_faceless(found)


def test_other_bots_are_not_heard() -> None:
    assert heard(message("/win@Our_Bot ACME 2M", GROUP, User(8, "Bot", is_bot=True)), ME) is None


def test_fields_and_kinds_that_nobody_knows_do_no_harm() -> None:
    raw: dict[str, Any] = {"update_id": 1, "from_the_future": {"a": [1]}}
    update = Update.de_json(raw, None)
    assert update.effective_chat is None
