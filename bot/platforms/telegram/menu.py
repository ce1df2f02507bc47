"""The bot's own menu: its commands per language and kind of chat, and how it presents itself.

Telegram knows Chinese as "zh" alone, so in one script: Traditional where that is the company's language, else
Simplified, which most who set Telegram to Chinese read. Every answer is in the script that its reader chose.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Awaitable
from typing import Any

from telegram import (
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeDefault,
)
from telegram.error import TelegramError
from telegram.ext import ExtBot

from bot.platforms.telegram.limits import ABOUT, COMMAND, COMMANDS, DESCRIPTION, SHORT_ABOUT
from bot.words.catalogue import the_catalogue
from handlers.command import every
from handlers.permissions import May
from scoring.terms import Language

log = logging.getLogger("triangle.telegram")

FIRST = ("win", "log", "ask", "score", "standings", "requests", "events", "why", "help")
"""In front, as what is used most; the rest follows by its letters."""
_NAME = re.compile(f"[a-z0-9_]{{1,{COMMAND}}}")
IN_PRIVATE = frozenset((May.SET_SELF, May.SET_COMPANY, May.MANAGE_PEOPLE, May.SET_ABSENCE, May.SEE_DIGEST))
"""What concerns its asker alone is not offered where others are."""


async def set_commands(bot: ExtBot[Any], company: Language = Language.EN) -> None:
    """Set all of it, in the company's language where Telegram is set to another than these. What Telegram refuses is
    logged and costs nothing else."""
    for code, language in languages(company).items():
        for scope in (BotCommandScopeDefault(), BotCommandScopeAllPrivateChats(), BotCommandScopeAllGroupChats()):
            menu = commands(language, shared=_shared(scope))
            await _tried(bot.set_my_commands(menu, scope=scope, language_code=code or None))
        about, short = (_text(f"telegram.menu.{each}", language) for each in ("about", "short"))
        await _tried(bot.set_my_description(about[:ABOUT], language_code=code or None))
        await _tried(bot.set_my_short_description(short[:SHORT_ABOUT], language_code=code or None))


def languages(company: Language) -> dict[str, Language]:
    """What is shown by Telegram's language codes; "" is everybody else."""
    chinese = Language.ZH_HANT if company == Language.ZH_HANT else Language.ZH_HANS
    return {"": company, "en": Language.EN, "zh": chinese}


def commands(language: Language, *, shared: bool = False) -> list[BotCommand]:
    """As Telegram has them, without a blank: /account_team. `shared`: where others are present."""
    fitting = [
        each.word.replace(" ", "_")
        for each in every().values()
        if each.menu and _NAME.fullmatch(each.word.replace(" ", "_")) and not (shared and each.may in IN_PRIVATE)
    ]
    ordered = sorted(fitting, key=_rank)
    return [BotCommand(word, _about(word, language)) for word in ordered[:COMMANDS]]


def _rank(word: str) -> tuple[int, bool, str]:
    """What is of two words goes last."""
    return FIRST.index(word) if word in FIRST else len(FIRST), "_" in word, word


def _about(word: str, language: Language) -> str:
    return _text(f"company.help.about.{word}", language)[:DESCRIPTION]


def _text(key: str, language: Language) -> str:
    return the_catalogue().text(key, language)


def _shared(scope: BotCommandScope) -> bool:
    return isinstance(scope, BotCommandScopeAllGroupChats)


async def _tried(call: Awaitable[object]) -> None:
    try:
        await call
    except TelegramError as error:
        log.warning("telegram: a part of the menu could not be set (%s)", type(error).__name__)
