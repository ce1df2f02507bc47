"""What goes wrong on demand: refusals, 429, delays, answers after the client gave up, connections that break."""

from __future__ import annotations

import math
from dataclasses import dataclass
from threading import Lock

from tests.servers.slack.clock import ServerClock


@dataclass
class Fault:
    """What happens to one call. `delay` is before it is done, `late` after: done, but answered too late."""

    error: str = ""
    status: int = 0
    retry_after: int = 1
    delay: float = 0.0
    late: float = 0.0
    reset: str = ""


@dataclass
class _Rule:
    fault: Fault
    times: float
    until: float


class Faults:
    def __init__(self, clock: ServerClock) -> None:
        self.clock, self._lock = clock, Lock()
        self._rules: dict[str, list[_Rule]] = {}

    def plan(self, method: str, fault: Fault, times: int | None, seconds: float | None) -> None:
        """For the next `times` calls, or `seconds`; once where neither is said. "*" means every method."""
        most = math.inf if times is None and seconds is not None else (times or 1)
        until = math.inf if seconds is None else self.clock.now() + seconds
        with self._lock:
            self._rules.setdefault(method, []).append(_Rule(fault, most, until))

    def clear(self, method: str | None = None) -> None:
        with self._lock:
            self._rules = {} if method is None else {k: v for k, v in self._rules.items() if k != method}

    def take(self, method: str) -> Fault:
        """What happens to this call; a 429 of some seconds says how many are left."""
        with self._lock:
            for name in (method, "*"):
                rules = [r for r in self._rules.get(name, []) if r.times > 0 and r.until > self.clock.now()]
                self._rules[name] = rules
                if rules:
                    rules[0].times -= 1
                    return self._now(rules[0])
        return Fault()

    def _now(self, rule: _Rule) -> Fault:
        if rule.fault.status == 429 and not math.isinf(rule.until):
            rule.fault.retry_after = max(1, math.ceil(rule.until - self.clock.now()))
        return rule.fault
