"""Everything that Telegram knows: accounts, chats, the one bot of this server, and what waits for it.

All of it is read and changed under `lock`, by the server's loop and by the tests' threads; `changed` wakes who waits.
"""

from __future__ import annotations

import random
import secrets
from itertools import count
from threading import Condition, RLock
from typing import Any

from tests.servers.telegram.accounts import Account
from tests.servers.telegram.chats import Chat, Kind, Status
from tests.servers.telegram.clock import MovableClock
from tests.servers.telegram.kept import Callback, Menus, Switches
from tests.servers.telegram.members import member_json
from tests.servers.telegram.messages import Content, Message
from tests.servers.telegram.privacy import sees
from tests.servers.telegram.refusals import Json
from tests.servers.telegram.strange import Strange
from tests.servers.telegram.updates import Update, Updates

FIRST_PERSON = 5_000_000_001
FIRST_GROUP = 4_000_001
FIRST_SUPERGROUP = 1_002_345_678_901


class Cloud:
    def __init__(self, username: str, name: str, token: str, clock: MovableClock, strange: bool) -> None:
        self.lock = RLock()
        self.changed = Condition(self.lock)
        self.clock, self.token, self.revoked = clock, token, False
        self.bot = Account(int(token.split(":")[0]), name, username=username, bot=True)
        self.strange = Strange(strange)
        self.updates = Updates(clock)
        self.switches, self.menus = Switches(), Menus()
        self.accounts: dict[int, Account] = {self.bot.id: self.bot}
        self.chats: dict[int, Chat] = {}
        self.callbacks: dict[str, Callback] = {}
        self.files: dict[str, tuple[str, bytes]] = {}
        self._people, self._groups = count(FIRST_PERSON), count(FIRST_GROUP)
        self._supergroups, self._numbers = count(FIRST_SUPERGROUP), count(random.randrange(10, 5000))
        self._instances = secrets.token_hex(4)

    # People and chats.

    def new_account(self, first: str, last: str | None, username: str | None, language: str | None) -> Account:
        account = Account(next(self._people), first, last, username, language)
        self.accounts[account.id] = account
        return account

    def private(self, account: Account) -> Chat:
        """The chat of somebody with the bot, whose id is theirs."""
        if account.id not in self.chats:
            self.chats[account.id] = Chat(account.id, Kind.PRIVATE, person=account, bot=Status.MEMBER)
        return self.chats[account.id]

    def new_chat(self, kind: Kind, title: str, number: int | None = None) -> Chat:
        """Basic groups count down from zero, supergroups and channels from -100… (18.6)."""
        if number is None:
            number = (
                -next(self._groups) if kind is Kind.GROUP else -1_000_000_000_000 - next(self._supergroups) % 10**12
            )
        self.chats[number] = Chat(number, kind, title)
        return self.chats[number]

    def titled(self, title: str) -> Chat:
        """The newest with this title."""
        found = [chat for chat in self.chats.values() if chat.title == title]
        assert found, f"no chat {title!r} among {sorted(chat.title for chat in self.chats.values() if chat.title)}"
        return found[-1]

    # Messages.

    def next_id(self, chat: Chat) -> int:
        """Private chats and basic groups share the account's numbers, the others have their own."""
        if chat.kind in (Kind.SUPERGROUP, Kind.CHANNEL):
            chat.last_id += 1
            return chat.last_id
        return next(self._numbers)

    def add(self, chat: Chat, sender: Account | None, content: Content | None = None, **more: Any) -> Message:
        message = Message(chat, self.next_id(chat), self.clock.now(), sender, content or Content(), **more)
        chat.messages[message.id] = message
        if sender is not None and sender.bot and message.sender_chat is None:
            chat.spoke_last = sender.id
        self.shows(message)
        return message

    def shows(self, message: Message) -> None:
        """Remember the face that a message has now, for who must never have seen it."""
        face = "\n".join((message.text, *(button["text"] for row in message.rows for button in row)))
        if not message.faces or message.faces[-1] != face:
            message.faces.append(face)
        self.changed.notify_all()

    # Updates.

    def announce(self, message: Message) -> Update | None:
        """Tell the bot of somebody's message, if it may see it."""
        if not sees(self.bot, message, self.switches.mentions):
            return None
        kind = "channel_post" if message.chat.kind is Kind.CHANNEL else "message"
        return self.put(kind, message.json(), message.chat)

    def announce_edit(self, message: Message) -> Update | None:
        if not sees(self.bot, message, self.switches.mentions):
            return None
        kind = "edited_channel_post" if message.chat.kind is Kind.CHANNEL else "edited_message"
        return self.put(kind, message.json(), message.chat)

    def put(self, kind: str, body: Json, chat: Chat) -> Update | None:
        self.strange.interleave(self.updates)
        update = self.updates.put(kind, body, f"chat {chat.id}")
        self.changed.notify_all()
        return update

    def press(self, account: Account, message: Message, data: str, inaccessible: bool = False) -> Callback:
        callback = Callback(secrets.token_hex(9), account, message, self.clock.now())
        self.callbacks[callback.id] = callback
        body: Json = {
            "id": callback.id,
            "from": account.json(speaks=True),
            "message": message.inaccessible() if inaccessible or message.deleted else message.json(),
            "chat_instance": str(hash((self._instances, message.chat.id))),
            "data": data,
        }
        self.updates.put("callback_query", body, f"user {account.id}")
        self.changed.notify_all()
        return callback

    def membership(self, chat: Chat, by: Account, old: Status, new: Status) -> None:
        """my_chat_member: what the bot is in a chat has changed (18.7)."""
        body: Json = {
            "chat": chat.json(),
            "from": by.json(speaks=True),
            "date": self.clock.now(),
            "old_chat_member": member_json(self.bot, old),
            "new_chat_member": member_json(self.bot, new),
        }
        self.put("my_chat_member", body, chat)
