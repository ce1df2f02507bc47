"""What Slack delivers, as far as we read it: unknown fields are no problem, a wrong shape is `Malformed`.

Slash commands, interactions and events of HTTP and Socket Mode have the same fields (platform-facts 2 to 5).
"""

from __future__ import annotations

from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator


class Malformed(Exception):  # noqa: N818  theirs, not ours
    """A body that no Slack would send."""


Id = Annotated[str, Field(min_length=1, max_length=255, pattern=r"^[\x21-\x7e]+$")]
MaybeId = Annotated[Id | None, BeforeValidator(lambda it: it or None)]
Text = Annotated[str, BeforeValidator(lambda it: "" if it is None else it)]


class Read(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class Named(Read):
    """A person, team or channel of an interaction."""

    id: Id
    name: Text = ""


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


class Message(Read):
    """A message as events and message shortcuts carry it."""

    type: Text = ""
    user: MaybeId = None
    bot_id: MaybeId = None
    text: Text = ""
    ts: MaybeId = None
    thread_ts: MaybeId = None
    parent_user_id: MaybeId = None


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

V = TypeVar("V", bound=Read)


def payload(body: dict[str, Any]) -> Payload:
    """Raises Malformed, with the names of the wrong fields alone."""
    kind = body.get("type")
    if kind is None and "command" in body:
        return read(Command, body)
    return read(KINDS.get(kind, Other) if isinstance(kind, str) else Other, body)


def read(model: type[V], given: object) -> V:
    try:
        return model.model_validate(given)
    except ValidationError as no:
        wrong = sorted(
            {".".join(map(str, error["loc"])) for error in no.errors(include_url=False, include_input=False)}
        )
        raise Malformed(f"{model.__name__}: {', '.join(wrong)}"[:300]) from None
