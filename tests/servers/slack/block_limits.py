"""Blocks at each limit of platform facts 9, and one over it."""

from __future__ import annotations

from typing import Any


def plain(text: str) -> dict[str, str]:
    return {"type": "plain_text", "text": text}


def section(**more: Any) -> dict[str, Any]:
    return {"type": "section", "text": plain("x"), **more}


def button(**more: Any) -> dict[str, Any]:
    return {"type": "button", "text": plain("x"), **more}


def actions(*elements: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"type": "actions", "elements": list(elements), **more}


def options(number: int, text: int = 1) -> list[dict[str, Any]]:
    return [{"text": plain(f"{n:x}".rjust(text, "x")[-75:]), "value": str(n)} for n in range(number)]


def select(**more: Any) -> dict[str, Any]:
    return {"type": "static_select", "action_id": "s", **more}


def entry(**element: Any) -> dict[str, Any]:
    return {"type": "input", "label": plain("x"), "element": element}


def context(number: int) -> dict[str, Any]:
    return {"type": "context", "elements": [plain("x")] * number}


def overflow(number: int) -> dict[str, Any]:
    return {"type": "overflow", "options": options(number)}


def written(**more: Any) -> dict[str, Any]:
    return entry(type="plain_text_input", **more)


def confirm(title: int) -> dict[str, Any]:
    return {"title": plain("x" * title), "text": plain("x" * 300), "confirm": plain("x" * 30), "deny": plain("x")}


GOOD_AND_BAD: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("section text", section(text=plain("x" * 3000)), section(text=plain("x" * 3001))),
    ("empty text", section(text=plain("x")), section(text=plain(""))),
    ("fields", section(fields=[plain("x")] * 10), section(fields=[plain("x")] * 11)),
    ("field text", section(fields=[plain("x" * 2000)]), section(fields=[plain("x" * 2001)])),
    ("text or fields", {"type": "section", "fields": [plain("x")]}, {"type": "section"}),
    ("header", {"type": "header", "text": plain("x" * 150)}, {"type": "header", "text": plain("x" * 151)}),
    (
        "header is plain",
        {"type": "header", "text": plain("x")},
        {"type": "header", "text": {"type": "mrkdwn", "text": "x"}},
    ),
    (
        "context",
        {"type": "context", "elements": [plain("x")] * 10},
        {"type": "context", "elements": [plain("x")] * 11},
    ),
    (
        "actions",
        actions(*[button(action_id=f"{n}") for n in range(25)]),
        actions(*[button(action_id=f"{n}") for n in range(26)]),
    ),
    ("button text", actions(button(text=plain("x" * 75))), actions(button(text=plain("x" * 76)))),
    ("button value", actions(button(value="x" * 2000)), actions(button(value="x" * 2001))),
    ("button style", actions(button(style="primary")), actions(button(style="default"))),
    ("action id", actions(button(action_id="x" * 255)), actions(button(action_id="x" * 256))),
    (
        "action ids differ",
        actions(button(action_id="a"), button(action_id="b")),
        actions(button(action_id="a"), button(action_id="a")),
    ),
    ("block id", section(block_id="x" * 255), section(block_id="x" * 256)),
    ("options", actions(select(options=options(100))), actions(select(options=options(101)))),
    ("no options", actions(select(options=options(1))), actions(select(options=[]))),
    (
        "overflow",
        actions({"type": "overflow", "options": options(5)}),
        actions({"type": "overflow", "options": options(6)}),
    ),
    (
        "radio",
        actions({"type": "radio_buttons", "options": options(10)}),
        actions({"type": "radio_buttons", "options": options(11)}),
    ),
    (
        "option value",
        actions(select(options=[{"text": plain("x"), "value": "x" * 150}])),
        actions(select(options=[{"text": plain("x"), "value": "x" * 151}])),
    ),
    (
        "initial option",
        actions(select(options=options(2), initial_option=options(2)[1])),
        actions(select(options=options(2), initial_option=options(3)[2])),
    ),
    ("confirm", actions(button(confirm=confirm(100))), actions(button(confirm=confirm(101)))),
    (
        "image alt text",
        {"type": "image", "image_url": "https://x.example/a.png", "alt_text": "x" * 2000},
        {"type": "image", "image_url": "https://x.example/a.png"},
    ),
    (
        "initial value",
        entry(type="plain_text_input", initial_value="x"),
        entry(type="plain_text_input", initial_value=""),
    ),
    ("max length", written(max_length=3000), written(max_length=3001)),
    ("date", entry(type="datepicker", initial_date="2026-11-25"), entry(type="datepicker", initial_date="25 Nov")),
    ("number", entry(type="plain_text_input"), entry(type="number_input", min_value="1")),
    ("unknown property", section(), section(colour="red")),
    ("unknown block", section(), {"type": "hologram"}),
]
