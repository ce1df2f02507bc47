"""What somebody hears when the bot first knows them on a platform: how it speaks, and one button to change that
(voice.md, conversation 15)."""

from __future__ import annotations

from handlers.reply import Button, Buttons, Line, Part
from handlers.values import Name, T, Value, t
from storage.tables.company import Member

_DAY = 24 * 60


def welcome(member: Member) -> tuple[Part, ...]:
    """Language, zone and quiet hours as read from the profile."""
    language = T(key=f"arguments.choice.{member.language}")
    speaks = t("welcome.speaks", language=language, zone=Name(names={"en": member.timezone}), quiet=_quiet(member))
    change = Button(label=t("welcome.change"), command="settings")
    begin = Button(label=t("welcome.begin"), command="help")
    return (
        Line(text=t("welcome.title", who=Name(names=member.names))),
        Line(text=speaks),
        Buttons(shown=(change, begin)),
    )


def _quiet(member: Member) -> Value:
    if member.quiet_from is None or member.quiet_to is None:
        return t("welcome.quiet_default")
    return t("welcome.quiet", start=_clock(member.quiet_from), end=_clock(member.quiet_to))


def _clock(minute: int) -> Name:
    text = f"{minute % _DAY // 60:02}:{minute % 60:02}"
    return Name(names={"en": text})
