"""The terminal: who opens it reads what is new to them, not a quarter's worth of old messages."""

from __future__ import annotations

from datetime import timedelta

from bot.demo.seed import BEGINS
from bot.platforms import terminal
from handlers.reply import PARTS, Line
from handlers.values import Said
from storage import outbox
from storage.database import Unit
from storage.find import company
from tests.bot.room.house import House


def tell(house: House, words: str, ago: timedelta) -> None:
    def queue(unit: Unit) -> None:
        lin = next(each for each in company.everyone(unit) if each.handle == "lin")
        place = company.direct_conversation(unit, lin.id)
        assert place is not None
        parts = PARTS.dump_python((Line(text=Said(text=words)),), mode="json")
        at = BEGINS - ago
        outbox.queue(unit, place.id, parts=parts, member_id=lin.id, now=at, due_at=at)

    house.database.write(queue).result()


def missed(house: House) -> list[str]:
    gateway = house.runtime.gateway
    return terminal.missed(gateway, terminal.speaker(gateway, "lin", None))


def test_at_first_one_hears_the_last_day_and_not_all_of_it() -> None:
    with House() as house:
        tell(house, "weeks ago", timedelta(days=20))
        for hours in range(9, 2, -1):
            tell(house, f"{hours} hours ago", timedelta(hours=hours))
        assert missed(house) == [f"{hours} hours ago" for hours in (7, 6, 5, 4, 3)]


def test_then_what_came_since_ones_last_line() -> None:
    with House() as house:
        tell(house, "before", timedelta(hours=1))
        gateway = house.runtime.gateway
        terminal.say(gateway, terminal.speaker(gateway, "lin", None), "help")
        tell(house, "after", -timedelta(minutes=30))
        assert missed(house) == ["after"]
