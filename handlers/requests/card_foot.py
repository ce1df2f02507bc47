"""The foot of a request's card: to whom, who asked and when, and as its last words the last change."""

from __future__ import annotations

from handlers.reply import Line
from handlers.requests.drawn import Drawn
from handlers.values import Name, T, moment, t

ASKED = "asked"
"""How a request begins; in the timeline, that the owner was asked whether they are still on it."""

BY_ITSELF = frozenset({"withdraw", "close", "give_back", ASKED})


def foot(it: Drawn) -> Line:
    request = it.request
    asker, at = it.who(request.asked_by), moment(request.asked_at, "full")
    words = t("requests.card.foot", unit=it.unit_name, asker=asker, at=at)
    if request.changed_how == ASKED:
        return Line(text=words, role="foot")
    how = changed(request.changed_how, it.who(request.changed_by))
    changed_at = moment(request.changed_at)
    return Line(text=t("requests.card.changed", foot=words, at=changed_at, how=how), role="foot")


def changed(how: str, who: Name) -> T:
    """What was done, for the foot and the timeline."""
    return t(f"requests.change.{how}") if how in BY_ITSELF else t(f"requests.change.{how}", who=who)
