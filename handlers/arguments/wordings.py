"""Slots."""

from dataclasses import dataclass

from handlers.arguments.slot import Slot


@dataclass(frozen=True)
class WordsSlot(Slot):
    pass


@dataclass(frozen=True)
class NameSlot(Slot):
    pass


@dataclass(frozen=True)
class FlagSlot(Slot):
    word: str = "pending"


@dataclass(frozen=True)
class EmailSlot(Slot):
    pass


@dataclass(frozen=True)
class ZoneSlot(Slot):
    pass


@dataclass(frozen=True)
class CurrencySlot(Slot):
    pass


@dataclass(frozen=True)
class HoursSlot(Slot):
    pass


@dataclass(frozen=True)
class WholeSlot(Slot):
    pass
