"""The library's limiter for what is said; questions and the answers to presses cost a group nothing."""

from __future__ import annotations

import logging
from collections.abc import Callable, Coroutine
from typing import Any

from telegram.ext import AIORateLimiter

FREE = frozenset(
    {"getChat", "getChatMember", "getChatMemberCount", "getChatAdministrators", "answerCallbackQuery", "getMe"}
)

Answer = bool | dict[str, Any] | list[dict[str, Any]]

logging.getLogger("telegram.ext.AIORateLimiter").setLevel(logging.CRITICAL)
"""It logs each flood as an error, with a trace; here a flood is waited out, and said once."""


class Flood(AIORateLimiter):
    """A 429 is raised at once: who called knows whether it waits or the outbox does."""

    def __init__(self) -> None:
        super().__init__(max_retries=0)

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Answer]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: int | None,
    ) -> Answer:
        if endpoint in FREE:
            return await callback(*args, **kwargs)
        return await super().process_request(callback, args, kwargs, endpoint, data, rate_limit_args)
