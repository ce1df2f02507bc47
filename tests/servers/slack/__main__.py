"""A workspace on the desk: `python -m tests.servers.slack` shows a page, and how the bot joins it."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from threading import Event

import yaml  # type: ignore[import-untyped]

from bot.demo.cast import cast
from tests.servers.slack.server import SlackServer


def main() -> None:
    asked = _arguments()
    slack = SlackServer(port=asked.port)
    if asked.manifest:
        slack.takes(yaml.safe_load(Path(asked.manifest).read_text("utf-8")))
    else:
        slack.app.commands = None
    if asked.socket:
        slack.socket_mode()
    else:
        slack.deliver_to(asked.app.rstrip("/") + "/slack/events")
    people(slack)
    with slack:
        sys.stdout.write(told(slack))
        sys.stdout.flush()
        try:
            Event().wait()
        except KeyboardInterrupt:
            sys.stdout.write("\n")


def people(slack: SlackServer) -> None:
    """The demo company's, with their addresses, so that the bot knows them; channels to invite the bot to."""
    everybody = [
        slack.workspace.person(handle, email=f"{handle}@qiming.example", real_name=str(read["names"]["en"]))
        for handle, read in cast()["people"].items()
    ]
    slack.workspace.channel("acct-huaxing", *(slack.person(name) for name in ("lin", "chen", "wu", "gao")), bot=False)
    slack.workspace.channel("rd-queue", *(slack.person(name) for name in ("he", "tang", "deng")), bot=False)
    slack.workspace.channel("lobby", *everybody, bot=False)


def told(slack: SlackServer) -> str:
    lines = [f"The workspace is at {slack.url}", "The bot connects with:", ""]
    lines += [f"export {name}={value}" for name, value in slack.environment().items()]
    where = "by Socket Mode" if slack.app.socket_mode else f"to {slack.app.request_url}"
    return "\n".join([*lines, "", f"Deliveries go {where}. Ctrl-C ends it.", ""])


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.servers.slack", description=__doc__)
    parser.add_argument("--port", type=int, default=8090, help="where the workspace is (8090)")
    parser.add_argument("--app", default="http://127.0.0.1:8080", help="where the bot serves (http://127.0.0.1:8080)")
    parser.add_argument("--manifest", metavar="FILE", help="the app's: its commands, shortcuts, events, scopes")
    parser.add_argument("--socket", action="store_true", help="Socket Mode instead of HTTP")
    return parser.parse_args()


if __name__ == "__main__":
    main()
