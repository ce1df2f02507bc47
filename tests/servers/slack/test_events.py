"""Events: envelopes, retries, order, what is sent for what happens (platform facts 4)."""

from __future__ import annotations

from aiohttp import web

from tests.servers.slack import Channel, Person, SlackServer
from tests.servers.slack.small_app import SmallApp, ask


def subtypes(app: SmallApp) -> list[str | None]:
    return [h.body["event"].get("subtype") for h in app.heard if h.kind == "message"]


def test_the_envelope(app: SmallApp, lin: Person, hall: Channel, slack: SlackServer) -> None:
    lin.types("hello", in_=hall)
    body = app.last("message")
    assert body["type"] == "event_callback"
    assert body["event_id"].startswith("Ev")
    assert body["authorizations"][0]["user_id"] == slack.workspace.bot.id
    assert (body["event"]["channel_type"], body["event"]["user"]) == ("channel", lin.id)


def test_a_failed_event_comes_again_three_times_with_reasons(app: SmallApp, lin: Person, slack: SlackServer) -> None:
    app.answers["message"] = 500
    lin.types("hello")
    slack.settles()
    numbers = [h.headers.get("X-Slack-Retry-Num") for h in app.heard]
    assert numbers == [None, "1", "2", "3"]
    assert app.heard[1].headers["X-Slack-Retry-Reason"] == "http_error"
    assert len({h.body["event_id"] for h in app.heard}) == 1
    assert not slack.quiet()


def test_a_late_answer_is_retried_while_the_first_still_runs(app: SmallApp, lin: Person, slack: SlackServer) -> None:
    app.sleeps["message"] = [0.6]
    lin.types("hello")
    slack.settles()
    assert [h.headers.get("X-Slack-Retry-Reason") for h in app.heard] == [None, "http_timeout"]


def test_no_retry_asks_for_none(app: SmallApp, lin: Person, slack: SlackServer) -> None:
    app.answers["message"] = lambda heard: web.Response(status=500, headers={"X-Slack-No-Retry": "1"})
    lin.types("hello")
    slack.settles()
    assert len(app.heard) == 1


def test_events_may_come_doubled_and_backwards(app: SmallApp, lin: Person, slack: SlackServer) -> None:
    slack.deliveries.copies = 2
    slack.deliveries.hold()
    lin.types("one")
    lin.types("two")
    slack.deliveries.release(backwards=True)
    slack.settles()
    texts = [h.body["event"]["text"] for h in app.heard]
    assert sorted(texts) == ["one", "one", "two", "two"]
    assert len({h.body["event_id"] for h in app.heard}) == 2


def test_the_same_message_may_come_under_another_event_id(app: SmallApp, lin: Person, slack: SlackServer) -> None:
    lin.types("hello")
    slack.deliveries.again(slack.deliveries.log[-1], new_event_id="Ev0OTHER").done.wait(2)
    first, second = (h.body for h in app.heard)
    assert first["event"] == second["event"]
    assert first["event_id"] != second["event_id"]


def test_a_mention_in_a_channel_is_two_events(app: SmallApp, lin: Person, hall: Channel, slack: SlackServer) -> None:
    lin.types("hi @triangle", in_=hall)
    assert sorted(app.kinds()) == ["app_mention", "message"]
    both = [h.body for h in app.heard]
    assert both[0]["event"]["ts"] == both[1]["event"]["ts"]
    assert both[0]["event_id"] != both[1]["event_id"]
    assert f"<@{slack.workspace.bot.id}>" in both[0]["event"]["text"]


def test_a_mention_in_the_direct_channel_is_one(app: SmallApp, lin: Person) -> None:
    lin.types("hi @triangle")
    assert app.kinds() == ["message"]
    assert app.last("message")["event"]["channel_type"] == "im"


def test_nothing_comes_of_channels_without_the_bot(app: SmallApp, lin: Person, slack: SlackServer) -> None:
    lin.types("psst @triangle", in_=slack.workspace.channel("elsewhere", lin, bot=False))
    assert app.heard == []


def test_nothing_comes_without_its_scope(app: SmallApp, lin: Person, hall: Channel, slack: SlackServer) -> None:
    for token in slack.tokens.all.values():
        token.scopes = [s for s in token.scopes if s != "channels:history"]
    lin.types("hello", in_=hall)
    lin.types("hello")
    assert [h.body["event"]["channel_type"] for h in app.heard] == ["im"]


def test_nothing_comes_that_was_not_subscribed(app: SmallApp, lin: Person, slack: SlackServer) -> None:
    slack.app.events = ["app_mention"]
    lin.types("hello")
    assert app.heard == []


def test_an_edit_has_no_user_and_text_of_its_own(app: SmallApp, lin: Person) -> None:
    told = lin.types("one")
    lin.edits(told, "two")
    event = app.last("message")["event"]
    assert event["subtype"] == "message_changed"
    assert "user" not in event
    assert "text" not in event
    assert (event["previous_message"]["text"], event["message"]["text"]) == ("one", "two")


def test_a_deletion_names_what_was_deleted(app: SmallApp, lin: Person) -> None:
    told = lin.types("one")
    lin.deletes(told)
    assert app.last("message")["event"]["deleted_ts"] == told.ts


def test_the_bots_own_messages_come_back(app: SmallApp, hall: Channel, slack: SlackServer) -> None:
    sent = ask(slack, "chat_postMessage", channel=hall.id, text="one")
    ask(slack, "chat_update", channel=hall.id, ts=sent["ts"], text="two")
    slack.settles()
    assert subtypes(app) == [None, "message_changed"]
    assert app.heard[0].body["event"]["bot_id"] == slack.workspace.bot.bot_id


def test_the_bots_own_invitation(app: SmallApp, lin: Person, slack: SlackServer) -> None:
    room = slack.workspace.channel("room", lin, bot=False)
    lin.invites_bot(room)
    event = app.last("member_joined_channel")["event"]
    assert (event["user"], event["inviter"], event["channel_type"]) == (slack.workspace.bot.id, lin.id, "C")


def test_the_bots_own_removal(app: SmallApp, lin: Person, hall: Channel, slack: SlackServer) -> None:
    lin.removes_bot(hall)
    assert app.last("member_left_channel")["event"]["user"] == slack.workspace.bot.id
    assert app.last("channel_left")["event"]["actor_id"] == lin.id
    lin.types("alone at last", in_=hall)
    assert "message" not in app.kinds()


def test_a_channel_is_shared_with_another_workspace(app: SmallApp, hall: Channel, slack: SlackServer) -> None:
    slack.workspace.shares(hall, "T0OTHER")
    slack.settles()
    assert app.last("channel_shared")["event"]["connected_team_id"] == "T0OTHER"
    assert app.last("channel_shared")["is_ext_shared_channel"]
    slack.workspace.shares(hall, "T0OTHER", shared=False)
    slack.settles()
    assert not app.last("channel_unshared")["event"]["is_ext_shared"]


def test_home_has_a_view_only_when_one_was_published(app: SmallApp, lin: Person, slack: SlackServer) -> None:
    lin.opens_home()
    assert "view" not in app.last("app_home_opened")["event"]
    ask(slack, "views_publish", user_id=lin.id, view={"type": "home", "blocks": []})
    lin.opens_home()
    assert app.last("app_home_opened")["event"]["view"]["type"] == "home"


def test_changes_of_people_and_channels(app: SmallApp, lin: Person, hall: Channel, slack: SlackServer) -> None:
    lin.is_renamed("Yue")
    assert app.last("user_change")["event"]["user"]["profile"]["display_name"] == "Yue"
    lin.is_deactivated()
    gone = app.last("user_change")["event"]["user"]
    assert gone["deleted"]
    assert "tz" not in gone
    slack.workspace.renames(hall, "lobby")
    slack.workspace.archives(hall)
    new = slack.workspace.changes_id(hall)
    slack.settles()
    assert app.last("channel_rename")["event"]["channel"]["name"] == "lobby"
    assert app.last("channel_archive")["event"]["channel"] != new
    assert app.last("channel_id_changed")["event"]["new_channel_id"] == new


def test_reactions_say_whose_message_it_is(app: SmallApp, lin: Person, bo: Person, hall: Channel) -> None:
    told = bo.types("we won", in_=hall)
    lin.reacts("🏆", on=told)
    event = app.last("reaction_added")["event"]
    assert (event["reaction"], event["user"], event["item_user"]) == ("trophy", lin.id, bo.id)


def test_uninstalling_sends_both_events_and_ends_the_tokens(app: SmallApp, slack: SlackServer) -> None:
    slack.uninstalls(slack.workspace)
    slack.settles()
    assert set(app.kinds()) == {"app_uninstalled", "tokens_revoked"}
    assert ask(slack, "auth_test") == "token_revoked"


def test_above_the_ceiling_there_is_no_event_inside(app: SmallApp, slack: SlackServer) -> None:
    slack.rate_limits_app().done.wait(2)
    assert "event" not in app.last("app_rate_limited")


def test_unknown_fields_are_everywhere(app: SmallApp, lin: Person, hall: Channel, slack: SlackServer) -> None:
    lin.types("hello", in_=hall)
    assert "x_added_next_year" in app.last("message")
    assert "x_new_field" in ask(slack, "auth_test")


def test_replies_name_their_parent(app: SmallApp, lin: Person, bo: Person, hall: Channel) -> None:
    root = lin.types("question", in_=hall)
    bo.types("answer", in_=hall, thread=root)
    event = app.last("message")["event"]
    assert (event["thread_ts"], event["parent_user_id"]) == (root.ts, lin.id)


def test_text_is_escaped_and_linked(app: SmallApp, lin: Person, bo: Person) -> None:
    lin.types("AT&T x < y, see acme.com or mail a@b.example, @bo")
    text = app.last("message")["event"]["text"]
    assert text.startswith(
        "AT&amp;T x &lt; y, see <http://acme.com|acme.com> or mail <mailto:a@b.example|a@b.example>"
    )
    assert text.endswith(f"<@{bo.id}>")
