"""Who writes: people, bots, and the three accounts that stand for no person (platform-facts.md 18.11, 18.12)."""

from __future__ import annotations

from dataclasses import dataclass

from tests.servers.telegram.refusals import Json


@dataclass(eq=False)
class Account:
    """`language` is IETF and may be missing (18.19)."""

    id: int
    first_name: str
    last_name: str | None = None
    username: str | None = None
    language: str | None = None
    bot: bool = False
    deactivated: bool = False

    def json(self, speaks: bool = False) -> Json:
        """`speaks`: as the sender in an update, where the language is told."""
        body: Json = {"id": self.id, "is_bot": self.bot, "first_name": self.first_name}
        body |= {"last_name": self.last_name} if self.last_name else {}
        body |= {"username": self.username} if self.username else {}
        return body | ({"language_code": self.language} if speaks and self.language else {})

    @property
    def name(self) -> str:
        return " ".join(part for part in (self.first_name, self.last_name) if part)


ANONYMOUS_ADMIN = Account(1087968824, "Group", username="GroupAnonymousBot", bot=True)
CHANNEL_BOT = Account(136817688, "Channel", username="Channel_Bot", bot=True)
TELEGRAM = Account(777000, "Telegram")
OTHER_BOT = Account(210201999, "Weather", username="OtherBot", bot=True)
