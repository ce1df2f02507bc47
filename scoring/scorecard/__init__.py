"""Scorecards: what a plan measures, and how it stands on a day (domain.md 4)."""
