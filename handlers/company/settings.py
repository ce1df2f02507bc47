"""/settings: one's own language, time zone, quiet hours and platform; nobody else's (domain.md 2, 7)."""

from __future__ import annotations

from typing import Annotated, Any

from handlers.arguments.choices import ChoiceSlot
from handlers.arguments.slots import ALanguage, AZone, SomeHours
from handlers.arguments.wordings import FlagSlot
from handlers.command import AnyCommand, Args, Command, Nothing
from handlers.company.naming import buttons
from handlers.company.platforms import platform_name
from handlers.context import Context
from handlers.permissions import May, allowed
from handlers.post import post
from handlers.relations import relations
from handlers.reply import Button, Buttons, Fields, Line, Refused, Reply, only_you
from handlers.values import Said, T, Value, moment, t
from scoring.terms import Language
from storage.find import company
from storage.tables.company import Member

_DAY = 24 * 60


class SetLanguage(Args):
    language: ALanguage


class SetZone(Args):
    zone: AZone


class SetQuiet(Args):
    hours: SomeHours | None = None
    off: Annotated[bool, FlagSlot("off")] = False


class SetPlatform(Args):
    platform: Annotated[str, ChoiceSlot(("slack", "telegram", "last"), asks="company.settings.platform")]


def oneself(args: Args, ctx: Context) -> Member:
    return ctx.who


def show(args: Nothing, who: Member, ctx: Context) -> Reply:
    items = (
        (t("company.settings.language"), T(key=f"arguments.choice.{who.language}")),
        (
            t("company.settings.zone"),
            t("company.settings.zone_now", zone=Said(text=who.timezone), now=moment(ctx.now)),
        ),
        (t("company.settings.quiet"), _quiet(who)),
        *_reached(who, ctx),
    )
    return only_you(
        Line(text=t("company.settings.title"), role="title"), Fields(items=items), *buttons(_pressed(ctx))
    )


def set_language(args: SetLanguage, who: Member, ctx: Context) -> Reply:
    language = T(key=f"arguments.choice.{args.language}")
    if who.language == args.language:
        raise Refused(t("company.settings.language_already", language=language))
    _change(ctx, language=args.language)
    return only_you(Line(text=t("company.settings.language_done", language=language)), *_look())


def set_zone(args: SetZone, who: Member, ctx: Context) -> Reply:
    zone = Said(text=args.zone)
    if who.timezone == args.zone:
        raise Refused(t("company.settings.zone_already", zone=zone))
    _change(ctx, timezone=args.zone)
    return only_you(Line(text=t("company.settings.zone_done", zone=zone)), *_look())


def set_quiet(args: SetQuiet, who: Member, ctx: Context) -> Reply:
    """Hours in which no nudge comes; off: those outside of one's working hours, as for everybody (defaults.md)."""
    if args.hours is None and not args.off:
        raise Refused(t("company.settings.quiet_which"), *buttons(_hours()))
    start, end = args.hours or (None, None)
    if (start, end) == (who.quiet_from, who.quiet_to):
        raise Refused(t("company.settings.quiet_already", hours=_span(start, end)))
    _change(ctx, quiet_from=start, quiet_to=end)
    return only_you(Line(text=t("company.settings.quiet_done", hours=_span(start, end))), *_look())


def set_platform(args: SetPlatform, who: Member, ctx: Context) -> Reply:
    """Where what is for them goes; `last`: where they spoke last."""
    if args.platform == "last":
        _change(ctx, prefers=None)
        return only_you(Line(text=t("company.settings.platform_last")), *_look())
    where = platform_name(args.platform)
    if who.prefers == args.platform:
        raise Refused(t("company.settings.platform_already", where=where))
    if args.platform not in _platforms(who, ctx):
        linking = Button(label=t("company.settings.button.link"), command="link")
        raise Refused(t("company.settings.platform_unknown", where=where), *buttons([linking]))
    _change(ctx, prefers=args.platform)
    return only_you(Line(text=t("company.settings.platform_done", where=where)), *_look())


def _platforms(who: Member, ctx: Context) -> list[str]:
    places = company.direct_conversations(ctx.unit, who.id)
    return list(dict.fromkeys(each.platform for each in places if not each.shut))


def _reached(who: Member, ctx: Context) -> tuple[tuple[T, Value], ...]:
    """Said only to who has a choice."""
    if len(_platforms(who, ctx)) < 2:
        return ()
    where = t("company.settings.platform_spoke") if who.prefers is None else platform_name(who.prefers)
    return ((t("company.settings.platform"), where),)


def _change(ctx: Context, **values: Any) -> None:
    company.change_member(ctx.unit, ctx.who.id, **values)
    post("settings.changed", "member", ctx.who.id, ctx, **values)


def _quiet(who: Member) -> Value:
    return _span(who.quiet_from, who.quiet_to)


def _span(start: int | None, end: int | None) -> Value:
    if start is None or end is None:
        return t("company.settings.quiet_default")
    return Said(text=f"{_clock(start)}-{_clock(end)}")


def _clock(minute: int) -> str:
    return f"{minute % _DAY // 60:02}:{minute % 60:02}"


def _pressed(ctx: Context) -> list[Button]:
    """The other two languages, then what needs a form."""
    others = [each for each in Language if each != ctx.who.language]
    pressed = [
        Button(label=T(key=f"arguments.choice.{each}"), command=f"settings language {each}") for each in others
    ]
    pressed.append(Button(label=t("company.settings.button.quiet"), command="settings quiet"))
    pressed.append(Button(label=t("company.settings.button.zone"), command="settings zone"))
    found = _platforms(ctx.who, ctx)
    if len(found) > 1:
        elsewhere = [each for each in found if each != ctx.who.prefers and each in ("slack", "telegram")]
        pressed += [Button(label=_to(each), command=f"settings platform {each}") for each in elsewhere]
    if allowed(May.SET_COMPANY, relations(None, ctx)):
        pressed.append(Button(label=t("company.settings.button.company"), command="settings company"))
    return pressed


def _to(platform: str) -> T:
    return t("company.settings.button.platform", where=platform_name(platform))


def _hours() -> list[Button]:
    choices = ("20:00-08:00", "18:00-09:00", "22:00-07:00")
    pressed = [Button(label=Said(text=each), command=f"settings quiet {each}") for each in choices]
    return [*pressed, Button(label=t("company.settings.button.default"), command="settings quiet off")]


def _look() -> tuple[Buttons, ...]:
    return buttons([Button(label=t("company.settings.button.all"), command="settings")])


def _own(word: str, takes: Any, run: Any, example: str, reads: bool = False) -> AnyCommand:
    return Command(word, takes=takes, on=oneself, may=May.SET_SELF, run=run, example=example, reads=reads)


COMMANDS = (
    _own("settings", Nothing, show, "settings", reads=True),
    _own("settings language", SetLanguage, set_language, "settings language zh_Hans"),
    _own("settings zone", SetZone, set_zone, "settings zone Asia/Shanghai"),
    _own("settings platform", SetPlatform, set_platform, "settings platform last"),
    _own("settings quiet", SetQuiet, set_quiet, "settings quiet 20:00-8:00"),
)
