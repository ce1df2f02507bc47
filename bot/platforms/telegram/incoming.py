"""What a message of Telegram says to the bot: a command, words to it, a thing forwarded; or nothing that is meant
for it (platform-facts 18)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import Enum, auto

from telegram import Chat, Message, MessageEntity, User

from handlers.arguments.words import NoCommand, command_of
from handlers.command import every

HELP = "/help"
LINK = "/link"
_COMMAND = re.compile(r"\s*/(?P<word>[^\s@/]+)(?:@(?P<bot>\w+))?(?P<rest>.*)", re.DOTALL)
_FACELESS = frozenset({1087968824, 136817688, 777000})
"""Who stands as the sender of what an anonymous administrator, a channel or a linked channel wrote (18.11, 18.12)."""


class Kind(Enum):
    """`ELSE` has no words that it could read."""

    COMMAND = auto()
    WORDS = auto()
    FORWARDED = auto()
    ELSE = auto()


@dataclass(frozen=True)
class Me:
    """The bot: its id is the workspace, its name tells which commands are its own."""

    id: int
    username: str

    @property
    def workspace(self) -> str:
        return str(self.id)

    @property
    def address(self) -> str:
        """Opens the private chat where it is written."""
        return f"t.me/{self.username}"

    def is_called(self, name: str) -> bool:
        return name.lstrip("@").casefold() == self.username.casefold()


@dataclass(frozen=True)
class Spot:
    """Where something was said: a chat, and in a forum its topic."""

    chat: int
    topic: int | None = None
    direct: bool = True
    name: str = ""

    @property
    def place(self) -> str:
        """As in `Conversation.external_id`."""
        return str(self.chat) if self.topic is None else f"{self.chat}:{self.topic}"


@dataclass(frozen=True)
class Heard:
    """`line` is what was said to the bot, its own name left out. `thread` is the message of the bot that it answers;
    `called` whether the bot was addressed by name."""

    kind: Kind
    spot: Spot
    user: User
    message: int
    line: str = ""
    thread: int | None = None
    called: bool = False

    @property
    def is_talk(self) -> bool:
        """Words under the bot's message in a group that name neither the bot nor a command: they are for people."""
        return self.kind is Kind.WORDS and not self.spot.direct and not self.called and not _is_command(self.line)


def heard(message: Message, me: Me) -> Heard | None:
    """None for what is not meant for the bot, and for what other bots say."""
    user = message.from_user
    if user is None or (user.is_bot and user.id not in _FACELESS):
        return None
    return _what(message, me, Heard(Kind.ELSE, spot(message), user, message.message_id))


def is_faceless(message: Message) -> bool:
    """Whether nobody can know who wrote it: never linked, never trusted."""
    user = message.from_user
    return message.sender_chat is not None or user is None or user.id in _FACELESS


def spot(message: Message) -> Spot:
    """A topic only where the message says that it stands in one (18.16)."""
    topic = message.message_thread_id if message.is_topic_message else None
    return Spot(message.chat.id, topic, message.chat.type == Chat.PRIVATE, _name(message, topic))


def _name(message: Message, topic: int | None) -> str:
    chat = message.chat
    name = chat.title or " ".join(filter(None, (chat.first_name, chat.last_name))) or str(chat.id)
    under = message.reply_to_message
    made = under.forum_topic_created if under is not None and topic is not None else None
    return f"{name} · {made.name}" if made is not None else name


def _what(message: Message, me: Me, at: Heard) -> Heard | None:
    text = message.text or message.caption or ""
    if message.forward_origin is not None:
        return replace(at, kind=Kind.FORWARDED, line=text) if at.spot.direct else None
    at = replace(at, thread=_answers(message, me))
    if text.lstrip().startswith("/"):
        return _command(text, me, at)
    return _words(message, text, me, at)


def _command(text: str, me: Me, at: Heard) -> Heard | None:
    """`/cmd`, `/cmd@OurBot`; `/cmd@OtherBot` and, in a group, what only another bot can know is not for us."""
    match = _COMMAND.match(text)
    if match is None:
        return None
    if match["bot"] and not me.is_called(match["bot"]):
        return None
    called = match["bot"] is not None
    line = _spelt(match["word"], match["rest"], at)
    if not at.spot.direct and not called and not _may_be_ours(line):
        return None
    return replace(at, kind=Kind.COMMAND, line=line, called=called)


def _spelt(word: str, rest: str, at: Heard) -> str:
    """As it is typed elsewhere: menus know no blank in a command (`/account_team`), a link begins `/start CODE`."""
    said = rest.strip()
    if word.casefold() == "start":
        return f"{LINK} {said}" if said and at.spot.direct else HELP
    apart = word.casefold().replace("_", " ")
    return f"/{apart}{rest}" if apart in every() else f"/{word}{rest}"


def _is_command(line: str) -> bool:
    try:
        command_of(line)
    except NoCommand:
        return False
    return True


def _may_be_ours(line: str) -> bool:
    try:
        command_of(line)
    except NoCommand as no:
        return no.near
    return True


def _words(message: Message, text: str, me: Me, at: Heard) -> Heard | None:
    """In private everything is said to the bot; in a group what names it or answers it."""
    if at.spot.direct:
        return replace(at, kind=Kind.WORDS, line=text.strip()) if text.strip() else _wordless(message, at)
    named = _without_name(message, text, me)
    if named is not None:
        return replace(at, kind=Kind.WORDS, line=named or HELP, called=True)
    if at.thread is not None and text.strip():
        return replace(at, kind=Kind.WORDS, line=text.strip())
    return None


def _wordless(message: Message, at: Heard) -> Heard | None:
    """A picture of an album has its words on one of its parts (18.21); a service message is nobody's word."""
    return None if message.media_group_id or message.effective_attachment is None else at


def _without_name(message: Message, text: str, me: Me) -> str | None:
    """The text without the bot's name where it is in there; None where it is not."""
    entities = message.parse_entities() if message.text else message.parse_caption_entities() if text else {}
    for entity, said in entities.items():
        if _names(entity, said, me):
            raw = text.encode("utf-16-le")
            start, end = entity.offset * 2, (entity.offset + entity.length) * 2
            before, behind = raw[:start].decode("utf-16-le"), raw[end:].decode("utf-16-le")
            return f"{before.rstrip()} {behind.lstrip(' ,:，：')}".strip()
    return None


def _names(entity: MessageEntity, said: str, me: Me) -> bool:
    if entity.type == MessageEntity.TEXT_MENTION:
        return entity.user is not None and entity.user.id == me.id
    return entity.type == MessageEntity.MENTION and me.is_called(said)


def _answers(message: Message, me: Me) -> int | None:
    """The message of the bot that this one answers. In a topic everything answers the message that opened it."""
    under = message.reply_to_message
    if under is None or under.forum_topic_created is not None or under.from_user is None:
        return None
    if message.is_topic_message and under.message_id == message.message_thread_id:
        return None
    return under.message_id if under.from_user.id == me.id else None
