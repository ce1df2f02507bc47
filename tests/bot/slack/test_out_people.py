"""Who is who: matched by address where it can be believed, followed, and never in doubt."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.platforms.slack.matching import follow
from bot.platforms.slack.profile import Kind, profile
from bot.words.reader import Language
from storage.database import Unit
from storage.find import company, links
from storage.tables.company import Identity, Member
from tests.bot.slack.outpost import Outpost
from tests.servers.slack import events
from tests.servers.slack.things import User


@pytest.fixture
def out() -> Iterator[Outpost]:
    with Outpost() as outpost:
        outpost.has_email("ann", "bo", "mia", "lee", "ray")
        yield outpost


def meets(out: Outpost, name: str) -> int | None:
    """Somebody's first words; whom they turn out to be."""
    return meets_id(out, out.id(name))


def meets_id(out: Outpost, user: str) -> int | None:
    out.run(out.people.known(out.team, user, out.client, patience=5))
    found = out.world.read(lambda unit: company.member_behind(unit, "slack", out.team, user))
    return None if found is None else found.id


def a_member(out: Outpost, name: str) -> Member:
    return out.world.read(lambda unit: company.the_member(unit, out.world.person(name).id))  # type: ignore[no-any-return]


def identity(out: Outpost, name: str) -> Identity | None:
    return out.world.read(lambda unit: links.identity_of(unit, "slack", out.team, out.id(name)))  # type: ignore[no-any-return]


def told_of(out: Outpost, user: User) -> None:
    """The event that tells of a changed profile."""
    out.run(out.people.changed(events.user_object(user, 0.0), out.team))


def test_a_colleague_is_known_by_their_address_at_first_sight(out: Outpost) -> None:
    assert meets(out, "ann") == out.world.person("ann").id
    assert out.slack.quiet()


def test_a_profile_is_read_once(out: Outpost) -> None:
    for _ in range(3):
        meets(out, "ann")
        meets(out, "zoe")
    assert out.calls("users.info") == 2


def test_who_is_known_can_be_written_to_though_they_never_wrote(out: Outpost) -> None:
    meets(out, "ann")
    out.tell(out.place(out.id("ann")).id, "news")
    out.sends()
    assert len(out.posted("ann")) == 1


def test_an_address_counts_in_any_case_and_only_when_one_has_it(out: Outpost) -> None:
    out.slack.person("ray").user.email = "RAY@Qiming.example"
    assert meets(out, "ray") == out.world.person("ray").id
    out.world.with_person("twin", email="bo@qiming.example")
    assert meets(out, "bo") is None


@pytest.mark.parametrize(
    "traits",
    [{"guest": "multi"}, {"guest": "single"}, {"team": "T0OTHERCOMPANY"}],
    ids=["a guest", "a guest of one channel", "of another company"],
)
def test_nobody_from_outside_is_matched(out: Outpost, traits: dict[str, str]) -> None:
    outside = out.slack.person("somebody", email="ann@qiming.example", **traits)
    assert meets_id(out, outside.id) is None


def test_neither_bots_nor_the_deactivated_are_matched(out: Outpost) -> None:
    out.slack.person("ann").user.deleted = True
    out.slack.person("bo").user.bot_id = "B0OTHER"
    assert meets(out, "ann") is None
    assert meets(out, "bo") is None


def test_an_address_that_slack_does_not_vouch_for_is_none() -> None:
    said = {"id": "U1", "team_id": "T1", "is_email_confirmed": False, "profile": {"email": "a@b.c"}}
    assert profile("T1", said).email is None


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ({}, Kind.PERSON),
        ({"is_bot": True}, Kind.BOT),
        ({"id": "USLACKBOT"}, Kind.BOT),
        ({"deleted": True}, Kind.GONE),
        ({"is_restricted": True}, Kind.GUEST),
        ({"is_stranger": True}, Kind.ELSEWHERE),
        ({"team_id": "T2"}, Kind.ELSEWHERE),
        ({"team_id": "T2", "enterprise_user": {"teams": ["T1", "T2"]}}, Kind.PERSON),
        ({"profile": None, "tz": 7, "locale": []}, Kind.PERSON),
    ],
)
def test_what_a_profile_says_of_somebody(said: dict[str, object], kind: Kind) -> None:
    assert profile("T1", {"id": "U1", "team_id": "T1", **said}).kind is kind


def test_while_slack_does_not_answer_nobody_waits_long_and_later_it_is_found_out(out: Outpost) -> None:
    out.slack.refuse("users.info", 500, times=1)
    assert meets(out, "ann") is None
    assert meets(out, "ann") == out.world.person("ann").id


def test_language_and_zone_come_from_the_profile_where_nobody_chose_them(out: Outpost) -> None:
    out.slack.person("ann").user.locale, out.slack.person("ann").user.tz = "zh-CN", "Europe/Berlin"
    out.world.with_person("bo", language=Language.ZH_HANT, timezone="Asia/Taipei")
    meets(out, "ann")
    meets(out, "bo")
    assert (a_member(out, "ann").language, a_member(out, "ann").timezone) == (Language.ZH_HANS, "Europe/Berlin")
    assert (a_member(out, "bo").language, a_member(out, "bo").timezone) == (Language.ZH_HANT, "Asia/Taipei")


def test_who_travels_is_followed_until_they_choose_a_zone_here(out: Outpost) -> None:
    ann = out.slack.person("ann").user
    meets(out, "ann")
    ann.tz = "America/New_York"
    told_of(out, ann)
    assert a_member(out, "ann").timezone == "America/New_York"
    out.world.write(lambda unit: company.change_member(unit, out.world.person("ann").id, timezone="Asia/Tokyo"))
    ann.tz = "Europe/Paris"
    told_of(out, ann)
    assert a_member(out, "ann").timezone == "Asia/Tokyo"


def test_a_new_display_name_is_taken_over_where_the_old_one_came_from_slack(out: Outpost) -> None:
    names = {"en": "Ann", "zh_Hans": "安"}
    out.world.write(lambda unit: company.change_member(unit, out.world.person("ann").id, names=names))
    ann = out.slack.person("ann").user
    meets(out, "ann")
    ann.display_name = "Ann Li"
    told_of(out, ann)
    assert a_member(out, "ann").names == {"en": "Ann Li", "zh_Hans": "安"}
    out.world.write(lambda unit: company.change_member(unit, out.world.person("ann").id, names={"en": "A. Li"}))
    ann.display_name = "Ann L."
    told_of(out, ann)
    assert a_member(out, "ann").names == {"en": "A. Li"}


def test_who_is_deactivated_is_silent_and_hears_nothing_until_they_come_back(out: Outpost) -> None:
    ann = out.slack.person("ann").user
    meets(out, "ann")
    there = out.place(out.id("ann")).id
    ann.deleted = True
    told_of(out, ann)
    known = identity(out, "ann")
    assert known is not None
    assert not known.live
    assert out.place(out.id("ann")).gone
    assert out.run(out.people.member(out.team, ann.id, out.client)) is None
    ann.deleted = False
    told_of(out, ann)
    out.tell(there, "welcome back")
    out.sends()
    assert len(out.posted("ann")) == 1
    assert meets(out, "ann") == out.world.person("ann").id


def test_who_becomes_a_guest_is_no_colleague_any_more(out: Outpost) -> None:
    ann = out.slack.person("ann").user
    meets(out, "ann")
    ann.guest = "multi"
    told_of(out, ann)
    known = identity(out, "ann")
    assert known is not None
    assert not known.live


def test_a_guest_whom_a_code_linked_stays_linked(out: Outpost) -> None:
    guest = out.slack.person("helper", guest="multi").user
    zoe = out.world.person("zoe").id
    out.world.write(lambda unit: links.make_known(unit, zoe, "slack", out.team, guest.id, guest.id))
    guest.display_name = "Helper"
    told_of(out, guest)
    assert meets_id(out, guest.id) == zoe


def test_who_was_unlinked_is_not_matched_again(out: Outpost) -> None:
    meets(out, "ann")

    def unlink(unit: Unit) -> None:
        known = links.identity_of(unit, "slack", out.team, out.id("ann"))
        assert known is not None
        links.forget(unit, known, [])

    out.world.write(unlink)
    ann = out.slack.person("ann").user
    told_of(out, ann)
    assert meets(out, "ann") is None


def test_a_change_of_somebody_unknown_changes_nothing(out: Outpost) -> None:
    said = profile(out.team, events.user_object(out.slack.person("zoe").user, 0.0))
    assert out.world.write(lambda unit: follow(unit, said, out.world.now)) is False
