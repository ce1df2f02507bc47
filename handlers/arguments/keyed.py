"""A part that a word of its own marks: `with @a @b`, `on DATE`, `line=PRODUCT`; it may stand anywhere before the rest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from handlers.arguments.slot import Slot


@dataclass(frozen=True)
class Keyed(Slot):
    """`mark` is a word ("with") or ends in "=" ("line=")."""

    mark: str
    inner: Slot
    closing: bool = False

    keyed: ClassVar[bool] = True
