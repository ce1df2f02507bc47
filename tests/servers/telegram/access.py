"""May the bot write there: the exact words of every no (platform-facts.md 18)."""

from __future__ import annotations

from tests.servers.telegram.calls import Call
from tests.servers.telegram.chats import Chat, Kind, Status
from tests.servers.telegram.cloud import Cloud
from tests.servers.telegram.refusals import KICKED, NOT_MEMBER, Refused

NOT_FOUND = "Bad Request: chat not found"


def chat_of(cloud: Cloud, call: Call, name: str = "chat_id") -> Chat:
    """The chat that is named, whether or not the bot may do anything there. Raises Refused."""
    named = call.text(name).strip()
    if not named:
        raise Refused("Bad Request: chat_id is empty")
    if named.startswith("@"):
        return _by_username(cloud, named[1:].lower())
    number = call.integer(name)
    if number in cloud.chats and _met(cloud.chats[number]):
        return cloud.chats[number]
    account = cloud.accounts.get(number)
    if account is not None and not account.bot and _seen_somewhere(cloud, number):
        raise Refused("Forbidden: bot can't initiate conversation with a user")
    raise Refused(NOT_FOUND)


def readable(cloud: Cloud, call: Call) -> Chat:
    """A chat that the bot is in. Raises Refused."""
    chat = chat_of(cloud, call)
    if chat.moved_to is not None:
        text = "Bad Request: group chat was upgraded to a supergroup chat"
        raise Refused(text, {"migrate_to_chat_id": chat.moved_to.id})
    if chat.kind is Kind.PRIVATE:
        return chat
    if chat.gone:
        raise Refused("Forbidden: the group chat was deleted")
    kind = "group" if chat.kind is Kind.GROUP else str(chat.kind)
    if chat.bot is Status.KICKED:
        raise Refused(KICKED.format(kind=kind))
    if not chat.bot.inside:
        raise Refused(NOT_MEMBER.format(kind=kind))
    return chat


def writable(cloud: Cloud, call: Call) -> Chat:
    """A chat that the bot may write to. Raises Refused."""
    chat = readable(cloud, call)
    if chat.person is not None:
        if chat.person.deactivated:
            raise Refused("Forbidden: user is deactivated")
        if chat.bot is Status.KICKED:
            raise Refused("Forbidden: bot was blocked by the user")
        return chat
    if chat.kind is Kind.CHANNEL and not chat.bot.rules:
        raise Refused("Bad Request: need administrator rights in the channel chat")
    if not chat.bot_may_write:
        raise Refused("Bad Request: not enough rights to send text messages to the chat")
    return chat


def topic_of(chat: Chat, call: Call) -> int | None:
    """The forum topic that is meant, None for General. Raises Refused (18.15, 18.17)."""
    if not call.has("message_thread_id"):
        return None
    number = call.integer("message_thread_id")
    topic = chat.topics.get(number)
    if not chat.forum or topic is None or topic.deleted:
        if not chat.forum and chat.kind is Kind.SUPERGROUP and number in chat.messages:
            return None
        raise Refused("Bad Request: message thread not found")
    if topic.closed and not chat.bot.rules:
        raise Refused("Bad Request: TOPIC_CLOSED")
    return number


def _by_username(cloud: Cloud, username: str) -> Chat:
    for chat in cloud.chats.values():
        if chat.person is None and (chat.username or "").lower() == username:
            return chat
    raise Refused(NOT_FOUND)


def _met(chat: Chat) -> bool:
    return chat.started if chat.kind is Kind.PRIVATE else chat.bot is not Status.ABSENT


def _seen_somewhere(cloud: Cloud, number: int) -> bool:
    """The bot knows them from a group, or from a chat that they never started."""
    return any(number in chat.members for chat in cloud.chats.values() if chat.bot is not Status.ABSENT)
