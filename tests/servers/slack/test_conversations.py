"""Channels, people, files (platform facts 7.18-7.30, 7.39-7.42)."""

from __future__ import annotations

from typing import Any

from tests.servers.slack import Channel, Person, SlackServer
from tests.servers.slack.small_app import ask, refusal


def test_opening_finds_the_same_direct_channel(slack: SlackServer, lin: Person) -> None:
    first = ask(slack, "conversations_open", users=lin.id)["channel"]["id"]
    again = ask(slack, "conversations_open", users=lin.id)
    assert (again["channel"]["id"], again["already_open"]) == (first, True)
    assert ask(slack, "conversations_open", users="U0NOBODY") == "user_not_found"
    assert refusal(slack, "conversations.open")["error"] == "users_list_not_supplied"


def test_what_a_channel_is(slack: SlackServer, hall: Channel, lin: Person) -> None:
    found = ask(slack, "conversations_info", channel=hall.id, include_num_members=True)["channel"]
    assert (found["name"], found["is_member"], found["is_ext_shared"], found["num_members"]) == (
        "hall",
        True,
        False,
        3,
    )
    direct = slack.workspace.dm(lin.id)
    assert ask(slack, "conversations_info", channel=direct.id)["channel"]["user"] == lin.id


def test_a_channel_with_people_from_elsewhere(slack: SlackServer, lin: Person) -> None:
    guest = slack.workspace.person("guest", guest="multi", email="g@other.example")
    outside = slack.workspace.person("outside", team="T0OTHER", email="o@other.example")
    shared = slack.workspace.channel("shared", lin, guest, outside, shared_with=("T0OTHER",))
    info = ask(slack, "conversations_info", channel=shared.id)["channel"]
    assert info["is_ext_shared"]
    assert info["shared_team_ids"][1] == "T0OTHER"
    assert ask(slack, "users_info", user=guest.id)["user"]["is_restricted"]
    stranger = ask(slack, "users_info", user=outside.id)["user"]
    assert (stranger["team_id"], stranger["is_stranger"]) == ("T0OTHER", True)
    assert "email" not in stranger["profile"]


def test_private_channels_are_hidden_from_a_bot_outside(slack: SlackServer, lin: Person) -> None:
    hidden = slack.workspace.channel("hidden", lin, private=True, bot=False)
    assert ask(slack, "conversations_info", channel=hidden.id) == "channel_not_found"
    listed = ask(slack, "conversations_list", types="public_channel,private_channel")["channels"]
    assert "hidden" not in [c["name"] for c in listed]


def test_lists_come_in_pages(slack: SlackServer, lin: Person) -> None:
    for number in range(5):
        slack.workspace.channel(f"c{number}", lin)
    names, cursor = [], ""
    while True:
        found = ask(slack, "conversations_list", limit=2, cursor=cursor)
        names += [c["name"] for c in found["channels"]]
        cursor = found["response_metadata"]["next_cursor"]
        if not cursor:
            break
    assert names == ["general", "c0", "c1", "c2", "c3", "c4"]
    assert ask(slack, "conversations_list", cursor="nonsense") == "invalid_cursor"
    assert ask(slack, "conversations_list", limit=1000) == "invalid_limit"
    assert ask(slack, "conversations_list", types="secret") == "invalid_types"


def test_members_and_where_the_bot_is(slack: SlackServer, hall: Channel, lin: Person) -> None:
    assert lin.id in ask(slack, "conversations_members", channel=hall.id)["members"]
    assert [c["name"] for c in ask(slack, "users_conversations")["channels"]] == ["hall"]


def test_joining(slack: SlackServer, lin: Person) -> None:
    public = slack.workspace.channel("public", lin, bot=False)
    assert ask(slack, "conversations_join", channel=public.id)["channel"]["is_member"]
    assert ask(slack, "conversations_join", channel=public.id)["warning"] == "already_in_channel"
    direct = slack.workspace.dm(lin.id)
    assert ask(slack, "conversations_join", channel=direct.id) == "method_not_supported_for_channel_type"
    slack.workspace.archives(public)
    assert ask(slack, "conversations_join", channel=public.id) == "is_archived"


def test_history_is_newest_first_and_bounds_count_only_when_inclusive(
    slack: SlackServer, hall: Channel, lin: Person
) -> None:
    stamps = [lin.types(t, in_=hall).ts for t in ("one", "two", "three")]
    assert texts(slack, hall) == ["three", "two", "one"]
    assert texts(slack, hall, oldest=stamps[1]) == ["three"]
    assert texts(slack, hall, oldest=stamps[1], inclusive=True) == ["three", "two"]
    assert ask(slack, "conversations_history", channel=hall.id, oldest="x") == "invalid_ts_oldest"


def test_replies_begin_with_their_parent(slack: SlackServer, hall: Channel, lin: Person, bo: Person) -> None:
    root = lin.types("root", in_=hall)
    bo.types("reply", in_=hall, thread=root)
    found = ask(slack, "conversations_replies", channel=hall.id, ts=root.ts)["messages"]
    assert [m["text"] for m in found] == ["root", "reply"]
    assert texts(slack, hall) == ["root"]
    assert ask(slack, "conversations_replies", channel=hall.id, ts="1.1") == "thread_not_found"


def test_who_somebody_is(slack: SlackServer, lin: Person) -> None:
    user = ask(slack, "users_info", user=lin.id)["user"]
    assert (user["profile"]["email"], user["tz"]) == ("lin@qiming.example", "Asia/Shanghai")
    assert "locale" not in user
    assert ask(slack, "users_info", user=lin.id, include_locale=True)["user"]["locale"] == "zh-CN"
    slack.tokens.all[slack.bot_token].scopes.remove("users:read.email")
    assert "email" not in ask(slack, "users_info", user=lin.id)["user"]["profile"]


def test_looking_up_by_address(slack: SlackServer, lin: Person) -> None:
    assert ask(slack, "users_lookupByEmail", email="LIN@qiming.example")["user"]["id"] == lin.id
    lin.is_deactivated()
    assert ask(slack, "users_lookupByEmail", email="lin@qiming.example") == "users_not_found"
    gone = ask(slack, "users_info", user=lin.id)["user"]
    assert gone["deleted"]
    assert "tz" not in gone


def test_everybody_is_listed_bots_too(slack: SlackServer, lin: Person) -> None:
    members = ask(slack, "users_list")["members"]
    assert {lin.id, slack.workspace.bot.id} <= {m["id"] for m in members}


def test_a_file_goes_up_in_three_steps(slack: SlackServer, hall: Channel, lin: Person) -> None:
    sent = ask(slack, "files_upload_v2", channel=hall.id, filename="why.png", content="png", initial_comment="Why")
    assert sent["files"][0]["name"] == "why.png"
    assert lin.sees("Why").message is not None
    assert ask(slack, "files_getUploadURLExternal", filename="x", length=0) == "missing_argument"


def test_a_file_that_was_not_uploaded_is_not_shared(slack: SlackServer, hall: Channel) -> None:
    begun = ask(slack, "files_getUploadURLExternal", filename="x", length=3)
    files = [{"id": begun["file_id"]}]
    assert ask(slack, "files_completeUploadExternal", files=files, channel_id=hall.id) == "file_not_found"


def texts(slack: SlackServer, channel: Channel, **more: Any) -> list[str]:
    return [m["text"] for m in ask(slack, "conversations_history", channel=channel.id, **more)["messages"]]
