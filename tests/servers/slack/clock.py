"""The server's own time: the machine's, moved forward on demand to let triggers, codes and tokens grow old."""

from __future__ import annotations

from dataclasses import dataclass

from bot.clock import SystemClock


@dataclass
class ServerClock:
    ahead: float = 0.0
    _last: int = 0

    def now(self) -> float:
        return SystemClock().real().timestamp() + self.ahead

    def passes(self, seconds: float) -> None:
        self.ahead += seconds

    def stamp(self) -> str:
        """A message's ts: unique and rising, "seconds.micros" (facts 6.15)."""
        self._last = max(self._last + 1, int(self.now() * 1_000_000))
        return f"{self._last // 1_000_000}.{self._last % 1_000_000:06d}"


@dataclass
class Timing:
    """What the real server's patience is; `quick()` for tests that wait for retries."""

    answer_within: float = 3.0
    retries: tuple[float, ...] = (0.1, 60.0, 300.0)
    trigger_lives: float = 3.0
    response_url_lives: float = 1800.0
    response_url_uses: int = 5
    socket_gap: float = 60.0
    ticket_lives: float = 30.0
    code_lives: float = 600.0
    token_lives: float = 43_200.0
    refresh_after: int = 3600
    warns_before: float = 10.0

    @classmethod
    def quick(cls) -> Timing:
        return cls(retries=(0.05, 0.3, 0.6), warns_before=0.2)
