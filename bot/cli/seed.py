"""`triangle seed`: fill an empty database with the demo company."""

import sys

from bot.demo.seed import NotEmpty, seed
from bot.runtime import open_database
from bot.settings import Settings
from storage.migrate import upgrade


def run() -> int:
    database = open_database(Settings().database_url)
    upgrade(database.engine)
    try:
        seed(database)
    except NotEmpty:
        print("This database holds a company already; seed fills an empty one.", file=sys.stderr)
        return 1
    finally:
        database.close()
    print("Qiming Systems is here. Talk to it: triangle chat --as lin --in Huaxing")
    return 0
