"""Clocks: business time used against a target, and when its shares are passed (domain.md 6)."""

from scoring.clocks.clock import Clock, ClockState, ClockVerb, DoesNotFit, Stretch, minutes, opened
from scoring.clocks.history import Misstep, Step, fold
from scoring.clocks.stored import from_json, to_json

__all__ = [
    "Clock",
    "ClockState",
    "ClockVerb",
    "DoesNotFit",
    "Misstep",
    "Step",
    "Stretch",
    "fold",
    "from_json",
    "minutes",
    "opened",
    "to_json",
]
