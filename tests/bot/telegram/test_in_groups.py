"""Groups: who is in them, what is said there and what in private, how they come, move and go."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from handlers.reply import PARTS, Line
from handlers.values import Said
from storage import outbox, rows
from storage.database import Unit
from storage.find import company
from storage.tables.company import Conversation, Participant
from storage.tables.messages import Outbox
from tests.bot.telegram.desk import Desk
from tests.servers.telegram import Group
from tests.world.company import BEGINNING


@pytest.fixture(scope="module")
def desk() -> Iterator[Desk]:
    with Desk("ann", "bo", "mia") as opened:
        yield opened


def a_group(desk: Desk, title: str, **more: bool) -> Group:
    group = desk.server.group(title, desk.ann, desk.bo, **more)
    desk.settles()
    return group


def test_brought_into_a_group_it_knows_who_is_there(desk: Desk) -> None:
    group = a_group(desk, "Known")
    there = desk.conversation(group.id)
    assert not there.outsiders
    inside = [each for each in desk.all_of(Participant) if each.conversation_id == there.id]
    assert {each.member_id for each in inside} == {desk.world.ann.id, desk.world.bo.id}


def test_with_somebody_unknown_in_it_it_says_nothing_there(desk: Desk) -> None:
    group = a_group(desk, "With Eve")
    group.adds(desk.server.person("eve", "Eve"))
    desk.ann.types("/score ACME", in_=group)
    desk.ann.sees("I can't speak here", in_=group)
    desk.ann.sees("ACME · growth")
    assert not [each for each in group.shows() if "growth" in each.text]


def test_who_comes_later_shuts_its_mouth_and_who_goes_opens_it(desk: Desk) -> None:
    group, eve = a_group(desk, "Coming"), desk.server.person("eva", "Eva")
    group.adds(eve)
    desk.waits_until(lambda: desk.conversation(group.id).outsiders, "an outsider came")
    group.removes(eve)
    desk.waits_until(lambda: not desk.conversation(group.id).outsiders, "the outsider went")


def test_where_telegram_does_not_say_there_are_outsiders(desk: Desk) -> None:
    desk.server.refuse("getChatMemberCount", "Bad Request: member list is inaccessible", times=9)
    group = desk.server.group("In doubt", desk.ann)
    desk.waits_until(lambda: any(each.name == "In doubt" for each in desk.all_of(Conversation)), "not known")
    assert desk.conversation(group.id).outsiders
    desk.settles()
    desk.server.relents()


def test_a_private_answer_never_stands_in_the_group(desk: Desk) -> None:
    group = a_group(desk, "Account")
    desk.ann.types("/win ACME 2.5M", in_=group)
    desk.ann.sees("Ann: the answer is in our private chat", in_=group)
    desk.ann.sees("Logged #1")
    assert not [each for each in group.shows() if "Logged" in each.text]


def test_commands_for_another_bot_are_not_ours(desk: Desk) -> None:
    group = a_group(desk, "Bots")
    before = len(desk.lines())
    desk.ann.types("/score@OtherBot ACME", in_=group)
    desk.ann.types("/wobble", in_=group)
    desk.ann.types("just talk", in_=group)
    desk.ann.types("/SCORE@Iron_Triangle_BOT ACME", in_=group)
    desk.waits_until(lambda: len(desk.lines()) > before, "not heard")
    desk.settles()
    assert [line.lower() for line in desk.lines()[before:]] == ["/score acme"]


def test_a_mention_is_a_command_where_the_bot_may_read_it(desk: Desk) -> None:
    """Privacy mode keeps mentions from it; as an administrator it hears all, and minds its own business."""
    group = a_group(desk, "Mention", admin=True)
    before = len(desk.lines())
    desk.ann.types("just talk among people", in_=group)
    desk.ann.types("@iron_triangle_bot score ACME", in_=group)
    desk.waits_until(lambda: len(desk.lines()) > before, "not heard")
    assert desk.lines()[before:] == ["score ACME"]


def test_a_topic_is_a_conversation_of_its_own(desk: Desk) -> None:
    forum = desk.server.group("Forum", desk.ann, desk.bo, forum=True)
    topic = forum.opens("Huaxing")
    desk.ann.types("/standings@iron_triangle_bot", in_=forum, topic=topic)
    desk.waits_until(
        lambda: any(each.external_id == f"{forum.id}:{topic.id}" for each in desk.all_of(Conversation)), "no topic"
    )
    assert "Huaxing" in desk.conversation(f"{forum.id}:{topic.id}").name
    desk.settles()
    assert "Huaxing" in {each.topic for each in forum.shows() if each.message.by_bot}


@pytest.mark.parametrize("way", ["old first", "new first", "old alone", "new alone"])
def test_a_group_that_moves_takes_everything_along(desk: Desk, way: str) -> None:
    """Trap 19: binding, people and what waits go to the new id, which needs 64 bits; nothing twice."""
    group = desk.server.group(f"Moves, {way}", desk.ann, desk.bo, basic=True)
    desk.settles()
    known = desk.conversation(group.id)
    desk.world.write(lambda unit: rows.change(unit, Conversation, known.id, account_id=1))
    new = group.upgrades(tells_old=way != "new alone", tells_new=way != "old alone", new_first=way == "new first")
    desk.waits_until(lambda: not _any(desk, group.id), "not moved")
    moved = desk.conversation(new.id)
    assert (moved.id, moved.account_id, moved.external_id) == (known.id, 1, str(new.id))
    desk.settles()
    desk.ann.types("/standings", in_=new)
    desk.settles()
    assert len([each for each in desk.all_of(Conversation) if each.external_id == str(new.id)]) == 1


def test_a_group_that_moved_unheard_is_found_by_the_next_message(desk: Desk) -> None:
    """Trap 19: sendMessage says where it went."""
    group = desk.server.group("Unheard", desk.ann, desk.bo, basic=True)
    desk.settles()
    known = desk.conversation(group.id)
    new = group.upgrades(tells_old=False, tells_new=False)
    desk.server.expects("group chat was upgraded")
    desk.world.write(lambda unit: _say(unit, known.id))
    desk.runtime.gateway.committed()
    desk.waits_until(lambda: any("Nothing is lost" in each.text for each in new.shows()), "not there")
    assert len([each for each in new.shows() if "Nothing is lost" in each.text]) == 1
    assert desk.conversation(new.id).id == known.id


def test_put_out_of_a_group_it_forgets_the_address_and_comes_back(desk: Desk) -> None:
    group = a_group(desk, "Out")
    group.kicks_the_bot()
    desk.waits_until(lambda: desk.conversation(group.id).gone, "not gone")
    group.adds_the_bot()
    desk.waits_until(lambda: not desk.conversation(group.id).gone, "not back")
    desk.settles()


def test_who_has_no_face_is_told_once_and_never_trusted(desk: Desk) -> None:
    group = a_group(desk, "Faceless")
    group.makes_admin(desk.bo, anonymous=True)
    before = len(desk.events())
    desk.bo.types("/win@iron_triangle_bot ACME 8M", in_=group)
    desk.bo.sees("I can't see who writes here", in_=group)
    desk.bo.types("/win@iron_triangle_bot ACME 9M", in_=group)
    desk.settles()
    assert len([each for each in group.shows() if "I can't see who" in each.text]) == 1
    assert len(desk.events()) == before


def test_who_blocks_the_bot_finds_what_waited(desk: Desk) -> None:
    desk.mia.blocks()
    desk.server.expects("bot was blocked by the user")
    place = desk.conversation(desk.mia.id)
    desk.world.write(lambda unit: _say(unit, place.id))
    desk.runtime.gateway.committed()
    desk.waits_until(lambda: desk.conversation(desk.mia.id).shut, "not shut")
    assert [each.state for each in desk.all_of(Outbox) if each.conversation_id == place.id][-1] == "waiting"
    desk.mia.unblocks()
    desk.mia.sees("Nothing is lost")
    assert not desk.conversation(desk.mia.id).shut


def test_who_presses_start_after_having_spoken_in_a_group_finds_what_waited(desk: Desk) -> None:
    """To speak in a group lets nobody into the private chat; to press Start does."""
    group = desk.server.group("First here", desk.ann, desk.mia)
    with desk.server.cloud.lock:
        desk.server.cloud.private(desk.mia.account).started = False
    desk.server.expects("can't initiate conversation")
    place = desk.conversation(desk.mia.id)
    desk.world.write(lambda unit: _say(unit, place.id, "Before the start"))
    desk.runtime.gateway.committed()
    desk.waits_until(lambda: desk.conversation(desk.mia.id).shut, "not shut")
    desk.mia.types("/standings", in_=group)
    desk.mia.sees("Accounts", in_=group)
    assert desk.conversation(desk.mia.id).shut
    desk.mia.starts()
    desk.mia.sees("Before the start")


def test_who_blocks_the_bot_and_is_reached_elsewhere_is_reached_there_and_who_waits_is_told_once(desk: Desk) -> None:
    desk.ann.types("/ask ACME rd_clarification P1 rail spec")
    desk.ann.sees("R1 is with R&D")
    here, elsewhere = desk.conversation(desk.bo.id), desk.world.person("bo").direct_id
    desk.world.write(lambda unit: rows.change(unit, Conversation, elsewhere, gone=False))
    for words in ("Later", "Later still"):
        desk.world.write(lambda unit, words=words: _say(unit, here.id, words, about=1, later=True))
    desk.bo.blocks()
    desk.waits_until(lambda: desk.conversation(desk.bo.id).shut, "not shut")
    desk.ann.sees("Bo can't be reached")
    desk.settles()
    assert len([each for each in desk.ann.hears() if "can't be reached" in each.text]) == 1
    first = desk.world.read(lambda unit: company.direct_conversation(unit, desk.world.person("bo").id))
    assert first is not None
    assert first.id == elsewhere
    desk.bo.unblocks()
    desk.waits_until(lambda: not desk.conversation(desk.bo.id).shut, "not open again")
    desk.world.write(lambda unit: rows.change(unit, Conversation, elsewhere, gone=True))


def test_a_member_of_whom_telegram_does_not_say_that_they_are_there_is_not_counted(desk: Desk) -> None:
    """They may have left, and somebody unknown have come in their place."""
    group = a_group(desk, "Hidden members")
    assert not desk.conversation(group.id).outsiders
    desk.server.refuse("getChatMember", "Bad Request: member list is inaccessible", times=99)
    group.renames("Members hidden")
    group.adds(desk.server.person("ivy", "Ivy"))
    group.removes(desk.bo)
    desk.waits_until(lambda: desk.conversation(group.id).outsiders, "an outsider is there")
    desk.settles()
    desk.server.relents()


def _any(desk: Desk, external_id: int) -> bool:
    return any(each.external_id == str(external_id) for each in desk.all_of(Conversation))


def _say(
    unit: Unit,
    conversation_id: int,
    words: str = "Nothing is lost",
    *,
    about: int | None = None,
    later: bool = False,
) -> None:
    parts, now = PARTS.dump_python((Line(text=Said(text=words)),), mode="json"), BEGINNING
    subject = None if about is None else "request"
    due = now + timedelta(days=9) if later else now
    outbox.queue(unit, conversation_id, parts=parts, subject=subject, subject_id=about, now=now, due_at=due)
