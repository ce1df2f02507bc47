"""What the bot says of itself: getMe, commands by scope and language, names, descriptions (platform-facts.md 19)."""

from __future__ import annotations

import json
import re
from typing import Any

from tests.servers.telegram.access import chat_of
from tests.servers.telegram.accounts import Account
from tests.servers.telegram.calls import Call
from tests.servers.telegram.chats import Chat, Kind
from tests.servers.telegram.cloud import Cloud
from tests.servers.telegram.refusals import Json, Refused

COMMANDS, COMMAND, DESCRIPTION = 100, 32, 256
SCOPES = frozenset({"default", "all_private_chats", "all_group_chats", "all_chat_administrators"})
CHAT_SCOPES = frozenset({"chat", "chat_administrators", "chat_member"})
TEXTS = {"name": 64, "description": 512, "short_description": 120}


def get_me(cloud: Cloud, call: Call) -> Json:
    return cloud.bot.json() | {
        "can_join_groups": True,
        "can_read_all_group_messages": not cloud.switches.privacy,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def set_commands(cloud: Cloud, call: Call) -> bool:
    listed = call.parsed("commands", "commands") or []
    if not isinstance(listed, list) or len(listed) > COMMANDS:
        raise Refused("Bad Request: can't use more than 100 commands")
    key = _scope(cloud, call), _language(call)
    cloud.menus.commands[key] = [_command(each) for each in listed]
    return True


def get_commands(cloud: Cloud, call: Call) -> list[Json]:
    return cloud.menus.commands.get((_scope(cloud, call), _language(call)), [])


def delete_commands(cloud: Cloud, call: Call) -> bool:
    cloud.menus.commands.pop((_scope(cloud, call), _language(call)), None)
    return True


def set_text(cloud: Cloud, call: Call) -> bool:
    """setMyName, setMyDescription, setMyShortDescription."""
    what = _what(call)
    if len(call.text(what)) > TEXTS[what]:
        raise Refused(f"Bad Request: bot {what.replace('_', ' ')} length must not exceed {TEXTS[what]}")
    cloud.menus.texts[what, _language(call)] = call.text(what)
    return True


def get_text(cloud: Cloud, call: Call) -> Json:
    what, texts = _what(call), cloud.menus.texts
    named = cloud.bot.first_name if what == "name" else ""
    return {what: texts.get((what, _language(call))) or texts.get((what, "")) or named}


def set_button(cloud: Cloud, call: Call) -> bool:
    cloud.menus.button = call.parsed("menu_button", "menu button") or {"type": "default"}
    return True


def get_button(cloud: Cloud, call: Call) -> Json:
    return cloud.menus.button


def shown_to(cloud: Cloud, account: Account, chat: Chat) -> list[Json]:
    """The menu that a person's client shows in a chat (19.2)."""
    language = (account.language or "").partition("-")[0]
    for scope in _asked(chat, account):
        for spoken in (language, ""):
            if found := cloud.menus.commands.get((scope, spoken)):
                return found
    return []


def _asked(chat: Chat, account: Account) -> list[str]:
    if chat.kind is Kind.PRIVATE:
        return [f"chat {chat.id}", "all_private_chats", "default"]
    member = chat.member(account)
    ruling = [f"chat_administrators {chat.id}", "all_chat_administrators"] if member and member.status.rules else []
    own = [f"chat_member {chat.id} {account.id}", *ruling[:1]]
    return [*own, f"chat {chat.id}", *ruling[1:], "all_group_chats", "default"]


def _scope(cloud: Cloud, call: Call) -> str:
    scope = call.parsed("scope", "BotCommandScope")
    if scope is None:
        return "default"
    kind = scope.get("type") if isinstance(scope, dict) else None
    if kind in SCOPES:
        return str(kind)
    if kind not in CHAT_SCOPES:
        raise Refused("Bad Request: unsupported scope type specified")
    chat = chat_of(cloud, Call("", {"chat_id": _text(scope.get("chat_id", ""))}))
    if kind != "chat" and chat.kind not in (Kind.GROUP, Kind.SUPERGROUP):
        raise Refused("Bad Request: chat is not a group or a supergroup")
    member = f" {_text(scope.get('user_id', ''))}" if kind == "chat_member" else ""
    return f"{kind} {chat.id}{member}"


def _language(call: Call) -> str:
    language = call.text("language_code")
    if language and not re.fullmatch(r"[a-z]{2}", language):
        raise Refused("Bad Request: invalid language code specified")
    return language


def _command(item: Any) -> Json:
    if not isinstance(item, dict):
        raise Refused("Bad Request: expected an Object")
    word, description = _text(item.get("command", "")).removeprefix("/"), _text(item.get("description", "")).strip()
    if not word or not description:
        raise Refused(f"Bad Request: command {'description' if word else 'name'} must be non-empty")
    if len(word) > COMMAND:
        raise Refused("Bad Request: command length must not exceed 32")
    if len(description) > DESCRIPTION:
        raise Refused("Bad Request: command description length must not exceed 256")
    if not re.fullmatch(r"[a-z0-9_]+", word):
        raise Refused("Bad Request: BOT_COMMAND_INVALID")
    return {"command": word, "description": description}


def _what(call: Call) -> str:
    return call.method[len("setmy") :].replace("shortdescription", "short_description")


def _text(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value)
