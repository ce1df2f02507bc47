"""The tables, one file a chapter. Importing this package fills the metadata for migrations."""

from storage.tables import accounts, coaching, company, events, messages, plans, requests, standings

__all__ = ["accounts", "coaching", "company", "events", "messages", "plans", "requests", "standings"]
