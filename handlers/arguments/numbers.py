"""Slots."""

from dataclasses import dataclass
from typing import Literal

from handlers.arguments.slot import Slot


@dataclass(frozen=True)
class EventNumberSlot(Slot):
    pass


@dataclass(frozen=True)
class EventNumbersSlot(Slot):
    pass


@dataclass(frozen=True)
class RequestNumberSlot(Slot):
    pass


@dataclass(frozen=True)
class NumberedSlot(Slot):
    pass


@dataclass(frozen=True)
class Numbered:
    """An event or a request by its number."""

    kind: Literal["event", "request"]
    number: int
