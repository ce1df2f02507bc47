"""Signed deliveries and handshakes (platform facts 1)."""

from __future__ import annotations

from slack_sdk.signature import SignatureVerifier

from tests.servers.slack import Channel, Person, SlackServer
from tests.servers.slack.small_app import SmallApp


def test_every_kind_of_delivery_is_signed_over_its_raw_bytes(app: SmallApp, lin: Person, hall: Channel) -> None:
    lin.types("/log ÄCME 华星 & <b>", in_=hall)
    lin.types("good morning, 华星 & <b>", in_=hall)
    lin.shortcut("log_event", on="good morning")
    assert app.kinds() == ["/log", "message", "message_action"]


def test_a_changed_byte_breaks_the_signature(app: SmallApp, lin: Person, slack: SlackServer) -> None:
    lin.types("/log ACME")
    heard = app.heard[-1]
    verifier = SignatureVerifier(slack.app.signing_secret)
    assert verifier.is_valid_request(heard.raw, heard.headers)
    assert not verifier.is_valid_request(heard.raw + b" ", heard.headers)


def test_content_types_are_form_and_json(app: SmallApp, lin: Person) -> None:
    lin.types("/log")
    lin.types("hello")
    assert app.heard[0].headers["Content-Type"] == "application/x-www-form-urlencoded"
    assert app.heard[1].headers["Content-Type"] == "application/json"


def test_the_address_is_verified_by_a_challenge(app: SmallApp, slack: SlackServer) -> None:
    assert slack.verifies_url()


def test_an_ssl_check_comes_without_a_signature(app: SmallApp, slack: SlackServer) -> None:
    assert slack.checks_ssl()
    assert "X-Slack-Signature" not in app.heard[-1].headers


def test_a_body_may_be_signed_for_another_time(slack: SlackServer) -> None:
    headers = slack.signed(b"x", timestamp=1_000_000_000)
    assert headers["X-Slack-Request-Timestamp"] == "1000000000"
    assert headers["X-Slack-Signature"].startswith("v0=")
