"""Where a form came from: it travels with the view as its `private_metadata`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.platforms.slack.limits import PRIVATE_METADATA, RESPONSE_URL, units

_NAMES = ("conversation", "thread", "response_url", "delivery")


@dataclass(frozen=True)
class Meta:
    """Where a form came from; it travels with the view. `hidden` are fields that the form does not show."""

    conversation: str | None = None
    thread: str | None = None
    response_url: str | None = None
    hidden: Mapping[str, str] = field(default_factory=dict)
    delivery: str | None = None

    def written(self) -> str:
        """Hidden fields for which there is no room are left out, the longest first; so is an address of no length
        that Slack gives."""
        mine = {name: getattr(self, name) for name in _NAMES}
        if units(self.response_url or "") > RESPONSE_URL:
            del mine["response_url"]
        kept = dict(self.hidden)
        while units(text := _json({**mine, "hidden": kept})) > PRIVATE_METADATA and kept:
            del kept[max(kept, key=lambda name: units(name + kept[name]))]
        return text if units(text) <= PRIVATE_METADATA else ""

    @classmethod
    def read(cls, text: str) -> Meta:
        """Of a view that has none, or another's, nothing is known."""
        try:
            given = json.loads(text)
        except ValueError:
            return cls()
        if not isinstance(given, dict):
            return cls()
        known = {name: given.get(name) for name in ("conversation", "thread", "response_url", "delivery")}
        hidden = given.get("hidden")
        texts = {name: value if isinstance(value, str) else None for name, value in known.items()}
        return cls(**texts, hidden=_strings(hidden) if isinstance(hidden, dict) else {})


def _json(given: Mapping[str, object]) -> str:
    return json.dumps({name: it for name, it in given.items() if it}, ensure_ascii=False, separators=(",", ":"))


def _strings(given: Mapping[str, object]) -> dict[str, str]:
    return {name: value for name, value in given.items() if isinstance(value, str)}
