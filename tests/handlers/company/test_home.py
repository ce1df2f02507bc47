"""/home: what is mine, what waits for me (domain.md 11)."""

from __future__ import annotations

from tests.world import a_company


def test_a_rep_sees_accounts_turns_requests_and_points() -> None:
    with a_company().with_account("ACME").with_department("R&D") as world:
        world.ann.says("/log ACME site_visit with @bo")
        world.bo.says("confirm 1")
        world.bo.says("/log ACME exec_meeting")
        world.ann.says("/ask ACME rd_clarification P2 rail spec")
        world.ray.says("/wait R1 how many guests?")
        text = world.ann.says("/home").text
        for words in (
            "My accounts",
            "ACME · growth · outlook ",
            "AR ● Ann",
            "Waits for me",
            "R1 · technical clarification · ACME: ",
            "One event to confirm: #2",
            "[Confirm] [Open R1]",
            "My requests",
            "My ledger",
            "points this quarter",
        ):
            assert words in text


def test_who_has_nothing_reads_one_sentence_each() -> None:
    with a_company() as world:
        assert world.zoe.says("/home").text == (
            "My accounts\nYou are on no account's team.\n[Standings]\n"
            "Waits for me\nNothing waits for you.\n"
            "My requests\nNo request waits for you, and you wait for none.\n[Ask for support]\n"
            "My ledger\nNo points yet this quarter.\n[Standings]"
        )


def test_a_manager_without_a_seat_sees_what_they_manage() -> None:
    with a_company().with_account("ACME").with_account("Other", ar="bo", sr=None) as world:
        text = world.mia.says("/home").text
        assert "ACME · growth" in text
        assert "Other · growth" in text


def test_it_is_for_who_asked_alone() -> None:
    with a_company().with_account("ACME") as world:
        assert world.ann.says("/home", world.channel("ACME")).reply.private
