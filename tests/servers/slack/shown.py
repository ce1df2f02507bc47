"""What a client draws: a message or view as text, and what can be pressed, picked or filled in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.servers.slack.state import elements
from tests.servers.slack.things import JSON, Message, View
from tests.servers.slack.wire import pings

if TYPE_CHECKING:
    from tests.servers.slack.workspace import Workspace


@dataclass(frozen=True)
class Seen:
    """A message, modal or Home as one person sees it.

    `text` is what stands there, `notification` what rings on the phone; `errors` of a modal are by block id.
    """

    text: str
    buttons: tuple[str, ...]
    notification: str = ""
    channel: str = ""
    ts: str = ""
    thread: str | None = None
    ephemeral: bool = False
    by: str = ""
    edited: bool = False
    title: str = ""
    errors: dict[str, str] = field(default_factory=dict)
    message: Message | None = field(default=None, repr=False)
    notified: str = field(default="", repr=False)
    """The text as it was sent, with its entities."""
    view: View | None = field(default=None, repr=False)

    @property
    def blocks(self) -> list[JSON]:
        if self.message is not None:
            return self.message.blocks
        return list(self.view.given["blocks"]) if self.view is not None else []

    @property
    def pings(self) -> set[str]:
        """Whom it notifies: user ids, "here", "channel", "everyone". Text that people wrote must name nobody."""
        return set(pings("\n".join(_markup([self.notified, self.blocks]))))

    def __contains__(self, words: str) -> bool:
        return flat(words) in flat(self.text)


def flat(text: str) -> str:
    """White space counts once."""
    return " ".join(text.split())


def message(workspace: Workspace, sent: Message) -> Seen:
    own_text = workspace.reads(sent.text)
    text = "\n".join(lines(workspace, sent.blocks)) if sent.blocks else own_text
    if sent.files:
        text += "\n" + "\n".join(str(f.get("title") or f.get("name")) for f in sent.files)
    return Seen(
        text,
        tuple(label for label, *_ in controls(sent.blocks)),
        notification=own_text,
        notified=sent.text,
        channel=workspace.channels[sent.channel].name,
        ts=sent.ts,
        thread=sent.thread_ts if sent.thread_ts != sent.ts else None,
        ephemeral=bool(sent.only_for),
        by=workspace.name_of(sent.user),
        edited=bool(sent.edited),
        message=sent,
    )


def view(workspace: Workspace, found: View) -> Seen:
    title = _text(workspace, found.given.get("title"))
    drawn = [title, *lines(workspace, found.given["blocks"], found.state), *found.errors.values(), found.trouble]
    drawn += [_text(workspace, found.given.get(name)) for name in ("submit", "close")]
    labels = tuple(label for label, *_ in controls(found.given["blocks"]))
    return Seen("\n".join(filter(None, drawn)), labels, title=title, errors=dict(found.errors), view=found)


def controls(blocks: list[JSON]) -> list[tuple[str, JSON, JSON, JSON | None]]:
    """Everything that can be pressed: its label, block, element, and option where it is one."""
    found: list[tuple[str, JSON, JSON, JSON | None]] = []
    for block, element in elements(blocks):
        if element["type"] == "button":
            found.append((element["text"]["text"], block, element, None))
        elif block["type"] != "input":
            options = element.get("options") or []
            found += [(option["text"]["text"], block, element, option) for option in options]
    return found


def lines(workspace: Workspace, blocks: list[JSON], state: dict[str, dict[str, JSON]] | None = None) -> list[str]:
    found: list[str] = []
    for block in blocks:
        found += _block(workspace, block, state or {})
    return [line for line in found if line]


def _markup(part: Any) -> list[str]:
    """Every text in which an entity would work."""
    if isinstance(part, str):
        return [part]
    if isinstance(part, list):
        return [found for p in part for found in _markup(p)]
    if isinstance(part, dict):
        if part.get("type") in ("plain_text", "mrkdwn"):
            return [part["text"]] if part["type"] == "mrkdwn" else []
        return [found for p in part.values() if isinstance(p, (list, dict)) for found in _markup(p)]
    return []


def _block(workspace: Workspace, block: JSON, state: dict[str, dict[str, JSON]]) -> list[str]:
    kind = block["type"]
    if kind == "section":
        texts = [block.get("text"), *block.get("fields", [])]
        return [_text(workspace, t) for t in texts] + _element(workspace, block.get("accessory"))
    if kind == "header":
        return [_text(workspace, block["text"])]
    if kind == "context":
        return [_text(workspace, e) if "text" in e else str(e.get("alt_text", "")) for e in block["elements"]]
    if kind == "actions":
        return [line for e in block["elements"] for line in _element(workspace, e)]
    if kind == "input":
        entry = state.get(block["block_id"], {}).get(block["element"]["action_id"], {})
        label = _text(workspace, block["label"])
        return [f"{label}: {_value(workspace, entry)}".rstrip(": "), _text(workspace, block.get("hint"))]
    if kind == "image":
        return [_text(workspace, block.get("title")), str(block["alt_text"])]
    if kind == "markdown":
        return [workspace.reads(block["text"])]
    if kind == "table":
        return ["  ".join(str(c.get("text", "")) for c in row) for row in block["rows"]]
    return [workspace.reads(_rich(block))] if kind == "rich_text" else []


def _element(workspace: Workspace, element: JSON | None) -> list[str]:
    if not element:
        return []
    if element["type"] == "image":
        return [str(element["alt_text"])]
    options = [f"[{_text(workspace, o['text'])}]" for o in element.get("options") or []]
    label = _text(workspace, element.get("text"))
    return [f"[{label}]"] if label else options


def _text(workspace: Workspace, given: JSON | None) -> str:
    return workspace.reads(given["text"], given["type"]) if given else ""


def _value(workspace: Workspace, entry: JSON) -> str:
    for name, value in entry.items():
        if name == "type" or not value:
            continue
        several = value if isinstance(value, list) else [value]
        words = [_text(workspace, v["text"]) if isinstance(v, dict) else str(v) for v in several]
        return ", ".join(workspace.name_of(w) or w for w in words)
    return ""


def _rich(part: Any) -> str:
    if isinstance(part, list):
        return "".join(_rich(p) for p in part)
    if not isinstance(part, dict):
        return ""
    own = str(part.get("text", "")) if part.get("type") in ("text", "link") else ""
    return own + _rich(part.get("elements"))
