"""What a person has in their pocket: a client of Slack or Telegram that is used in the same way."""

from __future__ import annotations

from typing import Protocol

from tests.servers import slack, telegram

SHORT = ("/win", "/log", "/ask", "/score", "/standings", "/tri")
"""Slash commands that Slack knows; the others go through /tri."""


class Pocket(Protocol):
    def says(self, line: str, in_: str | None = None) -> None:
        """A command in a channel, or to the bot in private."""

    def presses(self, label: str, on: str) -> None:
        """On the newest message with these words."""

    def sees(self, words: str, within: float = 20.0) -> str:
        """The text of the newest message with these words, once there is one."""

    def never_sees(self, words: str) -> None: ...

    def times(self, words: str) -> int:
        """How many messages they see now in which these words stand."""


class OnSlack:
    def __init__(self, person: slack.Person) -> None:
        self._person = person

    def says(self, line: str, in_: str | None = None) -> None:
        word = line.split()[0]
        self._person.types(line if word in SHORT else f"/tri {line.removeprefix('/')}", in_=in_)

    def presses(self, label: str, on: str) -> None:
        self._person.presses(label, on=on)

    def sees(self, words: str, within: float = 20.0) -> str:
        return self._person.sees(words, within).text

    def never_sees(self, words: str) -> None:
        self._person.never_sees(words)

    def times(self, words: str) -> int:
        return sum(words in each for each in self._person.everything())


class OnTelegram:
    def __init__(self, person: telegram.Person, groups: dict[str, telegram.Group]) -> None:
        self._person, self._groups = person, groups

    def says(self, line: str, in_: str | None = None) -> None:
        self._person.types(line, in_=self._groups[in_] if in_ else None)

    def presses(self, label: str, on: str) -> None:
        self._person.presses(label, on=on)

    def sees(self, words: str, within: float = 20.0) -> str:
        return self._person.sees(words, within).text

    def never_sees(self, words: str) -> None:
        self._person.never_sees(words)

    def times(self, words: str) -> int:
        mine = [None, *(group for group in self._groups.values() if self._person.account.id in group.chat.members)]
        return sum(words in each.text for place in mine for each in self._person.screen(place))
