"""The demo company: who is in it, and what happened in its first twelve weeks (docs/domain.md 2)."""
