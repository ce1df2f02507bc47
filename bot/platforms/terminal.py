"""The terminal: a line in, a reply out, for operators, scripts and tests (architecture.md "Surfaces").

It trusts the shell: who speaks is named, not proved, and the delivery id says so in the audit trail.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from bot.gateway import Gateway, Incoming
from bot.platforms.port import Outgoing, Stood
from bot.readers import person
from bot.words.reader import Reader
from bot.words.say import text_of
from handlers.reply import PARTS, Reply
from scoring.terms import Language
from storage import outbox
from storage.database import Unit
from storage.find import company, conversations, speakers
from storage.tables.company import Conversation, Member
from storage.tables.messages import Outbox

NEWS, MOST_NEWS = timedelta(days=1), 5
"""What somebody hears who is here for the first time."""


class TerminalPort:
    """What is sent to somebody at the terminal is read there: it is delivered as soon as it stands in the outbox."""

    transactional = True

    def deliver(self, message: Outgoing, unit: Unit | None) -> Stood:
        return Stood(str(message.id))


class NobodyByThatName(Exception):  # noqa: N818  says what it is
    """No active member, or no account with a channel, has this name."""


@dataclass(frozen=True)
class Speaker:
    member: Member
    conversation: Conversation | None


@dataclass(frozen=True)
class Turn:
    """What a line came to; `messages` is what others were sent: [{"to": …, "text": …}]."""

    text: str
    parts: list[object]
    refused: bool
    private: bool
    number: str | None
    messages: list[dict[str, str]]

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def speaker(gateway: Gateway, name: str, account: str | None) -> Speaker:
    """Who speaks, and in which account's channel. Raises NobodyByThatName."""

    def find(unit: Unit) -> Speaker:
        member = speakers.member_called(unit, name)
        if member is None:
            raise NobodyByThatName(name)
        if account is None:
            return Speaker(member, company.direct_conversation(unit, member.id))
        channel = speakers.channel_of_account(unit, account)
        if channel is None:
            raise NobodyByThatName(account)
        return Speaker(member, channel)

    return gateway.database.read(find).result()


def say(gateway: Gateway, who: Speaker, line: str) -> Turn:
    """Run one line; the turn is known once it is committed."""
    told: list[Outbox] = []
    since = gateway.database.read(outbox.newest).result()

    def note(unit: Unit, _reply: Reply) -> None:
        told[:] = outbox.made_since(unit, since)

    incoming = Incoming(
        platform="terminal",
        workspace="",
        user_id=who.member.handle,
        said=line,
        delivery=uuid4().hex,
        direct=who.conversation is None or who.conversation.direct,
        member_id=who.member.id,
        conversation_id=who.conversation.id if who.conversation else None,
    )
    reply = gateway.handle(incoming, note).result()
    return _turn(gateway, who.member, reply, told)


def missed(gateway: Gateway, who: Speaker) -> list[str]:
    """What was sent to the speaker since their last line here, oldest first; to who is new here, of the last day."""

    def find(unit: Unit) -> list[str]:
        reader = _reader(gateway, who.member)
        last = speakers.last_terminal_line(unit, who.member.id)
        if last is None:
            rows = outbox.told(unit, who.member.id, gateway.clock.now() - NEWS, MOST_NEWS)
        else:
            rows = outbox.told(unit, who.member.id, last)
        return [text_of(PARTS.validate_python(row.parts), reader) for row in rows if row.parts]

    return gateway.database.read(find).result()


def _turn(gateway: Gateway, member: Member, reply: Reply, told: list[Outbox]) -> Turn:
    return Turn(
        text=text_of(reply.parts, _reader(gateway, member)),
        parts=PARTS.dump_python(reply.parts, mode="json"),
        refused=reply.refused,
        private=reply.private,
        number=reply.number,
        messages=gateway.database.read(lambda unit: _messages(unit, gateway, told)).result(),
    )


def _messages(unit: Unit, gateway: Gateway, told: list[Outbox]) -> list[dict[str, str]]:
    ours = [row for row in told if row.parts]
    members = company.members(unit, {row.member_id for row in ours if row.member_id})
    places = conversations.by_ids(unit, {row.conversation_id for row in ours})
    texts = []
    for row in ours:
        reader = _reader(gateway, members.get(row.member_id or 0))
        to = members[row.member_id].handle if row.member_id in members else f"#{places[row.conversation_id].name}"
        texts.append({"to": to, "text": text_of(PARTS.validate_python(row.parts), reader)})
    return texts


def _reader(gateway: Gateway, member: Member | None) -> Reader:
    """A member's language and zone; a channel's lines are shown in English."""
    if member is None:
        return Reader(Language.EN, ZoneInfo("UTC"), gateway.clock.now())
    return person(member, gateway.clock.now())
