"""The tables, one file a chapter. Importing this package fills the metadata for migrations."""

from storage.tables import accounts, coaching, company, events, messages, plans, requests, slack, standings

__all__ = ["accounts", "coaching", "company", "events", "messages", "plans", "requests", "slack", "standings"]

for _link in ("manager_id", "lead_id", "on_duty_id", "queue_id"):
    for _key in company.OrgUnit.__table__.c[_link].foreign_keys:  # type: ignore[attr-defined]
        _key.constraint.use_alter = True
for _key in company.Conversation.__table__.c.account_id.foreign_keys:  # type: ignore[attr-defined]
    _key.constraint.use_alter = True
