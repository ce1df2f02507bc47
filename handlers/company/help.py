"""/help: three things, a minute each; `help all` lists what one may use, `help WORD` says one (voice.md 3.15)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from handlers.arguments.plain import fold
from handlers.arguments.read import Part as Slotted
from handlers.arguments.read import parts
from handlers.arguments.slots import WordsSlot
from handlers.command import AnyCommand, Args, Command, nothing
from handlers.company.naming import short
from handlers.company.reach import usable
from handlers.context import Context
from handlers.permissions import May
from handlers.reply import Button, Buttons, Column, Line, Part, Refused, Reply, Row, Table, only_you
from handlers.values import Listed, Name, Said, T, t
from scoring.terms import Language
from storage.find import accounts

GROUPS = ("events", "requests", "scorecards", "coaching", "company")
_ALL = frozenset(("all", "全部", "所有"))


class Help(Args):
    about: Annotated[str, WordsSlot()] | None = None


def help_(args: Help, row: None, ctx: Context) -> Reply:
    if args.about is None:
        return only_you(*_three_things(ctx))
    about = args.about.strip().removeprefix("/").casefold()
    if fold(about) in _ALL:
        return only_you(*_all(ctx))
    return only_you(*_one(about, args.about, ctx))


# --- three things, a minute each ---


def _three_things(ctx: Context) -> tuple[Part, ...]:
    near = accounts.accounts_of(ctx.unit, ctx.who.id, ctx.company_day) or accounts.open_accounts(ctx.unit)[:2]
    if not near:
        return _before_the_first(ctx)
    names = [short(account, ctx.unit) for account in near]
    one, two = Name(names=names[0]), Name(names=names[min(1, len(names) - 1)])
    return (
        Line(text=t("company.help.title")),
        Line(text=_log(names[0], ctx)),
        _press(Button(label=t("company.help.button.log"), command="log")),
        Line(text=t("company.help.ask", account=two)),
        _press(Button(label=t("company.help.button.ask"), command="ask")),
        Line(text=t("company.help.score", account=one)),
        _press(Button(label=t("company.help.button.show", account=one), command=f"score id={near[0].id}")),
        Line(text=t("company.help.slip")),
        _press(_every(), Button(label=t("company.help.button.settings"), command="settings")),
    )


def _log(names: dict[str, str], ctx: Context) -> T:
    """Who reads English learns that Chinese is understood, too."""
    han = names.get("zh_Hans") or names.get("zh_Hant")
    if han is None or ctx.who.language != Language.EN:
        return t("company.help.log", account=Name(names=names))
    return t("company.help.log_han", account=Name(names=names), han=Name(names={"en": han}))


def _before_the_first(ctx: Context) -> tuple[Part, ...]:
    """No account yet: the first step is to make one, for who may; the others learn whom to wait for."""
    if "account create" not in usable(ctx):
        return Line(text=t("company.help.no_account")), _press(_every())
    create = Button(label=t("company.help.button.create"), command="account create")
    return Line(text=t("company.help.first_account")), _press(create, _every())


def _press(*shown: Button) -> Buttons:
    return Buttons(shown=shown)


def _every() -> Button:
    return Button(label=t("company.help.button.all"), command="help all")


# --- all of them, and one ---


def _all(ctx: Context) -> tuple[Part, ...]:
    commands = usable(ctx)
    groups = {group: [each for each in commands.values() if group_of(each) == group] for group in GROUPS}
    tables = tuple(_table(group, found) for group, found in groups.items() if found)
    return Line(text=t("company.help.all", number=len(commands))), *tables


def group_of(command: AnyCommand) -> str:
    """The slice that a command is of: its group in help and in the table of commands."""
    slice_ = command.run.__module__.split(".")[1]
    return slice_ if slice_ in GROUPS else "company"


def _table(group: str, commands: Iterable[AnyCommand]) -> Table:
    rows = tuple(
        Row(cells=(_typed(command.word), about(command)), press=f"help {command.word}") for command in commands
    )
    columns = (Column(label=t("company.help.column.command")), Column(label=t("company.help.column.does")))
    return Table(caption=t(f"company.help.group.{group}"), columns=columns, rows=rows)


def _one(word: str, said: str, ctx: Context) -> tuple[Part, ...]:
    command = usable(ctx).get(word)
    if command is None:
        raise Refused(t("company.help.unknown", word=Said(text=said, limit=40)), _press(_every()))
    title = t("company.help.one", command=_typed(command.word), about=about(command))
    takes = _takes(parts(command.takes), command, ctx)
    example = Line(text=t("company.help.example", example=_typed(command.example)))
    there = Button(label=t("company.help.button.form"), command=_form_of(command))
    return Line(text=title, role="title"), *takes, example, _press(there, _every())


def _takes(slots: Iterable[Slotted], command: AnyCommand, ctx: Context) -> tuple[Line, ...]:
    labels = [_part(each) for each in slots]
    return (Line(text=t("company.help.takes", parts=Listed(items=tuple(labels)))),) if labels else ()


def _part(part: Slotted) -> T:
    label = T(key=part.slot.asks or f"arguments.field.{part.name}")
    return label if part.required else t("company.help.optional", part=label)


def _form_of(command: AnyCommand) -> str:
    """With gaps it opens its form; without any it runs."""
    return command.word


def about(command: AnyCommand) -> T:
    """What a command does, in a line."""
    return T(key=f"company.help.about.{command.word.replace(' ', '_')}")


def _typed(line: str) -> Said:
    return Said(text=f"/{line}")


COMMANDS = (Command(word="help", takes=Help, on=nothing, may=May.ANYONE, run=help_, example="help all", reads=True),)
