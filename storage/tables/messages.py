"""What came in, what goes out, where it stands, and what is due (architecture.md Laws)."""

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field

from storage.columns import BIG, big, document, instant, key, link
from storage.tables.base import Row


class Inbox(Row, table=True):
    """A delivery, inserted before its effects and kept with its answer; `delivery` makes it happen once."""

    id: int = key()
    delivery: str
    member_id: int | None = link("member.id", default=None)
    conversation_id: int | None = link("conversation.id", default=None)
    line: str = ""
    at: datetime = instant()
    stored: bool = False
    answer: dict[str, object] | None = document(default=None)

    __table_args__ = (
        UniqueConstraint("delivery"),
        Index("ix_inbox_member_id_conversation_id_at", "member_id", "conversation_id", "at"),
    )


class Outbox(Row, table=True):
    """A message that must leave. Either `parts` as they were said, or a card of `subject` drawn when sent.

    `edits` is the place whose message changes; `member_id` who it rings for; `holds` names the condition under
    which it is still news; `state` is waiting, sent, dropped (no longer news) or given_up. `due_at` is a business
    instant; `leased_until` (being sent, or put off until then) and `tried_at` (first tried) go by the real clock.
    `unsure` counts the tries of which nobody knows whether they arrived; the one under way is among them.
    `message` is the platform's id of what was sent, so that an answer to it is understood.
    """

    id: int = key()
    conversation_id: int = link("conversation.id")
    member_id: int | None = link("member.id", default=None)
    parts: list[object] | None = document(default=None)
    subject: str | None = None
    subject_id: int | None = big(default=None)
    face: str | None = None
    edits: int | None = link("place.id", default=None)
    holds: dict[str, object] | None = document(default=None)
    rings: bool = True
    urgent: bool = False
    state: str = "waiting"
    made_at: datetime = instant()
    due_at: datetime = instant()
    leased_until: datetime | None = instant(default=None)
    tries: int = 0
    unsure: int = 0
    tried_at: datetime | None = instant(default=None)
    sent_at: datetime | None = instant(default=None)
    message: str | None = None
    error: str | None = None

    __table_args__ = (
        Index(
            "ix_outbox_waiting",
            "due_at",
            "id",
            sqlite_where=text("state = 'waiting'"),
            postgresql_where=text("state = 'waiting'"),
        ),
        Index(
            "ix_outbox_conversation_waiting",
            "conversation_id",
            "id",
            sqlite_where=text("state = 'waiting'"),
            postgresql_where=text("state = 'waiting'"),
        ),
        Index(
            "ix_outbox_conversation_message",
            "conversation_id",
            "message",
            sqlite_where=text("message IS NOT NULL"),
            postgresql_where=text("message IS NOT NULL"),
        ),
    )


class Place(Row, table=True):
    """Where a subject's live message stands, so that it is edited in place as the subject changes."""

    id: int = key()
    subject: str
    subject_id: int = big()
    face: str
    conversation_id: int = link("conversation.id")
    message: str
    shown: str = ""
    gone: bool = False

    __table_args__ = (
        UniqueConstraint("conversation_id", "message"),
        Index("ix_place_subject_subject_id", "subject", "subject_id"),
    )


class Press(Row, table=True):
    """A command line behind a button whose data is too small for it; the same line keeps its id for ever."""

    id: int = key()
    digest: str
    line: str

    __table_args__ = (UniqueConstraint("digest"),)


class Dialog(Row, table=True):
    """A form asked step by step: what stands in its fields so far, and which one is asked for now."""

    id: int = key()
    conversation_id: int = link("conversation.id")
    member_id: int = link("member.id")
    command: str
    fields: dict[str, str] = document(default_factory=dict)
    asking: str | None = None
    message: str | None = None
    begun_at: datetime = instant()

    __table_args__ = (UniqueConstraint("conversation_id", "member_id"),)


class Cursor(Row, table=True):
    """How far a platform's stream was read: the next Telegram update of a bot."""

    name: str = Field(primary_key=True)
    next: int = big()


class RoomMessage(Row, table=True):
    """A message of the web room. `version` counts up over the whole room, so that a reader can catch up."""

    __tablename__ = "room_message"

    id: int = key()
    conversation_id: int = link("conversation.id")
    version: int = big()
    author_id: int | None = link("member.id", default=None)
    only_for: int | None = link("member.id", default=None)
    said: str | None = None
    parts: list[object] | None = document(default=None)
    at: datetime = instant()
    edited_at: datetime | None = instant(default=None)
    rings_for: int | None = link("member.id", default=None)
    outbox_id: int | None = big(default=None)

    __table_args__ = (
        UniqueConstraint("outbox_id"),
        UniqueConstraint("version"),
        Index("ix_room_message_conversation_id_id", "conversation_id", "id"),
    )


class Seen(Row, table=True):
    """How far a member has read a conversation of the room."""

    member_id: int = link("member.id", primary_key=True)
    conversation_id: int = link("conversation.id", primary_key=True)
    message_id: int = big(default=0)


class Timer(Row, table=True):
    """Something that is next due at an instant: the only thing a tick looks at."""

    kind: str = Field(primary_key=True)
    subject_id: int = Field(primary_key=True, sa_type=BIG)
    due_at: datetime = instant(index=True)
    body: dict[str, object] = document(default_factory=dict)
    tries: int = 0
    trouble: str | None = None
