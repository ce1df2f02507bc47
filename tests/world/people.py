"""People speak, press and fill; channels hear."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from bot.gateway import Incoming
from bot.words.reader import Reader
from bot.words.say import plain, text_of
from handlers.pipeline import Filled, Words
from handlers.reply import Form, Part, Reply
from storage.find import conversations
from tests.world.listening import Heard, Message, buttons, command_behind, form_in

if TYPE_CHECKING:
    from tests.world.company import World


OTHER = "other"
"""A second platform, where people are known by the same ids."""


@dataclass(frozen=True)
class Answer:
    """What somebody was answered, where they had said it."""

    reply: Reply
    reader: Reader
    there: str

    @cached_property
    def text(self) -> str:
        return text_of(self.reply.parts, self.reader)

    @property
    def first(self) -> str:
        """Its first line."""
        return self.text.split("\n", 1)[0]

    @property
    def buttons(self) -> list[str]:
        return [plain(button.label, self.reader) for button in buttons(self.reply.parts)]

    @property
    def form(self) -> Form:
        return form_in(self.reply.parts)

    @property
    def number(self) -> str | None:
        return self.reply.number

    @property
    def refused(self) -> bool:
        return self.reply.refused


@dataclass(frozen=True)
class Channel:
    """A conversation of several."""

    world: World
    id: int
    place: str

    def hears(self) -> Heard:
        self.world.settles()
        return self.world.port.heard_in(self.id)


@dataclass(frozen=True)
class Person:
    """Somebody who works here, or (id 0) a stranger."""

    world: World
    id: int
    handle: str
    direct_id: int
    platform: str = "test"

    @property
    def elsewhere(self) -> Person:
        """The same person on the other platform."""
        return Person(self.world, self.id, self.handle, 0, OTHER)

    def says(self, line: str, there: Channel | None = None, *, delivery: str | None = None) -> Answer:
        """Type a line, in person or in a channel."""
        return self._sends(line, self.handle if there is None else there.place, delivery)

    def replies(self, under: Message, line: str) -> Answer:
        """Say something to the bot under a message: in its thread with a mention, or in reply to it."""
        return self._sends(line, under.conversation.external_id, thread=under.id)

    def chats(self, under: Message, line: str) -> Answer:
        """Say something to the others in the thread of a message."""
        return self._sends(line, under.conversation.external_id, thread=under.id, overheard=True)

    def presses(self, what: Answer | Message, label: str) -> Answer:
        """Press a button by its label in their language."""
        return self._sends(command_behind(_parts(what), label, what.reader), self._where(what))

    def fills(self, what: Answer | Message, /, **fields: str) -> Answer:
        """Send a form: what stands in it, and these fields."""
        form = form_in(_parts(what))
        filled = {ask.name: ask.value for ask in form.asks if ask.value is not None} | fields
        return self._sends(Filled(form.command, filled), self._where(what))

    def hears(self) -> Heard:
        """Everything that was delivered to them in person, in order."""
        self.world.settles()
        return self.world.port.heard_in(self.direct_id or self._direct())

    def news(self) -> Heard:
        """What they heard since they were asked last, or since the beginning."""
        heard = self.hears()
        known = self.world.known.get((self.platform, self.handle), 0)
        self.world.known[self.platform, self.handle] = len(heard)
        return Heard(heard[known:])

    def sends(self, said: Words, there: Channel | None = None) -> Answer:
        """Send a line or a form as a platform would."""
        return self._sends(said, self.handle if there is None else there.place)

    def incoming(self, said: Words, place: str, delivery: str | None = None, **more: Any) -> Incoming:
        """What a platform would make of it (message="…", whispers=False)."""
        return Incoming(
            platform=self.platform,
            workspace="",
            user_id=self.handle,
            said=said,
            delivery=delivery or self.world.next_delivery(),
            conversation=place,
            conversation_name=place,
            direct=place == self.handle,
            **more,
        )

    def _sends(self, said: Words, place: str, delivery: str | None = None, **more: Any) -> Answer:
        reply = self.world.gateway.handle(self.incoming(said, place, delivery, **more)).result()
        answer = Answer(reply, self.world.reader_of(self.id), place)
        self.world.answers.append(answer)
        return answer

    def _direct(self) -> int:
        """Where they are written to on their platform, 0 while that is nowhere."""
        found = self.world.read(lambda unit: conversations.behind(unit, self.platform, "", self.handle))
        return 0 if found is None else found.id

    def _where(self, what: Answer | Message) -> str:
        return what.there if isinstance(what, Answer) else what.conversation.external_id


def _parts(what: Answer | Message) -> tuple[Part, ...]:
    return what.reply.parts if isinstance(what, Answer) else what.parts
