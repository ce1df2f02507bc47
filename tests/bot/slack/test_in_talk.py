"""Text as it was typed (trap 10)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.platforms.slack.talk import mentions, people_in, plain

HANDLES = {"U1": "bo", "U2": "@cy"}


@pytest.mark.parametrize(
    ("came", "typed"),
    [
        ("log AT&amp;T exec_meeting note R&amp;D said x &lt; y", "log AT&T exec_meeting note R&D said x < y"),
        ("&amp;lt; stays", "&lt; stays"),
        ("<@U0BOT> win ACME 2.5M", "win ACME 2.5M"),
        ("<@U0BOT>: win ACME 2.5M", "win ACME 2.5M"),
        ("<@U0BOT|triangle>, win", "win"),
        ("hey <@U0BOT> help", "hey help"),
        ("with <@U1> and <@U2> and <@U9|eve> and <@U8>", "with @bo and @cy and @eve and @U8"),
        ("see <http://acme.com|acme.com>", "see acme.com"),
        ("see <https://acme.com/a?b=1&amp;c=2>", "see https://acme.com/a?b=1&c=2"),
        ("see <https://acme.com|the offer>", "see the offer (https://acme.com)"),
        ("to <mailto:a@b.cn|a@b.cn>", "to a@b.cn"),
        ("in <#C1|acct-acme> or <#C2>", "in #acct-acme or #C2"),
        ("<!here> and <!subteam^S1|@sales>", "@here and @sales"),
        ("<!date^1764000000^{date}|25 Nov>", "25 Nov"),
        ("x < y > z", "x < y > z"),
        ("a <- b", "a <- b"),
        ("", ""),
    ],
)
def test_as_it_was_typed(came: str, typed: str) -> None:
    assert plain(came, HANDLES, "U0BOT") == typed


def test_who_is_mentioned() -> None:
    assert people_in("<@U1> and <@W2|w> but not U3") == {"U1", "W2"}
    assert mentions("x <@U0BOT> y", "U0BOT")
    assert not mentions("@U0BOT", "U0BOT")


@given(st.text())
def test_whatever_is_typed_comes_back(typed: str) -> None:
    escaped = typed.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert plain(escaped, {}) == typed.strip()
