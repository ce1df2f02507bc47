"""The buttons of a request's card by face and state: what the state does not allow is absent (voice.md 2.4).

The department sees the doing face, the account's people the asking one.
"""

from __future__ import annotations

from handlers.card import Viewer
from handlers.reply import Button, Buttons
from handlers.requests.drawn import Drawn
from handlers.requests.sayings import button, ref
from handlers.values import t
from scoring.requests import ACTIVE, RequestState
from scoring.terms import ClockName
from storage.tables.accounts import Account
from storage.tables.requests import Request

S = RequestState
MORE = ("helper", "priority", "decline")


def buttons(it: Drawn, viewer: Viewer) -> Buttons | None:
    """None where nothing is left to press."""
    shown, more = _doing(it) if viewer.face == "doing" else _asking(it)
    return Buttons(shown=tuple(shown), more=tuple(more)) if shown or more else None


def _doing(it: Drawn) -> tuple[list[Button], list[Button]]:
    request = it.request
    if it.state is S.OPEN:
        return _untaken(it)
    if it.late is not None:
        return [_done(request), button("hand_over", request)], _all(request, "ask_back", *MORE)
    match it.state:
        case S.SIGN_OFF:
            return [_first("approve", request), button("decline", request)], []
        case S.ACKNOWLEDGED:
            shown = [_first("start", request), button("ask_back", request)]
            return shown, _all(request, "done", "hand_over", *MORE)
        case S.IN_PROGRESS:
            return [_done(request), *_all(request, "ask_back", "hand_over")], _all(request, *MORE)
        case S.WAITING:
            return [_first("resume", request), button("done", request)], _all(request, "hand_over", *MORE)
        case S.DECLINED:
            return _declined(request), []
        case S.RESOLVED:
            return [button("reopen", request)], []
    return [], []


def _untaken(it: Drawn) -> tuple[list[Button], list[Button]]:
    """Nobody has it: seen first, then taken; where it came back, or is late for good, taken first."""
    request = it.request
    if request.given_back or it.late is ClockName.RESOLVE:
        return [_first("take", request), button("assign", request)], _all(request, "ask_back", *MORE)
    seen = _first("acknowledge", request)
    return [seen, button("take", request)], _all(request, "ask_back", "hand_over", *MORE)


def _declined(request: Request) -> list[Button]:
    """For whoever looks at it: a no that was let stand is not asked about again."""
    if request.changed_how == "uphold":
        return [button("reopen", request)]
    return _all(request, "stands", "reopen", "other_day")


def _asking(it: Drawn) -> tuple[list[Button], list[Button]]:
    request = it.request
    match it.state:
        case S.WAITING:
            return [_first("answer", request), _cancel(request)], [button("helper", request)]
        case S.SIGN_OFF | S.DECLINED:
            return [_cancel(request)], []
        case S.RESOLVED:
            return [_rate(request, "good"), _rate(request, "bad")], []
        case S.CLOSED:
            return [_log(it.account)], []
        case S.WITHDRAWN:
            return [button("reopen", request)], []
    return ([button("helper", request), _cancel(request)], []) if it.state in ACTIVE else ([], [])


def _all(request: Request, *names: str) -> list[Button]:
    return [button(name, request) for name in names]


def _first(name: str, request: Request, rest: str = "") -> Button:
    return button(name, request, rest).model_copy(update={"style": "primary"})


def _done(request: Request) -> Button:
    return _first("done", request)


def _cancel(request: Request) -> Button:
    """What is cancelled can't be opened again, so it is asked about."""
    sure = t("requests.card.cancel_sure", ref=ref(request))
    return button("cancel", request).model_copy(update={"confirm": sure})


def _rate(request: Request, how: str) -> Button:
    return Button(label=t(f"requests.button.rate_{how}"), command=f"rate R{request.number} {how}")


def _log(account: Account) -> Button:
    return Button(label=t("requests.button.log"), command=f"log {typed(account)}")


def typed(account: Account) -> str:
    """An account as one may type it."""
    return account.names.get("en") or next(iter(account.names.values()))
