"""The outlook in words, with its grade, its change in a week and what stands beside it (domain.md 4.4)."""

from __future__ import annotations

from fractions import Fraction

from handlers.context import Context
from handlers.scorecards.figures import account_name, exactly, hundredths, period_name, plain, share, shown, week_ago
from handlers.scorecards.view import View
from handlers.values import Day, Share, T, t
from scoring.policy import GRADE_COVERAGE, GRADE_LIMITS, Grade
from scoring.scorecard.grade import grade
from scoring.values import Exact, half_up

_FULL = Fraction(100)
_MOST_PLACES = 12


def title(it: View) -> T:
    """ "Huaxing Rail · growth · Q4 2026, day 56 of 92"."""
    day, days = it.place
    return t(
        "scorecards.score.title",
        account=account_name(it.account),
        stage=t(f"words.stage.{it.running.draft.stage}"),
        period=period_name(it.sheet.period),
        day=day,
        days=days,
    )


def outlook_line(it: View, ctx: Context) -> T:
    """ "Outlook 89.89, grade B (+1.53 since Wed 18 Nov) · so far 67.60"; None has no outlook here."""
    total = exactly(it.result.total or Fraction(0))
    standing, change = standing_words(it), change_of(it)
    if change is None:
        return t("scorecards.outlook.plain", standing=standing, total=total)
    since = Day(on=week_ago(ctx))
    return t("scorecards.outlook.since", standing=standing, total=total, change=shown(change, True), day=since)


def change_of(it: View) -> int | None:
    """The outlook's change in a week, in hundredths as shown; None without a figure then or now."""
    if it.then is None or it.then.outlook is None or it.result.outlook is None:
        return None
    return hundredths(it.result.outlook) - it.then.outlook


def standing_words(it: View) -> T:
    """ "Outlook 89.89, grade B"; where rounding would make the grade look wrong, the places that make it right."""
    outlook = it.result.outlook or Fraction(0)
    if it.result.grade is None:
        return t("scorecards.outlook.ungraded", outlook=exactly(outlook), coverage=_coverage(it.result.coverage))
    mark, places = t(f"words.grade.{it.result.grade}"), _places(outlook, it.result.grade)
    if places == 2:
        return t("scorecards.outlook.graded", outlook=exactly(outlook), grade=mark)
    better, limit = _next_grade(it.result.grade)
    return t(
        "scorecards.outlook.edge",
        outlook=exactly(outlook, places),
        grade=mark,
        better=t(f"words.grade.{better}"),
        limit=plain(limit),
    )


def horizons(it: View) -> T:
    """ "short 40, mid 29, long 31"."""
    short, mid, long = (plain(each, 0) for each in it.result.horizons.values())
    return t("scorecards.score.horizons", short=short, mid=mid, long=long)


def coverage(it: View) -> T:
    return t("scorecards.score.coverage", coverage=_coverage(it.result.coverage))


def _coverage(figure: Exact) -> Share:
    """No places unless they decide: 79.6% is not 80%."""
    decides = figure < GRADE_COVERAGE <= half_up(figure, 0)
    return share(figure, 2 if decides else 0)


def _places(outlook: Exact, mark: Grade) -> int:
    """How many places show the outlook on the right side of its grade's limit."""
    for places in range(2, _MOST_PLACES):
        if grade(Fraction(half_up(outlook, places)), _FULL) is mark:
            return places
    return _MOST_PLACES


def _next_grade(mark: Grade) -> tuple[Grade, Exact]:
    """The grade above and where it starts."""
    at = next((place for place, (name, _) in enumerate(GRADE_LIMITS) if name is mark), len(GRADE_LIMITS))
    return GRADE_LIMITS[max(at - 1, 0)]
