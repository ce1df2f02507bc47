"""A Bot API server that behaves like the real one where it hurts (platform-facts.md 13 to 19).

    with BotApi() as telegram:
        lin = telegram.person("lin", "Lin Yue", language="zh-hans")
        huaxing = telegram.group("Huaxing", lin)
        lin.starts()
        lin.types("/win 2.5M Signalling lot 2", in_=huaxing)
        lin.presses("Confirm", on="Order")
        lin.sees("Confirmed")
        assert telegram.quiet(), telegram.unexpected()

It knows nothing of the product and its limits. Every limit, text and order here is Telegram's; numbers in docstrings
are sections of platform-facts.md. `python -m tests.servers.telegram` runs it alone, with a chat page.
"""

from tests.servers.telegram.bot_api import BotApi
from tests.servers.telegram.drivers.channel import Channel
from tests.servers.telegram.drivers.person import Person
from tests.servers.telegram.drivers.places import Group
from tests.servers.telegram.drivers.sight import Sight

__all__ = ["BotApi", "Channel", "Group", "Person", "Sight"]
