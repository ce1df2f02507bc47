"""Slots."""

from dataclasses import dataclass

from handlers.arguments.slot import Slot


@dataclass(frozen=True)
class DaySlot(Slot):
    ahead: bool = False


@dataclass(frozen=True)
class PeriodSlot(Slot):
    pass
