"""`python -m tests.servers.telegram [PORT]`: a Telegram on the desk, with a chat page in the browser."""

from __future__ import annotations

import sys
import threading

from tests.servers.telegram.bot_api import BotApi
from tests.servers.telegram.page.acts import Desk
from tests.servers.telegram.page.routes import page_routes

PORT = 8081
PEOPLE = (
    ("lin", "Lin Yue", "en"),
    ("chen", "Chen Bo", "en"),
    ("wu", "吴敏", "zh-hans"),
    ("tang", "唐薇", "zh-hans"),
    ("gao", "高梅", "zh-hant"),
)


def furnished(api: BotApi) -> Desk:
    """The demo's people, a group and a forum."""
    desk = Desk(api)
    for handle, name, language in PEOPLE:
        desk.joins(handle, name, language)
    people = tuple(desk.people.values())
    api.group("Huaxing Rail", *people)
    accounts = api.group("Key accounts", *people, forum=True)
    accounts.opens("Huaxing Rail")
    accounts.opens("Beichen Power")
    return desk


def main() -> None:
    api = BotApi(port=int((*sys.argv, str(PORT))[1]))
    api.start(*page_routes(furnished(api)))
    print(f"A Telegram to chat in: {api.url}/\n\nConnect the bot to it:\n")  # noqa: T201
    print("\n".join(f"export {name}={value}" for name, value in api.env.items()) + "\ntriangle serve")  # noqa: T201
    try:
        threading.Event().wait()
    except KeyboardInterrupt:
        api.stop()


if __name__ == "__main__":
    main()
