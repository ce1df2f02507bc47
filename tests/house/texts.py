"""What the catalogues hold and what the code asks of them, each read on its own."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from babel.messages.catalog import Message
from babel.messages.pofile import read_po

import bot
import handlers
from bot.words.catalogue import files
from bot.words.reader import Language

_ROOTS = tuple(Path(place) for package in (handlers, bot) for place in package.__path__)
_KEY = re.compile(r"[a-z]\w*(\.\w+)+")
_IN_PAGES = re.compile(r"""\bt\(\s*["']([\w.]+)["']""")
_PAGES = (".html", ".js", ".svg")


@dataclass(frozen=True)
class Use:
    """One `t("…", …)`: `values` is None where they can't be told, `whole` false where only the key's start can."""

    key: str
    values: frozenset[str] | None
    whole: bool
    where: str


@cache
def messages(language: Language) -> dict[str, Message]:
    found: dict[str, Message] = {}
    for path in files(language):
        with path.open("rb") as po:
            found |= {_key(message): message for message in read_po(po, locale=language) if message.id}
    return found


def forms(message: Message) -> tuple[str, ...]:
    return message.string if isinstance(message.string, tuple) else (str(message.string),)


@cache
def uses() -> tuple[Use, ...]:
    in_code = [use for path, tree in _trees() for use in _uses(path, tree)]
    return (*in_code, *_uses_in_pages())


@cache
def dotted() -> frozenset[str]:
    """Every string of the code that could be a key or the first part of one: `label="words.stage"`."""
    nodes = (node for _, tree in _trees() for node in ast.walk(tree))
    texts = (node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str))
    return frozenset(text.rstrip(".") for text in texts if _KEY.fullmatch(text.rstrip(".")))


def folders() -> list[Path]:
    return [folder for root in _ROOTS for folder in root.rglob("texts") if any(folder.glob("*.po"))]


def _key(message: Message) -> str:
    return str(message.id if isinstance(message.id, str) else message.id[0])


@cache
def _trees() -> tuple[tuple[Path, ast.Module], ...]:
    paths = (path for root in _ROOTS for path in sorted(root.rglob("*.py")))
    return tuple((path, ast.parse(path.read_text("utf-8"))) for path in paths)


def _uses(path: Path, tree: ast.Module) -> Iterator[Use]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("t", "T"):
            yield from _use(node, node.func.id, f"{path.name}:{node.lineno}")


def _use(call: ast.Call, by: str, where: str) -> Iterator[Use]:
    named = {keyword.arg: keyword.value for keyword in call.keywords}
    key = named.get("key") if by == "T" else next(iter(call.args), None)
    counted = ["count"] if len(call.args) > 1 else []
    values = None if by == "T" or None in named else frozenset([*counted, *(name for name in named if name)])
    for text, whole in _texts(key):
        yield Use(text, values, whole, where)


def _texts(node: ast.expr | None) -> Iterator[tuple[str, bool]]:
    """The keys an expression may come to: a literal, either side of an `if`, the start of an f-string."""
    match node:
        case ast.Constant(value=str(text)):
            yield text, True
        case ast.IfExp(body=body, orelse=other):
            yield from _texts(body)
            yield from _texts(other)
        case ast.JoinedStr(values=[ast.Constant(value=str(text)), *_]):
            yield text, False


def _uses_in_pages() -> Iterator[Use]:
    for root in _ROOTS:
        for path in (path for path in sorted(root.rglob("*")) if path.suffix in _PAGES):
            for key in _IN_PAGES.findall(path.read_text("utf-8")):
                yield Use(key, None, True, path.name)
