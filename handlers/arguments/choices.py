"""One of a few words, by its code or its name in each language."""

from __future__ import annotations

from dataclasses import dataclass

from handlers.arguments.slot import Slot


@dataclass(frozen=True)
class ChoiceSlot(Slot):
    codes: tuple[str, ...]
    label: str = "arguments.choice"
    known_by: str = ""
