"""What is typed to the bot on Telegram, and what comes of it."""

from __future__ import annotations

from tests.bot.telegram.desk import Desk


def test_a_command_in_private_is_stored_and_answered() -> None:
    with Desk("ann", "bo") as desk:
        desk.ann.types("/win ACME 2.5M Signalling lot 2")
        desk.ann.sees("Logged #1")
        assert [event.note for event in desk.events()] == ["Signalling lot 2"]


def test_in_private_the_slash_may_be_left_out() -> None:
    with Desk("ann") as desk:
        desk.ann.types("win ACME 2.5M")
        desk.ann.sees("Logged #1")
