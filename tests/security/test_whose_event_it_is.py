"""One's own event first in the line opens no way to somebody else's behind it."""

from __future__ import annotations

from tests.world import a_company


def test_reminding_of_ones_own_event_reminds_nobody_of_another_accounts() -> None:
    with a_company().with_account("ACME").with_account("ORBIT", ar="cy", sr="bo", sponsor="ann") as world:
        own = world.ann.says("/log ACME site_visit").number
        theirs = str(world.cy.says("/log ORBIT site_visit").number)
        world.bo.news()
        answer = world.ann.says(f"/remind {own} {theirs}")
        assert theirs not in answer.text
        assert [message for message in world.bo.news() if theirs in message.text] == []
