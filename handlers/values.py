"""Values inside a text: they stay values until the reader's language, zone and rights are known (voice.md 1).

Every value carries a tag, so that a reply goes to JSON and back without guessing.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field


class Tagged(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class T(Tagged):
    """Words of the catalogue: key `slice.usecase.outcome` and values for its named placeholders.

    A plural text is chosen by `count`, which is also the placeholder `{count}`.
    """

    tag: Literal["t"] = "t"
    key: str
    values: dict[str, Value] = {}
    count: int | None = None


class Said(Tagged):
    """A person's own words: quoted, escaped, cut at a word, never markup, never pinging.

    `cut="middle"` keeps the beginning and the end: “Rail spec 4.2 … 150 ms?”.
    """

    tag: Literal["said"] = "said"
    text: str
    limit: int = 600
    cut: Literal["end", "middle"] = "end"


class Name(Tagged):
    """The name of a person, account or unit, as given in each script; `you` when it is the reader."""

    tag: Literal["name"] = "name"
    names: dict[str, str]
    you: bool = False


class Ref(Tagged):
    """A numbered thing as people say it: #118, R40."""

    tag: Literal["ref"] = "ref"
    kind: Literal["event", "request"]
    number: int


class Cash(Tagged):
    """Money in minor units. `full` echoes what was typed (¥2,500,000), else short (¥2.5M, ¥250万)."""

    tag: Literal["cash"] = "cash"
    minor: int
    currency: str
    full: bool = False


class Figure(Tagged):
    """A score or points: two places, real minus; `signed` for a change."""

    tag: Literal["figure"] = "figure"
    value: Decimal
    signed: bool = False
    places: int = 2


class Share(Tagged):
    """A percentage: no places unless they decide."""

    tag: Literal["share"] = "share"
    value: Decimal
    places: int = 0


class Number(Tagged):
    """A plain count or measured value, shown without padding (86, 18.5)."""

    tag: Literal["number"] = "number"
    value: Decimal


class Moment(Tagged):
    """An instant in the reader's zone. `auto` drops the day when it is today; `full` always names it.

    `weekday` is for a day near by: Thu 09:40.
    """

    tag: Literal["moment"] = "moment"
    at: AwareDatetime
    style: Literal["auto", "full", "time", "weekday"] = "auto"


class Day(Tagged):
    """A calendar day with its weekday: Wed 25 Nov. `near` says today, yesterday or tomorrow where it can."""

    tag: Literal["day"] = "day"
    on: date
    style: Literal["full", "weekday", "long", "date", "near"] = "full"


class Lasting(Tagged):
    """A length of time in minutes: 12 min, 6 h 5 min, 5 d (a day of `day_minutes` working minutes).

    `hours` uses no days; `bare` is the number of hours alone, for "5 of 16 h".
    """

    tag: Literal["lasting"] = "lasting"
    minutes: int
    day_minutes: int | None = None
    style: Literal["long", "hours", "bare"] = "long"


class Listed(Tagged):
    """Several values as one: "Chen Bo, Wu Min or Gao Mei"."""

    tag: Literal["listed"] = "listed"
    items: tuple[Value, ...]
    joined: Literal["comma", "and", "or"] = "comma"


Value = Annotated[
    T | Said | Name | Ref | Cash | Figure | Share | Number | Moment | Day | Lasting | Listed,
    Field(discriminator="tag"),
]
Words = T | Said | Name

for _model in (T, Listed):
    _model.model_rebuild()


def t(key: str, /, count: int | None = None, **values: Value | int | Decimal) -> T:
    """Words of the catalogue, with plain integers and decimals taken as numbers.

    >>> t("events.confirm.already", who=Name(names={"en": "Chen Bo"})).key
    'events.confirm.already'
    """
    return T(key=key, values={name: _value(value) for name, value in values.items()}, count=count)


def _value(value: Value | int | Decimal) -> Value:
    return Number(value=Decimal(value)) if isinstance(value, (int, Decimal)) else value


def moment(at: datetime, style: Literal["auto", "full", "time", "weekday"] = "auto") -> Moment:
    return Moment(at=at, style=style)
