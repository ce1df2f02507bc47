"""The style a template asks for (`{due:weekday}`) goes before the value's own: languages differ in what they need."""

from __future__ import annotations

from bot.words.lasting import STYLES as LASTING_STYLES
from bot.words.times import DAY_STYLES, MOMENT_STYLES
from handlers.values import Cash, Day, Lasting, Listed, Moment, Value

_FITTING: dict[type, tuple[str, ...]] = {
    Cash: ("full", "short"),
    Day: DAY_STYLES,
    Lasting: LASTING_STYLES,
    Moment: MOMENT_STYLES,
}


def restyled(value: Value, style: str) -> Value:
    """The value in that style; each item of a list by itself. ValueError where the style does not fit."""
    if isinstance(value, Listed):
        return Listed(items=tuple(restyled(item, style) for item in value.items), joined=value.joined)
    if style not in _FITTING.get(type(value), ()):
        raise ValueError(f"the style {style!r} does not fit a {type(value).__name__}")
    if isinstance(value, Cash):
        return value.model_copy(update={"full": style == "full"})
    return value.model_copy(update={"style": style})
