"""Two accounts, one member: codes, wrong ones, strangers, where people are reached (domain.md 2; conversation 15)."""

from __future__ import annotations

import re

from storage import rows
from storage.find import company, links
from storage.tables.company import Conversation, Identity, LinkCode, LinkTry, Member
from storage.tables.events import Fact
from tests.world import Answer, World, a_company


def code_in(answer: Answer) -> str:
    found = re.search(r"[2-9A-Z]{4}-[2-9A-Z]{4}", answer.text)
    assert found, answer.text
    return found[0]


def everything(world: World) -> list[list[object]]:
    models = (Identity, Conversation, LinkCode, LinkTry, Fact)
    return [world.read(lambda unit, of=model: rows.many(unit, of, rows.table(of).select())) for model in models]


def who_is(world: World, user_id: str) -> str | None:
    found = world.read(lambda unit: company.member_behind(unit, "other", "", user_id))
    return None if found is None else found.handle


def test_a_members_code_makes_another_account_them() -> None:
    with a_company().with_account("ACME") as world:
        given = world.ann.says("/link")
        assert given.reply.private
        assert given.first == (
            f"Your code: {code_in(given)}. Send me /link {code_in(given)} from your other account until 09:10; "
            "it works once."
        )
        bob = world.somebody("bob")
        welcomed = bob.says(f"/link {code_in(given)}")
        assert welcomed.text == (
            "Welcome, Ann. I know you here now.\n"
            "I write English, by Asia/Shanghai time; no nudges outside your working hours.\n"
            "[Language, hours] [Where to begin]"
        )
        assert who_is(world, "bob") == "ann"
        assert not bob.says("/score ACME").refused


def test_the_member_is_warned_where_they_were_reached_and_can_take_it_back() -> None:
    with a_company() as world:
        world.somebody("bob").says(f"/link {code_in(world.ann.says('/link'))}")
        warned = world.ann.hears().last
        assert warned.text.startswith("Other is linked to you now, with a code of yours. Was it not you?")
        world.ann.presses(warned, "It was not me")
        assert who_is(world, "bob") is None
        assert world.somebody("bob").says("/score").refused


def test_a_strangers_code_is_said_by_the_member_who_is_asked_once() -> None:
    with a_company() as world:
        code = code_in(world.somebody("bob").says("/link"))
        asked = world.ann.says(f"/link {code}")
        assert asked.first == ("Other would be you: whoever has that account reads and writes as you. Is it yours?")
        assert who_is(world, "bob") is None
        assert world.ann.presses(asked, "Yes, it is mine").first.startswith("✅ Linked: Other is you now.")
        assert world.somebody("bob").hears().last.text.startswith("Welcome, Ann.")
        assert who_is(world, "bob") == "ann"


def test_a_code_works_once_and_says_so_to_whom_it_belongs_alone() -> None:
    with a_company() as world:
        code = code_in(world.ann.says("/link"))
        world.somebody("bob").says(f"/link {code}")
        none = "No such code is open. A code lasts 10 minutes and works once."
        assert world.somebody("eve").says(f"/link {code}").text == none
        assert world.bo.says(f"/link {code}").first == none
        assert world.ann.says(f"/link {code}").first == "This code of yours has been used: each works once."


def test_a_code_lasts_ten_minutes() -> None:
    with a_company() as world:
        code = code_in(world.ann.says("/link"))
        theirs = code_in(world.somebody("bob").says("/link"))
        world.passes("10m")
        assert world.somebody("eve").says(f"/link {code}").first.startswith("No such code is open.")
        assert world.ann.says(f"/link {code}").first == "This code of yours has ended: each lasts 10 minutes."
        assert world.somebody("bob").says(f"/link {theirs}").first.startswith("This code of yours has ended")
        assert world.ann.says(f"/link {theirs}").first.startswith("No such code is open.")


def test_ones_own_code_is_for_the_other_account() -> None:
    with a_company() as world:
        code = code_in(world.ann.says("/link"))
        assert world.ann.says(f"/link {code}").first == "This is your own code: send it from your other account."
        theirs = code_in(world.somebody("bob").says("/link"))
        assert world.somebody("bob").says(f"/link {theirs}").first == (
            "This is your own code: send it to me where I know you."
        )
        assert everything(world)[3] == []


def test_a_members_code_is_no_key_for_another_member() -> None:
    with a_company() as world:
        code = code_in(world.ann.says("/link"))
        assert world.bo.says(f"/link {code}").first.startswith("No such code is open.")
        assert len(world.read(lambda unit: links.identities(unit, world.bo.id))) == 1


def test_five_wrong_codes_and_a_right_one_waits() -> None:
    with a_company() as world:
        code = code_in(world.ann.says("/link"))
        bob = world.somebody("bob")
        for number in range(5):
            assert bob.says(f"/link AAAA-AAA{number}").first.startswith("No such code")
            world.passes("1m")
        assert bob.says(f"/link {code}").first == "These were five wrong codes. From 09:10 on I read the next one."
        assert world.somebody("eve").says(f"/link {code}").first.startswith("Welcome, Ann.")
        world.passes("6m")
        assert bob.says(f"/link {code_in(world.ann.says('/link'))}").first.startswith("Welcome, Ann.")


def test_a_members_wrong_codes_count_too() -> None:
    with a_company() as world:
        for number in range(5):
            assert world.bo.says(f"/link AAAA-AAA{number}").refused
        assert world.bo.says("/link 22222222").first.startswith("These were five wrong codes.")


def test_three_codes_are_open_at_most() -> None:
    with a_company() as world:
        for who in (world.ann, world.somebody("bob")):
            for _ in range(3):
                code_in(who.says("/link"))
            assert who.says("/link").first == (
                "Three codes of yours are open: use one. From 09:10 on you can have another."
            )
        world.passes("10m")
        code_in(world.ann.says("/link"))


def test_only_the_digest_of_a_code_is_kept() -> None:
    with a_company() as world:
        code = code_in(world.ann.says("/link")).replace("-", "")
        kept = world.read(lambda unit: rows.many(unit, LinkCode, rows.table(LinkCode).select()))
        assert [len(each.digest) for each in kept] == [64]
        assert code not in str([vars(each) for each in kept])


def test_a_redelivered_code_changes_nothing_and_gets_its_answer() -> None:
    with a_company() as world:
        code = code_in(world.ann.says("/link"))
        bob = world.somebody("bob")
        first = bob.says(f"/link {code}", delivery="d-9")
        before = everything(world)
        assert bob.says(f"/link {code}", delivery="d-9").reply == first.reply
        world.restarts()
        assert bob.says(f"/link {code}", delivery="d-9").reply == first.reply
        assert everything(world) == before


def test_a_redelivered_wrong_code_counts_once() -> None:
    with a_company() as world:
        for _ in range(3):
            world.somebody("bob").says("/link AAAA-AAAA", delivery="d-9")
        assert len(everything(world)[3]) == 1


def test_a_stranger_gets_a_code_in_private_alone() -> None:
    with a_company().with_channel("#lunch", "ann") as world:
        bob = world.somebody("bob")
        assert (
            bob.says("/link", world.channel("#lunch")).first == "A code is for your eyes: send me /link in private."
        )
        assert everything(world)[2] == []
        assert bob.says("/help").first.startswith("I don't know you yet")


def test_linking_leaves_facts_that_say_who_and_where() -> None:
    with a_company() as world:
        world.somebody("bob").says(f"/link {code_in(world.ann.says('/link'))}")
        facts = world.read(lambda unit: rows.many(unit, Fact, rows.table(Fact).select()))
        assert [(each.kind, each.by_id) for each in facts] == [
            ("link.offered", world.ann.id),
            ("identity.linked", world.ann.id),
        ]
        assert facts[1].body == {"platform": "other", "user_id": "bob"}


def test_where_the_bot_is_found_elsewhere_is_said_with_the_code() -> None:
    with a_company() as world:
        address = "https://t.me/qiming_bot?start="
        world.write(lambda unit: links.open_door(unit, "telegram", "1", "@qiming_bot", address))
        given = world.ann.says("/link")
        assert f"In Telegram this link does it: {address}{code_in(given).replace('-', '')}" in given.text


def test_the_only_account_stays() -> None:
    with a_company() as world:
        own = world.read(lambda unit: links.identities(unit, world.ann.id))[0]
        assert world.ann.says(f"unlink {own.id}").first == "I know you by this account alone, so it stays."
        assert world.bo.says(f"unlink {own.id}").first == "There is no such account of yours."


def test_an_account_that_was_somebody_elses_becomes_ones_own() -> None:
    with a_company().with_second_platform("bo") as world:
        known = world.read(lambda unit: links.identity_of(unit, "other", "", "bo"))
        world.bo.says(f"unlink {known.id}")
        world.somebody("bo").says(f"/link {code_in(world.ann.says('/link'))}")
        assert who_is(world, "bo") == "ann"
        assert not world.somebody("bo").says("/settings").refused


# Where people are reached.


def reached(world: World) -> str:
    found = world.read(lambda unit: company.direct_conversation(unit, world.ann.id))
    return "nowhere" if found is None else found.platform


def test_people_are_reached_where_they_spoke_last() -> None:
    with a_company().with_second_platform("ann") as world:
        assert reached(world) == "test"
        world.ann.elsewhere.says("/settings quiet 20:00-08:00")
        assert reached(world) == "other"
        world.passes("1m").ann.says("/settings quiet off")
        assert reached(world) == "test"


def test_a_preference_comes_first_and_a_shut_conversation_last() -> None:
    with a_company().with_second_platform("ann") as world:
        world.ann.says("/settings quiet 20:00-08:00")
        world.write(lambda unit: rows.change(unit, Member, world.ann.id, prefers="other"))
        assert reached(world) == "other"
        place = world.read(lambda unit: company.direct_conversation(unit, world.ann.id))
        world.write(lambda unit: rows.change(unit, Conversation, place.id, shut=True))
        assert reached(world) == "test"


def test_who_has_left_a_platform_is_not_reached_and_not_known_there() -> None:
    with a_company().with_second_platform("ann") as world:
        world.write(lambda unit: rows.change(unit, Member, world.ann.id, prefers="other"))
        known = world.read(lambda unit: links.identity_of(unit, "other", "", "ann"))
        world.write(lambda unit: rows.change(unit, Identity, known.id, live=False))
        assert reached(world) == "test"
        assert world.ann.elsewhere.says("/settings").refused


def test_who_has_left_the_last_platform_is_reached_nowhere() -> None:
    with a_company() as world:
        own = world.read(lambda unit: links.identities(unit, world.ann.id))[0]
        world.write(lambda unit: rows.change(unit, Identity, own.id, live=False))
        assert reached(world) == "nowhere"


def test_the_platform_is_chosen_by_who_has_a_choice() -> None:
    with a_company() as world:
        assert world.ann.says("/settings platform telegram").text == (
            "I can't reach you in Telegram yet: link your account there first.\n[Link it]"
        )
        add = Conversation(platform="telegram", workspace="1", external_id="7", name="ann", direct=True)
        add.member_id = world.ann.id
        world.write(lambda unit: rows.add(unit, add))
        assert world.ann.says("/settings platform telegram").first == "I reach you in Telegram from now on."
        assert reached(world) == "telegram"
        assert "I reach you in: Telegram" in world.ann.says("/settings").text
        assert world.ann.says("/settings platform last").first == "I reach you wherever you spoke last."
