"""Fields and kinds of update that no client knows yet, as every new Bot API brings them."""

from __future__ import annotations

from typing import Any

from tests.servers.telegram.refusals import Json
from tests.servers.telegram.updates import DEFAULT, Updates

FIELD, KIND, EVERY = "x_of_tomorrow", "holographic_message", 7


class Strange:
    """Every object of an update or answer gets a field more; now and then comes an update of an unknown kind."""

    def __init__(self, on: bool) -> None:
        self.on, self._put = on, 0

    def dressed(self, body: Any) -> Any:
        if not self.on:
            return body
        if isinstance(body, dict):
            return {key: self.dressed(value) for key, value in body.items()} | {FIELD: {"level": 3}}
        return [self.dressed(each) for each in body] if isinstance(body, list) else body

    def interleave(self, updates: Updates) -> None:
        """Only who takes the default kinds gets new ones."""
        self._put += 1
        if self.on and updates.allowed == DEFAULT and self._put % EVERY == 0:
            self.send(updates)

    def send(self, updates: Updates) -> None:
        body: Json = {"id": str(self._put), "beam": [{"angle": 30}]}
        updates.put(KIND, body, "unknown")
