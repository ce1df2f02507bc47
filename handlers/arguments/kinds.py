"""Slots."""

from dataclasses import dataclass

from handlers.arguments.slot import Slot


@dataclass(frozen=True)
class EventKindSlot(Slot):
    pass


@dataclass(frozen=True)
class RequestKindSlot(Slot):
    pass
