"""/link [CODE]: one's accounts on other platforms become the same member (domain.md 2).

Without a code it gives one, for the account elsewhere; with the code that an account unknown here was given, that
account becomes the member, after being asked once. `unlink N` takes an account away again. What somebody unknown
says is answered in `handlers.strangers`.
"""

from __future__ import annotations

from typing import Annotated

from handlers.arguments.slots import AWhole, WordsSlot
from handlers.command import Args, Command
from handlers.company import codes
from handlers.company.codes import Login, Made, TooMany
from handlers.company.naming import buttons
from handlers.company.platforms import account_on, platform_name
from handlers.company.settings import oneself
from handlers.context import Context
from handlers.permissions import May
from handlers.post import post
from handlers.reply import Button, Line, Part, Refused, Reply, only_you
from handlers.tell import announce
from handlers.values import Name, T, Value, moment, t
from handlers.welcome import welcome
from storage.find import links
from storage.tables.company import Identity, LinkCode, Member


class Link(Args):
    code: Annotated[str, WordsSlot(asks="company.link.asks")] | None = None


class Unlink(Args):
    number: AWhole


def link(args: Link, who: Member, ctx: Context) -> Reply:
    login = Login(ctx.where.platform, ctx.where.workspace, ctx.where.user_id)
    return _give(login, who, ctx) if args.code is None else _redeem(args.code, login, who, ctx)


def unlink(args: Unlink, who: Member, ctx: Context) -> Reply:
    """That account is unknown again; never the last one."""
    known = links.find_identity(ctx.unit, args.number)
    if known is None or known.member_id != who.id:
        raise Refused(t("company.unlink.unknown"))
    if len(links.identities(ctx.unit, who.id)) == 1:
        raise Refused(t("company.unlink.last"))
    there = links.direct_on(ctx.unit, who.id, known.platform, known.workspace)
    others = [each for each in links.identities(ctx.unit, who.id) if each.id != known.id]
    also = any((each.platform, each.workspace) == (known.platform, known.workspace) for each in others)
    links.forget(ctx.unit, known, [] if also else [each.id for each in there])
    post("identity.unlinked", "member", who.id, ctx, platform=known.platform, user_id=known.user_id)
    return only_you(Line(text=t("company.unlink.done", where=platform_name(known.platform))))


def _give(login: Login, who: Member, ctx: Context) -> Reply:
    made = codes.make(login, ctx.now, ctx.unit, member_id=who.id)
    if isinstance(made, TooMany):
        raise Refused(t("company.link.too_many", until=moment(made.until, "time")))
    post("link.offered", "link_code", made.row.id, ctx, platform=login.platform)
    words = t("company.link.code", code=codes.shown(made.code), until=moment(made.until, "time"))
    return only_you(Line(text=words), Line(text=t("company.link.careful")), *_doors(made, login, ctx))


def _doors(made: Made, login: Login, ctx: Context) -> list[Part]:
    """Where the bot is found elsewhere, by a link that takes the code along where there is one."""
    lines: list[Part] = []
    for door in links.doorways(ctx.unit):
        if (door.platform, door.workspace) == (login.platform, login.workspace):
            continue
        name, where = Name(names={"en": door.name}), platform_name(door.platform)
        if door.address is None:
            lines.append(Line(text=t("company.link.door", where=where, name=name)))
            continue
        address = Name(names={"en": f"{door.address}{made.code}"})
        lines.append(Line(text=t("company.link.door_link", where=where, name=name, address=address)))
    return lines


def _redeem(code: str, login: Login, who: Member, ctx: Context) -> Reply:
    """A refusal of a wrong code is stored: it counts."""
    if (until := codes.rests_until(login, ctx.now, ctx.unit)) is not None:
        raise Refused(t("company.link.rests", until=moment(until, "time")))
    judged = codes.judge(code, login, who.id, ctx.now, ctx.unit)
    if judged.how != "good" or judged.row is None:
        if judged.how == "wrong":
            codes.wrong(login, ctx.now, ctx.unit)
        again = Button(label=t("company.link.button.new"), command="link")
        words = T(key=f"company.link.{judged.how}")
        return Reply(parts=(Line(text=words), *buttons([again])), private=True, refused=True)
    theirs = account_on(judged.row.platform, judged.row.name)
    if not ctx.again:
        yes = Button(label=t("company.link.button.mine"), command=f"link {codes.read(code)} again=yes")
        raise Refused(t("company.link.sure", account=theirs), *buttons([yes]))
    known = accept(judged.row, who, ctx)
    words = t("company.link.done", account=theirs)
    return only_you(Line(text=words), *buttons([unlink_button(known)]))


def accept(row: LinkCode, who: Member, ctx: Context) -> Identity:
    """The account that made a code becomes this member, and is welcomed there."""
    there = row.conversation or row.user_id
    known = become(row, Login(row.platform, row.workspace, row.user_id), there, row.name, who, ctx)
    for place in links.direct_on(ctx.unit, who.id, row.platform, row.workspace):
        if place.external_id == there:
            announce(place.id, *welcome(who), ctx=ctx)
    return known


def become(row: LinkCode, login: Login, there: str, name: str, who: Member, ctx: Context) -> Identity:
    """Use the code up: from now on this account is the member."""
    links.use(ctx.unit, row.id, ctx.now)
    known = links.make_known(ctx.unit, who.id, login.platform, login.workspace, login.user_id, there, name)
    post("identity.linked", "member", who.id, ctx, platform=login.platform, user_id=login.user_id)
    return known


def warn(conversation_id: int, known: Identity, account: Value, ctx: Context) -> None:
    """Whose code was used hears it where they were reached before: it may not have been they."""
    announce(
        conversation_id, Line(text=t("company.link.told", account=account)), *buttons([unlink_button(known)]), ctx=ctx
    )


def unlink_button(known: Identity) -> Button:
    sure = t("company.unlink.sure", where=platform_name(known.platform))
    return Button(label=t("company.link.button.not_me"), command=f"unlink {known.id}", confirm=sure)


COMMANDS = (
    Command("link", takes=Link, on=oneself, may=May.SET_SELF, run=link, example="link", repeats=True),
    Command("unlink", takes=Unlink, on=oneself, may=May.SET_SELF, run=unlink, example="unlink 12", menu=False),
)
