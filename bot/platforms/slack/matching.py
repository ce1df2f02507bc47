"""A profile and our own rows: who it is, and what follows when it changes. In one transaction each."""

from __future__ import annotations

from datetime import datetime

from bot.platforms.slack.profile import Kind, Profile
from handlers.post import post
from handlers.voice import by_itself
from storage.database import Unit
from storage.find import company, identities, links
from storage.tables.company import Identity, Member
from storage.tables.slack import SlackProfile

PLATFORM = "slack"


def match(unit: Unit, said: Profile, trusted: bool, now: datetime) -> int | None:
    """The member behind a profile, linked by e-mail where nobody knows the account yet; None for anybody else.

    Guests, bots, people of other workspaces and deactivated ones are matched with nobody; only a code links them.
    """
    known = links.identity_of(unit, PLATFORM, said.team, said.user)
    if known is not None:
        return _still(unit, known, said)
    member = _with_that_address(unit, said) if trusted and company.has_company(unit) else None
    if member is None:
        return None
    links.make_known(unit, member.id, PLATFORM, said.team, said.user, said.user, said.name)
    of = company.the_company(unit)
    default = SlackProfile(team=said.team, user_id=said.user, zone=of.timezone, language=of.language)
    _move(unit, member, default, said)
    post("identity.linked", "member", member.id, by_itself(unit, now), platform=PLATFORM, user_id=said.user)
    return member.id


def follow(unit: Unit, said: Profile, now: datetime) -> bool:
    """A profile has changed: a name, a zone and a language that came from it follow, an account that was closed is
    silent. False when nobody knows the account."""
    known = links.identity_of(unit, PLATFORM, said.team, said.user)
    if known is None:
        return False
    before = identities.last_profile(unit, said.team, said.user)
    if _closed(said, before) and known.live:
        identities.went(unit, known)
        post("identity.closed", "member", known.member_id, by_itself(unit, now), platform=PLATFORM)
    if said.kind is Kind.PERSON and not known.live:
        identities.came_back(unit, known)
        post("identity.opened", "member", known.member_id, by_itself(unit, now), platform=PLATFORM)
    _move(unit, company.the_member(unit, known.member_id), before, said)
    return True


def _with_that_address(unit: Unit, said: Profile) -> Member | None:
    """Nobody for who was linked once and is no more: they, or an administrator, unlinked them."""
    if said.kind is not Kind.PERSON or said.email is None:
        return None
    if identities.last_profile(unit, said.team, said.user) is not None:
        return None
    return identities.member_with_email(unit, said.email)


def _still(unit: Unit, known: Identity, said: Profile) -> int | None:
    if not known.live or said.kind is Kind.GONE:
        return None
    member = company.find_member(unit, known.member_id)
    return member.id if member is not None and member.active else None


def _closed(said: Profile, before: SlackProfile | None) -> bool:
    """Deactivated, or made a guest who was none."""
    return said.kind is Kind.GONE or (said.kind is Kind.GUEST and before is not None and not before.guest)


def _move(unit: Unit, member: Member, was: SlackProfile | None, said: Profile) -> None:
    """What our row still says as the profile did (`was`) follows it; what was set here stays."""
    moved: dict[str, object] = {}
    if was is not None and said.name and was.name in member.names.values():
        moved["names"] = {script: said.name if name == was.name else name for script, name in member.names.items()}
    if was is not None and said.zone is not None and member.timezone == was.zone:
        moved["timezone"] = said.zone
    if was is not None and said.language is not None and member.language == was.language:
        moved["language"] = said.language
    changed = {name: value for name, value in moved.items() if getattr(member, name) != value}
    if changed:
        company.change_member(unit, member.id, **changed)
    identities.keep_profile(unit, _seen(was, said))


def _seen(was: SlackProfile | None, said: Profile) -> SlackProfile:
    """What the profile leaves out is as it was: a locale comes only where it is asked for."""
    return SlackProfile(
        team=said.team,
        user_id=said.user,
        name=said.name or (was.name if was else ""),
        zone=said.zone or (was.zone if was else None),
        language=said.language or (was.language if was else None),
        guest=said.kind is Kind.GUEST,
    )
