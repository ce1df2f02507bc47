"""`triangle db upgrade`: bring the tables to this version."""

from bot.runtime import open_database
from bot.settings import Settings
from storage.migrate import current, upgrade


def run() -> int:
    database = open_database(Settings().database_url)
    upgrade(database.engine)
    print(f"The tables are at version {current(database.engine)}.")
    database.close()
    return 0
