"""How the Bot API says no (platform-facts.md 13.2 to 13.5)."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

Json = dict[str, Any]

KICKED = "Forbidden: bot was kicked from the {kind} chat"
NOT_MEMBER = "Forbidden: bot is not a member of the {kind} chat"
NOT_MODIFIED = (
    "Bad Request: message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"
_CODES = {
    "Bad Request": 400,
    "Unauthorized": 401,
    "Forbidden": 403,
    "Not Found": 404,
    "Conflict": 409,
    "Request Entity Too Large": 413,
    "Too Many Requests": 429,
    "Internal Server Error": 500,
    "Bad Gateway": 502,
}


class Refused(Exception):  # noqa: N818  an answer of the server, not an error of ours
    """The whole description, with its prefix; the code follows from the prefix."""

    def __init__(self, description: str, parameters: Json | None = None, code: int | None = None) -> None:
        super().__init__(description)
        self.description, self.parameters = description, parameters or {}
        self.code = code or _CODES[description.split(":", 1)[0]]

    def json(self) -> Json:
        body: Json = {"ok": False, "error_code": self.code, "description": self.description}
        return body | ({"parameters": self.parameters} if self.parameters else {})

    @property
    def headers(self) -> dict[str, str]:
        after = self.parameters.get("retry_after")
        return {} if after is None else {"Retry-After": str(after)}


def too_many(after: int) -> Refused:
    return Refused(f"Too Many Requests: retry after {after}", {"retry_after": after})


def of_code(code: int, after: int = 1) -> Refused:
    """What a bare status looks like: 429 with its time, 502, 403 …"""
    return too_many(after) if code == 429 else Refused(HTTPStatus(code).phrase, code=code)
