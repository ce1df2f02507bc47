"""Filling in what a modal asks: typing, picking from lists that the app looks up, submitting, closing."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.servers.slack import payloads
from tests.servers.slack.api.views import view_object
from tests.servers.slack.client import Client
from tests.servers.slack.delivery import INTERACTIVE, Delivery
from tests.servers.slack.responses import closes, submission_answered
from tests.servers.slack.state import FIELDS, elements, value_of
from tests.servers.slack.things import JSON, View

REQUIRED = "Please complete this required field."


class Filling(Client):
    def fills(self, **fields: str | date | Client | list[str]) -> None:
        """By action id, block id or label ("If nobody answers" is `if_nobody_answers`)."""
        for name, value in fields.items():
            block, element = self.waits_for(lambda n=name: self._field(n), f"a field {name!r}")  # type: ignore[misc]
            self._puts(block, element, value)

    def offers(self, field: str, typed: str = "") -> list[str]:
        """What a select shows; one that the app looks up is asked with what was typed."""
        block, element = self.waits_for(lambda: self._field(field), f"a field {field!r}")
        return [o["text"]["text"] for o in self._options(block, element, typed)]

    def submits(self) -> None:
        """Fields that are required and empty are marked by the client, and nothing is sent."""
        view = self._open()
        view.errors = dict.fromkeys(_missing(view), REQUIRED)
        if view.errors:
            self.server.woke()
            return

        def then(delivery: Delivery) -> None:
            submission_answered(self.workspace, view, delivery)

        with self.server.lock:
            payload = payloads.submission(self.workspace, self.user, view)
        self.server.brought(self.server.deliveries.send(INTERACTIVE, payload, then))

    def closes(self, everything: bool = False) -> None:
        """By the Cancel button; or the ✕, which closes the whole stack."""
        view = self._open()
        with self.server.lock:
            stack = self.workspace.stacks[self.id]
            gone = list(reversed(stack)) if everything or view.given.get("clear_on_close") else [view]
            for one in gone:
                closes(self.workspace, one)
            told = [payloads.closing(self.workspace, self.user, v, everything) for v in gone if _tells(v)]
        for payload in told:
            self.server.brought(self.server.deliveries.send(INTERACTIVE, payload))

    # ---- fields ---------------------------------------------------------------------------------------------

    def _open(self) -> View:
        return self.waits_for(self._uppermost, "a modal")

    def _uppermost(self) -> View | None:
        stack = self.workspace.stacks.get(self.id)
        return stack[-1] if stack else None

    def _field(self, name: str) -> tuple[JSON, JSON] | None:
        view = self._uppermost()
        if view is None:
            return None
        for block, element in elements(view.given["blocks"]):
            label = block.get("label", {}).get("text", "")
            names = (element["action_id"], block["block_id"], label, label.lower().replace(" ", "_"))
            if name in names and element["type"] in FIELDS:
                return block, element
        return None

    def _puts(self, block: JSON, element: JSON, value: str | date | Client | list[str]) -> None:
        view = self._open()
        if isinstance(value, date):
            value = value.isoformat()
        if isinstance(value, Client):
            value = value.user.name
        given: Any = self._value(block, element, value)
        with self.server.lock:
            name = FIELDS[element["type"]][0]
            entry = {"type": element["type"], name: given}
            view.state[block["block_id"]][element["action_id"]] = entry
            view.errors.pop(block["block_id"], None)
            self.server.woke()
        if block["type"] != "input" or block.get("dispatch_action"):
            self._dispatches(view, block, element, entry)

    def _value(self, block: JSON, element: JSON, value: str | list[str]) -> Any:
        kind = element["type"]
        if isinstance(value, list):
            return [self._value(block, element, v) for v in value]
        if "users" in kind or "conversations" in kind or "channels" in kind:
            return self._id_of(value)
        if FIELDS[kind][0].startswith("selected_option"):
            chosen = self._option(block, element, value)
            return [chosen] if FIELDS[kind][0] == "selected_options" else chosen
        return int(value) if kind == "datetimepicker" else value

    def _id_of(self, name: str) -> str:
        for user in self.workspace.users.values():
            if name.removeprefix("@") in (user.name, user.id):
                return user.id
        return self.workspace.find_channel(name).id

    def _option(self, block: JSON, element: JSON, words: str) -> JSON:
        """The option that is called so, or else the first that has the words in it."""
        options = self._options(block, element, words)
        exact = [o for o in options if words in (o["text"]["text"], o["value"])]
        near = [o for o in options if words.casefold() in o["text"]["text"].casefold()]
        assert exact or near, f"no {words!r} among {[o['text']['text'] for o in options]}"
        return (exact or near)[0]

    def _options(self, block: JSON, element: JSON, typed: str) -> list[JSON]:
        if "external" not in element["type"]:
            grouped = [o for g in element.get("option_groups", []) for o in g["options"]]
            return [*element.get("options", []), *grouped]
        least = element.get("min_query_length", 3)
        assert len(typed) >= least, f"the list is asked from {least} characters on, not by {typed!r}"
        return self._looked_up(block, element, typed)

    def _looked_up(self, block: JSON, element: JSON, typed: str) -> list[JSON]:
        view = self._open()
        place = {
            "container": {"type": "view", "view_id": view.id},
            "view": view_object(self.workspace, view),
        }
        ids = (block["block_id"], element["action_id"])
        payload = payloads.suggestion(self.workspace, self.user, place, ids, typed)
        delivery = self.server.deliveries.send(INTERACTIVE, payload)
        assert delivery.done.wait(self.server.timing.answer_within + 2), "the options were not answered"
        return _checked_options(self, delivery)

    def _dispatches(self, view: View, block: JSON, element: JSON, entry: JSON) -> None:
        ids = {"block_id": block["block_id"], "action_id": element["action_id"]}
        action = {**entry, **ids, "action_ts": self.server.clock.stamp()}
        payload = payloads.on_view(self.workspace, self.user, view, action)
        self.server.brought(self.server.deliveries.send(INTERACTIVE, payload))


def _checked_options(client: Client, delivery: Delivery) -> list[JSON]:
    """At most a hundred (3.16); what is no list of options is a complaint."""
    answer = delivery.answer if isinstance(delivery.answer, dict) else {}
    options = answer.get("options")
    if options is None:
        options = [o for g in answer.get("option_groups") or [] for o in g["options"]]
    for option in options:
        if len(option["text"]["text"]) > 75 or len(option["value"]) > 150:
            client.server.complain(f"an option is too long: {option}")
    if len(options) > 100 or not ({"options", "option_groups"} & set(answer)):
        client.server.complain(f"block_suggestion was answered with {len(options)} options: {str(answer)[:200]}")
    return list(options)


def _missing(view: View) -> list[str]:
    found = []
    for block, element in elements(view.given["blocks"]):
        if block["type"] != "input" or block.get("optional") or element["type"] not in FIELDS:
            continue
        if value_of(view.state[block["block_id"]][element["action_id"]]) in (None, "", []):
            found.append(str(block["block_id"]))
    return found


def _tells(view: View) -> bool:
    return bool(view.given.get("notify_on_close"))
