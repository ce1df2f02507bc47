"""A line that is long and odd keeps nobody waiting: on SQLite everybody's writes stand in one line."""

from __future__ import annotations

from time import process_time

import pytest

from handlers.arguments.words import bare, without_again

LONG = 12_000


@pytest.mark.parametrize(
    "line", [" " * LONG + "x", "\t" * LONG, "again=yes " * (LONG // 10) + "x", "@" + ":" * LONG, "/tri" * (LONG // 4)]
)
def test_a_line_of_blanks_and_signs_is_taken_apart_at_once(line: str) -> None:
    began = process_time()
    without_again(line)
    bare(line)
    assert process_time() - began < 1
