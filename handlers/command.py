"""One declaration per command; grammar, forms, help, menus and the permission matrix are derived from it."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from types import ModuleType
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ConfigDict

import handlers
from handlers.context import Context
from handlers.permissions import May
from handlers.reply import Line, Reply
from handlers.values import T


class Args(BaseModel):
    """What a command takes; the order of fields is its grammar, its form and its help.

    Each field is annotated with a slot of `handlers.arguments.slots`; a field with a default may be left out.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")


class Nothing(Args):
    """A command that takes nothing."""


A = TypeVar("A", bound=Args)
R = TypeVar("R")


@dataclass(frozen=True)
class Command(Generic[A, R]):
    """A command: its word, what it takes, the row it acts on, who may, and what it does.

    `reads` promises that `run` writes nothing. `example` is a full line without the slash, `preview` the lines shown
    above a form's button (a dry run); `preview_without` names the fields that it can do without, and what stands for
    them then. `menu` puts it among the platform's own slash commands. `second` asks, when the same words come twice
    within a minute, whether it is a second one ("A second order?"). `title` and `submit` are text keys of its form,
    where the plain ones say too little; `submit` may be words that depend on the fields read so far, by name.
    `repeats`: the same words within a minute are another one, and are not asked about.
    """

    word: str
    takes: type[A]
    on: Callable[[A, Context], R]
    may: May
    run: Callable[[A, R, Context], Reply]
    example: str
    reads: bool = False
    menu: bool = True
    preview: Callable[[A, Context], tuple[Line, ...]] | None = None
    preview_without: Mapping[str, object] = field(default_factory=dict)
    second: Callable[[A], T] | None = None
    title: str | None = None
    submit: str | Callable[[Mapping[str, object], Context], T] | None = None
    repeats: bool = False


AnyCommand = Command[Any, Any]


def nothing(args: Args, ctx: Context) -> None:
    """The row of a command that acts on none."""


@cache
def every() -> dict[str, AnyCommand]:
    """Each command by its word; ValueError when a word is declared twice."""
    found: dict[str, AnyCommand] = {}
    for command in declared("COMMANDS"):
        if command.word in found:
            raise ValueError(f"/{command.word} is declared twice")
        found[command.word] = command
    return found


def declared(name: str) -> Iterator[Any]:
    """What the modules of `handlers` declare under `name` (COMMANDS, DUES, CARDS, REACTIONS), in module order."""
    for module in _modules():
        yield from getattr(module, name, ())


@cache
def _modules() -> tuple[ModuleType, ...]:
    found = pkgutil.walk_packages(handlers.__path__, "handlers.")
    return tuple(importlib.import_module(module.name) for module in sorted(found, key=lambda each: each.name))
