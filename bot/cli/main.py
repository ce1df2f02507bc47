"""What `triangle --help` shows. The work of each verb is in the module of its name, so that help stays quick."""

import sys
from importlib import import_module
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(
    help="Iron Triangle: help that arrives for key-account teams. Try it: triangle demo",
    no_args_is_help=True,
    pretty_exceptions_show_locals=False,
    add_completion=False,
)
db = typer.Typer(help="The database.", no_args_is_help=True)
people = typer.Typer(help="People, from the machine itself: the first administrator.", no_args_is_help=True)
app.add_typer(db, name="db")
app.add_typer(people, name="people")


@app.command()
def demo(
    speed: Annotated[int, typer.Option(help="Business minutes per minute, 1 to 300.", min=1, max=300)] = 60,
    port: Annotated[int, typer.Option(help="Port on loopback; 0 takes a free one.")] = 8765,
    data: Annotated[Path, typer.Option(help="Folder where the demo keeps its database.")] = Path("data/demo"),
    fresh: Annotated[bool, typer.Option("--fresh", help="Begin again with the demo's first morning.")] = False,
) -> None:
    """Open the web room of a demo company: nothing to install, no account, no token."""
    _call("demo", speed=speed, port=port, data=data, fresh=fresh)


@app.command()
def serve() -> None:
    """Run the server: every platform whose tokens are set, on the database of DATABASE_URL."""
    _call("serve")


@app.command()
def chat(
    as_: Annotated[str, typer.Option("--as", help="Who speaks: a handle or a name.")],
    in_: Annotated[str | None, typer.Option("--in", help="The account in whose channel they speak.")] = None,
    json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
) -> None:
    """Read commands from standard input, a line each, and print the replies."""
    _call("chat", as_=as_, in_=in_, json=json)


@app.command()
def seed() -> None:
    """Fill an empty database with the demo company."""
    _call("seed")


@app.command()
def evaluate(files: Annotated[list[str], typer.Argument(metavar="FILE...", help="What-if files (JSON).")]) -> None:
    """Evaluate what-if files: scorecards, clocks and splits, by the rules the bot uses."""
    _call("evaluate.run", "main", files=files)


@app.command()
def replay() -> None:
    """Fold all facts again and compare with the standings: they must be the same, to the cent."""
    _call("replay")


@app.command()
def doctor() -> None:
    """Look for what would trip the server: database, calendars, holes in the ladder."""
    _call("doctor")


@app.command("slack-manifest")
def slack_manifest(
    socket: Annotated[bool, typer.Option("--socket/--http", help="How Slack reaches the bot.")] = True,
    url: Annotated[str, typer.Option(help="With --http: the server's address, https://…")] = "",
    many: Annotated[bool, typer.Option("--many", help="Other workspaces install it too, by OAuth.")] = False,
) -> None:
    """Print the manifest with which the Slack app is made."""
    _call("slack_manifest", socket=socket, url=url, many=many)


@db.command()
def upgrade() -> None:
    """Bring the tables to this version."""
    _call("upgrade")


@people.command("add")
def people_add(
    name: Annotated[str, typer.Argument(help='A name, e.g. "Deng An".')],
    role: Annotated[str, typer.Option(help="member, manager, department_lead, executive or admin.")] = "member",
    handle: Annotated[str | None, typer.Option(help="The short name for @handle.")] = None,
) -> None:
    """Add a person."""
    _call("people", name=name, role=role, handle=handle)


def _call(module: str, function: str = "run", **options: object) -> None:
    """Load a verb's module and run it; its result is the exit status."""
    status = getattr(import_module(f"bot.cli.{module}"), function)(**options)
    sys.exit(status or 0)
