"""A metric's name inside a sentence."""

from handlers.scorecards.why import SHORT
from handlers.values import T, t


def metric_word(key: str) -> T:
    """The short name where there is one (DSO), else the whole one."""
    return t(f"words.metric_short.{key}") if key in SHORT else t(f"words.metric.{key}")
