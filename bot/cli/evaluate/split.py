"""The file of type `split`: events and a pool, divided as at a period's close."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import Final, TypeVar

from bot.cli.evaluate.answers import split_answer
from bot.cli.evaluate.reading import Fault, Node, given
from bot.cli.evaluate.scorecard import read_weights, words
from scoring.contribution import Deed, Participant, credited, credited_by_dimension, part_of
from scoring.policy import Dimension, Role
from scoring.pool import Payout, payable, split, split_by_dimension
from scoring.scorecard.rules import weights_flaws
from scoring.values import Exact, Money, Points

H = TypeVar("H", bound=Hashable)

_NO_CURRENCY: Final = "XXX"
"""ISO 4217's code for none: the file speaks of minor units of whatever currency."""


def evaluate_split(document: Node) -> dict[str, object]:
    """The answer to the file; Fault where it does not fit."""
    fields = document.fields(("type", "amount_minor", "events"), ("total", "weights"))
    pool = Money(fields["amount_minor"].whole(0), _NO_CURRENCY)
    total = given(fields, "total", _total, None)
    weights = given(fields, "weights", _weights, None)
    deeds = [_deed(event, dimension_wanted=weights is not None) for event in fields["events"].elements()]
    return split_answer(credited(deeds), _payout(payable(pool, total), deeds, weights))


def _payout(amount: Money, deeds: Iterable[Deed], weights: Mapping[Dimension, Exact] | None) -> Payout:
    if weights is None:
        return split(amount, credited(deeds))
    return split_by_dimension(amount, credited_by_dimension(deeds), weights)


def _total(node: Node) -> Exact | None:
    return None if node.value is None else node.at_least(0)


def _weights(node: Node) -> dict[Dimension, Exact]:
    weights = read_weights(node)
    for flaw in weights_flaws(weights, node.path):
        raise Fault(flaw.path, words(flaw))
    return weights


def _deed(node: Node, dimension_wanted: bool) -> Deed:
    required = ("points", "dimension") if dimension_wanted else ("points",)
    fields = node.fields(required, ("dimension", "roles", "participants", "assists"))
    return Deed(
        points=Points.of(fields["points"].at_least(0)),
        participants=given(fields, "participants", lambda node: _distinct(node, _participant), ()),
        assists=given(fields, "assists", lambda node: _distinct(node, Node.text), ()),
        held=given(fields, "roles", _roles, frozenset(Role)),
        dimension=given(fields, "dimension", lambda side: side.choice(Dimension), None),
    )


def _roles(node: Node) -> frozenset[Role]:
    return frozenset(_distinct(node, lambda role: role.choice(Role)))


def _participant(node: Node) -> Participant:
    fields = node.fields(("member", "role"))
    return Participant(fields["member"].text(), part_of(fields["role"].text()))


def _distinct(node: Node, read: Callable[[Node], H]) -> tuple[H, ...]:
    """The list's elements; Fault on the second one of two that are the same."""
    found: dict[H, None] = {}
    for element in node.elements():
        value = read(element)
        element.check(value not in found, "is there already")
        found[value] = None
    return tuple(found)
