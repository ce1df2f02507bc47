"""The way of one command inside its transaction: read, find the row, ask permission, run (architecture.md).

Whatever a refused command had written is taken back.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from handlers.arguments import read
from handlers.arguments.numbers import RequestNumberSlot
from handlers.arguments.slot import InForm
from handlers.arguments.words import Found, NoCommand, bare, command_of, is_plain, without_again
from handlers.command import AnyCommand, Args, Command, Nothing, every, nothing
from handlers.context import Context
from handlers.fallback import kept_by, meanings
from handlers.forms import Filled, form
from handlers.permissions import May, why_not
from handlers.refusals import refusal
from handlers.relations import relations
from handlers.reply import Button, Buttons, Line, Refused, Reply, only_you
from handlers.values import Ref, T, t
from storage import inbox
from storage.tables.messages import Inbox

__all__ = ["Filled", "Words", "answer", "line_of", "only_reads", "sketch"]

Words = str | Filled
"""What somebody said: a line, or a filled form."""

A_MOMENT = timedelta(minutes=1)
GREETING = "help"
"""What an empty line asks for."""


def answer(said: Words, ctx: Context) -> Reply:
    """The reply to a line or a filled form; what a refusal had written is taken back."""
    line, again = without_again(line_of(said))
    if isinstance(said, Filled):
        again = said.fields.get("again") == "yes"
    ctx = replace(ctx, line=line, again=again, form=isinstance(said, Filled))
    try:
        with ctx.unit.savepoint():
            return _answer(said if isinstance(said, Filled) else line, ctx)
    except Refused as no:
        return Reply(parts=()) if ctx.where.overheard else no.reply()


def sketch(said: Filled, ctx: Context) -> Reply:
    """The form as it would stand with these fields, its preview included, without running anything."""
    command = _the_command(said.command)
    return form(command, read.read_form(command, said.fields, ctx), ctx)


def only_reads(said: Words) -> bool:
    """Whether it can't write: its command says so, or there is no such command. Plain words may turn out to."""
    try:
        command = _the_command(said.command) if isinstance(said, Filled) else command_of(_typed(said)).command
    except NoCommand:
        return isinstance(said, Filled) or not is_plain(said)
    return command.reads


def line_of(said: Words) -> str:
    """What was said as one line, for the inbox and for saying it again."""
    if isinstance(said, str):
        return said.strip()
    return " ".join([said.command, *(value for name, value in said.fields.items() if value and name != "again")])


def _typed(line: str) -> str:
    return without_again(line)[0].strip() or GREETING


def _the_command(word: str) -> AnyCommand:
    found = every().get(word)
    return found if found is not None else command_of(word).command


def _answer(said: Words, ctx: Context) -> Reply:
    if isinstance(said, Filled):
        command = _the_command(said.command)
        return _run(command, read.read_form(command, said.fields, ctx), ctx)
    command, rest = _talk(said, ctx) or _command_in(_typed(said), ctx)
    found = read.read(command, rest, ctx)
    for name, fault in found.faults.items():
        if not name or not isinstance(fault, InForm):
            raise fault
    return _run(command, found, ctx)


def _talk(line: str, ctx: Context) -> Found | None:
    """What keeps words under a message about something: what was overheard always, what was said to the bot where
    no command about it begins the line."""
    if ctx.where.about is None or not (ctx.where.overheard or is_plain(line)):
        return None
    kept = kept_by(bare(line).strip(), ctx)
    return None if kept is None or (not ctx.where.overheard and _is_command(line, ctx)) else command_of(kept)


def _is_command(line: str, ctx: Context) -> bool:
    """Whether it reads as a command; one about this very thing must read without a fault, else it is a sentence."""
    try:
        command, rest = command_of(_typed(line))
    except NoCommand:
        return False
    slots = read.parts(command.takes)
    here = slots and isinstance(slots[0].slot, RequestNumberSlot)
    return not (here and read.read(command, rest, ctx).faults)


def _command_in(line: str, ctx: Context) -> Found:
    """The command that begins the line; in a direct conversation, the one thing that plain words can mean.

    Where they may mean several, or a command was probably meant, they are asked about.
    """
    try:
        return command_of(line)
    except NoCommand as no:
        meant = meanings(bare(line).strip(), ctx) if ctx.where.direct and is_plain(line) else ()
        if not meant:
            raise
        if no.near:
            raise Refused(no.words, *no.parts, Buttons(shown=meant[:3], more=meant[3:])) from None
        if len(meant) > 1:
            raise Refused(t("pipeline.which"), Buttons(shown=meant[:3], more=meant[3:])) from None
        return command_of(meant[0].command)


def _run(command: AnyCommand, found: read.Filled, ctx: Context) -> Reply:
    if not found.complete:
        return form(command, found, ctx)
    said, ctx = ctx.line, replace(ctx, line=read.line_of(command, found.values, ctx))
    args = read.args(command, found)
    row = command.on(args, ctx)
    if (failed := why_not(command.may, relations(row, ctx))) is not None:
        raise refusal(command, failed, row, ctx)
    return _once(command, args, row, said, ctx)


def _once(command: AnyCommand, args: Args, row: object, said: str, ctx: Context) -> Reply:
    """Run it; the same words that would store something a second time within a minute are asked about.

    A command without a question of its own answers the second time by itself ("already confirmed"), as long as it
    stores nothing then.
    """
    earlier = None if command.reads or command.repeats or ctx.again else _earlier(said, ctx)
    if earlier is not None and command.second is not None:
        raise _second(earlier, command.second(args), ctx)
    before = ctx.unit.writes
    reply = command.run(args, row, ctx)
    if earlier is not None and ctx.unit.writes > before:
        raise _second(earlier, t("pipeline.second.question"), ctx)
    return reply


def _earlier(said: str, ctx: Context) -> Inbox | None:
    return inbox.same_words(
        ctx.unit,
        said,
        member_id=ctx.who.id,
        conversation_id=ctx.where.conversation_id,
        now=ctx.now,
        within=A_MOMENT,
    )


def _second(earlier: Inbox, question: T, ctx: Context) -> Refused:
    """Same words, a minute ago; stored once (voice.md, conversation 9c)."""
    number = str((earlier.answer or {}).get("number") or "")
    words = t("pipeline.second.same", question=question)
    if number[1:].isdigit():
        ref = Ref(kind="event" if number[0] == "#" else "request", number=int(number[1:]))
        words = t("pipeline.second.numbered", number=ref, question=question)
    another = Button(label=t("pipeline.second.another"), command=f"{ctx.line} again=yes")
    return Refused(words, Buttons(shown=(another, Button(label=t("pipeline.second.one"), command=ONE_IS_RIGHT))))


ONE_IS_RIGHT = "fine"


def fine(args: Nothing, row: None, ctx: Context) -> Reply:
    """/fine: the other answer to "a second one?"; it stays stored once."""
    return only_you(Line(text=t("pipeline.second.fine")))


COMMANDS = (
    Command(
        word=ONE_IS_RIGHT,
        takes=Nothing,
        on=nothing,
        may=May.ANYONE,
        run=fine,
        example=ONE_IS_RIGHT,
        reads=True,
        menu=False,
    ),
)
