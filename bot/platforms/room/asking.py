"""One command of one person of the room: typed, pressed or filled in, and what of it is written into the log."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from bot.gateway import Alongside, Incoming
from bot.platforms.room import messages
from handlers.arguments.plain import keepable
from handlers.pipeline import Filled, Words
from handlers.reply import Line, Reply
from handlers.values import T
from storage.database import Unit
from storage.tables.company import Conversation

LONGEST = 12_000
"""Longer than any note may be, so that a note that is too long gets its own answer."""
MOST_FIELDS = 40

Word = Annotated[str, Field(max_length=100)]


class FilledIn(BaseModel):
    """A form as it was sent: its command and its fields by name."""

    model_config = ConfigDict(extra="forbid")

    command: Word
    fields: Annotated[dict[Word, Annotated[str, Field(max_length=LONGEST)]], Field(max_length=MOST_FIELDS)]


class Submit(BaseModel):
    """What the browser sends. `delivery` is made once per submit, so that a retry happens once; `pressed` when a
    button gave the line, which is then not shown as typed; `message` is the one whose button it was."""

    model_config = ConfigDict(extra="forbid")

    conversation: int
    delivery: str = Field(min_length=8, max_length=64, pattern=r"^[0-9A-Za-z-]+$")
    line: Annotated[str, AfterValidator(keepable)] = Field(default="", max_length=LONGEST)
    form: FilledIn | None = None
    pressed: bool = False
    message: Annotated[int, Field(ge=0, le=messages.LARGEST_ID)] | None = None

    @property
    def said(self) -> Words:
        return self.line if self.form is None else Filled(self.form.command, self.form.fields)


def is_chat(submit: Submit, place: Conversation) -> bool:
    """In a channel only a slash makes a command; in a direct conversation all is one."""
    slash = submit.line.lstrip().startswith(("/", "／"))
    return not (place.direct or submit.pressed or submit.form or slash)


def incoming(submit: Submit, place: Conversation, member_id: int) -> Incoming:
    return Incoming(
        platform=place.platform,
        workspace=place.workspace,
        user_id=str(member_id),
        said=submit.said,
        delivery=f"{member_id}:{submit.delivery}",
        member_id=member_id,
        conversation_id=place.id,
        direct=place.direct,
    )


def log_it(submit: Submit, member_id: int, now: datetime) -> Alongside:
    """The typed line and its answer, in the transaction of what they caused; a form leaves nothing.

    A press and a form show by their answer alone. A line whose answer is for one person is seen by that person
    alone: it may name an amount.
    """

    def alongside(unit: Unit, reply: Reply) -> None:
        if messages.asks_back(reply):
            return
        if submit.line and not submit.pressed:
            alone = member_id if reply.private else None
            messages.say(unit, submit.conversation, member_id, submit.line, now, only_for=alone)
        asked = submit.message if reply.instead else None
        if asked is not None and messages.goes_on(unit, submit.conversation, asked, member_id, reply):
            return
        if reply.parts:
            messages.answer(unit, submit.conversation, member_id, reply, now)

    return alongside


def left_no_message(reply: Reply) -> bool:
    """An answer of the gateway itself, given where nothing could be written."""
    return reply.refused and any(
        isinstance(part, Line) and isinstance(part.text, T) and part.text.key.startswith("gateway.")
        for part in reply.parts
    )
