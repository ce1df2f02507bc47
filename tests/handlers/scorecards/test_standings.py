"""/standings: live ranks, changes in a week, one's own row always there."""

from __future__ import annotations

from datetime import date, timedelta

from handlers.context import Context
from handlers.reply import Reply, Row, Table
from handlers.scorecards.standings import Standings, standings
from scoring.terms import Stage, TriangleRole, UnitKind
from storage import rows
from storage.database import Database, Unit
from storage.tables.accounts import Account, Seat
from storage.tables.company import OrgUnit
from storage.tables.standings import AccountDay, MemberDay, MemberQuarter, Served, ServiceQuarter, UnitDay
from tests.handlers.scorecards.huaxing import TODAY, WEEK_AGO, Office, pressed, said


def board(office: Office, name: str = "accounts", page: int = 1, who: str = "lin") -> Reply:
    def use(ctx: Context) -> Reply:
        return standings(Standings(board=name, page=page), None, ctx)

    return office.asks(who, use)


def table_rows(reply: Reply) -> tuple[Row, ...]:
    return next(part for part in reply.parts if isinstance(part, Table)).rows


def squeezed(reply: Reply) -> list[str]:
    """The lines, with one space where the columns have many."""
    return [" ".join(line.split()) for line in said(reply).split("\n")]


def day(unit: Unit, account_id: int, on: date, outlook: int | None, capped: bool = False) -> None:
    grade = "B" if outlook and outlook >= 8000 else "C"
    row = AccountDay(account_id=account_id, day=on, outlook=outlook, total=outlook, grade=grade, capped=capped)
    rows.put(unit, row)


def the_week(database: Database) -> Office:
    """Voice.md 2.6: five accounts, one of them without data."""
    office = Office(database).found()
    figures = {
        "Huaxing Rail": (8989, 8836),
        "Beichen Power": (8551, 8921),
        "Acme Ports": (6698, 7126),
        "Lanhai Bank": (6000, 6000),
    }

    def work(unit: Unit) -> None:
        for name, (now, then) in figures.items():
            account = Account(names={"en": name}, stage=Stage.GROWTH, region_id=1, opened_on=date(2026, 1, 5))
            rows.add(unit, account)
            day(unit, account.id, TODAY, now, capped=name == "Lanhai Bank")
            day(unit, account.id, WEEK_AGO, then)
        rows.add(unit, Account(names={"en": "Yuheng Air"}, stage=Stage.INITIAL, region_id=1, opened_on=TODAY))
        rows.add(unit, Seat(account_id=1, member_id=office.id("lin"), role=TriangleRole.AR, from_day=WEEK_AGO))

    office.write(work)
    return office


def test_accounts_as_in_the_voice(database: Database) -> None:
    lines = squeezed(board(the_week(database)))
    assert [lines[0], *lines[2:]] == [
        "Accounts by outlook, Wed 25 Nov 10:14",
        "› 1 ▲1 89.89 B +1.53 Huaxing Rail",
        "2 ▼1 85.51 B −3.70 Beichen Power",
        "3 – 66.98 C −4.28 Acme Ports",
        "4 – 60.00 C 0.00 Lanhai Bank *",
        "– no data Yuheng Air",
        "* gate failed: capped at 60. Change since Wed 18 Nov.",
        "[Members] [Departments] [Why Huaxing Rail] ⋯ [Regions]",
    ]


def test_equal_ones_share_a_rank_in_each_row(database: Database) -> None:
    office = the_week(database)
    office.write(lambda unit: day(unit, 2, TODAY, 8989))
    assert [line.split()[0] for line in squeezed(board(office, who="song"))[2:6]] == ["=1", "=1", "3", "4"]


def test_ones_own_row_is_always_there(database: Database) -> None:
    office = the_week(database)

    def work(unit: Unit) -> None:
        for number in range(12):
            account = Account(names={"en": f"A{number}"}, stage=Stage.GROWTH, region_id=1, opened_on=TODAY)
            day(unit, rows.add(unit, account).id, TODAY, 9100 + number)

    office.write(work)
    first = board(office)
    assert [row.mine for row in table_rows(first)] == [False] * 10 + [True]
    assert squeezed(first)[12] == "› 13 ▼11 89.89 B +1.53 Huaxing Rail"
    assert "[11-17 ›]" in said(first)
    assert "standings accounts 2" in pressed(first)
    assert [row.mine for row in table_rows(board(office, page=2))].count(True) == 1
    assert "[‹ 1-10]" in said(board(office, page=2))


def test_a_page_too_far_is_the_last_one(database: Database) -> None:
    office = the_week(database)
    assert said(board(office, page=7)) == said(board(office))


def test_members_by_confirmed_points(database: Database) -> None:
    office = Office(database).found()
    points = {"lin": (6840, 0, 4840), "chen": (5460, 0, 4310), "song": (5460, 0, 5060), "wu": (900, 1200, 900)}

    def work(unit: Unit) -> None:
        for handle, (now, pending, then) in points.items():
            id = office.id(handle)
            rows.add(unit, MemberQuarter(member_id=id, period="2026Q4", hundredths=now, pending=pending))
            rows.add(unit, MemberDay(member_id=id, day=WEEK_AGO, hundredths=then))

    office.write(work)
    assert squeezed(board(office, "members", who="gao"))[2:6] == [
        "1 ▲1 68.40 +20.00 Lin Yue",
        "=2 ▲1 54.60 +11.50 Chen Bo",
        "=2 ▼1 54.60 +4.00 Song Jia",
        "4 – 9.00 0.00 Wu Min (+12.00 to be confirmed)",
    ]


def test_a_member_who_had_nothing_a_week_ago_gained_it_all(database: Database) -> None:
    office = Office(database).found()

    def work(unit: Unit) -> None:
        rows.add(unit, MemberQuarter(member_id=office.id("lin"), period="2026Q4", hundredths=1000))
        rows.add(unit, MemberQuarter(member_id=office.id("wu"), period="2026Q4", hundredths=500))
        rows.add(unit, MemberDay(member_id=office.id("wu"), day=WEEK_AGO, hundredths=500))

    office.write(work)
    assert squeezed(board(office, "members"))[2] == "› 1 ▲1 10.00 +10.00 Lin Yue"


def test_departments_by_resolve_rate_and_accounts(database: Database) -> None:
    """Reception met 14 of 15 and carries accounts at 53.74 on average: half and half."""
    office = the_week(database)

    def work(unit: Unit) -> None:
        for name, met, ended, accounts in (("R&D", 9, 11, (1,)), ("Reception", 14, 15, (1, 2)), ("Bids", 1, 2, ())):
            made = rows.add(unit, OrgUnit(code=name, kind=UnitKind.DEPARTMENT, names={"en": name}))
            rows.add(unit, ServiceQuarter(unit_id=made.id, period="2026Q4", met=met, ended=ended))
            for account in accounts:
                rows.add(unit, Served(unit_id=made.id, period="2026Q4", account_id=account, requests=1))
            rows.add(unit, UnitDay(unit_id=made.id, day=WEEK_AGO, figure=8000))

    office.write(work)
    assert squeezed(board(office, "departments"))[2:5] == [
        "1 – 90.52 +10.52 Reception 93% (14 of 15)",
        "2 ▼1 85.85 +5.85 R&D 82% (9 of 11)",
        "3 ▼2 50.00 −30.00 Bids 50% (1 of 2)",
    ]


def test_regions_by_the_mean_of_their_accounts(database: Database) -> None:
    assert squeezed(board(the_week(database), "regions"))[2] == "1 – 75.60 −1.61 North"


def test_a_board_without_rows_says_so_in_a_sentence(database: Database) -> None:
    assert "Nothing to rank yet." in said(board(Office(database).found(), "members"))


def test_last_quarter_is_no_week_ago_for_members(database: Database) -> None:
    office = Office(database).found()
    first = date(2026, 10, 2)

    def work(unit: Unit) -> None:
        rows.add(unit, MemberQuarter(member_id=office.id("lin"), period="2026Q4", hundredths=1000))
        rows.add(unit, MemberDay(member_id=office.id("lin"), day=first - timedelta(days=7), hundredths=9000))

    office.write(work)
    assert squeezed(board_on(office, first))[2] == "› 1 10.00 Lin Yue"


def board_on(office: Office, on: date) -> Reply:
    now = office.at.replace(year=on.year, month=on.month, day=on.day)
    return office.asks("lin", lambda ctx: standings(Standings(board="members"), None, ctx), now)
