"""A small company to tell stories in: builders make it, people speak in it, it ends clean (house rules 19 and 20).

    with a_company().with_account("ACME").with_department("R&D") as world:
        world.at("mon 09:00")
        ask = world.ann.says("/ask ACME rd_clarification P1 rail spec")
        world.passes("8h", working=True)
        assert "R1 is past its time" in world.lee.hears().last.text

The cast: ann (AR) and bo (SR) on the team, cy (FR), mia their manager, sue the sponsor, hal head of sales, ada the
administrator, lee and ray of R&D, and zoe, who must see nothing. Everybody speaks English in Shanghai unless asked
otherwise; working hours are 9:00-12:00 and 13:00-18:00, Monday to Friday; the story begins on Monday 23 November 2026
at 9:00.
"""

from tests.world.company import World, a_company
from tests.world.listening import Heard, Message
from tests.world.people import Answer, Channel, Person

__all__ = ["Answer", "Channel", "Heard", "Message", "Person", "World", "a_company"]
