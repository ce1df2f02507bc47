"""Pressing what stands there: buttons, overflow options, selects in messages, on Home, in a modal."""

from __future__ import annotations

from collections.abc import Iterator

from tests.servers.slack import payloads
from tests.servers.slack.client import Words, _has
from tests.servers.slack.delivery import INTERACTIVE
from tests.servers.slack.filling import Filling
from tests.servers.slack.shown import Seen, controls
from tests.servers.slack.state import FIELDS, begun, elements
from tests.servers.slack.things import JSON

Control = tuple[Seen, JSON, JSON, JSON | None]


class Pressing(Filling):
    def presses(self, label: str, on: Words | Seen | None = None, within: float = 5.0) -> None:
        """A button by its label, or an option of ⋯; `on` picks among messages that have it. A dialog is confirmed."""
        found = self.waits_for(
            lambda: self._pressable(label, on), f"a button {label!r} on {on or 'anything'}", within
        )
        seen, block, element, option = found
        if seen.message is not None:
            seen.message.heard = True
        self._acts(seen, block, element, _pressed(element, option))

    def picks(self, words: str, of: str | None = None) -> None:
        """An option of a list: in an open modal by its field `of`, else the first that has it anywhere."""
        if of is not None and self.modal is not None:
            self.fills(**{of: words})
            return
        seen, block, element = self.waits_for(lambda: self._list(of, words), f"a list with {words!r}")
        if seen.view is not None and seen.view.type == "modal":
            self._puts(block, element, words)
            return
        name = FIELDS[element["type"]][0]
        self._acts(seen, block, element, {"type": element["type"], name: self._value(block, element, words)})

    def acts_on(self, seen: Seen, block: JSON, element: JSON, option: JSON | None = None) -> None:
        """The element itself, where its label is not enough."""
        if element["type"] in FIELDS and option is not None:
            name = FIELDS[element["type"]][0]
            chosen = [option] if name.endswith("s") else option
            self._acts(seen, block, element, {"type": element["type"], name: chosen})
        else:
            self._acts(seen, block, element, _pressed(element, option))

    def _acts(self, seen: Seen, block: JSON, element: JSON, action: JSON) -> None:
        action = {"action_id": element["action_id"], "block_id": block["block_id"], **action}
        with self.server.lock:
            action["action_ts"] = self.server.clock.stamp()
            if seen.view is not None:
                payload = payloads.on_view(self.workspace, self.user, seen.view, action)
            else:
                assert seen.message is not None
                state = begun({"blocks": seen.message.blocks})
                if element["type"] in FIELDS:
                    state[block["block_id"]][element["action_id"]] |= action
                payload = payloads.on_message(self.workspace, self.user, seen.message, action, state)
        self.server.brought(self.server.deliveries.send(INTERACTIVE, payload))

    def _places(self) -> Iterator[Seen]:
        """Where one may press now: a modal covers the rest."""
        yield from [self.modal] if self.modal else reversed(self.everything())

    def _pressable(self, label: str, on: Words | Seen | None) -> Control | None:
        for seen in self._places():
            if not _meant(seen, on):
                continue
            for name, block, element, option in controls(seen.blocks):
                if name == label:
                    return seen, block, element, option
        return None

    def _list(self, of: str | None, words: str) -> tuple[Seen, JSON, JSON] | None:
        for seen in self._places():
            for block, element in elements(seen.blocks):
                if element["type"] not in FIELDS or "select" not in FIELDS[element["type"]][0]:
                    continue
                known = [o["text"]["text"] for o in element.get("options", [])]
                if of in (element["action_id"], block["block_id"]) or (of is None and words in known):
                    return seen, block, element
        return None


def _meant(seen: Seen, on: Words | Seen | None) -> bool:
    if on is None:
        return True
    if isinstance(on, Seen):
        return seen.ts == on.ts and seen.channel == on.channel
    return _has(seen.text, on)


def _pressed(element: JSON, option: JSON | None) -> JSON:
    if element["type"] == "button":
        pressed = {"type": "button", "text": element["text"]}
        return pressed | ({"value": element["value"]} if "value" in element else {})
    if element["type"] == "checkboxes":
        return {"type": element["type"], "selected_options": [option]}
    return {"type": element["type"], "selected_option": option}
