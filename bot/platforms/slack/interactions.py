"""What people press, choose, fill in and close (platform-facts 3)."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from bot.platforms.slack.shapes import Id, MaybeId, Message, Named, Read, Text


class Container(Read):
    type: Text = ""
    message_ts: MaybeId = None
    channel_id: MaybeId = None
    thread_ts: MaybeId = None
    is_ephemeral: bool = False
    view_id: MaybeId = None


class Chosen(Read):
    value: Text = ""


class Action(Read):
    """What was pressed or changed; `selected_option` of an overflow menu holds what a button has in `value`."""

    type: Text = ""
    action_id: Text = ""
    block_id: Text = ""
    action_ts: MaybeId = None
    value: Text = ""
    selected_option: Chosen | None = None

    @property
    def data(self) -> str:
        return self.value or (self.selected_option.value if self.selected_option else "")


class State(Read):
    """What stands in the fields: by block, by element."""

    values: dict[str, dict[str, dict[str, Any]]] = Field(default_factory=dict)


class View(Read):
    """A modal or Home; `raw` is all of it, for whoever reads its fields."""

    id: Id
    type: Text = ""
    hash: Text = ""
    callback_id: Text = ""
    private_metadata: Text = ""
    app_installed_team_id: MaybeId = None
    state: State | None = None
    blocks: tuple[dict[str, Any], ...] = ()
    raw: dict[str, Any] = Field(default_factory=dict)


def _with_raw(view: object) -> object:
    return {**view, "raw": view} if isinstance(view, dict) else view


SomeView = Annotated[View, BeforeValidator(_with_raw)]


class Interaction(Read):
    """What all interactions have."""

    team: Named | None = None
    user: Named
    view: SomeView | None = None

    @property
    def team_id(self) -> str:
        """Where the app is installed; a window may be open in another workspace that shares a channel."""
        installed = self.view.app_installed_team_id if self.view else None
        return installed or (self.team.id if self.team else "")


class Press(Interaction):
    """block_actions."""

    type: Literal["block_actions"]
    container: Container = Container()
    channel: Named | None = None
    message: Message | None = None
    actions: tuple[Action, ...] = Field(min_length=1)
    trigger_id: MaybeId = None
    response_url: Text = ""


class Submission(Interaction):
    type: Literal["view_submission"]
    view: SomeView
    trigger_id: MaybeId = None


class Closed(Interaction):
    type: Literal["view_closed"]
    view: SomeView


class Suggestion(Interaction):
    """block_suggestion: what a select from external data is to offer."""

    type: Literal["block_suggestion"]
    action_id: Text = ""
    block_id: Text = ""
    value: Text = ""
    channel: Named | None = None


class Shortcut(Interaction):
    """A global one."""

    type: Literal["shortcut"]
    callback_id: Text = ""
    trigger_id: MaybeId = None


class MessageShortcut(Interaction):
    type: Literal["message_action"]
    callback_id: Text = ""
    trigger_id: MaybeId = None
    channel: Named
    message: Message
    message_ts: MaybeId = None
    response_url: Text = ""
