"""A file that does not fit is refused on the field that holds the fault."""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from tests.cases.run import refused, said

SCORECARD: dict[str, Any] = {
    "type": "scorecard",
    "period": {"start": "2026-10-01", "end": "2026-12-31"},
    "as_of": "2026-11-15",
    "versions": [
        {
            "from": "2026-10-01",
            "to": "2026-11-15",
            "weights": {"financial": 20, "customer": 50, "operations": 30},
            "metrics": [
                {
                    "key": "orders",
                    "dimension": "financial",
                    "weight": 1,
                    "kind": "linear",
                    "floor": 0,
                    "target": 100,
                    "stretch": 120,
                },
                {
                    "key": "dso",
                    "dimension": "operations",
                    "weight": 1,
                    "kind": "linear",
                    "direction": "down",
                    "floor": 90,
                    "target": 60,
                    "stretch": 50,
                },
                {
                    "key": "events",
                    "dimension": "customer",
                    "weight": 1,
                    "kind": "checklist",
                    "items": [{"event": "hq_visit", "need": 2}, {"event": "summit", "need": 1}],
                },
                {
                    "key": "margin",
                    "dimension": "operations",
                    "weight": 1,
                    "kind": "band",
                    "zero_low": 10,
                    "low": 20,
                    "high": 30,
                    "zero_high": 50,
                },
            ],
        },
        {
            "from": "2026-11-16",
            "to": "2026-12-31",
            "weights": {"financial": 100},
            "metrics": [
                {"key": "orders", "dimension": "financial", "weight": 1, "kind": "linear", "floor": 0, "target": 9}
            ],
        },
    ],
}
SPLIT: dict[str, Any] = {
    "type": "split",
    "amount_minor": 1000,
    "total": 100,
    "weights": {"financial": 40, "customer": 60},
    "events": [
        {
            "points": 1,
            "dimension": "customer",
            "roles": ["AR", "SR"],
            "participants": [{"member": "a", "role": "AR"}, {"member": "b", "role": "SR"}],
            "assists": ["c", "d"],
        }
    ],
}
GONE = object()
"""In place of a value: the field is taken away."""
ORDERS, DSO, EVENTS, MARGIN = (f"versions[0].metrics[{at}]" for at in range(4))
PEOPLE = "events[0].participants"


def changed(document: dict[str, Any], path: str, value: object) -> dict[str, Any]:
    """The document with one value set (or taken away) at a path such as `versions[0].to`."""
    copy = deepcopy(document)
    *way, last = path.replace("]", "").replace("[", ".").split(".")
    place: Any = copy
    for step in way:
        place = place[int(step)] if isinstance(place, list) else place[step]
    if value is GONE:
        del place[last]
    elif isinstance(place, list):
        place[int(last) :] = [value]
    else:
        place[last] = value
    return copy


@pytest.mark.parametrize("document", [SCORECARD, SPLIT], ids=["scorecard", "split"])
def test_the_documents_without_a_change_fit(document: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / "case.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    assert "refused" not in str(said(path))


SCORECARD_FAULTS: list[tuple[str, object, str]] = [
    # a field, what is put there, where it is refused ("" for the same field)
    ("type", "Scorecard", ""),
    ("type", 5, ""),
    ("type", GONE, ""),
    ("colour", 1, ""),
    ("period", GONE, ""),
    ("period", ["2026-10-01", "2026-12-31"], ""),
    ("period.middle", "2026-11-15", ""),
    ("period.start", GONE, ""),
    ("period.start", "2027-01-01", ""),
    ("period.start", "2026-09-30", "versions[0].from"),
    ("period.end", "2027-01-01", "versions[1].to"),
    ("as_of", "2026-02-30", ""),
    ("as_of", "2026-11-15T00:00:00Z", ""),
    ("as_of", "20261115", ""),
    ("as_of", "2026-11-1", ""),
    ("as_of", 20261115, ""),
    ("as_of", None, ""),
    ("gate_cap", -1, ""),
    ("gate_cap", "100.000000000001", ""),
    ("gate_cap", None, ""),
    ("versions", [], ""),
    ("versions", {}, ""),
    ("versions", GONE, ""),
    ("versions[0]", "first", ""),
    ("versions[0].from", "2026-10-02", ""),
    ("versions[0].to", "2026-11-14", "versions[1].from"),
    ("versions[0].to", "2026-11-16", "versions[1].from"),
    ("versions[0].to", "2026-09-01", "versions[1].from"),
    ("versions[1].from", "2026-11-18", ""),
    ("versions[1].from", "2026-11-15", ""),
    ("versions[1].to", "2026-12-30", ""),
    ("versions[1].to", "2026-11-01", ""),
    ("versions[1].to", "2027-01-01", ""),
    ("versions[0].note", "", ""),
    ("versions[0].weights", GONE, ""),
    ("versions[0].weights.learning", "0.000000000001", "versions[0].weights"),
    ("versions[0].weights.customer", "49.999999999999", "versions[0].weights"),
    ("versions[0].weights", {"financial": -20, "customer": 120}, "versions[0].weights.financial"),
    ("versions[0].weights.sales", 0, ""),
    ("versions[0].weights.financial", True, ""),
    ("versions[0].weights", {"learning": 100}, "versions[0].metrics"),
    ("versions[0].metrics", [], ""),
    ("versions[0].metrics", GONE, ""),
    ("versions[1].metrics[0].weight", 0, "versions[1].metrics"),
    (f"{ORDERS}.weight", -1, ""),
    (f"{ORDERS}.key", 7, ""),
    (f"{ORDERS}.key", GONE, ""),
    (f"{DSO}.key", "orders", ""),
    (f"{ORDERS}.dimension", "sales", ""),
    (f"{ORDERS}.dimension", GONE, ""),
    (f"{ORDERS}.horizon", "late", ""),
    (f"{ORDERS}.kind", "curve", ""),
    (f"{ORDERS}.kind", GONE, ""),
    (f"{ORDERS}.kind", ["linear"], ""),
    (f"{ORDERS}.floor", GONE, ""),
    (f"{ORDERS}.floor", 100, ""),
    (f"{ORDERS}.floor", None, ""),
    (f"{ORDERS}.target", GONE, ""),
    (f"{ORDERS}.target", 121, ""),
    (f"{ORDERS}.stretch", 99, f"{ORDERS}.target"),
    (f"{ORDERS}.stretch", None, ""),
    (f"{ORDERS}.cap", 99, ""),
    (f"{ORDERS}.direction", "sideways", ""),
    (f"{ORDERS}.gate", None, ""),
    (f"{ORDERS}.gate", "high", ""),
    (f"{ORDERS}.measure", "flow", ""),
    (f"{ORDERS}.missing", "zeros", ""),
    (f"{ORDERS}.actual", False, ""),
    (f"{ORDERS}.items", [], ""),
    (f"{ORDERS}.low", 1, ""),
    (f"{DSO}.floor", 60, ""),
    (f"{DSO}.target", 49, ""),
    (f"{EVENTS}.actual", None, ""),
    (f"{EVENTS}.measure", "cumulative", ""),
    (f"{EVENTS}.missing", "zero", ""),
    (f"{EVENTS}.target", 1, ""),
    (f"{EVENTS}.items", GONE, ""),
    (f"{EVENTS}.items", [], ""),
    (f"{EVENTS}.items", [{"event": "summit", "need": 1, "weight": 0}], ""),
    (f"{EVENTS}.items[1].event", "hq_visit", ""),
    (f"{EVENTS}.items[0].need", 0, ""),
    (f"{EVENTS}.items[0].need", 1.5, ""),
    (f"{EVENTS}.items[0].need", GONE, ""),
    (f"{EVENTS}.items[0].done", -1, ""),
    (f"{EVENTS}.items[0].done", "0.5", ""),
    (f"{EVENTS}.items[0].done", None, ""),
    (f"{EVENTS}.items[0].weight", -1, ""),
    (f"{EVENTS}.items[0].count", 1, ""),
    (f"{MARGIN}.zero_low", 20, ""),
    (f"{MARGIN}.low", 31, ""),
    (f"{MARGIN}.high", 50, ""),
    (f"{MARGIN}.zero_high", 30, f"{MARGIN}.high"),
    (f"{MARGIN}.zero_high", GONE, ""),
    (f"{MARGIN}.cap", 120, ""),
    (f"{MARGIN}.stretch", 40, ""),
    (f"{MARGIN}.direction", "up", ""),
    (f"{MARGIN}.floor", 1, ""),
]

SPLIT_FAULTS: list[tuple[str, object, str]] = [
    ("amount_minor", GONE, ""),
    ("amount_minor", None, ""),
    ("amount_minor", -1, ""),
    ("amount_minor", "0.5", ""),
    ("amount_minor", 10**30, ""),
    ("total", -1, ""),
    ("total", "", ""),
    ("total", {}, ""),
    ("currency", "CNY", ""),
    ("weights", None, ""),
    ("weights", {}, ""),
    ("weights.customer", 59, "weights"),
    ("weights.quality", 0, ""),
    ("events", GONE, ""),
    ("events", None, ""),
    ("events[0]", None, ""),
    ("events[0].note", "", ""),
    ("events[0].points", GONE, ""),
    ("events[0].points", -1, ""),
    ("events[0].dimension", GONE, ""),
    ("events[0].dimension", "sales", ""),
    ("events[0].roles", None, ""),
    ("events[0].roles[1]", "AR", ""),
    ("events[0].roles[0]", "others", ""),
    (PEOPLE, None, ""),
    (f"{PEOPLE}[0]", "a", ""),
    (f"{PEOPLE}[0].member", 1, ""),
    (f"{PEOPLE}[0].member", GONE, ""),
    (f"{PEOPLE}[0].role", None, ""),
    (f"{PEOPLE}[0].share", 1, ""),
    (f"{PEOPLE}[1]", {"member": "a", "role": "AR"}, ""),
    ("events[0].assists[1]", "c", ""),
    ("events[0].assists[1]", 2, ""),
    ("events[0].assists", "c", ""),
]


@pytest.mark.parametrize(("field", "value", "where"), SCORECARD_FAULTS)
def test_a_scorecard_is_refused_on_the_field(field: str, value: object, where: str, tmp_path: Path) -> None:
    text = json.dumps(changed(SCORECARD, field, value))
    assert refused(tmp_path / "case.json", text) == (where or field)


@pytest.mark.parametrize(("field", "value", "where"), SPLIT_FAULTS)
def test_a_split_is_refused_on_the_field(field: str, value: object, where: str, tmp_path: Path) -> None:
    text = json.dumps(changed(SPLIT, field, value))
    assert refused(tmp_path / "case.json", text) == (where or field)


def test_two_names_of_the_one_role_others_are_twice_in_one_role(tmp_path: Path) -> None:
    people = [{"member": "a", "role": "expert"}, {"member": "a", "role": "ar"}]
    text = json.dumps(changed(SPLIT, PEOPLE, people))
    assert refused(tmp_path / "case.json", text) == f"{PEOPLE}[1]"


WITHOUT_WEIGHTS = changed(SPLIT, "weights", GONE)

FITTING: list[Callable[[], dict[str, Any]]] = [
    lambda: changed(SCORECARD, "as_of", "0001-01-01"),
    lambda: changed(SCORECARD, "as_of", "9999-12-31"),
    lambda: changed(SCORECARD, f"{ORDERS}.actual", None),
    lambda: changed(SCORECARD, f"{ORDERS}.actual", "-1e29"),
    lambda: changed(SCORECARD, f"{ORDERS}.stretch", 100),
    lambda: changed(SCORECARD, f"{MARGIN}.low", 30),
    lambda: changed(SCORECARD, f"{EVENTS}.items[0].need", "1e0"),
    lambda: changed(SCORECARD, f"{EVENTS}.items[0].weight", 0),
    lambda: changed(SCORECARD, f"{ORDERS}.weight", 0),
    lambda: changed(SCORECARD, "versions[0].weights.customer", "50.000"),
    lambda: changed(SPLIT, "total", None),
    lambda: changed(SPLIT, "total", GONE),
    lambda: changed(SPLIT, "amount_minor", "1.000e3"),
    lambda: changed(SPLIT, "events", []),
    lambda: changed(SPLIT, "events[0].roles", []),
    lambda: changed(SPLIT, f"{PEOPLE}[0].role", ""),
    lambda: changed(SPLIT, f"{PEOPLE}[1].member", "a"),
    lambda: changed(SPLIT, "events[0].assists[1]", "a"),
    lambda: WITHOUT_WEIGHTS,
    lambda: changed(WITHOUT_WEIGHTS, "events[0].dimension", GONE),
]


@pytest.mark.parametrize("document", FITTING)
def test_what_is_unusual_but_allowed_is_answered(document: Callable[[], dict[str, Any]], tmp_path: Path) -> None:
    path = tmp_path / "case.json"
    path.write_text(json.dumps(document()), encoding="utf-8")
    assert "refused" not in str(said(path))


def test_a_version_that_ends_before_it_starts_is_refused_though_the_days_join(tmp_path: Path) -> None:
    text = json.dumps(changed(changed(SCORECARD, "versions[0].to", "2026-09-20"), "versions[1].from", "2026-09-21"))
    assert refused(tmp_path / "case.json", text) == "versions[0].from"
