"""The reading head of the HTML parser: bytes, references, white space."""

from __future__ import annotations

import re
from dataclasses import dataclass

NAMED = {b"lt": "<", b"gt": ">", b"amp": "&", b"quot": '"'}
SPACES = b" \t\r\n\x0b\x00"
_REFERENCE = re.compile(rb"&(?:#x([0-9a-fA-F]*)|#([0-9]*)|([A-Za-z]*))(;?)")


@dataclass
class Head:
    """`raw` ends with a zero byte, so that looking one further is always possible."""

    raw: bytes
    at: int = 0

    def reference(self) -> str | None:
        """The character meant by `&…;`, None where it is only an ampersand; the semicolon may lack."""
        match = _REFERENCE.match(self.raw, self.at)
        assert match is not None
        hexadecimal, decimal, name, end = match.groups()
        if name is not None:
            character = NAMED.get(name)
        else:
            number = int(hexadecimal or b"0", 16) if hexadecimal is not None else int(decimal or b"0")
            fits = 0 < number < 0x10FFFF and len(match.group()) - len(end) < 10
            character = chr(number) if fits and not 0xD800 <= number < 0xE000 else None
        if character is not None:
            self.at = match.end()
        return character

    def here(self) -> bytes:
        return self.raw[self.at : self.at + 1]

    def over(self) -> bool:
        return self.at >= len(self.raw) - 1

    def taken(self, count: int) -> bytes:
        taken = self.raw[self.at : self.at + count]
        self.at += count
        return taken

    def until(self, ends: bytes) -> bytes:
        began = self.at
        while self.raw[self.at] not in ends:
            self.at += 1
        return self.raw[began : self.at]

    def skip(self) -> None:
        while not self.over() and self.raw[self.at] in SPACES:
            self.at += 1
