"""The table of commands as README.md has it, printed from the declarations.

python -m tests.house.print_commands
"""

from __future__ import annotations

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from bot.clock import SystemClock
from bot.words.reader import Language, Reader
from bot.words.say import plain
from handlers.command import AnyCommand, every
from handlers.company.help import GROUPS, about, group_of
from handlers.company.reach import listed
from handlers.values import t

HEAD = "| command | does | for example |\n| --- | --- | --- |"


def table() -> str:
    return "\n".join((HEAD, *_rows()))


def typed() -> dict[str, AnyCommand]:
    """The commands that people type; those that only buttons press are no part of a table."""
    return {word: command for word, command in sorted(every().items()) if listed(command)}


def row(command: AnyCommand) -> str:
    return f"| `/{command.word}` | {plain(about(command), _reader())} | `/{command.example}` |"


def _rows() -> Iterator[str]:
    for group in GROUPS:
        yield f"| **{plain(t(f'company.help.group.{group}'), _reader())}** | | |"
        yield from (row(command) for command in typed().values() if group_of(command) == group)


def _reader() -> Reader:
    return Reader(Language.EN, ZoneInfo("UTC"), SystemClock().now())


if __name__ == "__main__":
    print(table())  # noqa: T201  what it is for
