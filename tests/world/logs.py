"""Errors in the log fail a story that did not announce them."""

from __future__ import annotations

import logging


class Logs(logging.Handler):
    """Collects errors while it is entered."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.errors: list[str] = []
        self.expected: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        trace = "" if not record.exc_info else "\n" + logging.Formatter().formatException(record.exc_info)
        self.errors.append(record.getMessage() + trace)

    def unexpected(self) -> list[str]:
        return [error for error in self.errors if not any(words in error for words in self.expected)]

    def unheard(self) -> list[str]:
        """What was announced and did not come."""
        return [words for words in self.expected if not any(words in error for error in self.errors)]

    def __enter__(self) -> Logs:
        logging.getLogger("triangle").addHandler(self)
        return self

    def __exit__(self, *_: object) -> None:
        logging.getLogger("triangle").removeHandler(self)
