"""What somebody unknown may do: nothing but become known (domain.md 10; voice.md, conversation 10).

`/link CODE`, with a code that a member was given elsewhere, makes the account that member's. `/link` in private gives
a code, which the member they are says where they are known. Everything else is answered with how to be linked.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from handlers.arguments.words import NoCommand, command_of, without_again
from handlers.company import codes
from handlers.company.codes import Login, TooMany
from handlers.company.link import become, warn
from handlers.company.platforms import account_on
from handlers.context import Context
from handlers.forms import Filled
from handlers.post import post
from handlers.reply import Line, Reply, only_you
from handlers.values import T, moment, t
from handlers.voice import by_itself
from handlers.welcome import welcome
from storage.database import Unit
from storage.find import company
from storage.tables.company import LinkCode, Member

LINK = "link"


@dataclass(frozen=True)
class Stranger:
    """An account that is nobody's. `name` is what the platform calls it; `conversation` the platform's id of where it
    spoke, `direct` whether nobody else is there."""

    platform: str
    workspace: str
    user_id: str
    name: str = ""
    conversation: str | None = None
    direct: bool = True

    @property
    def login(self) -> Login:
        return Login(self.platform, self.workspace, self.user_id)

    @property
    def there(self) -> str:
        """Where they are reached in person; their own id where they spoke among others."""
        return self.conversation if self.direct and self.conversation is not None else self.user_id


def asks_to_link(said: str | Filled) -> bool:
    """Whether it is the one thing that somebody unknown may ask for."""
    return _code_in(said) is not None


def unknown() -> Reply:
    """What everybody unknown is told: nothing is shown, nothing is stored, and how they become known."""
    return Reply(parts=(Line(text=t("gateway.stranger")),), private=True, refused=True)


def greet(said: str | Filled, it: Stranger, unit: Unit, now: datetime, delivery: str | None = None) -> Reply:
    code = _code_in(said)
    if code is None:
        return unknown()
    ctx = replace(by_itself(unit, now), delivery=delivery)
    if (until := codes.rests_until(it.login, now, unit)) is not None:
        return _no(t("company.link.rests", until=moment(until, "time")))
    return _redeem(code, it, ctx) if code else _give(it, ctx)


def _give(it: Stranger, ctx: Context) -> Reply:
    if not it.direct:
        return _no(t("company.link.in_private"))
    made = codes.make(it.login, ctx.now, ctx.unit, member_id=None, name=it.name[:80], conversation=it.conversation)
    if isinstance(made, TooMany):
        return _no(t("company.link.too_many", until=moment(made.until, "time")))
    post("link.offered", "link_code", made.row.id, ctx, platform=it.platform, user_id=it.user_id)
    words = t("company.link.code_stranger", code=codes.shown(made.code), until=moment(made.until, "time"))
    return only_you(Line(text=words), Line(text=t("company.link.or_administrator")))


def _redeem(code: str, it: Stranger, ctx: Context) -> Reply:
    judged = codes.judge(code, it.login, None, ctx.now, ctx.unit)
    who = None if judged.row is None else company.find_member(ctx.unit, judged.row.member_id)
    if judged.how == "good" and judged.row is not None and who is not None and who.active:
        return _become(judged.row, it, who, ctx)
    how = "wrong" if judged.how == "good" else judged.how
    if how == "wrong":
        codes.wrong(it.login, ctx.now, ctx.unit)
    return _no(T(key="company.link.own_stranger" if how == "own" else f"company.link.{how}"))


def _become(row: LinkCode, it: Stranger, who: Member, ctx: Context) -> Reply:
    """Warned first, so that the warning goes to where they were reached before."""
    as_them = replace(ctx, who=who)
    before = company.direct_conversation(ctx.unit, who.id)
    known = become(row, it.login, it.there, it.name, who, as_them)
    if before is not None:
        warn(before.id, known, account_on(it.platform, it.name), as_them)
    return only_you(*welcome(who))


def _code_in(said: str | Filled) -> str | None:
    """The code behind `/link`, empty where there is none; None where something else was said."""
    if isinstance(said, Filled):
        return said.fields.get("code", "").strip() if said.command == LINK else None
    try:
        found = command_of(without_again(said)[0])
    except NoCommand:
        return None
    return found.rest.strip() if found.command.word == LINK else None


def _no(words: T) -> Reply:
    return Reply(parts=(Line(text=words),), private=True, refused=True)
