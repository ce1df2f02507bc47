"""The small parts of what Slack delivers, and how they are read: unknown fields are no problem, a wrong shape is
`Malformed`.
"""

from __future__ import annotations

from typing import Annotated, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError


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


class Message(Read):
    """A message as events and message shortcuts carry it."""

    type: Text = ""
    user: MaybeId = None
    bot_id: MaybeId = None
    text: Text = ""
    ts: MaybeId = None
    thread_ts: MaybeId = None
    parent_user_id: MaybeId = None


V = TypeVar("V", bound=Read)


def read(model: type[V], given: object) -> V:
    try:
        return model.model_validate(given)
    except ValidationError as no:
        wrong = sorted(
            {".".join(map(str, error["loc"])) for error in no.errors(include_url=False, include_input=False)}
        )
        raise Malformed(f"{model.__name__}: {', '.join(wrong)}"[:300]) from None
