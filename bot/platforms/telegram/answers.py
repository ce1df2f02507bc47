"""How an answer goes out: what was stored is answered through the outbox, in the same transaction; a read is answered
at once. In a group what is for one person goes to their private chat, with a word in the group (domain.md 10)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from telegram import User

from bot.platforms.telegram.asking import form_in
from bot.platforms.telegram.groups import PLATFORM
from bot.platforms.telegram.incoming import Me, Spot
from bot.platforms.telegram.limits import TOAST
from bot.words.reader import Reader
from bot.words.say import text_of
from handlers.reply import PARTS, Line, Part, Reply
from handlers.values import Name, T, t
from storage import outbox
from storage.database import Unit
from storage.find import conversations
from storage.tables.company import Conversation, Member

OF_THE_GATEWAY = ("gateway.busy", "gateway.broken", "gateway.broken_alone")


@dataclass(frozen=True)
class To:
    """Whom an answer is for, and where they spoke. `pressed`: a press is answered on the button as well."""

    user: User
    spot: Spot
    pressed: bool = False

    @property
    def private(self) -> Spot:
        """A person's private chat has their own id."""
        return Spot(self.user.id, name=self.user.full_name)


def is_alone(reply: Reply, to: To) -> bool:
    """Whether it is for the person alone, though they spoke among others."""
    return reply.private and not to.spot.direct


def on_the_button(reply: Reply, to: To, reader: Reader) -> str | None:
    """An answer that is so short, and offers nothing, that the press itself can be answered with it."""
    if not is_alone(reply, to) or not to.pressed or not all(isinstance(part, Line) for part in reply.parts):
        return None
    text = text_of(reply.parts, reader)
    return text if 0 < len(text) <= TOAST else None


def is_faulty(reply: Reply) -> bool:
    """An answer of the gateway itself, given where nothing could be written."""
    first = reply.parts[0] if reply.parts else None
    return isinstance(first, Line) and isinstance(first.text, T) and first.text.key in OF_THE_GATEWAY


def leaves_a_message(reply: Reply) -> bool:
    """A form is asked step by step instead."""
    return bool(reply.parts) and form_in(reply) is None


def elsewhere(me: Me, who: Member) -> Line:
    """The word in a group about an answer that went to the private chat."""
    bot = Name(names={"en": me.address})
    return Line(text=t("telegram.in_private", who=Name(names=who.names), bot=bot))


def queue(unit: Unit, reply: Reply, to: To, me: Me, who: Member, now: datetime) -> None:
    """The answer, into the outbox."""
    alone = is_alone(reply, to)
    there = (
        _private(unit, to, me, who) if alone else conversations.behind(unit, PLATFORM, me.workspace, to.spot.place)
    )
    if there is not None:
        _put(unit, there, reply.parts, now)
    if alone and not to.pressed:
        group = conversations.behind(unit, PLATFORM, me.workspace, to.spot.place)
        if group is not None:
            _put(unit, group, [elsewhere(me, who)], now)


def _put(unit: Unit, there: Conversation, parts: Sequence[Part], now: datetime) -> None:
    said = PARTS.dump_python(tuple(parts), mode="json")
    outbox.queue(unit, there.id, parts=said, now=now, due_at=now, rings=False)


def _private(unit: Unit, to: To, me: Me, who: Member) -> Conversation:
    """Their private chat with the bot, whether or not they have ever opened it."""
    place = to.private.place
    found = conversations.behind(unit, PLATFORM, me.workspace, place)
    if found is not None:
        return found
    return conversations.add(
        unit,
        Conversation(
            platform=PLATFORM,
            workspace=me.workspace,
            external_id=place,
            name=to.private.name,
            direct=True,
            member_id=who.id,
        ),
    )
