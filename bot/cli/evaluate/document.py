"""From bytes to plain JSON values: numbers kept as written, keys given twice found with their path."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NoReturn, TypeAlias

FILE = "(file)"
"""The field on which a file is reported that is no JSON object at all."""


@dataclass(frozen=True, slots=True)
class Numeral:
    """A JSON number as it stands in the file; nothing has been read into it yet."""

    text: str


Json: TypeAlias = "dict[str, Json] | list[Json] | str | Numeral | bool | None"


class Fault(Exception):  # noqa: N818 - the word of the manual
    """A file that does not fit: the path of the field and what is wrong there."""

    def __init__(self, field: str, words: str) -> None:
        super().__init__(f"{field}: {words}")
        self.field = field
        self.words = words


class _Repeated(dict[str, Json]):
    """An object in which a key was given twice; the caller knows its path, the parser does not."""

    key: str = ""


def parse(raw: bytes) -> dict[str, Json]:
    """The object in the file; Fault on `(file)` for anything else, on its path for a key given twice."""
    value = _json(_text(raw))
    if not isinstance(value, dict):
        raise Fault(FILE, "a JSON object is wanted")
    for path, part in _parts(value):
        _refuse_flaw(path, part)
    return value


def child(path: str, key: str) -> str:
    """The path of an object's field."""
    return f"{path}.{key}" if path else key


def _text(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Fault(FILE, f"no UTF-8 at byte {error.start}") from error


def _json(text: str) -> Json:
    try:
        value: Json = json.loads(
            text,
            object_pairs_hook=_object,
            parse_float=Numeral,
            parse_int=Numeral,
            parse_constant=_no_constant,
        )
    except RecursionError as error:
        raise Fault(FILE, "nested too deeply") from error
    except ValueError as error:
        raise Fault(FILE, f"no JSON: {error}") from error
    return value


def _no_constant(word: str) -> NoReturn:
    raise ValueError(f"{word} is no JSON number")


def _object(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    fields: dict[str, Json] = {}
    for key, value in pairs:
        if key in fields:
            repeated = _Repeated(fields)
            repeated.key = key
            return repeated
        fields[key] = value
    return fields


def _parts(value: Json) -> Iterator[tuple[str, Json]]:
    """Every value with its path, in the order of the file; a stack, since nesting may be deep."""
    waiting: list[tuple[str, Json]] = [("", value)]
    while waiting:
        path, part = waiting.pop()
        yield path, part
        if isinstance(part, dict):
            waiting += [(child(path, key), inner) for key, inner in reversed(part.items())]
        elif isinstance(part, list):
            waiting += [(f"{path}[{at}]", inner) for at, inner in reversed(list(enumerate(part)))]


def _refuse_flaw(path: str, part: Json) -> None:
    if isinstance(part, _Repeated):
        raise Fault(child(path, part.key), "given twice")
    if isinstance(part, str):
        _refuse_lone_surrogate(path, part)
    elif isinstance(part, dict):
        for key in part:
            _refuse_lone_surrogate(child(path, key), key)


def _refuse_lone_surrogate(path: str, text: str) -> None:
    if any("\ud800" <= letter <= "\udfff" for letter in text):
        raise Fault(path, "half a surrogate pair is no text")
