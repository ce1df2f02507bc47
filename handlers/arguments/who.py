"""Slots."""

from dataclasses import dataclass

from handlers.arguments.slot import Slot


@dataclass(frozen=True)
class AccountSlot(Slot):
    pass


@dataclass(frozen=True)
class PersonSlot(Slot):
    pass


@dataclass(frozen=True)
class PeopleSlot(Slot):
    pass


@dataclass(frozen=True)
class DepartmentSlot(Slot):
    pass
