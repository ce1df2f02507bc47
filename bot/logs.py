"""Logs: one line an event on standard error, with secrets and people's words left out."""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import MutableMapping
from io import StringIO
from typing import Any, TextIO

import structlog

SECRET = re.compile(r"(token|secret|password|authorization|cookie)", re.IGNORECASE)
IN_TEXT = re.compile(r"(xox[a-z]-[\w-]+|xapp-[\w-]+|(?<!\d)\d{6,}:[\w-]{30,}|(?<=://)\S+@)")


def set_up(level: str) -> None:
    """Every logger of the process, ours and the libraries', goes through the same processors."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso"),
        redact,
    ]
    renderer = structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty(), exception_formatter=_traceback)
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, redact, renderer],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
    for chatty in ("apscheduler", "httpx", "uvicorn.access"):
        logging.getLogger(chatty).setLevel(logging.WARNING)


def _traceback(to: TextIO, error: Any) -> None:
    """Plain: the pretty ones print the variables, and with them what people wrote. What an error says is redacted."""
    written = StringIO()
    structlog.dev.plain_traceback(written, error)
    to.write(IN_TEXT.sub("[secret]", written.getvalue()))


def redact(_logger: Any, _method: str, record: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Values under a secret's name, and what looks like a token in a text, become "[secret]"."""
    for name, value in list(record.items()):
        if SECRET.search(name):
            record[name] = "[secret]"
        elif isinstance(value, str):
            record[name] = IN_TEXT.sub("[secret]", value)
    return record
