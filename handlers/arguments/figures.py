"""Slots."""

from dataclasses import dataclass

from handlers.arguments.slot import Slot


@dataclass(frozen=True)
class AmountSlot(Slot):
    kind: str = "order"


@dataclass(frozen=True)
class ValueSlot(Slot):
    pass
