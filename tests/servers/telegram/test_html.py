"""platform-facts.md 17: HTML parse mode."""

from __future__ import annotations

import html
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.servers.telegram.calls import Call
from tests.servers.telegram.html import parse_html
from tests.servers.telegram.refusals import Refused
from tests.servers.telegram.words import text_of


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("<b>x</b>", "bold"),
        ("<strong>x</strong>", "bold"),
        ("<i>x</i>", "italic"),
        ("<em>x</em>", "italic"),
        ("<u>x</u>", "underline"),
        ("<ins>x</ins>", "underline"),
        ("<s>x</s>", "strikethrough"),
        ("<strike>x</strike>", "strikethrough"),
        ("<del>x</del>", "strikethrough"),
        ("<code>x</code>", "code"),
        ("<pre>x</pre>", "pre"),
        ('<a href="https://a.b/c">x</a>', "text_link"),
        ('<span class="tg-spoiler">x</span>', "spoiler"),
        ("<tg-spoiler>x</tg-spoiler>", "spoiler"),
        ("<blockquote>x</blockquote>", "blockquote"),
        ("<blockquote expandable>x</blockquote>", "expandable_blockquote"),
        ('<tg-emoji emoji-id="5368324170671202286">x</tg-emoji>', "custom_emoji"),
    ],
)
def test_17_1_the_tags(written: str, kind: str) -> None:
    text, (entity,) = parse_html(written)
    assert (text, entity["type"], entity["offset"], entity["length"]) == ("x", kind, 0, 1)


def test_17_1_code_in_pre_names_its_language() -> None:
    _, (entity,) = parse_html('<pre><code class="language-python">x</code></pre>')
    assert (entity["type"], entity["language"]) == ("pre", "python")


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("&lt;&gt;&amp;&quot;", '<>&"'),
        ("&#20013;&#x4e2d;", "中中"),
        ("&nbsp;&apos;", "&nbsp;&apos;"),
        ("R&D > all", "R&D > all"),
        ("&amp without", "& without"),
    ],
)
def test_17_2_and_17_5_references_and_lone_signs(written: str, text: str) -> None:
    assert parse_html(written) == (text, [])


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("ü <x>", 'Unsupported start tag "x" at byte offset 3'),
        ("1 < 2", 'Unsupported start tag "" at byte offset 2'),
        ("<b", "Unclosed start tag at byte offset 0"),
        ('<a href="x', "Unclosed start tag at byte offset 0"),
        ("<b x", 'Unclosed start tag "b" at byte offset 0'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<a =1>x</a>", 'Empty attribute name in the tag "a" at byte offset 0'),
        ("<a href=x/y>x</a>", "Unexpected end of name token at byte offset 8"),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ],
)
def test_17_3_and_17_4_the_errors_word_for_word(written: str, said: str) -> None:
    with pytest.raises(Refused) as no:
        parse_html(written)
    assert no.value.description == f"Bad Request: can't parse entities: {said}"


def test_17_6_nothing_stands_in_code_and_no_quote_in_a_quote() -> None:
    call = Call("", {"text": "<pre>a <b>b</b></pre><blockquote>c <blockquote>d</blockquote></blockquote>"})
    call.args["parse_mode"] = "HTML"
    assert [entity["type"] for entity in text_of(call).entities] == ["pre", "blockquote"]


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_17_2_what_is_escaped_comes_out_as_it_was(text: str) -> None:
    assert parse_html(html.escape(text, quote=False)) == (text, [])
    bold, entities = parse_html(f"<b>{html.escape(text, quote=False)}</b>")
    assert bold == text
    assert [entity["length"] for entity in entities] == [len(text.encode("utf-16-le")) // 2] * bool(text)


@given(st.text(alphabet="<>/&\"= abip#x;1'", max_size=30))
def test_any_text_is_parsed_or_refused(text: str) -> None:
    with suppress(Refused):
        parse_html(text)
