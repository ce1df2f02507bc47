"""What Slack delivers, as far as we read it: commands, interactions, events, of one shape by HTTP and Socket Mode
(platform-facts 2 to 5).
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import model_validator

from bot.platforms.slack.interactions import (
    Closed,
    MessageShortcut,
    Press,
    Shortcut,
    Submission,
    Suggestion,
)
from bot.platforms.slack.shapes import Id, MaybeId, Read, Text, read


class Command(Read):
    """A slash command."""

    team_id: Id
    channel_id: Id
    channel_name: Text = ""
    user_id: Id
    command: Id
    text: Text = ""
    trigger_id: MaybeId = None
    response_url: Text = ""


def _where_installed(body: object) -> object:
    """Of a channel that two companies share, `team_id` may be the other one; who is authorized to hear it is us."""
    if not isinstance(body, dict) or not isinstance(given := body.get("authorizations"), list) or not given:
        return body
    team = given[0].get("team_id") if isinstance(given[0], dict) else None
    return {**body, "team_id": team} if isinstance(team, str) and team else body


class Envelope(Read):
    """event_callback. `event` stays as it came: each kind reads its own part of it."""

    type: Literal["event_callback"]
    team_id: Id
    event_id: Id
    event: dict[str, Any]
    is_ext_shared_channel: bool = False

    @model_validator(mode="before")
    @classmethod
    def _ours(cls, body: object) -> object:
        return _where_installed(body)


class Other(Read):
    """A kind that we have nothing to do with: app_rate_limited, legacy ones, those that are yet to come."""

    type: Id


Payload = Command | Press | Submission | Closed | Suggestion | Shortcut | MessageShortcut | Envelope | Other

KINDS: dict[str, type[Payload]] = {
    "block_actions": Press,
    "view_submission": Submission,
    "view_closed": Closed,
    "block_suggestion": Suggestion,
    "shortcut": Shortcut,
    "message_action": MessageShortcut,
    "event_callback": Envelope,
}


def payload(body: dict[str, Any]) -> Payload:
    """Raises Malformed, with the names of the wrong fields alone."""
    kind = body.get("type")
    if kind is None and "command" in body:
        return read(Command, body)
    return read(KINDS.get(kind, Other) if isinstance(kind, str) else Other, body)
