"""/standings [accounts|members|departments|regions] [PAGE]: where everybody stands (domain.md 4.6; voice.md 2.6)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Annotated, Final

from handlers.arguments.choices import ChoiceSlot
from handlers.arguments.slots import AWhole
from handlers.command import Args, Command, nothing
from handlers.context import Context
from handlers.permissions import May
from handlers.reply import Button, Buttons, Line, Reply, Table, here, only_you
from handlers.scorecards.boards import Board, account_board, department_board, member_board, region_board
from handlers.scorecards.figures import name_of, typed
from handlers.values import t

PAGE = 10
BOARDS: Final[Mapping[str, Callable[[int, Context], Board]]] = {
    "accounts": account_board,
    "members": member_board,
    "departments": department_board,
    "regions": region_board,
}


class Standings(Args):
    board: Annotated[str, ChoiceSlot(tuple(BOARDS), label="scorecards.standings")] = "accounts"
    page: AWhole = 1


def standings(args: Standings, _: None, ctx: Context) -> Reply:
    page = max(args.page, 1)
    board = BOARDS[args.board](PAGE * (page - 1), ctx)
    if page > (last := _last(board.of)):
        return standings(Standings(board=args.board, page=last), None, ctx)
    answer = only_you if ctx.where.direct else here
    if not board.rows:
        empty = Line(text=t("scorecards.standings.empty"))
        return answer(Line(text=board.caption, role="title"), empty, _buttons(args, board))
    table = Table(caption=board.caption, columns=board.columns, rows=board.rows, foot=board.foot)
    return answer(table, _buttons(args, board))


def _buttons(args: Standings, board: Board) -> Buttons:
    """The other boards, or the pages where there are several."""
    others = [
        Button(label=t(f"scorecards.standings.{name}"), command=f"standings {name}")
        for name in BOARDS
        if name != args.board
    ]
    acts = [*_pages(args, board.of), *others[:2], *_why(board), *others[2:]]
    return Buttons(shown=tuple(acts[:3]), more=tuple(acts[3:]))


def _pages(args: Standings, of: int) -> list[Button]:
    here_, last = max(args.page, 1), _last(of)
    return [_page(args.board, page, of, page < here_) for page in (here_ - 1, here_ + 1) if 1 <= page <= last]


def _last(of: int) -> int:
    """The number of the last page; there is always a first one."""
    return max(1, -(-of // PAGE))


def _page(board: str, page: int, of: int, back: bool) -> Button:
    first, last = PAGE * (page - 1) + 1, min(PAGE * page, of)
    label = t(f"scorecards.standings.{'back' if back else 'on'}", first=first, last=last)
    return Button(label=label, command=f"standings {board} {page}")


def _why(board: Board) -> list[Button]:
    """One's own account."""
    if board.mine is None:
        return []
    label = t("scorecards.standings.why", account=name_of(board.mine))
    return [Button(label=label, command=f"why {typed(board.mine)}")]


COMMANDS = (
    Command(
        "standings",
        takes=Standings,
        on=nothing,
        may=May.SEE_STANDINGS,
        run=standings,
        example="standings accounts",
        reads=True,
    ),
)
