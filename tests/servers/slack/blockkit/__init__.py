"""Block Kit's limits, from platform facts 9, counted in code points; knows nothing of the product's own limits."""

from tests.servers.slack.blockkit.surfaces import checked_blocks, checked_view, faults_of

__all__ = ["checked_blocks", "checked_view", "faults_of"]
