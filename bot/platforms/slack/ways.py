"""How the answers go to what was typed, pressed, said, opened and sent."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any

from bot.platforms.slack import blocks, forms
from bot.platforms.slack.background import Background
from bot.platforms.slack.modal import Modal
from bot.platforms.slack.saying import Speech, Spot
from bot.platforms.slack.team import Team
from bot.platforms.slack.turn import Answered, Body, seconds
from bot.platforms.slack.unsaid import Unsaid
from bot.platforms.slack.windows import form_view
from bot.words.reader import Reader
from handlers.pipeline import Filled
from handlers.reply import Form, Line
from handlers.values import t


@dataclass(frozen=True)
class Ways:
    """What every way needs."""

    team: Team
    spot: Spot
    speech: Speech
    background: Background
    unsaid: Unsaid

    async def say(self, answer: Answered) -> None:
        if answer.silent or await self.speech.say(self.team, self.spot, answer.message(), answer.reply.private):
            return
        await self.unsaid.keep(answer)

    async def announce(self, reader: Reader) -> None:
        await self.speech.say(self.team, self.spot, working(reader), True)

    def meta(self, answer: Answered) -> forms.Meta:
        """Where the form came from; what was given and is not in it goes along."""
        said, form = answer.incoming.said, answer.form
        asked = {ask.name for ask in form.asks} if form else set()
        given = said.fields.items() if isinstance(said, Filled) else ()
        return forms.Meta(
            conversation=self.spot.channel,
            thread=self.spot.thread,
            response_url=self.spot.url or None,
            hidden={name: value for name, value in given if name not in asked and name != "again"},
            delivery=answer.incoming.delivery,
        )


def working(reader: Reader) -> blocks.Message:
    return blocks.message((Line(text=t("slack.working")),), reader)


def body_of(message: blocks.Message, response_type: str) -> dict[str, Any]:
    return {"response_type": response_type, "text": message.text, "blocks": message.blocks}


@dataclass
class ByTrigger:
    """What was typed, pressed or chosen and can open a window. `takes` is whether it may ask for something, so that
    a window is worth opening before the answer is there; `in_body`: the acknowledgement can hold the answer."""

    of: Ways
    modal: Modal
    takes: bool = False
    in_body: bool = False
    window: bool = False
    """Answers stand in a window: there is no message to stand under."""

    async def begins(self, reader: Reader) -> None:
        if self.takes and self.modal.can_open:
            await self.modal.skeleton(reader)

    async def meanwhile(self, reader: Reader) -> Body:
        if self.modal.begun:
            return None
        if self.in_body:
            return body_of(working(reader), "ephemeral")
        self.of.background.follow(self.of.announce(reader), "an announcement")
        return None

    async def at_once(self, answer: Answered) -> Body:
        if answer.silent:
            return None
        if answer.form is None and self.in_body and not self.modal.begun:
            everybody = self.of.spot.direct or not (answer.reply.private or self.of.spot.elsewhere)
            return body_of(answer.message(), "in_channel" if everybody else "ephemeral")
        self.of.background.follow(self.late(answer), "an answer")
        return None

    async def late(self, answer: Answered) -> None:
        if answer.form is not None:
            await self._open(answer, answer.form)
        elif self.modal.begun or self.window:
            await self._show(answer)
        else:
            await self.of.say(answer)

    async def _open(self, answer: Answered, form: Form) -> None:
        if not await self.modal.show(form_view(form, answer.reader, self.of.meta(answer))):
            await self.of.say(answer)

    async def _show(self, answer: Answered) -> None:
        """In the window that is open; what all may see stands in the channel as well."""
        seen = not answer.silent and await self.modal.show(
            forms.said(answer.reply.parts, answer.reader, self.of.meta(answer))
        )
        spot, private = self.of.spot, answer.reply.private
        if not seen or not (private or spot.channel is None or spot.elsewhere):
            await self.of.say(answer)


@dataclass
class Spoken:
    """A message or a reaction: nothing can be opened, and the acknowledgement holds nothing. Said before it is
    acknowledged where there is time, so that a crash between them has it delivered again."""

    of: Ways
    deadline: float
    begun: float

    async def begins(self, reader: Reader) -> None:
        """Nobody needs a sign: nothing would be lost."""

    async def meanwhile(self, reader: Reader) -> Body:
        return None

    async def at_once(self, answer: Answered) -> Body:
        if not answer.silent:
            saying = self.of.background.follow(self.of.say(answer), "an answer")
            await asyncio.wait({saying}, timeout=max(0.0, self.begun + self.deadline - seconds()))
        return None

    async def late(self, answer: Answered) -> None:
        await self.of.say(answer)


@dataclass
class Submitted:
    """A form that was sent. What is wrong stands under its field, a "no" on top of the form, so that nothing typed is
    lost; what was done is said where the form was begun."""

    of: Ways
    modal: Modal
    view: dict[str, Any]
    meta: forms.Meta

    async def begins(self, reader: Reader) -> None:
        """The form itself waits."""

    async def meanwhile(self, reader: Reader) -> Body:
        return {"response_action": "update", "view": forms.skeleton(reader)}

    async def at_once(self, answer: Answered) -> Body:
        if answer.form is not None:
            return self._again(answer, answer.form)
        if answer.reply.refused:
            action = "push" if self._bottom() else "update"
            return {"response_action": action, "view": self._said(answer)}
        self.of.background.follow(self.of.say(answer), "an answer")
        return {"response_action": "clear"}

    async def late(self, answer: Answered) -> None:
        form = answer.form
        view = self._said(answer) if form is None else form_view(form, answer.reader, self.meta)
        seen = await self.modal.show(view)
        if not seen or not (answer.reply.private or answer.reply.refused):
            await self.of.say(answer)

    def _again(self, answer: Answered, form: Form) -> Body:
        """The same form with what is wrong under its fields; another where it asks for something else now."""
        inputs = {str(each.get("block_id")) for each in self.view.get("blocks", []) if each.get("type") == "input"}
        wrong = forms.errors(form, answer.reader)
        if wrong and wrong.keys() <= inputs:
            return {"response_action": "errors", "errors": wrong}
        return {"response_action": "update", "view": form_view(form, answer.reader, self.meta)}

    def _said(self, answer: Answered) -> dict[str, Any]:
        return forms.said(answer.reply.parts, answer.reader, self.meta)

    def _bottom(self) -> bool:
        """A stack holds three windows."""
        return not self.view.get("previous_view_id")
