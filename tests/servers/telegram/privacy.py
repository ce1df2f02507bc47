"""What a bot gets to see of a group (platform-facts.md 18.8, 18.9, 18.22)."""

from __future__ import annotations

from tests.servers.telegram.accounts import CHANNEL_BOT, TELEGRAM, Account
from tests.servers.telegram.chats import Chat, Kind
from tests.servers.telegram.messages import Message


def sees(bot: Account, message: Message, mentions: bool = False) -> bool:
    """Whether the message is sent to the bot; `mentions`: also when it only names the bot."""
    chat = message.chat
    if chat.kind is Kind.PRIVATE:
        return True
    if not chat.bot.inside:
        return False
    if message.service or chat.kind is Kind.CHANNEL:
        return True
    if _of_another_bot(message):
        return False
    if chat.bot.rules or chat.reads_all:
        return True
    return _answers(bot, message) or _commands(bot, chat, message) or (mentions and _names(bot, message))


def _of_another_bot(message: Message) -> bool:
    sender = message.sender
    return sender is not None and sender.bot and message.sender_chat is None


def _answers(bot: Account, message: Message) -> bool:
    return message.reply_to is not None and message.reply_to.sender is bot


def _names(bot: Account, message: Message) -> bool:
    return f"@{bot.username}".lower() in message.text.lower()


def _commands(bot: Account, chat: Chat, message: Message) -> bool:
    """/cmd@bot always, /cmd unless another bot was the last to speak."""
    if message.sender in (CHANNEL_BOT, TELEGRAM) and message.origin is not None:
        return False
    for entity in message.content.entities:
        if entity["type"] == "bot_command":
            written = message.text.encode("utf-16-le")[entity["offset"] * 2 :][: entity["length"] * 2]
            _, _, named = written.decode("utf-16-le").partition("@")
            if (named.lower() == (bot.username or "").lower()) if named else chat.spoke_last in (None, bot.id):
                return True
    return False
