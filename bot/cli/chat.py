"""`triangle chat --as NAME [--in ACCOUNT] [--json]`: lines in, replies out, on the same database."""

from __future__ import annotations

import json as _json
import sys
from collections.abc import Callable, Iterable

from bot.cli.note import holder_of
from bot.clock import SystemClock
from bot.platforms import terminal
from bot.runtime import Runtime, assemble, open_database
from bot.settings import Settings
from storage.migrate import upgrade

Ask = Callable[[str | None], dict[str, object]]
"""A line (None: what was missed) to its turn, as JSON."""


def run(as_: str, in_: str | None, json: bool) -> int:
    settings = Settings()
    holder = holder_of(settings.sqlite_file)
    if holder is not None:
        return converse(lambda line: holder.ask(**{"as": as_, "in": in_, "line": line}), json)
    database = open_database(settings.database_url)
    if database.sqlite:
        upgrade(database.engine)
    runtime = assemble(database, SystemClock(), ports={})
    try:
        return converse(_directly(runtime, as_, in_), json)
    finally:
        runtime.close()


def converse(ask: Ask, json: bool, lines: Iterable[str] | None = None) -> int:
    """Read lines till the end, print each answer; 2 when nobody has the name given."""
    before = ask(None)
    if "nobody" in before:
        print(f"Nobody here is called {before['nobody']!r}.", file=sys.stderr)
        return 2
    _print_missed(before, json)
    for line in lines if lines is not None else sys.stdin:
        if line.strip():
            turn = ask(_text(line.rstrip("\n")))
            print(_json.dumps(turn, ensure_ascii=False) if json else turn["text"], flush=True)
    return 0


def _text(line: str) -> str:
    """What a shell handed on as bytes that are no text, replaced."""
    return line.encode("utf-8", "replace").decode()


def _directly(runtime: Runtime, as_: str, in_: str | None) -> Ask:
    def ask(line: str | None) -> dict[str, object]:
        try:
            who = terminal.speaker(runtime.gateway, as_, in_)
        except terminal.NobodyByThatName as nobody:
            return {"nobody": str(nobody)}
        if line is None:
            return {"missed": terminal.missed(runtime.gateway, who)}
        return dict(terminal.say(runtime.gateway, who, line).as_json())

    return ask


def _print_missed(before: dict[str, object], json: bool) -> None:
    missed = before["missed"]
    if not missed:
        return
    if json:
        print(_json.dumps({"missed": missed}, ensure_ascii=False), flush=True)
        return
    for text in missed if isinstance(missed, list) else ():
        print(f"{text}\n")
