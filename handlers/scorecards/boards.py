"""The boards of /standings: rows of figures, the figure first and the name last, no word about anybody's place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from handlers.context import Context
from handlers.reply import Column, Row
from handlers.scorecards.figures import WEEK, name_of, share, shown, typed, week_ago
from handlers.values import Day, Figure, T, Value, moment, t
from scoring.policy import GATE_CAP
from scoring.ranks import Standing
from scoring.ranks import standings as ranked
from scoring.terms import Role
from scoring.values import Exact, half_up
from storage.find import accounts
from storage.find import standings as found
from storage.find.periods import year_start
from storage.find.standings import Place, Region, Service
from storage.quarters import quarter_of

LIMIT = 10
_RANK = Column(label=t("scorecards.column.rank"), align="end")
_MOVED = Column(label=t("scorecards.column.moved"))
_OUTLOOK = Column(label=t("scorecards.column.outlook"), align="end")
_GRADE = Column(label=t("scorecards.column.grade"))
_CHANGE = Column(label=t("scorecards.column.change"), align="end")
_POINTS = Column(label=t("scorecards.column.points"), align="end")
_FIGURE = Column(label=t("scorecards.column.figure"), align="end")
_ACCOUNT = Column(label=t("scorecards.column.account"))
_MEMBER = Column(label=t("scorecards.column.member"))
_DEPARTMENT = Column(label=t("scorecards.column.department"))
_REGION = Column(label=t("scorecards.column.region"))
_RESOLVED = Column(label=t("scorecards.column.resolved"))


@dataclass(frozen=True)
class Board:
    """A page of a board; `of` is how many rows there are in all, `mine` the names of the asker's best account."""

    caption: T
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    foot: T
    of: int
    mine: Mapping[str, str] | None = None


def account_board(offset: int, ctx: Context) -> Board:
    """Accounts by outlook; only outlook and grade stand here, never money."""
    day = ctx.company_day
    page = found.accounts(ctx.unit, day, week_ago(ctx), offset, LIMIT, _asker(ctx))
    own = {each.id for each in accounts.accounts_of(ctx.unit, _asker(ctx), day)}
    places = [each for each in _in_order(page) if _sees(ctx) or each.id in own]
    mine = next((each.names for each in places if each.id in own and each.figure is not None), None)
    return Board(
        caption=t("scorecards.standings.caption_accounts", at=moment(ctx.now, "full")),
        columns=(_RANK, _MOVED, _OUTLOOK, _GRADE, _CHANGE, _ACCOUNT),
        rows=tuple(_account(each, each.id in own) for each in places),
        foot=_foot(ctx, any(each.capped for each in places)),
        of=page.of,
        mine=mine,
    )


def member_board(offset: int, ctx: Context) -> Board:
    """Members by confirmed points of the running quarter; what is pending stands behind, added to nothing."""
    start = year_start(ctx.unit)
    quarter = quarter_of(ctx.company_day, start)
    before = week_ago(ctx)
    page = found.members(
        ctx.unit, quarter.code, before if before >= quarter.first else None, offset, LIMIT, _asker(ctx)
    )
    return Board(
        caption=t("scorecards.standings.caption_members"),
        columns=(_RANK, _MOVED, _POINTS, _CHANGE, _MEMBER),
        rows=tuple(_member(each, each.id == _asker(ctx)) for each in _in_order(page)),
        foot=_foot(ctx),
        of=page.of,
    )


def department_board(offset: int, ctx: Context) -> Board:
    """Half the resolve rate, half the accounts that they served (domain.md 4.7)."""
    day = ctx.company_day
    period = quarter_of(day, year_start(ctx.unit)).code
    services = {each.unit_id: each for each in found.departments(ctx.unit, period, day)}
    before = found.unit_figures(ctx.unit, day - WEEK)
    standings = ranked({id: each.figure for id, each in services.items()}, before)
    return Board(
        caption=t("scorecards.standings.caption_departments"),
        columns=(_RANK, _MOVED, _FIGURE, _CHANGE, _DEPARTMENT, _RESOLVED),
        rows=tuple(_department(each, services[each.rank.key], ctx) for each in standings[offset : offset + LIMIT]),
        foot=_foot(ctx),
        of=len(standings),
    )


def region_board(offset: int, ctx: Context) -> Board:
    """The mean outlook of a region's accounts, by their strategic weight."""
    regions = {each.unit_id: each for each in found.regions(ctx.unit, ctx.company_day, week_ago(ctx))}
    now = {id: each.now for id, each in regions.items()}
    standings = ranked(now, {id: each.then for id, each in regions.items()})
    return Board(
        caption=t("scorecards.standings.caption_regions"),
        columns=(_RANK, _MOVED, _OUTLOOK, _CHANGE, _REGION),
        rows=tuple(_region(each, regions[each.rank.key], ctx) for each in standings[offset : offset + LIMIT]),
        foot=_foot(ctx),
        of=len(standings),
    )


def _asker(ctx: Context) -> int:
    """Whose rows are marked: what stands in a channel is everybody's, and marks none."""
    return ctx.who.id if ctx.where.direct else 0


def _sees(ctx: Context) -> bool:
    """Whether others' accounts stand there too, as the administrators allow."""
    return ctx.company.sees_outlooks or ctx.who.role in (Role.MANAGER, Role.EXECUTIVE, Role.ADMIN)


def _in_order(page: found.Page) -> list[Place]:
    """The page, and the asker's own rows where they belong: above it or below."""
    if not page.rows:
        return list(page.own)
    first = page.rows[0].figure
    above = [each for each in page.own if first is None or (each.figure or 0) >= first]
    return [*above, *page.rows, *(each for each in page.own if each not in above)]


def _account(it: Place, mine: bool) -> Row:
    name = name_of(it.names)
    return Row(
        cells=(
            _rank(it.place, it.shared),
            _moved(it.climbed),
            t("words.no_data") if it.figure is None else shown(it.figure),
            t(f"words.grade.{it.grade}") if it.grade else None,
            _gained(it.gained),
            t("scorecards.standings.capped", account=name) if it.capped else name,
        ),
        mine=mine,
        press=f"score {typed(it.names)}",
    )


def _member(it: Place, mine: bool) -> Row:
    name: Value = name_of(it.names)
    if it.pending:
        name = t("scorecards.standings.pending", who=name, points=shown(it.pending, signed=True))
    figure = None if it.figure is None else shown(it.figure)
    return Row(cells=(_rank(it.place, it.shared), _moved(it.climbed), figure, _gained(it.gained), name), mine=mine)


def _department(it: Standing[int], service: Service, ctx: Context) -> Row:
    resolved = None
    if service.ended:
        rate = share(_percent(service))
        resolved = t("scorecards.standings.resolved", share=rate, met=service.met, ended=service.ended)
    return Row(
        cells=(*_standing(it), name_of(service.names), resolved),
        mine=ctx.where.direct and ctx.who.unit_id == service.unit_id,
        press=f"requests {typed(service.names)}",
    )


def _region(it: Standing[int], region: Region, ctx: Context) -> Row:
    return Row(
        cells=(*_standing(it), name_of(region.names)), mine=ctx.where.direct and ctx.who.unit_id == region.unit_id
    )


def _standing(it: Standing[int]) -> tuple[Value | None, ...]:
    """Rank, change of rank, figure, change of figure."""
    figure = t("words.no_data") if it.rank.figure is None else Figure(value=it.rank.figure)
    gained = None if it.gained is None else Figure(value=it.gained, signed=True)
    return _rank(it.rank.place, it.rank.shared), _moved(it.climbed), figure, gained


def _rank(place: int | None, shared: bool) -> Value:
    if place is None:
        return t("words.mark.no_data")
    return t("words.mark.shared", rank=place) if shared else t("scorecards.standings.rank", rank=place)


def _moved(climbed: int | None) -> Value | None:
    """▲2, ▼1, – where it stands as it stood; nothing where it did not stand yet."""
    if climbed is None:
        return None
    if climbed == 0:
        return t("words.mark.same")
    return t("words.mark.up", places=climbed) if climbed > 0 else t("words.mark.down", places=-climbed)


def _gained(change: int | None) -> Value | None:
    return None if change is None else shown(change, signed=True)


def _foot(ctx: Context, capped: bool = False) -> T:
    since: date = week_ago(ctx)
    if capped:
        return t("scorecards.standings.foot_capped", cap=half_up(GATE_CAP, 0), day=Day(on=since))
    return t("scorecards.standings.foot", day=Day(on=since))


def _percent(service: Service) -> Exact:
    return Exact(100 * service.met, service.ended)
