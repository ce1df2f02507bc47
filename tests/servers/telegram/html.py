"""HTML parse mode, byte by byte as the real parser goes, with its texts (platform-facts.md 17)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from tests.servers.telegram.reading import SPACES, Head
from tests.servers.telegram.refusals import Json, Refused

KINDS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "a": "text_link",
    "tg-emoji": "custom_emoji",
    "tg-time": "date_time",
}
_TOKEN = re.compile(rb"[A-Za-z0-9.\-]*")


@dataclass
class _Open:
    tag: str
    at: int
    argument: str = ""


@dataclass
class _Parser(Head):
    out: list[str] = field(default_factory=list)
    units: int = 0
    opened: list[_Open] = field(default_factory=list)
    found: list[Json] = field(default_factory=list)

    def run(self) -> None:
        while self.at < len(self.raw) - 1:
            if self.raw[self.at : self.at + 1] == b"<":
                self._tag()
            else:
                self._words()
        if self.opened:
            raise _no(f'Can\'t find end tag corresponding to start tag "{self.opened[-1].tag}"')

    def _words(self) -> None:
        """Up to the next tag or reference."""
        if self.raw[self.at : self.at + 1] == b"&":
            self._say(self.reference() or self.taken(1).decode())
            return
        end = min(
            place
            for place in (self.raw.find(b"<", self.at), self.raw.find(b"&", self.at), len(self.raw) - 1)
            if place >= 0
        )
        self._say(self.taken(end - self.at).decode("utf-8"))

    def _tag(self) -> None:
        began = self.at
        self.at += 1
        if self.raw[self.at : self.at + 1] == b"/":
            self.at += 1
            self._end(began)
        else:
            self._begin(began)

    def _begin(self, began: int) -> None:
        tag = self.until(SPACES + b">").decode("utf-8").lower()
        if self.over():
            raise _no(f"Unclosed start tag at byte offset {began}")
        if tag not in KINDS:
            raise _no(f'Unsupported start tag "{tag}" at byte offset {began}')
        argument = self._attributes(tag, began)
        if tag == "span" and argument != "tg-spoiler":
            raise _no(f'Tag "span" must have class "tg-spoiler" at byte offset {began}')
        self.at += 1
        self.opened.append(_Open(tag, self.units, argument))

    def _attributes(self, tag: str, began: int) -> str:
        argument = ""
        while self.here() != b">":
            self.skip()
            if self.here() == b">":
                break
            name = self.until(SPACES + b"=>/\"'").decode("utf-8")
            if not name:
                raise _no(f'Empty attribute name in the tag "{tag}" at byte offset {began}')
            self.skip()
            argument = self._value(tag, began, name) or argument
        return argument

    def _value(self, tag: str, began: int, name: str) -> str:
        """What the attribute means for this tag, empty where nothing."""
        if self.here() != b"=":
            if self.over():
                raise _no(f'Unclosed start tag "{tag}" at byte offset {began}')
            return "expandable" if (tag, name) == ("blockquote", "expandable") else ""
        self.at += 1
        self.skip()
        if self.over():
            raise _no(f'Unclosed start tag "{tag}" at byte offset {began}')
        value = self._quoted() if self.here() in (b'"', b"'") else self._bare()
        if self.over():
            raise _no(f"Unclosed start tag at byte offset {began}")
        meant = {("a", "href"), ("code", "class"), ("span", "class"), ("tg-emoji", "emoji-id"), ("tg-time", "unix")}
        if (tag, name) == ("blockquote", "expandable"):
            return "expandable"
        return value if (tag, name) in meant else ""

    def _quoted(self) -> str:
        mark, words = self.taken(1), bytearray()
        while self.here() != mark and not self.over():
            reference = self.reference() if self.here() == b"&" else None
            words += reference.encode() if reference else self.taken(1)
        if self.here() == mark:
            self.at += 1
        return words.decode("utf-8")

    def _bare(self) -> str:
        began = self.at
        token = _TOKEN.match(self.raw, self.at)
        assert token is not None
        self.at = token.end()
        if self.here() not in (b">", *(bytes([space]) for space in SPACES)):
            raise _no(f"Unexpected end of name token at byte offset {began}")
        return token.group().decode().lower()

    def _end(self, began: int) -> None:
        if not self.opened:
            raise _no(f"Unexpected end tag at byte offset {began}")
        tag = self.until(SPACES + b">").decode("utf-8")
        self.skip()
        if self.here() != b">":
            raise _no(f"Unclosed end tag at byte offset {began}")
        self.at += 1
        last = self.opened.pop()
        if tag and tag != last.tag:
            raise _no(f'Unmatched end tag at byte offset {began}, expected "</{last.tag}>", found "</{tag}>"')
        self._close(last)

    def _close(self, last: _Open) -> None:
        length = self.units - last.at
        if length == 0:
            return
        entity: Json = {"type": KINDS[last.tag], "offset": last.at, "length": length}
        if last.tag == "a" and not self._linked(entity, last.argument):
            return
        if last.tag == "pre" and (inner := self._language_inside(last.at, length)):
            entity["language"] = inner
        if last.tag == "code" and last.argument.startswith("language-"):
            entity["language"] = last.argument.removeprefix("language-")
        if last.tag == "blockquote" and last.argument:
            entity["type"] = "expandable_blockquote"
        if last.tag == "tg-emoji":
            entity["custom_emoji_id"] = last.argument
        self.found.append(entity)

    def _linked(self, entity: Json, url: str) -> bool:
        """A link without a valid address is plain text."""
        url = url or "".join(self.out).encode("utf-16-le")[entity["offset"] * 2 :].decode("utf-16-le")
        if not re.fullmatch(r"(?:(?:https?|ftp|tg|ton|mailto|tel):\S+|[^\s/:]+\.[^\s:]{2,}\S*)", url):
            return False
        entity["url"] = url if ":" in url else f"http://{url}/"
        return True

    def _language_inside(self, at: int, length: int) -> str:
        """`<pre><code class="language-x">` is one entity."""
        inner = self.found[-1] if self.found else {}
        if (inner.get("type"), inner.get("offset"), inner.get("length")) != ("code", at, length):
            return ""
        return str(self.found.pop().get("language", ""))

    def _say(self, words: str) -> None:
        self.out.append(words)
        self.units += len(words.encode("utf-16-le")) // 2


def _no(words: str) -> Refused:
    return Refused(f"Bad Request: can't parse entities: {words}")


def parse_html(text: str) -> tuple[str, list[Json]]:
    """The words and their entities, in UTF-16 units, in the order in which they ended. Raises Refused."""
    parser = _Parser(text.encode("utf-8").replace(b"\0", b"") + b"\0")
    parser.run()
    for entity in parser.found:
        if entity["type"] == "code":
            entity.pop("language", None)
    return "".join(parser.out), parser.found
