"""Text between people and the wire: what is typed, what is sent, what is shown (platform facts 10)."""

from __future__ import annotations

import re
from collections.abc import Callable

LINK = re.compile(r"https?://[^\s<>|]+[^\s<>|.,;:!?)]")
DOMAIN = re.compile(r"(?<![\w@./-])(?:[a-z0-9-]+\.)+(?:com|org|net|io|cn|dev)(?:/[^\s<>|]*)?(?![\w@])", re.I)
ADDRESS = re.compile(r"(?<![\w.])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
NAMED = re.compile(r"(?<![\w])([@#])([\w.-]*\w)")
ENTITY = re.compile(r"<([^<>]*)>")
MARKS = re.compile(r"(?<![\w*_~`])([*_~])(?=\S)(.+?)(?<=\S)\1(?![\w*_~`])")

Named = Callable[[str, str, bool], str | None]


def escaped(text: str) -> str:
    """The three characters, nothing else (10.1)."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def unescaped(text: str) -> str:
    """Once (10.7)."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def sent(text: str, named: Named) -> str:
    """A message as its event carries it: escaped, mentions and links made (10.2-10.4)."""
    found: list[str] = []

    def put(entity: str) -> str:
        found.append(entity)
        return f"\0{len(found) - 1}\0"

    def mention(match: re.Match[str]) -> str:
        made = named(match[1], match[2], False)
        return put(made) if made else match[0]

    text = LINK.sub(lambda m: put(f"<{escaped(m[0])}>"), text)
    text = ADDRESS.sub(lambda m: put(f"<mailto:{m[0]}|{m[0]}>"), text)
    text = DOMAIN.sub(lambda m: put(f"<http://{m[0]}|{m[0]}>"), text)
    text = escaped(NAMED.sub(mention, text))
    return re.sub("\0(\\d+)\0", lambda m: found[int(m[1])], text)


def commanded(text: str, named: Named) -> str:
    """The text of a slash command with `should_escape`: mentions alone are made (2.4, 10.5)."""
    return NAMED.sub(lambda m: named(m[1], m[2], True) or m[0], text)


def shown(text: str, name_of: Callable[[str], str], marks: bool = True) -> str:
    """mrkdwn as a person reads it: entities resolved, marks gone."""
    text = ENTITY.sub(lambda m: _entity(m[1], name_of), text)
    if marks:
        text = text.replace("```", "")
        text = re.sub(r"`([^`\n]+)`", r"\1", text)
        for _ in range(3):
            text = MARKS.sub(r"\2", text)
        text = re.sub(r"^&gt; ?", "", text, flags=re.M)
        text = re.sub(r"^> ?", "", text, flags=re.M)
    return unescaped(text)


def pings(text: str) -> list[str]:
    """Whom it notifies: user ids, and here, channel, everyone (10.6)."""
    found = []
    for inner in ENTITY.findall(text):
        head = inner.partition("|")[0]
        if head[:1] == "@" or head in {"!here", "!channel", "!everyone"}:
            found.append(head[1:])
    return found


def _entity(inner: str, name_of: Callable[[str], str]) -> str:
    head, bar, label = inner.partition("|")
    if head.startswith("@"):
        return "@" + (name_of(head[1:]) or label)
    if head.startswith("#"):
        return "#" + (label or name_of(head[1:]))
    if head.startswith("!date^"):
        return label
    if head.startswith("!"):
        return "@" + (label or head[1:]).lstrip("@")
    return label if bar else head
