"""users.*: people as a token may see them (platform facts 7.26-7.30)."""

from __future__ import annotations

from tests.servers.slack import events
from tests.servers.slack.api.call import Call, Refusal, method
from tests.servers.slack.api.conversations import described, kinds_asked
from tests.servers.slack.things import JSON, User


@method("users.info", "users:read")
def info(call: Call) -> JSON:
    return {"user": _seen(call, _user(call), locale=call.flag("include_locale"))}


@method("users.lookupByEmail", "users:read.email")
def lookup(call: Call) -> JSON:
    """Nobody who was deactivated (7.28)."""
    email = call.text("email", "users_not_found").casefold()
    for user in call.workspace.users.values():
        if user.email and user.email.casefold() == email and not user.deleted:
            return {"user": _seen(call, user)}
    raise Refusal("users_not_found")


@method("users.list", "users:read")
def everybody(call: Call) -> JSON:
    limit = call.number("limit", 200, 1000)
    some, metadata = call.page(list(call.workspace.users.values()), limit)
    members = [_seen(call, u, locale=call.flag("include_locale")) for u in some]
    return {"members": members, "cache_ts": int(call.server.clock.now()), "response_metadata": metadata}


@method("users.conversations")
def conversations(call: Call) -> JSON:
    """Where a person is, or the bot where none is named; of private ones only those where the bot is too."""
    kinds = kinds_asked(call)
    who = call.maybe("user") or call.workspace.bot.id
    if who not in call.workspace.users:
        raise Refusal("user_not_found")
    here = [
        c
        for c in call.workspace.channels.values()
        if c.kind in kinds and who in c.members and (not c.private or call.workspace.bot_in(c))
    ]
    kept = [c for c in here if not (c.archived and call.flag("exclude_archived"))]
    some, metadata = call.page(kept, call.number("limit", 100, 999))
    return {"channels": [described(call, c) for c in some], "response_metadata": metadata}


@method("users.getPresence", "users:read")
def presence(call: Call) -> JSON:
    _user(call)
    return {"presence": "active"}


@method("users.profile.get", "users.profile:read")
def profile(call: Call) -> JSON:
    return {"profile": _seen(call, _user(call))["profile"]}


def _user(call: Call) -> User:
    found = call.workspace.users.get(call.text("user", "user_not_found"))
    if found is None:
        raise Refusal("user_not_found")
    return found


def _seen(call: Call, user: User, locale: bool = False) -> JSON:
    stranger = user.team_id != call.workspace.id
    email = "users:read.email" in call.bearer.scopes and not stranger
    found = events.user_object(user, call.server.clock.now(), email, locale)
    return found | {"is_stranger": True} if stranger else found
