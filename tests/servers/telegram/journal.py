"""What was asked of the server, and what went wrong that no test ordered."""

from __future__ import annotations

from tests.servers.telegram.calls import Call


class Journal:
    """`expected` are words of refusals that a test announced."""

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self.troubles: list[str] = []
        self.expected: list[str] = []
        self._ordered: list[str] = []

    def called(self, call: Call) -> None:
        if call.method != "getupdates":
            self.calls.append(call)

    def ordered(self, description: str) -> None:
        self._ordered.append(description)

    def refused(self, method: str, description: str) -> None:
        if description in self._ordered:
            self._ordered.remove(description)
        else:
            self.troubles.append(f"{method}: {description}")

    def unknown(self, method: str) -> None:
        self.troubles.append(f"unknown method: {method}")

    def unexpected(self) -> list[str]:
        return [each for each in self.troubles if not any(words in each for words in self.expected)]

    def unheard(self) -> list[str]:
        """Announced, and never said."""
        return [words for words in self.expected if not any(words in each for each in self.troubles)]
