"""A Slack for tests: real HTTP and WebSocket on loopback, strict where the real one is.

    with SlackServer() as slack:
        lin = slack.workspace.person("lin", email="lin@qiming.example")
        slack.workspace.channel("acct-huaxing", lin)
        slack.deliver_to("http://127.0.0.1:8080/slack/events")
        lin.types("/win 2.5M Signalling lot 2", in_="acct-huaxing")
        lin.presses("Confirm", on=lin.sees("Order · Huaxing Rail"))
        assert slack.quiet()

It is written from what is known of the real platform; README.md beside it says what it refuses.
"""

from tests.servers.slack.clock import Timing
from tests.servers.slack.person import Person, Typed
from tests.servers.slack.server import SlackServer
from tests.servers.slack.shown import Seen
from tests.servers.slack.things import App, Channel, Message
from tests.servers.slack.workspace import Workspace

__all__ = ["App", "Channel", "Message", "Person", "Seen", "SlackServer", "Timing", "Typed", "Workspace"]
