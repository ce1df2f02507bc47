"""Blocks and views for the server's own tests."""

from __future__ import annotations

from typing import Any


def plain(text: str) -> dict[str, str]:
    return {"type": "plain_text", "text": text}


def typed(name: str, **more: Any) -> dict[str, Any]:
    element = {"type": "plain_text_input", "action_id": name, **more}
    return {"type": "input", "block_id": name, "label": plain(name.title()), "element": element}


def modal(*blocks: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"type": "modal", "title": plain("Ask"), "submit": plain("Send"), "blocks": list(blocks), **more}


def buttons(*labels: str) -> list[dict[str, Any]]:
    elements = [
        {"type": "button", "action_id": f"do:{i}", "text": plain(t), "value": t} for i, t in enumerate(labels)
    ]
    return [{"type": "actions", "block_id": "acts", "elements": elements}]
