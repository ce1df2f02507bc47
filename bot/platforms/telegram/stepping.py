"""A form's steps on the screen: one message, edited from step to step; what is pressed and typed in it."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from typing import TypeVar

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, User

from bot.clock import Clock
from bot.platforms.telegram import draw, steps
from bot.platforms.telegram.asking import MARK, Step, done, is_done
from bot.platforms.telegram.incoming import Me, Spot
from bot.platforms.telegram.keyboards import BACK, CANCEL, PICK, SKIP, is_of_step
from bot.platforms.telegram.known import Known, context, look, reader
from bot.platforms.telegram.lanes import Afterwards
from bot.platforms.telegram.steps import ADD
from bot.platforms.telegram.talk import Talk
from bot.words.reader import Reader
from bot.words.say import plain
from handlers.context import Context
from handlers.reply import Line, Reply
from handlers.values import T, t
from storage import dialogs
from storage.database import Database, Unit
from storage.tables.messages import Dialog

V = TypeVar("V")
MOST_ADDED = 6
REMEMBERED = 1024


class Stepping:
    """Each is done when what it changed is committed; what is to be seen of it follows."""

    def __init__(self, talk: Talk, me: Me, database: Database, clock: Clock, afterwards: Afterwards) -> None:
        self._talk, self._me, self._afterwards = talk, me, afterwards
        self._database, self._clock = database, clock
        self._stood: OrderedDict[str, str] = OrderedDict()

    async def begin(self, reply: Reply, spot: Spot, user: User, *, in_place: bool = False) -> None:
        """Ask for what the form lacks. One that was open there is put away with a word."""
        known = await self._known(spot, user)
        step = await self._in_unit(known, lambda unit, ctx: steps.begin(unit, reply, ctx, in_place=in_place))
        if step is None:
            return
        if step.closed is not None:
            self._put_away(step.closed, t("telegram.form.began_other"), known, spot, user)
        self._show(step, known, spot, user)

    async def typed(self, text: str, spot: Spot, user: User, delivery: str) -> None:
        """Words in answer to what is asked; each delivery answers once."""
        known = await self._known(spot, user)
        dialog = known.dialog
        if dialog is not None:
            step = await self._in_unit(known, lambda unit, ctx: _typed(unit, dialog, text, delivery, ctx))
            self._show(step, known, spot, user)

    async def pressed(self, data: str, spot: Spot, user: User, delivery: str) -> str | None:
        """A button of a step; a line to run instead where it was a "did you mean"."""
        known = await self._known(spot, user)
        dialog = known.dialog
        if dialog is None:
            return None
        if data == CANCEL:
            await self.end(known, t("telegram.form.cancelled"), spot, user)
            return None
        step = await self._in_unit(known, lambda unit, ctx: _moved(unit, dialog, data, delivery, ctx))
        if isinstance(step, str):
            return step
        self._show(step, known, spot, user)
        return None

    async def end(self, known: Known, words: T, spot: Spot, user: User) -> None:
        """Close the form; its message says how it ended."""
        who, place = known.who, known.place
        if who is None or place is None:
            return
        closed = await self._write(lambda unit: dialogs.end(unit, place.id, who.id))
        if closed is not None:
            self._put_away(closed, words, known, spot, user)

    def _put_away(self, closed: Dialog, words: T, known: Known, spot: Spot, user: User) -> None:
        drawn = draw.message([Line(text=words)], self._reader(known, user))
        self._afterwards.do(spot.chat, self._closed(spot, closed, drawn))

    def _show(self, step: Step | None, known: Known, spot: Spot, user: User) -> None:
        if step is not None:
            drawn = self._drawn(step, self._reader(known, user), spot)
            self._afterwards.do(spot.chat, self._shown(step.row, drawn, spot))

    async def _shown(self, of: Dialog, drawn: draw.Message, spot: Spot) -> None:
        """In the one message of the form; in a new one where that can't be edited."""
        mark = of.fields[MARK]
        row = await asyncio.wrap_future(self._database.read(lambda unit: _still(unit, of)))
        if row is None or (row.message is not None and await self._talk.edit(spot.chat, row.message, drawn)):
            return
        message = await self._talk.send(spot, drawn)
        if message:
            self._stood[mark] = message
            await self._write(lambda unit: _stands(unit, of, message))
        while len(self._stood) > REMEMBERED:
            self._stood.popitem(last=False)

    async def _closed(self, spot: Spot, closed: Dialog, drawn: draw.Message) -> None:
        """It may have been closed before its message was written down."""
        message = closed.message or self._stood.pop(closed.fields.get(MARK, ""), None)
        if message is not None:
            await self._talk.edit(spot.chat, message, drawn)

    def _drawn(self, step: Step, by: Reader, spot: Spot) -> draw.Message:
        drawn = draw.form_step(step.form, step.asking, by, replies=not spot.direct)
        added = steps.left_out(step)[:MOST_ADDED]
        if not added or drawn.keyboard is None:
            return drawn
        keys = [InlineKeyboardButton(f"+ {plain(ask.label, by)}", callback_data=f"{ADD}{at}") for at, ask in added]
        first, *rest = drawn.keyboard.inline_keyboard
        pairs = [keys[at : at + 2] for at in range(0, len(keys), 2)]
        return draw.Message(drawn.text, InlineKeyboardMarkup([first, *pairs, *rest]), drawn.kept)

    async def _known(self, spot: Spot, user: User) -> Known:
        read = self._database.read(lambda unit: look(unit, self._me, spot, user))
        return await asyncio.wrap_future(read)

    async def _in_unit(self, known: Known, work: Callable[[Unit, Context], V]) -> V | None:
        who, place, now = known.who, known.place, self._clock.now()
        if who is None or place is None:
            return None
        return await self._write(lambda unit: work(unit, context(unit, who, place, now)))

    async def _write(self, work: Callable[[Unit], V]) -> V:
        return await asyncio.wrap_future(self._database.write(work))

    def _reader(self, known: Known, user: User) -> Reader:
        return reader(known, user, self._clock.now())


def _still(unit: Unit, of: Dialog) -> Dialog | None:
    """The form as it stands now, while it is open."""
    row = dialogs.by_id(unit, of.id)
    return row if row is not None and row.fields.get(MARK) == of.fields[MARK] else None


def _stands(unit: Unit, of: Dialog, message: str) -> None:
    if _still(unit, of) is not None:
        dialogs.stands(unit, of.id, message)


def _typed(unit: Unit, row: Dialog, text: str, delivery: str, ctx: Context) -> Step:
    if is_done(row, delivery):
        return steps.shown(row, ctx)
    done(row, delivery)
    return steps.typed(unit, row, text, ctx)


def _moved(unit: Unit, row: Dialog, data: str, delivery: str, ctx: Context) -> Step | str:
    """What is pressed twice, or brought twice, moves once."""
    if is_done(row, delivery) or not is_of_step(data, row.asking):
        return steps.shown(row, ctx)
    done(row, delivery)
    if data.startswith(BACK):
        return steps.back(unit, row, ctx)
    if data.startswith(SKIP):
        return steps.skipped(unit, row, ctx)
    if data.startswith(ADD):
        return steps.added(unit, row, _number(data, ADD), ctx) if row.asking is None else steps.shown(row, ctx)
    return steps.picked(unit, row, _number(data, PICK), ctx)


def _number(data: str, before: str) -> int:
    digits = data.removeprefix(before).partition(":")[0]
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 6 else -1
