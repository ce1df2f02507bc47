"""Messages: where they may go, what they may hold, how they change (platform facts 7.2-7.17, 7.38)."""

from __future__ import annotations

from typing import Any

import pytest

from tests.servers.slack import Channel, Person, SlackServer
from tests.servers.slack.small_app import ask, refusal

SECTION = {"type": "section", "text": {"type": "mrkdwn", "text": "*bold*"}}


def post(slack: SlackServer, channel: Channel | str, text: str = "x", **more: Any) -> Any:
    where = channel if isinstance(channel, str) else channel.id
    return ask(slack, "chat_postMessage", channel=where, text=text, **more)


def change(slack: SlackServer, channel: str, ts: str, **more: Any) -> Any:
    return ask(slack, "chat_update", channel=channel, ts=ts, **more)


def test_a_message_to_a_person_answers_with_the_direct_channel(slack: SlackServer, lin: Person) -> None:
    sent = post(slack, lin.id)
    assert sent["channel"].startswith("D")
    assert post(slack, sent["channel"])["channel"] == sent["channel"]
    assert change(slack, lin.id, sent["ts"], text="y") == "channel_not_found"
    assert change(slack, sent["channel"], sent["ts"], text="y")["text"] == "y"


def test_where_the_bot_is_no_member(slack: SlackServer, lin: Person) -> None:
    public = slack.workspace.channel("public", lin, bot=False)
    private = slack.workspace.channel("private", lin, bot=False, private=True)
    assert post(slack, public) == "not_in_channel"
    assert post(slack, private) == "channel_not_found"
    slack.tokens.all[slack.bot_token].scopes.append("chat:write.public")
    assert post(slack, public)["ok"]


def test_archived_and_unknown_channels(slack: SlackServer, hall: Channel, lin: Person) -> None:
    sent = post(slack, hall)
    slack.workspace.archives(hall)
    assert post(slack, hall) == "is_archived"
    assert change(slack, hall.id, sent["ts"], text="y") == "is_inactive"
    assert ask(slack, "chat_postEphemeral", channel=hall.id, user=lin.id, text="x") == "is_archived"
    assert post(slack, "C0NONE") == "channel_not_found"


def test_nobody_who_was_deactivated_is_written_to(slack: SlackServer, lin: Person) -> None:
    direct = post(slack, lin.id)["channel"]
    lin.is_deactivated()
    assert post(slack, lin.id) == "channel_not_found"
    assert post(slack, direct) == "channel_not_found"
    assert ask(slack, "conversations_open", users=lin.id) == "user_disabled"


def test_something_must_be_said(slack: SlackServer, hall: Channel) -> None:
    assert refusal(slack, "chat.postMessage", channel=hall.id, text="")["error"] == "no_text"
    assert post(slack, hall, text="x", markdown_text="y") == "markdown_text_conflict"


def test_long_text_is_cut_when_posted_and_refused_when_changed(slack: SlackServer, hall: Channel) -> None:
    sent = post(slack, hall, text="x" * 50_000)
    assert len(sent["message"]["text"]) == 40_000
    assert change(slack, hall.id, sent["ts"], text="x" * 4_001) == "msg_too_long"


def test_threads_hang_on_their_parent(slack: SlackServer, hall: Channel) -> None:
    root = post(slack, hall)["ts"]
    reply = post(slack, hall, thread_ts=root)["ts"]
    assert post(slack, hall, thread_ts=reply) == "cannot_reply_to_message"
    assert post(slack, hall, thread_ts="1.000001") == "cannot_reply_to_message"


def test_blocks_go_when_only_text_is_given(slack: SlackServer, hall: Channel, lin: Person) -> None:
    sent = post(slack, hall, blocks=[SECTION])
    lin.sees("bold")
    change(slack, hall.id, sent["ts"], text="plain now")
    assert lin.sees("plain now").blocks == []


def test_only_changed_text_marks_it_as_edited(slack: SlackServer, hall: Channel) -> None:
    sent = post(slack, hall, text="x", blocks=[SECTION])
    assert "edited" not in change(slack, hall.id, sent["ts"], text="x", blocks=[SECTION, SECTION])["message"]
    assert "edited" in change(slack, hall.id, sent["ts"], text="y")["message"]


def test_the_bot_changes_and_deletes_only_its_own(slack: SlackServer, hall: Channel, lin: Person) -> None:
    told = lin.types("mine", in_=hall)
    assert change(slack, hall.id, told.ts, text="y") == "cant_update_message"
    assert ask(slack, "chat_delete", channel=hall.id, ts=told.ts) == "cant_delete_message"
    sent = post(slack, hall)
    assert ask(slack, "chat_delete", channel=hall.id, ts=sent["ts"])["ok"]
    assert change(slack, hall.id, sent["ts"], text="y") == "message_not_found"


def test_a_deleted_parent_leaves_its_replies(slack: SlackServer, hall: Channel, lin: Person) -> None:
    root = post(slack, hall)["ts"]
    post(slack, hall, text="reply", thread_ts=root)
    ask(slack, "chat_delete", channel=hall.id, ts=root)
    lin.sees("reply")
    found = ask(slack, "conversations_replies", channel=hall.id, ts=root)["messages"]
    assert [m.get("subtype") for m in found] == ["tombstone", None]


def test_whispers_reach_one_member_and_leave_no_trace(
    slack: SlackServer, hall: Channel, lin: Person, bo: Person
) -> None:
    sent = ask(slack, "chat_postEphemeral", channel=hall.id, user=lin.id, text="¥2,500,000")
    assert lin.sees("¥2,500,000").ephemeral
    bo.never_sees("2,500,000")
    assert ask(slack, "conversations_history", channel=hall.id)["messages"] == []
    assert change(slack, hall.id, sent["message_ts"], text="y") == "message_not_found"
    assert ask(slack, "chat_delete", channel=hall.id, ts=sent["message_ts"]) == "message_not_found"
    away = slack.workspace.person("away")
    assert ask(slack, "chat_postEphemeral", channel=hall.id, user=away.id, text="x") == "user_not_in_channel"


def test_metadata_is_kept_echoed_and_seen_only_on_request(slack: SlackServer, hall: Channel) -> None:
    metadata = {"event_type": "outbox", "event_payload": {"row": 7}}
    sent = post(slack, hall, metadata=metadata)
    assert sent["message"]["metadata"] == metadata
    plain = ask(slack, "conversations_history", channel=hall.id)["messages"][0]
    full = ask(slack, "conversations_history", channel=hall.id, include_all_metadata=True)["messages"][0]
    assert plain["metadata"] == {"event_type": "outbox"}
    assert full["metadata"] == metadata
    change(slack, hall.id, sent["ts"], text="y")
    assert hall.messages[sent["ts"]].metadata == metadata
    change(slack, hall.id, sent["ts"], text="y", metadata={})
    assert hall.messages[sent["ts"]].metadata is None


@pytest.mark.parametrize(
    ("metadata", "error"),
    [
        ({"event_type": "x"}, "invalid_metadata_format"),
        ({"event_type": "", "event_payload": {}}, "invalid_metadata_schema"),
        ({"event_type": "x", "event_payload": {"a": "x" * 20_000}}, "metadata_too_large"),
    ],
)
def test_metadata_has_a_shape_and_a_size(slack: SlackServer, hall: Channel, metadata: Any, error: str) -> None:
    assert post(slack, hall, metadata=metadata) == error


def test_permalinks_are_of_messages(slack: SlackServer, hall: Channel) -> None:
    sent = post(slack, hall)
    found = ask(slack, "chat_getPermalink", channel=hall.id, message_ts=sent["ts"])
    assert found["permalink"].endswith(f"/{hall.id}/p{sent['ts'].replace('.', '')}")
    assert ask(slack, "chat_getPermalink", channel=hall.id, message_ts="1.1") == "message_not_found"


def test_the_bot_reacts_once(slack: SlackServer, hall: Channel, lin: Person) -> None:
    told = lin.types("we won", in_=hall)
    react = {"channel": hall.id, "timestamp": told.ts, "name": "eyes"}
    assert ask(slack, "reactions_add", **react)["ok"]
    assert ask(slack, "reactions_add", **react) == "already_reacted"
    assert ask(slack, "reactions_add", **react | {"timestamp": "1.1"}) == "message_not_found"


def test_stamps_are_unique_in_a_channel(slack: SlackServer, hall: Channel) -> None:
    stamps = [post(slack, hall)["ts"] for _ in range(5)]
    assert stamps == sorted(set(stamps))
