"""Clock files: what is refused, and on which field; and the worked cases, where they are at hand."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.cli.evaluate.clock import evaluate_clock
from bot.cli.evaluate.reading import Fault, read_document

CASES = Path(__file__).parents[1] / "cases" / "files"


def office() -> dict[str, Any]:
    """A file that fits: two steps, holidays, a make-up day."""
    return {
        "type": "clock",
        "target_minutes": 480,
        "calendar": {
            "timezone": "Asia/Shanghai",
            "hours": {"mon": [["09:00", "12:00"], ["13:00", "18:00"]], "tue": []},
            "holidays": ["2026-10-01", "2026-10-01"],
            "workdays": {"2026-10-10": "mon"},
        },
        "history": [
            {"at": "2026-09-30T16:00:00+08:00", "do": "open"},
            {"at": "2026-10-05T10:00:00+08:00", "do": "wait"},
        ],
        "as_of": "2026-10-12T10:00:00+08:00",
    }


def answer(document: object) -> dict[str, object]:
    try:
        return evaluate_clock(read_document(json.dumps(document).encode()))
    except Fault as fault:
        return {"refused": fault.field}


def changed(path: tuple[str | int, ...], value: object) -> dict[str, Any]:
    """The file that fits with one value put in its place; None takes a field out."""
    document = office()
    inner: Any = document
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = value
    return document


def without(*path: str | int) -> dict[str, Any]:
    document = office()
    inner: Any = document
    for key in path[:-1]:
        inner = inner[key]
    del inner[path[-1]]
    return document


def opened(*later: dict[str, object]) -> list[dict[str, object]]:
    return [{"at": "2026-10-05T09:00:00+08:00", "do": "open"}, *later]


MISFITS: list[tuple[dict[str, Any], str]] = [
    (without("target_minutes"), "target_minutes"),
    (without("calendar"), "calendar"),
    (without("history"), "history"),
    (without("as_of"), "as_of"),
    (without("calendar", "timezone"), "calendar.timezone"),
    (without("calendar", "hours"), "calendar.hours"),
    (changed(("more",), 1), "more"),
    (changed(("target_minutes",), 0), "target_minutes"),
    (changed(("target_minutes",), -1), "target_minutes"),
    (changed(("target_minutes",), "+1"), "target_minutes"),
    (changed(("target_minutes",), True), "target_minutes"),
    (changed(("target_minutes",), None), "target_minutes"),
    (changed(("calendar",), "24/7"), "calendar"),
    (changed(("calendar",), None), "calendar"),
    (changed(("calendar",), []), "calendar"),
    (changed(("calendar", "hours"), {}), "calendar"),
    (changed(("calendar", "hours"), {"mon": []}), "calendar"),
    (changed(("calendar", "hours"), []), "calendar.hours"),
    (changed(("calendar", "hours", "Mon"), []), "calendar.hours.Mon"),
    (changed(("calendar", "hours", "tue"), None), "calendar.hours.tue"),
    (changed(("calendar", "hours", "mon", 1), ["11:00", "18:00"]), "calendar.hours.mon[1]"),
    (changed(("calendar", "hours", "mon", 1), ["08:00", "08:30"]), "calendar.hours.mon[1]"),
    (changed(("calendar", "hours", "mon", 0), ["12:00", "09:00"]), "calendar.hours.mon[0]"),
    (changed(("calendar", "hours", "mon", 0), ["09:00", "09:00"]), "calendar.hours.mon[0]"),
    (changed(("calendar", "hours", "mon", 0), ["09:00"]), "calendar.hours.mon[0]"),
    (changed(("calendar", "hours", "mon", 0), "09:00-12:00"), "calendar.hours.mon[0]"),
    (changed(("calendar", "hours", "mon", 0, 0), "24:00"), "calendar.hours.mon[0][0]"),
    (changed(("calendar", "hours", "mon", 0, 0), "9:00"), "calendar.hours.mon[0][0]"),
    (changed(("calendar", "hours", "mon", 0, 1), "12:60"), "calendar.hours.mon[0][1]"),
    (changed(("calendar", "hours", "mon", 0, 1), "12:00\n"), "calendar.hours.mon[0][1]"),
    (changed(("calendar", "hours", "mon", 1, 1), "24:01"), "calendar.hours.mon[1][1]"),
    (changed(("calendar", "hours", "mon", 1, 1), 18), "calendar.hours.mon[1][1]"),
    (changed(("calendar", "timezone"), "Mars/Olympus"), "calendar.timezone"),
    (changed(("calendar", "timezone"), "asia/shanghai"), "calendar.timezone"),
    (changed(("calendar", "timezone"), "../UTC"), "calendar.timezone"),
    (changed(("calendar", "timezone"), 8), "calendar.timezone"),
    (changed(("calendar", "holidays"), None), "calendar.holidays"),
    (changed(("calendar", "holidays", 1), "2026-02-29"), "calendar.holidays[1]"),
    (changed(("calendar", "workdays"), []), "calendar.workdays"),
    (changed(("calendar", "workdays", "2026-10-11"), "monday"), "calendar.workdays.2026-10-11"),
    (changed(("calendar", "workdays", "2026-13-11"), "mon"), "calendar.workdays.2026-13-11"),
    (changed(("history",), []), "history"),
    (changed(("history",), {}), "history"),
    (changed(("history", 0), "open"), "history[0]"),
    (changed(("history", 0, "do"), "wait"), "history[0].do"),
    (changed(("history", 1, "do"), "open"), "history[1].do"),
    (changed(("history", 1, "do"), "recalendar"), "history[1].do"),
    (changed(("history", 1, "do"), "resume"), "history[1].do"),
    (changed(("history", 1, "do"), None), "history[1].do"),
    (changed(("history", 1, "do"), "retarget"), "history[1].target_minutes"),
    (changed(("history", 1, "target_minutes"), 60), "history[1].target_minutes"),
    (changed(("history", 1, "at"), "2026-09-30T15:59:59.999999+08:00"), "history[1].at"),
    (changed(("history", 1, "at"), "2026-10-05 10:00:00+08:00"), "history[1].at"),
    (changed(("history", 1, "at"), "2026-10-05T10:00:00"), "history[1].at"),
    (without("history", 1, "at"), "history[1].at"),
    (without("history", 1, "do"), "history[1].do"),
    (changed(("as_of",), "2026-10-05T09:59:59+08:00"), "as_of"),
    (changed(("as_of",), "2201-10-05T09:59:59+08:00"), "as_of"),
    (
        changed(("history",), opened({"at": "2026-10-05T09:00:00+08:00", "do": "retarget", "target_minutes": 0})),
        "history[1].target_minutes",
    ),
    (changed(("history",), opened({"at": "2026-10-05T09:00:00+08:00", "do": "reopen"})), "history[1].do"),
    (
        changed(
            ("history",),
            opened(
                {"at": "2026-10-05T09:00:00+08:00", "do": "stop"},
                {"at": "2026-10-05T09:00:00+08:00", "do": "retarget", "target_minutes": 60},
            ),
        ),
        "history[2].do",
    ),
]


@pytest.mark.parametrize(("document", "field"), MISFITS)
def test_a_file_that_does_not_fit_names_its_field(document: dict[str, Any], field: str) -> None:
    assert answer(document) == {"refused": field}


def test_what_takes_over_twenty_years_is_refused_on_the_target_only_while_running() -> None:
    endless = {**office(), "target_minutes": "9e29"}
    assert answer(endless)["due_at"] is None
    running = {**endless, "history": opened()}
    assert answer(running) == {"refused": "target_minutes"}


def test_twenty_years_are_counted_from_as_of_and_include_their_end() -> None:
    years = 20 * 365 + 5
    document: dict[str, Any] = {
        "type": "clock",
        "target_minutes": years * 24 * 60 // 2,
        "calendar": "24x7",
        "history": [{"at": "2026-01-01T00:00:00Z", "do": "open"}],
        "as_of": "2026-01-01T00:00:00Z",
    }
    steps = answer(document)["steps"]
    assert isinstance(steps, dict)
    assert steps["200"] == "2046-01-01T00:00:00+00:00"
    assert answer({**document, "target_minutes": years * 24 * 60 // 2 + 1}) == {"refused": "target_minutes"}


def test_instants_are_cut_to_the_second_and_figures_rounded_once() -> None:
    document = {**office(), "target_minutes": "0.999999999999", "history": opened()}
    document["as_of"] = "2026-10-05T09:00:00.300000+08:00"
    told = answer(document)
    assert told["due_at"] == "2026-10-05T09:00:59+08:00"
    assert told["used_minutes"] == "0.01"


def test_a_step_at_as_of_has_been_applied() -> None:
    document = {**office(), "as_of": "2026-10-05T10:00:00+08:00"}
    assert answer(document)["state"] == "waiting"


def test_offsets_are_the_zones_own() -> None:
    document = office()
    document["calendar"]["timezone"] = "Europe/Berlin"
    document["history"] = opened()
    told = answer(document)
    assert told["due_at"] == "2026-10-05T18:00:00+02:00"


def worked_cases() -> Iterator[Path]:
    return (path for path in sorted(CASES.glob("clock-*.json")) if not path.stem.endswith(".expected"))


@pytest.mark.skipif(not CASES.is_dir(), reason=f"no worked cases in {CASES}")
def test_every_worked_case_is_answered_to_the_letter() -> None:
    cases = list(worked_cases())
    assert cases
    for path in cases:
        expected = json.loads(path.with_suffix(".expected.json").read_text("utf-8"))
        assert answer(json.loads(path.read_text("utf-8"))) == expected, path.name
