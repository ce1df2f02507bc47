"""The note beside a SQLite file that says which server holds it: `triangle.db.server`, readable by its owner."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import httpx


@dataclass(frozen=True)
class Holder:
    """A server that holds the file, and the key to its terminal door."""

    address: str
    key: str

    def ask(self, **asked: str | None) -> dict[str, object]:
        """One question; httpx errors when the server is gone."""
        answer = httpx.post(
            f"{self.address}/terminal", json=asked, headers={"authorization": f"Bearer {self.key}"}, timeout=30
        )
        answer.raise_for_status()
        return dict(answer.json())


def note_beside(file: Path | None) -> Path | None:
    return None if file is None else file.with_name(file.name + ".server")


def holder_of(file: Path | None) -> Holder | None:
    """The server that holds the file now; None when there is none, or only an old note of one."""
    note = note_beside(file)
    if note is None or not note.exists():
        return None
    try:
        holder = Holder(**json.loads(note.read_text()))
        httpx.get(f"{holder.address}/healthz", timeout=2).raise_for_status()
    except (OSError, ValueError, TypeError, httpx.HTTPError):
        return None
    return holder
