"""What somebody wrote on Slack as they wrote it: marks for people, channels and links unwrapped, escapes undone once.

Slack escapes `&`, `<` and `>` and turns what looks like an address into a link (platform-facts 10).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

_MARK: Final = re.compile(
    r"<(?P<mark>@|#|!|(?=[a-zA-Z][a-zA-Z0-9+.-]*:))(?P<what>[^<>|\n]*)(?:\|(?P<label>[^<>\n]*))?>"
)
_PERSON: Final = re.compile(r"<@([A-Z0-9]+)(?:\|[^<>\n]*)?>")
_ESCAPES: Final = {"&lt;": "<", "&gt;": ">", "&amp;": "&"}
_ESCAPE: Final = re.compile("|".join(_ESCAPES))


def people_in(text: str) -> set[str]:
    """The ids of everybody who is mentioned."""
    return set(_PERSON.findall(text))


def mentions(text: str, user_id: str) -> bool:
    return user_id in people_in(text)


def plain(text: str, handles: Mapping[str, str], without: str | None = None) -> str:
    """As it was typed. `handles` gives our handle of a Slack user id; `without` is whose mention falls away: the
    bot's own, which only says that it is spoken to.

    >>> plain("<@U0BOT> log AT&amp;T with <@U1> see <http://acme.com|acme.com>", {"U1": "bo"}, "U0BOT")
    'log AT&T with @bo see acme.com'
    """
    told = text if without is None else _without(text, without)
    return _unescaped(_MARK.sub(lambda found: _said(found, handles), told)).strip()


def _without(text: str, user_id: str) -> str:
    mention = rf"[ \t]*<@{re.escape(user_id)}(?:\|[^<>\n]*)?>[,:，：]?[ \t]*"
    return re.sub(mention, " ", text)


def _said(found: re.Match[str], handles: Mapping[str, str]) -> str:
    mark, what, label = found["mark"], found["what"], found["label"] or ""
    return _MARKS.get(mark, _link)(what, label, handles)


def _person(what: str, label: str, handles: Mapping[str, str]) -> str:
    return f"@{(handles.get(what) or label or what).lstrip('@')}"


def _channel(what: str, label: str, handles: Mapping[str, str]) -> str:
    return f"#{label or what}"


def _special(what: str, label: str, handles: Mapping[str, str]) -> str:
    """@here, a group, a date with what it says where it can't be shown."""
    return label if label else f"@{what}"


def _link(what: str, label: str, handles: Mapping[str, str]) -> str:
    """What was typed where Slack made the link; words that somebody put on a link, and where it leads."""
    bare = what.partition(":")[2].removeprefix("//")
    if not label or label == what:
        return what
    return label if label.rstrip("/") == bare.rstrip("/") else f"{label} ({what})"


_MARKS: Final[dict[str, Callable[[str, str, Mapping[str, str]], str]]] = {
    "@": _person,
    "#": _channel,
    "!": _special,
}


def _unescaped(text: str) -> str:
    """Once: what somebody typed as `&lt;` comes as `&amp;lt;` and stays `&lt;`."""
    return _ESCAPE.sub(lambda found: _ESCAPES[found[0]], text)
