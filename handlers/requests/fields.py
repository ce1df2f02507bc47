"""Fields of a request's form that depend on its kind: each priority with its two targets, the department where the
kind leaves it open (voice.md 2.4)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from handlers.arguments.choices import ChoiceSlot
from handlers.arguments.keyed import Keyed
from handlers.arguments.slot import Asked
from handlers.reply import Ask, Option
from handlers.requests.departments import find_department
from handlers.values import Lasting, T, Value, t
from scoring.policy import REQUEST_KINDS, Target
from scoring.policy import Priority as Urgency
from scoring.terms import Priority

DAY = 24 * 60
"""Stands for a working day, whatever its length: targets are said as they were set."""


@dataclass(frozen=True)
class PrioritySlot(ChoiceSlot):
    codes: tuple[str, ...] = tuple(Priority)
    label: str = "words.priority"

    def options(self, asked: Asked) -> tuple[Option, ...]:
        if asked.kind is None:
            return super().options(asked)
        return tuple(Option(value=str(code), label=_with_targets(code, asked.kind)) for code in self.codes)


@dataclass(frozen=True)
class ToSlot(Keyed):
    """`to=DEPARTMENT`; a form asks for it where several departments take the kind."""

    def stands(self, asked: Asked) -> bool:
        return asked.kind is not None and find_department(asked.kind, None, asked.ctx) is None

    def ask(self, name: str, asked: Asked) -> Ask:
        return super().ask(name, replace(asked, required=True))


def _with_targets(code: str, kind: str) -> T:
    targets = REQUEST_KINDS[kind].targets[Urgency(code)]
    return t(
        "requests.ask.priority",
        priority=t(f"words.priority.{code}"),
        acknowledge=_length(targets.acknowledge),
        resolve=_length(targets.resolve),
    )


def _length(target: Target) -> Value:
    return Lasting(minutes=int(target.minutes(DAY)), day_minutes=DAY)
