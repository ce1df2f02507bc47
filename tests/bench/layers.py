"""What of a command each layer takes, by cProfile in the thread that runs it."""

from __future__ import annotations

import pstats
from collections import Counter
from collections.abc import Callable
from cProfile import Profile
from pathlib import Path
from typing import Any

from storage.database import Database

ROOT = Path(__file__).parents[2]
FLOORS = ("bot", "handlers", "storage", "scoring")
SMALL = 0.02

Function = tuple[str, int, str]


def shares(database: Database, act: Callable[[], object]) -> list[tuple[str, float]]:
    """The share of each layer in the writer's time while `act` runs, largest first, small ones left out."""
    profile = Profile()
    database.write(lambda _: profile.enable()).result()
    try:
        act()
    finally:
        database.write(lambda _: profile.disable()).result()
    taken = _by_layer(pstats.Stats(profile))
    whole = sum(taken.values())
    return [(layer, seconds / whole) for layer, seconds in taken.most_common() if seconds > SMALL * whole]


def _by_layer(stats: Any) -> Counter[str]:
    taken: Counter[str] = Counter()
    for function, (_, _, seconds, _, callers) in stats.stats.items():
        if (own := _layer(function)) is not None:
            taken[own] += seconds
            continue
        for caller, (_, _, spent, _) in callers.items():
            taken[_layer(caller) or "python"] += spent
    return taken


def _layer(function: Function) -> str | None:
    """Whose code it is; None for what is built in, which counts for who calls it."""
    file, _, name = function
    if file == "~":
        return _driver(name)
    parts = Path(file).parts
    if "site-packages" in parts:
        return parts[parts.index("site-packages") + 1]
    if file.endswith("fractions.py"):
        return "fractions"
    if Path(file).is_relative_to(ROOT):
        return Path(file).relative_to(ROOT).parts[0]
    return "python"


def _driver(name: str) -> str | None:
    if "sqlite3.Connection" in name and "commit" in name:
        return "commit (disk)"
    if "sqlite3." in name:
        return "sqlite"
    return "waiting" if "acquire" in name else None
