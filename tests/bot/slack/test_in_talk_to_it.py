"""Commands, mentions, messages and threads, over real HTTP (traps 1, 2, 3, 10)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.bot.slack.office import Office


@pytest.fixture(scope="module")
def opened() -> Iterator[Office]:
    with Office() as office:
        yield office


@pytest.fixture
def office(opened: Office) -> Iterator[Office]:
    """Ends quiet: nothing refused, nothing unanswered, no error in the log."""
    yield opened
    assert opened.slack.quiet(), opened.slack.complaints
    assert opened.log.errors() == []


def test_a_command_is_answered_where_it_was_typed(office: Office) -> None:
    office.ann.types("/win 2.5M Signalling lot 2", in_="acct-acme")
    assert "2,500,000" in office.ann.sees("Logged #").text


def test_the_answer_is_in_the_acknowledgement(office: Office) -> None:
    typed = office.ann.types("/tri help", in_="acct-acme")
    assert typed.delivery is not None
    assert "/score" in str(typed.delivery.answer["blocks"])


def test_a_commands_text_may_say_payload(office: Office) -> None:
    office.ann.types("/tri log ACME exec_meeting note the payload=format of the customer", in_="acct-acme")
    assert "payload=format" in str(office.events()[-1].__dict__) or "payload" in office.lines()[-1]
    office.ann.sees("Logged #")


def test_a_mention_needs_no_slash_and_is_answered_there(office: Office) -> None:
    office.bo.types("@triangle log ACME showcase note they like the lot", in_="acct-acme")
    assert "showcase" in office.lines()[-1]
    assert office.bo.sees("showcase, ACME").channel == "acct-acme"


def test_in_person_it_needs_neither(office: Office) -> None:
    office.ann.types("help")
    office.ann.sees("/score ACME")


def test_in_a_thread_the_answer_stands_in_the_thread(office: Office) -> None:
    first = office.mia.types("nice weather", in_="acct-acme")
    office.mia.types("@triangle score ACME", in_="acct-acme", thread=first)
    answer = office.mia.sees("ACME · growth")
    assert answer.message is not None
    assert answer.message.thread_ts == first.ts


def test_talk_in_a_channel_is_not_answered(office: Office) -> None:
    before = len(office.lines())
    office.ann.types("help me, somebody: win ACME 3M", in_="acct-acme")
    assert len(office.lines()) == before


def test_a_mention_that_comes_twice_has_one_effect_and_one_answer(office: Office) -> None:
    ways = (("app_mention", "message", "site_visit"), ("message", "app_mention", "lab_trial"))
    for first, second, kind in ways:
        events, ts = len(office.events()), office.slack.clock.stamp()
        said = {
            "channel": office.hall.id,
            "user": office.bo.id,
            "ts": ts,
            "text": f"<@{office.bot}> log AT&amp;T {kind}",
        }
        assert office.event({"type": first, **said}, f"Ev1{ts}").status_code == 200
        assert office.event({"type": second, **said}, f"Ev2{ts}").status_code == 200
        assert len(office.events()) == events + 1
        assert _answers(office, f"#{office.events()[-1].number}:") == 1


def test_what_is_escaped_is_stored_as_it_was_typed(office: Office) -> None:
    office.bo.types("log AT&T exec_meeting note R&D said x < y & &amp; see acme.com")
    line = office.lines()[-1]
    assert "AT&T" in line
    assert "R&D said x < y & &amp; see acme.com" in line
    office.bo.sees("Logged #")


def test_names_are_handles(office: Office) -> None:
    office.ann.types("@triangle log ACME training with @bo note in person", in_="acct-acme")
    assert "with @bo" in office.lines()[-1]


def test_what_changed_nothing_or_is_gone_is_not_heard(office: Office) -> None:
    said = office.ann.types("requests mine")
    heard = len(office.lines())
    office.ann.edits(said, "requests mine")
    office.ann.deletes(said)
    assert len(office.lines()) == heard


def test_unknown_people_are_told_how_to_be_known(office: Office) -> None:
    zoe = office.slack.workspace.person("zoe", email="")
    zoe.types("help")
    zoe.sees("link")


def _answers(office: Office, words: str) -> int:
    every = office.slack.workspace.every_message()
    return sum(1 for m in every if m.bot_id and "Logged" in m.text and words in m.text)
