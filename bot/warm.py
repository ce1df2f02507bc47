"""What the first command would else wait for, done before anybody speaks."""

from __future__ import annotations

import gc

from sqlalchemy.orm import configure_mappers

from bot.words.catalogue import the_catalogue
from handlers.card import cards
from handlers.command import every
from handlers.due import dues


def warm_up() -> None:
    """Find the commands, read the texts, prepare the tables; what is there then is no garbage."""
    every()
    cards()
    dues()
    the_catalogue()
    configure_mappers()
    gc.collect()
    gc.freeze()
