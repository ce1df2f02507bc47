"""A press: always answered, at once or after two seconds; what is behind the button runs as if it were typed
(platform-facts 16.11-16.14, trap 18)."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any

from telegram import CallbackQuery, Chat, MaybeInaccessibleMessage, Message

from bot.platforms.telegram import draw, keyboards
from bot.platforms.telegram.answers import To, is_alone, is_faulty
from bot.platforms.telegram.asking import filled, form_in
from bot.platforms.telegram.groups import Groups
from bot.platforms.telegram.incoming import Me, Spot, spot
from bot.platforms.telegram.keyboards import BACK, CANCEL, MORE, PAGE, PICK, SEND, SKIP, SURE
from bot.platforms.telegram.known import Known, look
from bot.platforms.telegram.lanes import Afterwards
from bot.platforms.telegram.people import People
from bot.platforms.telegram.replying import Replying
from bot.platforms.telegram.stepping import Stepping
from bot.platforms.telegram.steps import ADD
from bot.platforms.telegram.talk import Talk
from bot.runtime import Runtime
from bot.words.say import plain
from handlers.pipeline import Words
from handlers.reply import Reply
from handlers.values import Name, T, t
from storage import dialogs
from storage.database import Unit
from storage.find import company
from storage.tables.messages import Dialog

DEADLINE = 2.0
"""Seconds after which a press is answered, whatever the database does."""
STEPS = (PICK, ADD, BACK, SKIP)


class Pressing:
    def __init__(
        self,
        runtime: Runtime,
        me: Me,
        people: People,
        talk: Talk,
        stepping: Stepping,
        replying: Replying,
        groups: Groups,
        afterwards: Afterwards,
        deadline: float = DEADLINE,
    ) -> None:
        self._runtime, self._me, self._people, self._talk, self._stepping = runtime, me, people, talk, stepping
        self._replying, self._groups, self._afterwards, self._deadline = replying, groups, afterwards, deadline

    async def press(self, query: CallbackQuery) -> None:
        """Done when what it caused is committed."""
        if query.message is None or not query.data:
            self._answer(query)
            return
        to = To(query.from_user, _spot(query.message), pressed=True)
        known = await self._look(to, _code(query.data))
        await self._people.spoke(known)
        await self._run(query, query.data, to, known)

    async def _run(self, query: CallbackQuery, data: str, to: To, known: Known) -> None:
        if data.startswith((MORE, SURE)):
            await self._open(query, data, to, known)
        elif data in (CANCEL, SEND) or data.startswith(STEPS):
            await self._step(query, data, to, known)
        elif known.line is None:
            self._toast(query, t("telegram.press.old"), to, known)
        elif data.startswith(PAGE):
            await self._turn(query, known.line, to, known)
        else:
            await self._say(query, known.line, to, known)

    async def _say(self, query: CallbackQuery, said: Words, to: To, known: Known) -> None:
        """Through the gateway, with the press answered by what comes of it."""
        reply = await self._asked(query, said, to, known)
        await self._replying.say(reply, said, to, known)

    async def _asked(self, query: CallbackQuery, said: Words, to: To, known: Known) -> Reply:
        outsiders = await self._outsiders(to, known)
        asked = asyncio.ensure_future(
            self._replying.ask(said, to, known, delivery=f"press:{query.id}", outsiders=outsiders)
        )
        done, _ = await asyncio.wait({asked}, timeout=self._deadline)
        if not done:
            self._toast(query, t("telegram.press.working"), to, known)
            return await asked
        reply = asked.result()
        short = self._replying.toast(reply, to, known)
        if short is not None:
            self._answer(query, short, alert=True)
        elif is_alone(reply, to) and known.who is not None and form_in(reply) is None and reply.parts:
            self._toast(query, t("telegram.press.in_private"), to, known)
        else:
            self._answer(query)
        return reply

    async def _step(self, query: CallbackQuery, data: str, to: To, known: Known) -> None:
        """A button of a form. One that was put away, or is another's, changes nothing."""
        stands = await self._dialog_at(query, known)
        if stands is None:
            self._toast(query, t("telegram.press.closed"), to, known)
            if isinstance(query.message, Message) and query.message.reply_markup is not None:
                self._after(to, self._keys(to, query.message.message_id, None))
            return
        if known.who is None or stands.member_id != known.who.id:
            self._toast(query, await self._whose(stands), to, known)
            return
        if data == SEND:
            await self._send(query, stands, to, known)
            return
        self._answer(query)
        line = await self._stepping.pressed(data, to.spot, to.user, query.id)
        if line is not None:
            reply = await self._replying.ask(line, to, known, delivery=f"press:{query.id}")
            await self._ended(reply, line, to, known)

    async def _send(self, query: CallbackQuery, row: Dialog, to: To, known: Known) -> None:
        said = filled(row)
        reply = await self._asked(query, said, to, known)
        await self._ended(reply, said, to, known)

    async def _ended(self, reply: Reply, said: Words, to: To, known: Known) -> None:
        """Sent; or asked again where something was wrong with it."""
        await self._replying.say(reply, said, to, known, in_place=True)
        if form_in(reply) is None:
            words = t("telegram.form.not_sent" if reply.refused else "telegram.form.sent")
            await self._stepping.end(known, words, to.spot, to.user)

    async def _turn(self, query: CallbackQuery, line: str, to: To, known: Known) -> None:
        """Another page of what a line gives, in the place of this one."""
        page = keyboards.paged(query.data or "")
        reply = await self._asked(query, line, to, known)
        elsewhere = form_in(reply) is not None or is_alone(reply, to) or reply.refused or is_faulty(reply)
        if page is None or query.message is None or elsewhere:
            await self._replying.say(reply, line, to, known)
            return
        drawn = draw.message(reply.parts, self._replying.reader_there(known, to), page=page[0], line=line)
        self._after(to, self._edit(to, query.message.message_id, drawn))

    async def _open(self, query: CallbackQuery, data: str, to: To, known: Known) -> None:
        """What is behind More, or behind a button that makes sure first."""
        message = query.message
        keyboard = message.reply_markup if isinstance(message, Message) else None
        if known.line is None or keyboard is None or message is None:
            self._toast(query, t("telegram.press.old"), to, known)
            return
        asked = keyboards.question(known.line)
        self._answer(query, asked, alert=bool(asked))
        self._after(to, self._keys(to, message.message_id, keyboards.opened(keyboard, data, known.line)))

    async def _outsiders(self, to: To, known: Known) -> bool:
        if to.spot.direct:
            return False
        return await self._groups.outsiders(to.spot, known.place, to.user.id if known.who is not None else None)

    async def _look(self, to: To, code: str | None) -> Known:
        read = self._runtime.database.read(lambda unit: look(unit, self._me, to.spot, to.user, code))
        return await asyncio.wrap_future(read)

    async def _dialog_at(self, query: CallbackQuery, known: Known) -> Dialog | None:
        """The form in the pressed message; one whose message is not written down yet is its person's own."""
        place, message = known.place, query.message
        if place is None or message is None:
            return None
        read = self._runtime.database.read(lambda unit: dialogs.at(unit, place.id, str(message.message_id)))
        found = await asyncio.wrap_future(read)
        fresh = known.dialog is not None and known.dialog.message is None
        return known.dialog if found is None and fresh else found

    async def _whose(self, row: Dialog) -> T:
        def name(unit: Unit) -> Name:
            return Name(names=company.the_member(unit, row.member_id).names)

        return t("telegram.press.others", who=await asyncio.wrap_future(self._runtime.database.read(name)))

    # What is said to the platform, behind everything.

    def _toast(self, query: CallbackQuery, words: T, to: To, known: Known) -> None:
        self._answer(query, plain(words, self._replying.reader(known, to)))

    def _answer(self, query: CallbackQuery, text: str = "", *, alert: bool = False) -> None:
        self._afterwards.do(("press", query.id), self._talk.answer(query.id, text, alert=alert))

    def _after(self, to: To, work: Coroutine[Any, Any, None]) -> None:
        self._afterwards.do(to.spot.chat, work)

    async def _edit(self, to: To, message: int, drawn: draw.Message) -> None:
        await self._talk.edit(to.spot.chat, str(message), drawn)

    async def _keys(self, to: To, message: int, keyboard: Any) -> None:
        await self._talk.keyboard(to.spot.chat, message, keyboard)


def _spot(message: MaybeInaccessibleMessage) -> Spot:
    """Of a message that is gone or too old only the chat is known (16.13)."""
    if isinstance(message, Message):
        return spot(message)
    return Spot(message.chat.id, direct=message.chat.type == Chat.PRIVATE, name=message.chat.title or "")


def _code(data: str) -> str | None:
    """The line that it carries, or the code for it; None for a form's own buttons."""
    if data.startswith((MORE, SURE)):
        return keyboards.code_in(data)
    if data.startswith(PAGE):
        page = keyboards.paged(data)
        return None if page is None else page[1]
    return None if data.startswith(".") else data
