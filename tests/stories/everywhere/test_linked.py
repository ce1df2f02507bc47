"""One person with two accounts: a code from here, used there, and they are one member on both."""

from __future__ import annotations

import re

import pytest

from storage import rows
from storage.tables.company import Identity
from tests.stories.everywhere.premises import Premises
from tests.stories.everywhere.ways import Way

CODE = r"[2-9A-Z]{4}-[2-9A-Z]{4}"
ANN = frozenset({"ann"})
ON_SLACK = Way("Slack", slack=ANN | {"bo"}, strangers_on_telegram=ANN, webhook=True)
ON_TELEGRAM = Way("Telegram", telegram=ANN | {"bo"}, strangers_on_slack=ANN)


def code_in(text: str) -> str:
    found = re.search(CODE, text)
    assert found, text
    return found[0]


def accounts_of(here: Premises, handle: str) -> set[str]:
    table = rows.table(Identity)
    query = table.select().where(table.c.member_id == here.world.person(handle).id, table.c.live)
    return {each.platform for each in here.world.read(lambda unit: rows.many(unit, Identity, query))} - {"test"}


@pytest.mark.parametrize("way", [ON_SLACK, ON_TELEGRAM], ids=lambda way: way.name)
def test_a_code_of_ones_own_makes_the_other_account_oneself(way: Way) -> None:
    with Premises(way) as here:
        here.ann.says("/link")
        code = code_in(here.ann.sees("Your code: "))
        here.elsewhere("ann").says(f"/link {code}")
        here.elsewhere("ann").sees("Welcome, Ann. I know you here now.")
        here.ann.sees("is linked to you now, with a code of yours")
        assert accounts_of(here, "ann") == {"slack", "telegram"}
        here.elsewhere("ann").says("/win ACME 2.5M Signalling lot 2")
        here.elsewhere("ann").sees("Logged #1: order, ¥2,500,000, ACME, today.")
        here.bo.presses("Confirm", on="Order · ACME · ¥2,500,000")
        here.bo.sees("Confirmed #1.")


@pytest.mark.parametrize("way", [ON_SLACK, ON_TELEGRAM], ids=lambda way: way.name)
def test_an_account_that_is_nobodys_gets_a_code_which_the_member_says_once_more(way: Way) -> None:
    with Premises(way) as here:
        here.elsewhere("ann").says("/link")
        code = code_in(here.elsewhere("ann").sees("-"))
        here.ann.says(f"/link {code}")
        here.ann.presses("Yes, it is mine", on="reads and writes as you")
        here.ann.sees("Linked:")
        here.elsewhere("ann").sees("Welcome, Ann.")
        assert accounts_of(here, "ann") == {"slack", "telegram"}


def test_the_links_of_telegram_take_the_code_along() -> None:
    with Premises(ON_SLACK) as here:
        here.ann.says("/link")
        address = re.search(r"https://t\.me/\S+\?start=(\w+)", here.ann.sees("t.me/"))
        assert address
        here.elsewhere("ann").says(f"/start {address[1]}")
        here.elsewhere("ann").sees("Welcome, Ann. I know you here now.")
        assert accounts_of(here, "ann") == {"slack", "telegram"}


@pytest.mark.parametrize("way", [ON_SLACK, ON_TELEGRAM], ids=lambda way: way.name)
def test_a_wrong_code_links_nobody_and_five_of_them_make_one_wait(way: Way) -> None:
    with Premises(way) as here:
        other = here.elsewhere("ann")
        for number in range(2, 7):
            other.says(f"/link AAAA-AAA{number}")
            other.sees("No such code is open.")
            here.waits_until(lambda many=number - 1: other.times("No such code is open.") >= many, "no answer")  # type: ignore[misc]
        assert other.times("No such code is open.") == 5
        here.ann.says("/link")
        other.says(f"/link {code_in(here.ann.sees('Your code: '))}")
        other.sees("These were five wrong codes.")
        other.says("/score ACME")
        other.never_sees("¥")
        assert accounts_of(here, "ann") == {way.name.lower()}
