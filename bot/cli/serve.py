"""`triangle serve`: the server on the database of DATABASE_URL."""

import asyncio
import secrets
import sys

from bot.app import application, serve
from bot.cli.note import note_beside
from bot.clock import SystemClock
from bot.logs import set_up
from bot.platforms.chosen import chosen
from bot.platforms.terminal import TerminalPort
from bot.runtime import assemble, open_database
from bot.settings import Settings
from bot.warm import warm_up
from handlers.due import begin_standing
from handlers.voice import by_itself
from storage.find.company import has_company
from storage.migrate import is_current, upgrade

NOBODY = """Nobody is here yet, so nobody could be answered. First: triangle people add "Your Name" --role admin
(or, to look around: triangle seed)"""


def run() -> int:
    settings = Settings()
    set_up(settings.log_level)
    database = open_database(settings.database_url)
    if database.sqlite:
        upgrade(database.engine)
    elif not is_current(database.engine):
        print("The database is of another version. Run: triangle db upgrade", file=sys.stderr)
        return 1
    clock = SystemClock()
    platforms = chosen(settings)
    founded = database.read(has_company).result()
    if platforms and not founded:
        print(NOBODY, file=sys.stderr)
        return 1
    ports = {"terminal": TerminalPort(), **{platform.name: platform.port for platform in platforms}}
    runtime = assemble(database, clock, ports=ports)
    if founded:
        database.write(lambda unit: begin_standing(by_itself(unit, clock.now()))).result()
    key = secrets.token_urlsafe(24) if settings.sqlite_file else None
    app = application(runtime, key=key, platforms=platforms)
    warm_up()
    if refused := asyncio.run(serve(app, settings.host, settings.port, note_beside(settings.sqlite_file))):
        print(refused, file=sys.stderr)
        return 1
    return 0
