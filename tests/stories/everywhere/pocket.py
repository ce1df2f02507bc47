"""What a person has in their pocket: a client of Slack or Telegram that is used in the same way."""

from __future__ import annotations

from typing import Protocol

from tests.servers import slack, telegram

SHORT = ("/win", "/log", "/ask", "/score", "/standings", "/tri")
"""Slash commands that Slack knows; the others go through /tri."""


class Pocket(Protocol):
    def says(self, line: str, in_: str | None = None) -> None:
        """A command in a channel, or to the bot in private."""

    def writes(self, line: str) -> None:
        """To the bot in private, as a message that the platform keeps until it is taken."""

    def presses(self, label: str, on: str) -> None:
        """On the newest message with these words."""

    def sees(self, words: str, within: float = 20.0) -> str:
        """The text of the newest message with these words, once there is one."""

    def never_sees(self, words: str) -> None: ...

    def times(self, words: str) -> int:
        """How many messages they see now in which these words stand."""

    def reads(self, in_: str | None = None) -> list[str]:
        """What stands in a channel, or in private, in the order in which it came."""


class OnSlack:
    def __init__(self, person: slack.Person) -> None:
        self._person = person

    def says(self, line: str, in_: str | None = None) -> None:
        word = line.split()[0]
        self._person.types(line if word in SHORT else f"/tri {line.removeprefix('/')}", in_=in_)

    def writes(self, line: str) -> None:
        self._person.types(line.removeprefix("/"))

    def presses(self, label: str, on: str) -> None:
        self._person.presses(label, on=on)

    def sees(self, words: str, within: float = 20.0) -> str:
        return self._person.sees(words, within).text

    def never_sees(self, words: str) -> None:
        self._person.never_sees(words)

    def times(self, words: str) -> int:
        return sum(words in each for each in self._person.everything())

    def reads(self, in_: str | None = None) -> list[str]:
        with self._person.server.lock:
            there = self._person.workspace.find_channel(in_) if in_ else self._person.workspace.dm(self._person.id)
        seen = [each for each in self._person.everything() if each.channel == there.name and each.message is not None]
        return [each.text for each in sorted(seen, key=lambda each: each.ts)]


class OnTelegram:
    def __init__(self, person: telegram.Person, groups: dict[str, telegram.Group]) -> None:
        self._person, self._groups = person, groups

    def says(self, line: str, in_: str | None = None) -> None:
        self._person.types(line, in_=self._groups[in_] if in_ else None)

    def writes(self, line: str) -> None:
        self._person.types(line)

    def presses(self, label: str, on: str) -> None:
        self._person.presses(label, on=on)

    def sees(self, words: str, within: float = 20.0) -> str:
        return self._person.sees(words, within).text

    def never_sees(self, words: str) -> None:
        self._person.never_sees(words)

    def times(self, words: str) -> int:
        mine = [None, *(group for group in self._groups.values() if self._person.account.id in group.chat.members)]
        return sum(words in each.text for place in mine for each in self._person.screen(place))

    def reads(self, in_: str | None = None) -> list[str]:
        return [each.text for each in self._person.screen(self._groups[in_] if in_ else None)]
