"""Whether a message stands already: each carries the outbox's number, unseen by people (platform-facts 10.10)."""

from __future__ import annotations

from typing import Any

from bot.platforms.slack.client import SlackClient

KIND = "triangle_message"
PAGE, PAGES = 100, 5


def mark(outbox_id: int) -> dict[str, Any]:
    """The metadata by which a message is found again."""
    return {"event_type": KIND, "event_payload": {"outbox": outbox_id}}


async def find(client: SlackClient, channel: str, thread: str | None, outbox_id: int) -> str | None:
    """The `ts` of a message among the newest of a channel, or in a thread; None when it is not there.

    Raises what the client raises.
    """
    cursor = ""
    for _ in range(PAGES):
        page = await _page(client, channel, thread, cursor)
        for message in page.get("messages") or ():
            if _number(message) == outbox_id:
                return str(message["ts"])
        cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
        if not cursor:
            break
    return None


async def _page(client: SlackClient, channel: str, thread: str | None, cursor: str) -> Any:
    asked: dict[str, Any] = {
        "channel": channel,
        "limit": PAGE,
        "include_all_metadata": True,
        "cursor": cursor or None,
    }
    if thread is None:
        return await client.conversations_history(**asked)
    return await client.conversations_replies(ts=thread, **asked)


def _number(message: dict[str, Any]) -> object:
    metadata = message.get("metadata") or {}
    return (metadata.get("event_payload") or {}).get("outbox") if metadata.get("event_type") == KIND else None
