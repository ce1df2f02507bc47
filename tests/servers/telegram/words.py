"""What a text must be: parsed, trimmed, within its limits; and what the server finds in it by itself."""

from __future__ import annotations

import json
import re

from tests.servers.telegram.calls import Call
from tests.servers.telegram.html import parse_html
from tests.servers.telegram.messages import Content
from tests.servers.telegram.refusals import Json, Refused

TEXT, CAPTION, RAW_BYTES, ENTITIES = 4096, 1024, 32_768, 100
ALONE = frozenset({"code", "pre"})
QUOTES = frozenset({"blockquote", "expandable_blockquote"})
_FOUND = (
    ("bot_command", re.compile(r"(?<![\w/])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/])")),
    (
        "url",
        re.compile(r"(?<!\w)(?:https?://[^\s<>\"]+|[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|org|net|cn|me|io)(?:/\S*)?)"),
    ),
    ("email", re.compile(r"(?<![\w.])[\w.+-]+@[\w-]+\.[\w.-]*\w")),
    ("mention", re.compile(r"(?<![\w@])@[A-Za-z][A-Za-z0-9_]{3,31}")),
    ("hashtag", re.compile(r"(?<!\w)#\w*[^\W\d]\w*")),
)


def units(text: str) -> int:
    """UTF-16 units, in which entities are counted (16.4)."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def text_of(call: Call) -> Content:
    """The text of sendMessage and editMessageText. Raises Refused (16.2, 16.3)."""
    if not call.text("text"):
        raise Refused("Bad Request: message text is empty")
    words, entities = _parsed(call, "text", "entities")
    words, entities = trimmed(words, entities)
    if not words:
        raise Refused("Bad Request: text must be non-empty")
    if len(words) > TEXT:
        raise Refused("Bad Request: message is too long")
    if units(words) > TEXT:
        raise Refused("Bad Request: MESSAGE_TOO_LONG")
    return Content(words, tuple(_settled(words, entities)))


def caption_of(call: Call, media: Json) -> Content:
    words, entities = trimmed(*_parsed(call, "caption", "caption_entities"))
    if len(words) > CAPTION:
        raise Refused("Bad Request: message caption is too long")
    if units(words) > CAPTION:
        raise Refused("Bad Request: MEDIA_CAPTION_TOO_LONG")
    return Content(words, tuple(_settled(words, entities)), media)


def typed(text: str, media: Json | None = None) -> Content:
    """What a person's client makes of what was typed."""
    return Content(text, tuple(_settled(text, [])), media or {})


def _parsed(call: Call, name: str, listed: str) -> tuple[str, list[Json]]:
    raw, mode = call.text(name), call.text("parse_mode").strip().lower()
    if len(raw.encode("utf-8", "surrogatepass")) > RAW_BYTES:
        raise Refused("Bad Request: text is too long")
    if mode == "html":
        return parse_html(raw)
    if mode in ("markdown", "markdownv2"):
        raise Refused("Bad Request: this server of the tests reads HTML alone")
    if mode not in ("", "none"):
        raise Refused("Bad Request: unsupported parse_mode")
    return raw, [entity for entity in call.parsed(listed, "entities") or [] if isinstance(entity, dict)]


def trimmed(words: str, entities: list[Json]) -> tuple[str, list[Json]]:
    """Without the white space around it; entities move along and are cut."""
    stripped = words.strip()
    lead, end = units(words[: len(words) - len(words.lstrip())]), units(stripped)
    moved = []
    for entity in entities:
        begin = max(int(entity["offset"]) - lead, 0)
        stop = min(int(entity["offset"]) + int(entity["length"]) - lead, end)
        if stop > begin:
            moved.append(entity | {"offset": begin, "length": stop - begin})
    return stripped, moved


def _settled(words: str, entities: list[Json]) -> list[Json]:
    """Sorted, what may not be nested taken out, links and commands found, cut to a hundred (16.4, 17.6)."""
    kept: list[Json] = []
    for entity in sorted(entities, key=lambda each: (each["offset"], -each["length"])):
        if not any(_forbids(outer, entity) for outer in kept if _over(outer, entity)):
            kept.append(entity)
    for found in _found_in(words):
        if not any(_over(found, other) and other["type"] in (*ALONE, "text_link") for other in kept):
            kept.append(found)
    return sorted(kept, key=lambda each: (each["offset"], -each["length"]))[:ENTITIES]


def _over(one: Json, other: Json) -> bool:
    return bool(one["offset"] < other["offset"] + other["length"] and other["offset"] < one["offset"] + one["length"])


def _forbids(outer: Json, inner: Json) -> bool:
    if outer["type"] in ALONE or inner["type"] in ALONE:
        return outer["type"] in ALONE or inner["type"] not in ALONE
    return outer["type"] in QUOTES and inner["type"] in QUOTES


def _found_in(words: str) -> list[Json]:
    found: list[Json] = []
    for kind, pattern in _FOUND:
        for match in pattern.finditer(words):
            entity = {"type": kind, "offset": units(words[: match.start()]), "length": units(match.group())}
            if not any(_over(entity, other) for other in found):
                found.append(entity)
    return found


def same(one: object, other: object) -> bool:
    return json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)
