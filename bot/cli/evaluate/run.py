"""`triangle evaluate FILE...`: one line of JSON for each file that fits, one complaint for each that does not."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final, TextIO

from bot.cli.evaluate.clock import evaluate_clock
from bot.cli.evaluate.reading import FILE, Fault, Node, read_document
from bot.cli.evaluate.scorecard import evaluate_scorecard
from bot.cli.evaluate.split import evaluate_split

FITS: Final = 0
REFUSED: Final = 2

_TYPES: Final[Mapping[str, Callable[[Node], dict[str, object]]]] = {
    "scorecard": evaluate_scorecard,
    "clock": evaluate_clock,
    "split": evaluate_split,
}


def evaluate_files(paths: Sequence[Path | str], out: TextIO, err: TextIO) -> int:
    """The exit status: 0, or 2 where any file was refused; the others are evaluated all the same.

    A file is named in complaints as it was given: a `Path` drops a leading `./`, a string keeps it.
    """
    return max((_evaluate(path, out, err) for path in paths), default=FITS)


def main(files: Sequence[str]) -> int:
    """`triangle evaluate`: answers on standard output, complaints on standard error."""
    return evaluate_files(files, sys.stdout, sys.stderr)


def answer(raw: bytes) -> dict[str, object]:
    """What the file's bytes come to; Fault where they do not fit."""
    document = read_document(raw)
    fields = document.entries()
    if "type" not in fields:
        raise Fault("type", "missing")
    return _TYPES[fields["type"].choice(_TYPES)](document)


def _evaluate(path: Path | str, out: TextIO, err: TextIO) -> int:
    try:
        said = json.dumps(answer(_bytes(path)))
    except Fault as fault:
        err.write(_printable(f"{path}: {fault.field}: {fault.words}") + "\n")
        return REFUSED
    out.write(said + "\n")
    return FITS


def _bytes(path: Path | str) -> bytes:
    try:
        return Path(path).read_bytes()
    except (OSError, ValueError) as error:
        raise Fault(FILE, f"cannot be read: {error}") from error


def _printable(line: str) -> str:
    """One line, whatever the names in a file or of a file hold."""
    return "".join(letter if letter.isprintable() else ascii(letter)[1:-1] for letter in line)
