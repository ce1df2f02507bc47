"""Block Kit's limits, at the limit and one over it; a second validator, the SDK's models, agrees (facts 9)."""

from __future__ import annotations

from typing import Any

import pytest
from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.blocks import ActionsBlock, ButtonElement, ContextBlock, HeaderBlock, MarkdownTextObject
from slack_sdk.models.blocks import SectionBlock as Section
from slack_sdk.models.blocks.basic_components import Option
from slack_sdk.models.blocks.block_elements import OverflowMenuElement, StaticSelectElement

from tests.servers.slack import Channel, SlackServer
from tests.servers.slack.block_limits import GOOD_AND_BAD, actions, button, entry, plain, section
from tests.servers.slack.blockkit import faults_of
from tests.servers.slack.blockkit.surfaces import view_faults
from tests.servers.slack.small_app import refusal


@pytest.mark.parametrize(("good", "bad"), [(g, b) for _, g, b in GOOD_AND_BAD], ids=[n for n, *_ in GOOD_AND_BAD])
def test_at_the_limit_and_over_it(good: dict[str, Any], bad: dict[str, Any]) -> None:
    surface = "modal" if bad["type"] == "input" else "message"
    assert faults_of([good], surface) == []
    assert faults_of([bad], surface)


def test_numbers_of_blocks() -> None:
    assert not faults_of([section()] * 50, "message")
    assert "no more than 50 items allowed" in faults_of([section()] * 51, "message")[0]
    assert not faults_of([section()] * 100, "home")
    assert faults_of([section()] * 101, "home")


def test_block_ids_are_unique_on_the_surface() -> None:
    assert faults_of([section(block_id="a"), section(block_id="a")], "message")


def test_code_points_are_counted() -> None:
    assert not faults_of([section(text=plain("🏆" * 3000))], "message")
    assert faults_of([section(text=plain("🏆" * 3001))], "message")


def test_markdown_is_counted_together_and_belongs_in_messages() -> None:
    half = {"type": "markdown", "text": "x" * 6001}
    assert not faults_of([half], "message")
    assert faults_of([half, half], "message")
    assert faults_of([half], "home")


def test_one_table_a_message() -> None:
    table = {"type": "table", "rows": [[{"type": "raw_text", "text": "x"}] * 20] * 100}
    assert not faults_of([table], "message")
    assert faults_of([table, table], "message")
    assert faults_of([{**table, "rows": [[{"type": "raw_text", "text": "x"}] * 21]}], "message")


def modal(*blocks: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"type": "modal", "title": plain("x" * 24), "submit": plain("x"), "blocks": list(blocks), **more}


def test_modals() -> None:
    typed = entry(type="plain_text_input")
    assert not view_faults(modal(typed, private_metadata="x" * 3000, callback_id="x" * 255))
    assert view_faults(modal(typed, private_metadata="x" * 3001))
    assert view_faults(modal(typed, title=plain("x" * 25)))
    without = modal(typed)
    del without["submit"]
    assert "submit" in view_faults(without)[0]
    focused = entry(type="plain_text_input", focus_on_load=True)
    assert view_faults(modal(focused, focused))


def test_a_refusal_points_at_the_place(slack: SlackServer, hall: Channel) -> None:
    wrong = [section(), actions(*[button(action_id=f"{n}") for n in range(26)])]
    found = refusal(slack, "chat.postMessage", channel=hall.id, text="x", blocks=wrong)
    words = "no more than 25 items allowed [json-pointer:/blocks/1/elements]"
    assert found["error"] == "invalid_blocks"
    assert found["errors"] == [words]
    assert found["response_metadata"]["messages"] == [f"[ERROR] {words}"]
    assert (
        refusal(slack, "chat.postMessage", channel=hall.id, text="x", blocks={"a": 1})["error"]
        == "invalid_blocks_format"
    )


def test_a_view_that_is_refused_says_invalid_arguments(slack: SlackServer) -> None:
    found = refusal(slack, "views.open", trigger_id="x", view=modal(section(text=plain("x" * 3001))))
    assert found["error"] == "invalid_arguments"
    pointed = "must be less than 3001 characters [json-pointer:/view/blocks/0/text/text]"
    assert found["response_metadata"]["messages"] == [f"[ERROR] {pointed}"]


def test_a_view_has_a_size(slack: SlackServer) -> None:
    large = modal(*[section(text=plain("华" * 3000)) for _ in range(30)])
    assert refusal(slack, "views.open", trigger_id="x", view=large)["error"] == "view_too_large"


SECOND_OPINION = [
    lambda more: Section(text=MarkdownTextObject(text="x" * (3000 + more))),
    lambda more: HeaderBlock(text="x" * (150 + more)),
    lambda more: ContextBlock(elements=[MarkdownTextObject(text="x")] * (10 + more)),
    lambda more: ActionsBlock(elements=[ButtonElement(text="x", action_id=f"{n}") for n in range(25 + more)]),
    lambda more: ActionsBlock(elements=[ButtonElement(text="x" * (75 + more), action_id="a")]),
    lambda more: ActionsBlock(elements=[ButtonElement(text="x", action_id="a", value="x" * (2000 + more))]),
    lambda more: ActionsBlock(elements=[StaticSelectElement(action_id="a", options=_options(100 + more))]),
    lambda more: ActionsBlock(elements=[OverflowMenuElement(action_id="a", options=_options(5 + more))]),
]


def _options(number: int) -> list[Option]:
    return [Option(text=f"{n}", value=f"{n}") for n in range(number)]


@pytest.mark.parametrize("built", SECOND_OPINION)
def test_the_sdks_models_agree(built: Any) -> None:
    assert faults_of([built(0).to_dict()], "message") == []
    with pytest.raises(SlackObjectFormationError):
        built(1).to_dict()
