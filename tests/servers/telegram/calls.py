"""One call of a method: its arguments as the Bot API reads them, wherever they stood (platform-facts.md 13.1)."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import Any

from starlette.datastructures import UploadFile
from starlette.requests import Request

from tests.servers.telegram.refusals import Refused

LARGEST_UPLOAD = 50 * 1024 * 1024


@dataclass(frozen=True)
class Upload:
    name: str
    content: bytes


@dataclass
class Call:
    method: str
    args: dict[str, str] = field(default_factory=dict)
    files: dict[str, Upload] = field(default_factory=dict)

    def has(self, name: str) -> bool:
        return self.args.get(name, "") != ""

    def text(self, name: str) -> str:
        return self.args.get(name, "")

    def integer(self, name: str, default: int = 0, least: int = -(2**63), most: int = 2**63) -> int:
        """Garbage counts as the digits before it, as the real server reads it; held within its bounds."""
        if not self.has(name):
            return default
        found = re.match(r"-?\d+", self.text(name).strip())
        return min(max(int(found.group()) if found else 0, least), most)

    def flag(self, name: str) -> bool:
        return self.text(name).strip().lower() in ("true", "yes", "1")

    def parsed(self, name: str, what: str) -> Any:
        """An argument that is JSON in text, None where it is absent. `what` names it in the refusal."""
        if not self.has(name):
            return None
        try:
            return json.loads(self.text(name))
        except ValueError:
            raise Refused(f"Bad Request: can't parse {what} JSON object") from None


async def read_call(method: str, request: Request) -> Call:
    """Query first, then the body: a form, multipart or JSON."""
    call = Call(method, dict(request.query_params))
    if request.method != "POST":
        return call
    if int(request.headers.get("content-length", 0)) > LARGEST_UPLOAD + 64 * 1024:
        raise Refused("Request Entity Too Large")
    if request.headers.get("content-type", "").split(";")[0].strip() == "application/json":
        call.args |= _flat(await request.body())
        return call
    async with request.form(max_part_size=LARGEST_UPLOAD) as form:
        for name, value in form.multi_items():
            if isinstance(value, UploadFile):
                call.files[name] = Upload(value.filename or "file", await value.read())
            else:
                call.args[name] = value
    return call


def _flat(body: bytes) -> dict[str, str]:
    try:
        found = json.loads(body or b"{}")
    except ValueError:
        raise Refused("Bad Request: can't parse JSON request body") from None
    if not isinstance(found, dict):
        raise Refused("Bad Request: can't parse JSON request body")
    return {name: _as_text(value) for name, value in found.items() if value is not None}


def _as_text(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value)
