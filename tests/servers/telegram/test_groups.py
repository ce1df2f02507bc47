"""platform-facts.md 18: what a bot gets to see, who writes in groups, topics, forwards, members."""

from __future__ import annotations

import pytest
from telegram.error import BadRequest

from tests.servers.telegram import Group, Person
from tests.servers.telegram.client import Client
from tests.servers.telegram.refusals import Json

BOT = "@iron_triangle_bot"


def said(client: Client, number: int, **more: object) -> str:
    return client.told("sendMessage", chat_id=number, text="x", **more)


def messages(client: Client) -> list[Json]:
    kinds = ("message", "edited_message", "channel_post", "edited_channel_post")
    return [update[kind] for update in client.takes() for kind in kinds if kind in update]


def texts(client: Client) -> list[str]:
    return [message["text"] for message in messages(client) if "text" in message]


def test_18_8_with_privacy_mode_a_bot_gets_what_is_meant_for_it(client: Client, lin: Person, group: Group) -> None:
    client(client.bot.send_message(group.id, "I am the last to speak"))
    addressed = (f"/win{BOT} 2.5M", f"/WIN{BOT.upper()} 3M")
    for text in ("plain words", f"hello {BOT}", "/score", *addressed, "/win@OtherBot 1M"):
        lin.types(text, in_=group)
    lin.types("an answer", in_=group, reply_to="I am the last")
    assert texts(client) == ["/score", *addressed, "an answer"]


def test_18_8_a_mention_is_let_through_where_a_test_wants_it(client: Client, lin: Person, group: Group) -> None:
    client.telegram.lets_mentions_through()
    lin.types(f"{BOT} score ACME", in_=group)
    assert texts(client) == [f"{BOT} score ACME"]


def test_18_8_a_bare_command_goes_to_the_bot_that_spoke_last(client: Client, lin: Person, group: Group) -> None:
    group.another_bot_speaks("I am another bot")
    lin.types("/score", in_=group)
    assert texts(client) == []


def test_18_8_an_administrator_gets_all(client: Client, lin: Person, group: Group) -> None:
    group.promotes_the_bot()
    lin.types("plain words", in_=group)
    assert texts(client) == ["plain words"]


def test_18_9_privacy_mode_acts_after_the_bot_is_added_again(client: Client, lin: Person, group: Group) -> None:
    assert client.asks("getMe")["result"]["can_read_all_group_messages"] is False
    client.telegram.sets_privacy(False)
    assert client.asks("getMe")["result"]["can_read_all_group_messages"] is True
    lin.types("one", in_=group)
    group.kicks_the_bot()
    group.adds_the_bot()
    lin.types("two", in_=group)
    assert texts(client) == ["two"]


def test_18_11_an_anonymous_administrator_is_the_group(client: Client, lin: Person, group: Group) -> None:
    group.makes_admin(lin, anonymous=True)
    lin.types(f"/win{BOT} 2.5M", in_=group)
    (message,) = messages(client)
    assert (message["from"]["id"], message["from"]["username"]) == (1087968824, "GroupAnonymousBot")
    assert message["sender_chat"]["id"] == group.id
    card = [[{"text": "Ack", "callback_data": "x"}]]
    client.asks("sendMessage", chat_id=group.id, text="card", reply_markup={"inline_keyboard": card})
    lin.presses("Ack", on="card", answered=False)
    assert client.takes()[0]["callback_query"]["from"]["id"] == lin.id


def test_18_12_posts_of_channels_have_no_person(client: Client, lin: Person, group: Group) -> None:
    news = client.telegram.channel("News", lin)
    client.takes()
    group.promotes_the_bot()
    lin.types("as my channel", in_=group, as_channel=news)
    news.links(group)
    news.posts("a post", signature="Lin")
    as_channel, post, copy = messages(client)
    assert (as_channel["from"]["id"], as_channel["sender_chat"]["id"]) == (136817688, news.id)
    assert "from" not in post
    assert (post["sender_chat"]["id"], post["author_signature"]) == (news.id, "Lin")
    assert (copy["from"]["id"], copy["is_automatic_forward"]) == (777000, True)
    assert copy["forward_origin"]["type"] == "channel"


def test_18_13_an_edit_is_an_update_of_its_own(client: Client, lin: Person) -> None:
    lin.edits(lin.types("/win ACME 2.5M"), "/win ACME 3.5M")
    first, second = client.takes()
    assert first["message"]["message_id"] == second["edited_message"]["message_id"]
    assert second["edited_message"]["edit_date"]
    assert second["edited_message"]["text"] == "/win ACME 3.5M"


def test_18_14_forwards_of_every_origin_with_the_old_fields_beside(client: Client, lin: Person, group: Group) -> None:
    bo, news = client.telegram.person("bo"), client.telegram.channel("News")
    client.takes()
    for origin in (bo, "Hidden Han", group, news):
        lin.forwards("the customer signed", from_=origin)
    forwards = messages(client)
    assert [each["forward_origin"]["type"] for each in forwards] == ["user", "hidden_user", "chat", "channel"]
    assert forwards[0]["forward_from"]["id"] == bo.id
    assert forwards[1]["forward_sender_name"] == "Hidden Han"
    assert forwards[2]["forward_from_chat"]["id"] == group.id
    assert forwards[3]["forward_from_message_id"]
    assert all(each["forward_date"] < each["date"] for each in forwards)


def test_18_15_to_18_18_a_forum_has_topics(client: Client, lin: Person) -> None:
    forum = client.telegram.group("Accounts", lin, forum=True)
    client.takes()
    topic = forum.opens("Huaxing")
    lin.types("/score", in_=forum, topic=topic)
    lin.types("/score", in_=forum)
    created, inside, general = messages(client)
    assert created["forum_topic_created"]["name"] == "Huaxing"
    assert (inside["message_thread_id"], inside["is_topic_message"], inside["chat"]["is_forum"]) == (
        topic.id,
        True,
        True,
    )
    assert inside["reply_to_message"]["forum_topic_created"]
    assert "message_thread_id" not in general
    sent = client(client.bot.send_message(forum.id, "in the topic", message_thread_id=topic.id))
    assert sent.message_thread_id == topic.id
    assert lin.sees("in the topic").topic == "Huaxing"
    assert said(client, forum.id, message_thread_id=1) == "Bad Request: message thread not found"
    forum.closes(topic)
    assert said(client, forum.id, message_thread_id=topic.id) == "Bad Request: TOPIC_CLOSED"
    forum.reopens(topic)
    assert client.asks("sendMessage", chat_id=forum.id, text="x", message_thread_id=topic.id)["ok"]
    forum.deletes_topic(topic)
    assert said(client, forum.id, message_thread_id=topic.id) == "Bad Request: message thread not found"


def test_18_16_a_reply_in_a_supergroup_has_a_thread_that_is_no_topic(
    client: Client, lin: Person, group: Group
) -> None:
    first = lin.types(f"/win{BOT} 2.5M", in_=group)
    second = lin.types(f"/ack{BOT}", in_=group, reply_to=first)
    lin.types(f"/why{BOT}", in_=group, reply_to=second)
    threads = [(each.get("message_thread_id"), each.get("is_topic_message")) for each in messages(client)]
    assert threads == [(None, None), (first.id, None), (first.id, None)]


def test_18_19_a_language_may_be_missing(client: Client, lin: Person) -> None:
    quiet = client.telegram.person("quiet", language=None)
    quiet.starts()
    lin.starts()
    senders = [message["from"] for message in messages(client)]
    assert [sender.get("language_code") for sender in senders] == [None, "zh-hans"]


def test_18_20_a_deep_link_starts_with_its_payload(client: Client, lin: Person) -> None:
    link = {"text": "Link me", "url": "https://t.me/iron_triangle_bot?start=LINK-7Q"}
    client.asks("sendMessage", chat_id=lin.id, text="card", reply_markup={"inline_keyboard": [[link]]})
    lin.presses("Link me")
    lin.starts("again")
    assert texts(client) == ["/start LINK-7Q", "/start again"]


def test_18_21_an_album_is_several_messages_with_one_caption(client: Client, lin: Person) -> None:
    lin.sends_album(3, "our stand")
    album = messages(client)
    assert len({each["media_group_id"] for each in album}) == 1
    assert [each.get("caption") for each in album] == ["our stand", None, None]


def test_a_clients_long_text_comes_in_pieces(client: Client, lin: Person) -> None:
    lin.types("word " * 1000)
    pieces = texts(client)
    assert len(pieces) == 2
    assert " ".join(pieces) == ("word " * 1000).strip()


def test_members_and_administrators(client: Client, lin: Person, group: Group) -> None:
    bo, zoe = client.telegram.person("bo"), client.telegram.person("zoe")
    group.adds(bo)
    group.makes_admin(bo, anonymous=True)
    administrators = client(client.bot.get_chat_administrators(group.id))
    assert [(each.user.id, each.status) for each in administrators] == [(lin.id, "creator"), (bo.id, "administrator")]
    assert client(client.bot.get_chat_member_count(group.id)) == 3
    assert client(client.bot.get_chat_member(group.id, zoe.id)).status == "left"
    group.removes(bo)
    assert client(client.bot.get_chat_member(group.id, bo.id)).status == "left"
    with pytest.raises(BadRequest, match="no administrators in the private chat"):
        client(client.bot.get_chat_administrators(lin.id))
    assert client(client.bot.get_chat(group.id)).title == "Huaxing"


def test_coming_and_going_is_told(client: Client, lin: Person) -> None:
    group = client.telegram.group("Team", lin)
    group.adds(client.telegram.person("bo"))
    group.renames("The team")
    group.kicks_the_bot()
    updates = client.takes()
    told = [
        key for update in updates for key in (*update.get("message", {}), *update) if key.startswith(("new_", "my_"))
    ]
    assert told == ["new_chat_members", "my_chat_member", "new_chat_members", "new_chat_title", "my_chat_member"]
