"""Which command a line begins with (domain.md 11): any case, with or without the slash, `/tri` or a mention."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from rapidfuzz import fuzz

from handlers.arguments.plain import plain
from handlers.arguments.slot import offered
from handlers.command import AnyCommand, every
from handlers.reply import Button, Part, Refused
from handlers.values import Name, T, t

ALL_COMMANDS: Final = "help all"
_ALSO: Final = {"帮助": "help", "幫助": "help", "?": "help"}
_MENTION: Final = re.compile(r"\s*(?:<@[^>\s]+>|@\S+)[\s,:，：]+(?=\S)")
_TRI: Final = re.compile(r"\s*[/／]*tri(?:angle)?(?:@\S+)?(?:\s+|$)", re.IGNORECASE)
_WORD: Final = re.compile(r"\s*(?P<slash>[/／]*)(?P<word>[^\s@/／]+)(?P<bot>@\S+)?")
_AGAIN: Final = "again=yes"
_CLOSE: Final = 60


class Found(NamedTuple):
    """A command and what stands behind its word, as typed."""

    command: AnyCommand
    rest: str


class NoCommand(Refused):
    """No command begins the line; `near` says whether one was probably meant."""

    def __init__(self, words: T, *parts: Part, near: bool = True) -> None:
        super().__init__(words, *parts)
        self.near = near


def command_of(line: str) -> Found:
    """The command, two-word ones first. NoCommand with what may have been meant where there is none."""
    text = bare(line)
    for word, rest in reversed(_beginnings(text)):
        if (command := every().get(word)) is not None:
            return Found(command, rest)
    raise _unknown(text)


def without_again(line: str) -> tuple[str, bool]:
    """The line without `again=yes` at its end, the answer to "asked first"; and whether it was there."""
    typed = line.rstrip()
    before, last = typed[: -len(_AGAIN)], typed[-len(_AGAIN) :]
    is_there = last.lower() == _AGAIN and (not before or before[-1].isspace())
    return (before.rstrip(), True) if is_there else (line, False)


def bare(line: str) -> str:
    """Without the bot's name in front: by mention, or as the command that takes every command."""
    mention = _MENTION.match(line)
    text = line[mention.end() :] if mention else line
    tri = _TRI.match(text)
    return text[tri.end() :] if tri else text


def _beginnings(text: str) -> list[tuple[str, str]]:
    """What the first one, two and three words say as a command's word, each with what stands behind."""
    found: list[tuple[str, str]] = []
    rest, word = text, ""
    for _ in range(3):
        match = _WORD.match(rest)
        if match is None or (word and (match["slash"] or match["bot"])):
            break
        said = plain(match["word"]).casefold()
        word, rest = f"{word} {_ALSO.get(said, said)}".strip(), rest[match.end() :]
        found.append((word, rest))
    return found


def is_plain(line: str) -> bool:
    """Whether it is typed as words, not as a command: without a slash."""
    return not bare(line).lstrip().startswith(("/", "／"))


def _unknown(text: str) -> NoCommand:
    every_one = Button(label=t("arguments.command.all"), command=ALL_COMMANDS)
    found = _beginnings(text)
    if not found:
        return NoCommand(t("arguments.command.none"), offered(every_one))
    word, rest = found[0]
    family = [name for name in every() if name.startswith(f"{word} ")]
    key = "arguments.command.family" if family else "arguments.command.unknown"
    offers = family or _near(word)
    said = t(key if offers else "arguments.command.strange", word=_code(word.rstrip(",.;:，。；：")[:40]))
    return NoCommand(said, offered(*(_button(name, rest) for name in offers[:4]), every_one), near=bool(offers))


def _near(word: str) -> list[str]:
    scores = {name: fuzz.ratio(word, name) for name in every()}
    close = [name for name in scores if scores[name] >= _CLOSE]
    best = max(scores.values(), default=0)
    return sorted((name for name in close if scores[name] >= best - 8), key=lambda name: -scores[name])[:2]


def _button(name: str, rest: str) -> Button:
    return Button(label=t("arguments.command.button", word=_code(name)), command=f"{name}{rest}".strip())


def _code(word: str) -> Name:
    """A command's word is a name: the same in every language, and never quoted."""
    return Name(names={"en": word, "zh_Hans": word, "zh_Hant": word})
