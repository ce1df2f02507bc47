"""What the browser asks while one talks: say, look at a form's dry run, complete, read, listen."""

from __future__ import annotations

import asyncio
from typing import Any

from pydantic import BaseModel, Field, ValidationError
from sse_starlette import EventSourceResponse
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.platforms.room import composer, messages, reading
from bot.platforms.room.asking import FilledIn, Submit, incoming, is_chat, left_no_message, log_it
from bot.platforms.room.demo import demo_now
from bot.platforms.room.live import AT_ONCE, News
from bot.platforms.room.surface import Surface, Visit, number
from handlers.pipeline import Filled, sketch
from handlers.reply import Form, Part, Refused, Reply
from storage.find import room
from storage.tables.company import Conversation
from storage.tables.messages import RoomMessage


class Sketched(BaseModel):
    conversation: int
    form: FilledIn


class Read(BaseModel):
    conversation: int
    message: int = Field(ge=0, le=messages.LARGEST_ID)


class Doing:
    def __init__(self, surface: Surface) -> None:
        self.surface = surface

    async def say(self, request: Request) -> Response:
        """A line, a press or a form. Answered when it is committed; its messages come by the stream."""
        submit = await _body(request, Submit)
        place, me = await self.surface.visit(
            request, lambda visit: (visit.the_place(submit.conversation), visit.who.id)
        )
        if is_chat(submit, place):
            return await self._chat(submit, me)
        now = self.surface.clock.now()
        answered = self.surface.gateway.handle(incoming(submit, place, me), log_it(submit, me, now))
        reply = await asyncio.wrap_future(answered)
        self.surface.live.wake()
        return JSONResponse(await self.surface.visit(request, lambda visit: _answer(visit, reply, submit)))

    async def preview(self, request: Request) -> Response:
        """The form as it stands: its errors and its dry run; nothing is stored."""
        asked = await _body(request, Sketched)
        return JSONResponse(await self.surface.visit(request, lambda visit: _sketched(visit, asked)))

    async def complete(self, request: Request) -> Response:
        line = request.query_params.get("line", "")[:500]
        place = number(request.query_params.get("c", "")) or 0
        return JSONResponse(
            await self.surface.visit(request, lambda visit: composer.complete(visit, visit.the_place(place), line))
        )

    async def seen(self, request: Request) -> Response:
        read = await _body(request, Read)
        place, me = await self.surface.visit(
            request, lambda visit: (visit.the_place(read.conversation), visit.who.id)
        )
        await self.surface.write(lambda unit: room.mark_read(unit, me, place.id, read.message))
        return JSONResponse({})

    async def live(self, request: Request) -> Response:
        """The stream, from the last version the browser has: its own word, or Last-Event-ID after a break."""
        after = number(request.headers.get("last-event-id") or request.query_params.get("after", "")) or 0
        me = await self.surface.visit(request, lambda visit: visit.who.id)
        if not self.surface.live.has_room(me):
            raise HTTPException(429)

        async def look(version: int) -> News:
            return await self.surface.visit(request, lambda visit: self._news(visit, version))

        return EventSourceResponse(
            self.surface.live.stream(after, look, me), ping=15, headers={"X-Accel-Buffering": "no"}
        )

    async def _chat(self, submit: Submit, me: int) -> Response:
        """Words to the people of a channel; the delivery id makes a retry happen once."""
        now = self.surface.clock.now()
        await self.surface.write(
            lambda unit: messages.chat_once(unit, submit.conversation, me, submit.delivery, submit.line, now)
        )
        self.surface.gateway.committed()
        self.surface.live.wake()
        return JSONResponse({})

    def _news(self, visit: Visit, version: int) -> News:
        newest = room.newest_version(visit.unit)
        found: list[RoomMessage] = []
        if newest > version:
            found = room.changed_since(visit.unit, visit.who.id, version, AT_ONCE)
        clock = _clock(visit, self.surface) if self.surface.demo else None
        return News(tuple(_message(visit, each) for each in found), newest, clock)


def _message(visit: Visit, row: RoomMessage) -> dict[str, Any]:
    """`spoken` is the one sentence a changed card says; `rings` when it names the reader."""
    shown = reading.shown(visit.unit, [row], visit.who)[0]
    return {
        "id": row.id,
        "version": row.version,
        "conversation": row.conversation_id,
        "edited": row.edited_at is not None,
        "mine": row.author_id == visit.who.id,
        "rings": row.rings_for == visit.who.id,
        "spoken": reading.spoken(shown, visit.pen),
        "html": visit.pen.page("message.html", it=shown, company=visit.name),
    }


def _answer(visit: Visit, reply: Reply, submit: Submit) -> dict[str, Any]:
    if messages.asks_back(reply):
        return {"form": visit.pen.parts(reply.parts, "sheet"), "refused": reply.refused}
    if left_no_message(reply):
        return {"note": visit.pen.parts(reply.parts, f"note-{submit.delivery}"), "refused": True}
    return {"refused": reply.refused}


def _sketched(visit: Visit, asked: Sketched) -> dict[str, Any]:
    place: Conversation = visit.the_place(asked.conversation)
    try:
        parts = sketch(Filled(asked.form.command, asked.form.fields), visit.context(place)).parts
    except Refused as no:
        return {"preview": visit.pen.parts(no.reply().parts, "sheet-preview"), "errors": {}}
    form = next(part for part in parts if isinstance(part, Form))
    errors = {ask.name: visit.pen.say(ask.error) for ask in form.asks if ask.error is not None and ask.value}
    offered: tuple[Part, ...] = tuple(part for part in parts if not isinstance(part, Form))
    return {
        "preview": visit.pen.parts((*form.preview, *offered), "sheet-preview"),
        "errors": errors,
        "form": visit.pen.parts(parts, "sheet"),
    }


def _clock(visit: Visit, surface: Surface) -> dict[str, Any]:
    now = demo_now(surface)
    return {"now": visit.pen.say(now.now), "speed": now.speed, "paused": now.paused}


async def _body(request: Request, model: type[Any]) -> Any:
    try:
        return model.model_validate_json(await request.body())
    except ValidationError as no:
        too_long = any(error["type"].endswith("too_long") for error in no.errors(include_url=False))
        raise HTTPException(413 if too_long else 422) from no
