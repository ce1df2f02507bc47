"""How a platform refuses."""

from enum import IntEnum


class Trouble(IntEnum):
    """The statuses, and connections that are cut before anything was done."""

    TOO_MANY = 429
    BROKEN = 503
    RESETS = 0
