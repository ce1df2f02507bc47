"""views.*: modals by trigger, in stacks of three; Home; hashes (platform facts 7.31-7.37)."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

from tests.servers.slack.api.call import Call, Refusal, invalid, method
from tests.servers.slack.blockkit import checked_view
from tests.servers.slack.ids import a_number, an_id
from tests.servers.slack.state import begun, kept
from tests.servers.slack.things import JSON, View

if TYPE_CHECKING:
    from tests.servers.slack.workspace import Workspace

DEEPEST = 3


@method("views.open")
def open_view(call: Call) -> JSON:
    given = _given(call, "modal")
    trigger = call.server.triggers.spend(call.text("trigger_id"))
    return {"view": view_object(call.workspace, opened(call.workspace, trigger.user, given))}


@method("views.push")
def push(call: Call) -> JSON:
    given = _given(call, "modal")
    trigger = call.server.triggers.spend(call.text("trigger_id"))
    stack = call.workspace.stacks.get(trigger.user) or []
    if trigger.view is None or trigger.view not in [v.id for v in stack]:
        raise Refusal("not_found")
    if len(stack) >= DEEPEST:
        raise Refusal("push_limit_reached")
    return {"view": view_object(call.workspace, pushed(call.workspace, trigger.user, given))}


@method("views.update")
def update(call: Call) -> JSON:
    by_id, by_external = call.maybe("view_id"), call.maybe("external_id")
    if (by_id is None) == (by_external is None):
        raise invalid("exactly one of view_id, external_id is required")
    view = _find(call.workspace, by_id, by_external)
    given = _given(call, view.type, view)
    _same(call.maybe("hash"), view)
    changed(call.workspace, view, given)
    return {"view": view_object(call.workspace, view)}


@method("views.publish")
def publish(call: Call) -> JSON:
    user = call.text("user_id")
    if user not in call.workspace.users:
        raise invalid(f"user_not_found: {user}")
    if not call.server.app.home_tab:
        raise Refusal("not_enabled")
    before = call.workspace.homes.get(user)
    given = _given(call, "home", before)
    if before is not None:
        _same(call.maybe("hash"), before)
        changed(call.workspace, before, given)
        return {"view": view_object(call.workspace, before)}
    if call.maybe("hash"):
        raise Refusal("hash_conflict")
    call.workspace.homes[user] = view = _made(call.workspace, user, given)
    call.workspace.server.woke()
    return {"view": view_object(call.workspace, view)}


def opened(workspace: Workspace, user: str, given: JSON) -> View:
    """A new modal; one that stands there is gone."""
    for old in workspace.stacks.get(user, []):
        workspace.views.pop(old.id, None)
    view = _made(workspace, user, given)
    view.root = view.id
    workspace.stacks[user] = [view]
    workspace.server.woke()
    return view


def pushed(workspace: Workspace, user: str, given: JSON) -> View:
    stack = workspace.stacks[user]
    view = _made(workspace, user, given)
    view.root, view.previous = stack[0].id, stack[-1].id
    stack.append(view)
    workspace.server.woke()
    return view


def changed(workspace: Workspace, view: View, given: JSON) -> None:
    """What was typed stays where block and action keep their ids (7.37)."""
    view.given, view.hash = given, _hash(workspace)
    view.state, view.errors, view.trouble = kept(view.state, given), {}, ""
    workspace.people_shown(view)
    workspace.server.woke()


def view_object(workspace: Workspace, view: View) -> JSON:
    """As answers and payloads show it (3.9)."""
    given, app = view.given, workspace.server.app
    return {
        "id": view.id,
        "team_id": workspace.id,
        "type": view.type,
        "title": given.get("title"),
        "submit": given.get("submit"),
        "close": given.get("close"),
        "blocks": given["blocks"],
        "private_metadata": given.get("private_metadata", ""),
        "callback_id": given.get("callback_id", ""),
        "external_id": given.get("external_id", ""),
        "state": {"values": view.state},
        "hash": view.hash,
        "clear_on_close": bool(given.get("clear_on_close")),
        "notify_on_close": bool(given.get("notify_on_close")),
        "submit_disabled": bool(given.get("submit_disabled")),
        "root_view_id": view.root or view.id,
        "previous_view_id": view.previous,
        "app_id": app.id,
        "app_installed_team_id": workspace.id,
        "bot_id": workspace.bot.bot_id,
        "x_new_in_views": {},
    }


def unlike_others(workspace: Workspace, given: Any, but: View | None = None) -> None:
    """An external_id is unique over the team (7.36)."""
    wanted = given.get("external_id") if isinstance(given, dict) else None
    others = [*workspace.views.values(), *workspace.homes.values()]
    if wanted and any(v.given.get("external_id") == wanted for v in others if v is not but):
        raise Refusal("duplicate_external_id")


def _given(call: Call, kind: str, but: View | None = None) -> JSON:
    given = checked_view(call.structure("view"), kind)
    unlike_others(call.workspace, given, but)
    return given


def _find(workspace: Workspace, by_id: str | None, external: str | None) -> View:
    """Home views too; one that was closed is not found (7.33)."""
    for view in (*workspace.views.values(), *workspace.homes.values()):
        if by_id == view.id or (external is not None and view.given.get("external_id") == external):
            return view
    raise Refusal("not_found")


def _same(given: str | None, view: View) -> None:
    if given is not None and given != view.hash:
        raise Refusal("hash_conflict")


def _made(workspace: Workspace, user: str, given: JSON) -> View:
    view = View(an_id("V"), user, given, _hash(workspace), state=begun(given))
    if given["type"] == "modal":
        workspace.views[view.id] = view
    workspace.people_shown(view)
    return view


def _hash(workspace: Workspace) -> str:
    return f"{int(workspace.server.clock.now())}.{a_number()}{secrets.token_hex(3)}"
