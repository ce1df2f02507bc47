"""A changed message runs nothing again; what was meant is offered (traps.md 16)."""

from __future__ import annotations

import sqlalchemy as sa

from storage import rows
from storage.tables.events import Event
from storage.tables.messages import Inbox
from tests.world import Answer, Person, World, a_company


def sends(who: Person, line: str, message: str = "10", *, edits: bool = False, delivery: str | None = None) -> Answer:
    """A message with the platform's id, or its new words."""
    incoming = who.incoming(line, who.handle, delivery, message=message, edits=edits)
    answer = Answer(who.world.gateway.handle(incoming).result(), who.world.reader_of(who.id), who.handle)
    who.world.answers.append(answer)
    return answer


def events(world: World) -> list[Event]:
    table = rows.table(Event)
    return world.read(lambda unit: rows.many(unit, Event, sa.select(table).order_by(table.c.id)))  # type: ignore[no-any-return]


def deliveries(world: World) -> int:
    query = sa.select(sa.func.count()).select_from(rows.table(Inbox))
    return int(world.read(lambda unit: unit.connection.execute(query).scalar_one()))


def test_an_edited_order_is_not_a_second_one_and_can_be_corrected() -> None:
    with a_company().with_account("ACME") as world:
        sends(world.ann, "/win ACME 2.5M")
        offered = sends(world.ann, "/win ACME 3.5M", edits=True)
        assert offered.text == (
            "#1 stays as it was logged: changing a message changes nothing by itself.\n[Correct #1] [Void #1]"
        )
        assert offered.reply.private
        assert len(events(world)) == 1
        world.ann.presses(offered, "Correct #1")
        assert [(each.minor, str(each.state)) for each in events(world)] == [
            (250_000_000, "superseded"),
            (350_000_000, "pending"),
        ]


def test_an_unchanged_text_does_nothing_and_says_nothing() -> None:
    with a_company().with_account("ACME") as world:
        sends(world.ann, "/win ACME 2.5M lot 2")
        before = len(events(world))
        assert sends(world.ann, "/win  ACME 2.5M lot 2 ", edits=True).reply.parts == ()
        assert len(events(world)) == before


def test_the_same_edit_delivered_twice_is_one() -> None:
    with a_company().with_account("ACME") as world:
        sends(world.ann, "/win ACME 2.5M")
        first = sends(world.ann, "/win ACME 3.5M", edits=True, delivery="d-8")
        kept = deliveries(world)
        assert sends(world.ann, "/win ACME 3.5M", edits=True, delivery="d-9").reply == first.reply
        assert deliveries(world) == kept


def test_the_original_delivered_again_after_an_edit_is_still_one() -> None:
    with a_company().with_account("ACME") as world:
        first = sends(world.ann, "/win ACME 2.5M")
        sends(world.ann, "/win ACME 3.5M", edits=True)
        assert sends(world.ann, "/win ACME 2.5M").reply == first.reply
        assert len(events(world)) == 1


def test_about_something_else_only_taking_back_is_offered() -> None:
    with a_company().with_account("ACME").with_account("Other") as world:
        sends(world.ann, "/win ACME 2.5M")
        for line in ("/win Other 2.5M", "/log ACME site_visit", "never mind", "/score ACME"):
            assert sends(world.ann, line, edits=True).buttons == ["Void #1"]


def test_a_request_stays_as_it_was_asked() -> None:
    with a_company().with_account("ACME").with_department("R&D") as world:
        sends(world.ann, "/ask ACME rd_clarification P2 rail spec")
        offered = sends(world.ann, "/ask ACME rd_clarification P1 rail spec", edits=True)
        assert offered.text == (
            "R1 stays as it was asked: changing a message changes nothing by itself.\n[Open R1] [Cancel R1]"
        )


def test_what_was_not_stored_is_offered_to_be_run() -> None:
    with a_company().with_account("ACME") as world:
        sends(world.ann, "/wni ACME 2.5M")
        offered = sends(world.ann, "/win ACME 2.5M", edits=True)
        assert offered.text == "You changed that message: the new words have not run.\n[Run them now]"
        assert events(world) == []
        assert world.ann.presses(offered, "Run them now").number == "#1"


def test_an_edit_of_what_we_never_heard_runs_nothing() -> None:
    with a_company().with_account("ACME") as world:
        assert sends(world.ann, "/win ACME 2.5M", "11", edits=True).reply.parts == ()
        assert (events(world), deliveries(world)) == ([], 0)


def test_an_edit_by_somebody_else_runs_nothing() -> None:
    with a_company().with_account("ACME") as world:
        incoming = world.ann.incoming("/win ACME 2.5M", "#acct-acme", message="12")
        world.gateway.handle(incoming).result()
        other = world.bo.incoming("/win ACME 3.5M", "#acct-acme", message="12", edits=True)
        assert world.gateway.handle(other).result().parts == ()


def test_a_chat_that_was_edited_is_left_alone() -> None:
    with a_company() as world:
        sends(world.ann, "good morning")
        assert sends(world.ann, "good morning all", edits=True).reply.parts == ()
        stranger = world.stranger.incoming("/link", "stranger", message="13", edits=True)
        assert world.gateway.handle(stranger).result().parts == ()
