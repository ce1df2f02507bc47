"""Slash commands (platform facts 2)."""

from __future__ import annotations

import pytest

from tests.servers.slack import Channel, Person, SlackServer
from tests.servers.slack.small_app import SmallApp


def test_the_fields_of_a_command(app: SmallApp, lin: Person, hall: Channel, slack: SlackServer) -> None:
    lin.types("/log ACME exec_meeting", in_=hall)
    body = app.last("/log")
    assert (body["command"], body["text"]) == ("/log", "ACME exec_meeting")
    assert (body["team_id"], body["channel_id"], body["user_id"]) == (slack.workspace.id, hall.id, lin.id)
    assert body["channel_name"] == "hall"
    assert body["trigger_id"]
    assert body["response_url"].startswith(slack.url)


def test_text_may_be_empty(app: SmallApp, lin: Person) -> None:
    lin.types("/log")
    assert app.last("/log")["text"] == ""


def test_channel_names_in_direct_and_private_places(app: SmallApp, lin: Person, slack: SlackServer) -> None:
    secret = slack.workspace.channel("secret", lin, private=True)
    lin.types("/log")
    assert app.last("/log")["channel_name"] == "directmessage"
    lin.types("/log", in_=secret)
    assert app.last("/log")["channel_name"] == "privategroup"


def test_mentions_are_escaped_into_ids(
    app: SmallApp, lin: Person, bo: Person, hall: Channel, slack: SlackServer
) -> None:
    slack.workspace.channel("hidden", lin, private=True, bot=False)
    lin.types("/log @bo in #hall and #hidden, R&D", in_=hall)
    text = app.last("/log")["text"]
    assert text.startswith(f"<@{bo.id}|bo> in <#{hall.id}|hall> and <#")
    assert text.endswith("|>, R&D")


def test_without_should_escape_they_stay_as_typed(app: SmallApp, lin: Person, bo: Person, slack: SlackServer) -> None:
    slack.app.should_escape = False
    lin.types("/log @bo")
    assert app.last("/log")["text"] == "@bo"


def test_an_answer_is_for_the_person_alone(app: SmallApp, lin: Person, bo: Person, hall: Channel) -> None:
    app.answers["/log"] = {"text": "Logged *#118*"}
    lin.types("/log", in_=hall)
    assert lin.sees("Logged #118").ephemeral
    bo.never_sees("Logged")


def test_an_answer_in_channel_shows_the_command_too(app: SmallApp, lin: Person, bo: Person, hall: Channel) -> None:
    app.answers["/log"] = {"text": "Logged", "response_type": "in_channel"}
    lin.types("/log ACME", in_=hall)
    bo.sees("Logged")
    bo.sees("/log ACME")


def test_an_empty_answer_shows_nothing(app: SmallApp, lin: Person, hall: Channel) -> None:
    lin.types("/log", in_=hall)
    assert lin.everything() == []


def test_no_answer_in_time_shows_a_timeout(app: SmallApp, lin: Person, slack: SlackServer) -> None:
    app.sleeps["/log"] = [0.6]
    lin.types("/log")
    lin.sees('/log failed with the error "operation_timeout"')
    assert not slack.quiet()
    assert app.kinds() == ["/log"]


def test_an_error_shows_an_error_and_nothing_comes_again(app: SmallApp, lin: Person, slack: SlackServer) -> None:
    app.answers["/log"] = 500
    lin.types("/log")
    lin.sees("failed with the error")
    slack.settles()
    assert app.kinds() == ["/log"]


def test_no_command_can_be_typed_in_a_thread(app: SmallApp, lin: Person, hall: Channel) -> None:
    root = lin.types("hello", in_=hall)
    with pytest.raises(AssertionError, match="thread"):
        lin.types("/log", in_=hall, thread=root)


def test_a_command_that_the_app_lacks_is_not_valid(app: SmallApp, lin: Person, slack: SlackServer) -> None:
    slack.app.commands = {"/log": {}}
    lin.types("/lgo")
    lin.sees("/lgo is not a valid command")
    assert app.heard == []
