"""Files as such: what is no JSON object, numbers as they are written, several files at once."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import pytest

from bot.cli.evaluate.run import evaluate_files
from tests.cases.run import refused, said

SPLIT = '{"type": "split", "amount_minor": %s, "total": 100, "events": []}'


@pytest.mark.parametrize(
    "content",
    [
        "",
        " ",
        "nothing",
        "[]",
        "null",
        '"split"',
        "12",
        '{"type": "split"',
        '{"type": "split"} {}',
        "{'type': 'split'}",
        '{"type": "split",}',
        SPLIT % "NaN",
        SPLIT % "Infinity",
        SPLIT % "01",
        SPLIT % "+1",
        SPLIT % ".5",
        SPLIT % "1.",
        '{"type": "spl\nit"}',
        "\ufeff" + SPLIT % "1",
        b'{"type": "\xff"}',
        b'{"type": "\xed\xa0\x80"}',
        "[" * 100_000,
        '{"type": ' * 100_000,
        '{"type": ' + "[" * 100_000 + "]" * 100_000 + "}",
    ],
    ids=lambda content: repr(content)[:30],
)
def test_what_is_no_json_object_is_refused_as_a_file(content: str | bytes, tmp_path: Path) -> None:
    assert refused(tmp_path / "case.json", content) == "(file)"


def test_what_cannot_be_read_is_refused_as_a_file(tmp_path: Path) -> None:
    assert said(tmp_path / "absent.json") == {"refused": "(file)"}
    assert said(tmp_path) == {"refused": "(file)"}
    assert evaluate_files(["nul\0.json"], StringIO(), StringIO()) == 2


@pytest.mark.parametrize(
    ("content", "field"),
    [
        ('{"type": "split", "type": "split"}', "type"),
        ('{"type": "split", "t\\u0079pe": "split"}', "type"),
        ('{"type": "split", "amount_minor": 1, "events": [{"points": 1, "points": 1}]}', "events[0].points"),
        ('{"type": "split", "amount_minor": 1, "events": [], "weights": {"customer": 1, "customer": 1}}',
         "weights.customer"),
    ],
)  # fmt: skip
def test_a_key_given_twice_is_refused_on_it(content: str, field: str, tmp_path: Path) -> None:
    assert refused(tmp_path / "case.json", content) == field


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("0", 0),
        ("-0", 0),
        ("0e999999999999999999999999", 0),
        ("1e0", 1),
        ("1.000", 1),
        ("1E+2", 100),
        ("2500e-2", 25),
        ("1e29", 10**29),
        ("9" * 30, int("9" * 30)),
        ("1" + "0" * 50 + "e-50", 1),
        ("1." + "0" * 50, 1),
        ("1e0000000000000000000000000000001", 10),
    ],
)
def test_a_number_counts_by_its_value_written_bare_or_as_a_string(written: str, value: int, tmp_path: Path) -> None:
    path = tmp_path / "case.json"
    for figure in (written, f'"{written}"'):
        path.write_text(SPLIT % figure, encoding="utf-8")
        answer = said(path)
        assert isinstance(answer, dict)
        assert answer["payable_minor"] == value


@pytest.mark.parametrize(
    "written",
    [
        "1e30",
        "1" + "0" * 30,
        "1e999999999",
        "1e-999999999",
        "1e" + "9" * 5000,
        "-1e-" + "9" * 5000,
        "9" * 100_000,
        "1.0000000000001",
        "1e-13",
        '"1,000"',
        '"+1"',
        '" 1"',
        '"1 "',
        '"1\\n"',
        '".5"',
        '"1."',
        '"01"',
        '"0x1"',
        '"1_0"',
        '"NaN"',
        '"-Infinity"',
        '"１"',
        '""',
        "true",
        "[1]",
        "[" * 300 + "]" * 300,
        '"\\ud800"',
    ],
    ids=lambda written: written[:20],
)
def test_what_is_no_number_within_the_limits_is_refused_on_its_field(written: str, tmp_path: Path) -> None:
    assert refused(tmp_path / "case.json", SPLIT % written) == "amount_minor"


def test_twelve_digits_behind_the_point_are_read_exactly(tmp_path: Path) -> None:
    path = tmp_path / "case.json"
    path.write_text(
        '{"type": "split", "amount_minor": "1e14", "total": "0.000000000001", "events": []}', encoding="utf-8"
    )
    assert said(path) == {"payable_minor": 1, "points": {}, "shares_minor": {}, "unpaid_minor": 1}


@pytest.mark.parametrize(
    ("key", "shown"), [("\\ud800", "\\ud800"), ("a\\nb", "a\\nb"), ("\\u202e", "\\u202e"), ("金额", "金额")]
)
def test_an_unknown_field_is_named_on_one_line_whatever_it_is_called(key: str, shown: str, tmp_path: Path) -> None:
    content = f'{{"type": "split", "amount_minor": 1, "events": [], "{key}": 1}}'
    assert refused(tmp_path / "case.json", content) == shown


def test_half_a_letter_in_a_text_is_refused_on_its_field(tmp_path: Path) -> None:
    content = '{"type": "split", "amount_minor": 1, "events": [{"points": 1, "assists": ["a", "\\udc00"]}]}'
    assert refused(tmp_path / "case.json", content) == "events[0].assists[1]"


def test_answers_come_in_the_order_of_the_files_and_a_refused_one_stops_nobody(tmp_path: Path) -> None:
    names = ["one.json", "two.json", "three.json"]
    paths = [tmp_path / name for name in names]
    for path, amount in zip(paths, ("1", "-1", "3"), strict=True):
        path.write_text(SPLIT % amount, encoding="utf-8")
    out, err = StringIO(), StringIO()
    assert evaluate_files(paths, out, err) == 2
    assert [json.loads(line)["payable_minor"] for line in out.getvalue().splitlines()] == [1, 3]
    assert err.getvalue() == f"{paths[1]}: amount_minor: at least 0 is wanted\n"


def test_a_file_is_named_as_it_was_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    err = StringIO()
    assert evaluate_files(["./absent.json"], StringIO(), err) == 2
    assert err.getvalue().startswith("./absent.json: (file): ")


def test_a_sum_of_weights_that_is_wrong_is_named(tmp_path: Path) -> None:
    path = tmp_path / "case.json"
    content = json.loads(SPLIT % "1") | {"weights": {"customer": "99.5"}}
    path.write_text(json.dumps(content), encoding="utf-8")
    err = StringIO()
    evaluate_files([path], StringIO(), err)
    assert err.getvalue().endswith("weights: dimension weights must sum to exactly 100; the sum is 99.5\n")
