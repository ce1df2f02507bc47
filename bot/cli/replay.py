"""`triangle replay`: fold all facts again; the standings must be the same, to the cent."""

from bot.runtime import open_database
from bot.settings import Settings
from storage.replay import check


def run() -> int:
    database = open_database(Settings().database_url)
    differences = database.read(check).result()
    database.close()
    for difference in differences:
        print(difference)
    print("The standings equal their facts." if not differences else f"{len(differences)} differences.")
    return 1 if differences else 0
