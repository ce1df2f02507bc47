"""Column types that mean the same on SQLite and PostgreSQL."""

from datetime import UTC, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator
from sqlmodel import Field


class Instant(TypeDecorator[datetime]):
    """An aware instant, stored as UTC; a naive one is refused with TypeError."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise TypeError(f"an instant needs a time zone: {value!r}")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Exactly(TypeDecorator[Decimal]):
    """A decimal kept as text, since SQLite's numeric is a binary float."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> str | None:
        return None if value is None else format(value, "f")

    def process_result_value(self, value: str | None, dialect: Dialect) -> Decimal | None:
        return None if value is None else Decimal(value)


JSON = sa.JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")


def one_of(values: type[StrEnum]) -> Any:
    """A text column that holds only the codes of `values`, by a check both databases enforce."""
    return sa.Enum(
        values,
        native_enum=False,
        values_callable=lambda enum: [member.value for member in enum],
        create_constraint=True,
        length=24,
        name=values.__name__.lower(),
    )


def key(**more: Any) -> Any:
    return Field(default=None, primary_key=True, sa_type=BIG, **more)


BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def big(**more: Any) -> Any:
    """A 64-bit integer: money in minor units, microseconds, numbers that count up."""
    return Field(sa_type=sa.BigInteger, **more)


def instant(**more: Any) -> Any:
    return Field(sa_type=Instant, **more)


def exact(**more: Any) -> Any:
    return Field(sa_type=Exactly, **more)


def choice(values: type[StrEnum], **more: Any) -> Any:
    return Field(sa_type=one_of(values), **more)


def document(**more: Any) -> Any:
    return Field(sa_type=JSON, **more)


def link(target: str, **more: Any) -> Any:
    """A foreign key to `table.column`."""
    return Field(foreign_key=target, sa_type=BIG, **more)
