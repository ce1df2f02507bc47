"""What of a message about a request may still be pressed: a button that the state does not allow is absent
(voice.md 2.2)."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from handlers.context import Context
from handlers.reply import Button, Buttons, Part
from handlers.requests.sayings import open_button
from scoring.requests import ACTIVE, MOVES, TAKEN, RequestState, Verb
from storage.find import requests as find
from storage.tables.requests import Request

S = RequestState
VERBS: Final[tuple[Verb, ...]] = (
    Verb.START,
    Verb.ASSIGN,
    Verb.WAIT,
    Verb.RESUME,
    Verb.RESOLVE,
    Verb.DECLINE,
    Verb.UPHOLD,
    Verb.APPROVE,
    Verb.CANCEL,
    Verb.REOPEN,
    Verb.RATE,
)
ALLOWED: Final[Mapping[str, frozenset[RequestState]]] = MappingProxyType(
    {verb.value: frozenset[RequestState]().union(*(row.of for row in MOVES if row.verb is verb)) for verb in VERBS}
    | {
        "ack when": frozenset({S.OPEN}),
        "ack": TAKEN | {S.OPEN},
        "still": TAKEN,
        "answer": frozenset({S.WAITING}),
        "offer": frozenset({S.DECLINED}),
        "add": ACTIVE,
        "priority": ACTIVE,
    }
)
"""The states in which a command's button stands; one that is not here stands always."""


def still(request_id: int, parts: tuple[Part, ...], ctx: Context) -> tuple[Part, ...]:
    """The same words; where nothing is left to press, the request itself."""
    request = find.the_request(ctx.unit, request_id)
    return tuple(_left(part, request) if isinstance(part, Buttons) else part for part in parts)


def _left(buttons: Buttons, request: Request) -> Buttons:
    shown, more = (tuple(each for each in some if _allows(each, request)) for some in (buttons.shown, buttons.more))
    return Buttons(shown=shown, more=more) if shown or more else Buttons(shown=(open_button(request),))


def _allows(button: Button, request: Request) -> bool:
    state, word = RequestState(request.state), _word(button)
    if word == "take":
        return request.owner_id is None and state in ACTIVE
    return state in ALLOWED.get(word, (state,))


def _word(button: Button) -> str:
    """A command's words up to the number."""
    words = button.command.split()
    number = next((at for at, word in enumerate(words) if word[:1] == "R" and word[1:].isdecimal()), len(words))
    return " ".join(words[:number])
