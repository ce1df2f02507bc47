"""A half day's nudges as one message: what is seen, why it matters, one next step each (conversation 13)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from handlers.coaching.saying import counted
from handlers.coaching.seen import Seen
from handlers.reply import Button, Buttons, Line, Part
from handlers.scorecards.figures import account_name
from handlers.values import T, t
from storage.tables.coaching import Nudge

SNOOZES = ("1d", "3d", "1w")


def message(say: Sequence[Seen], nudges: Sequence[Nudge]) -> tuple[Part, ...]:
    """Numbered when there are several; the head names the account when all are about one."""
    return (Line(text=_head(say), role="title"), *_items(say, nudges))


def _head(say: Sequence[Seen]) -> T:
    accounts = {each.account.id for each in say}
    if len(accounts) > 1:
        return t("coaching.head.several", count=len(say), many=counted(len(say)))
    account = account_name(say[0].account)
    return t("coaching.head.one_account", count=len(say), many=counted(len(say)), account=account)


def _items(say: Sequence[Seen], nudges: Sequence[Nudge]) -> Iterator[Part]:
    for number, (each, nudge) in enumerate(zip(say, nudges, strict=True), 1):
        words, act = each.say()
        yield Line(text=t("coaching.item.numbered", number=number, words=words) if len(say) > 1 else words)
        done = Button(label=t("coaching.act.done"), command=f"nudge done {nudge.id}")
        more = tuple(Button(label=t(f"coaching.snooze.{it}"), command=f"snooze {it} {nudge.id}") for it in SNOOZES)
        yield Buttons(shown=(act, done), more=more)
