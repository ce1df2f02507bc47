"""The company's own voice: who speaks when nobody typed."""

from __future__ import annotations

from datetime import datetime

from handlers.context import Context
from storage.database import Unit
from storage.find.company import the_company
from storage.tables.company import Member


def by_itself(unit: Unit, now: datetime) -> Context:
    """The context of a tick, or of a message on its way out: no member asks (id 0)."""
    company = the_company(unit)
    voice = Member(id=0, names=company.names, language=company.language, timezone=company.timezone)
    return Context(unit, company, voice, now)
