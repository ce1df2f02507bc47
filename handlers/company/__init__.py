"""The company itself: accounts and people, who stands in, settings, help (domain.md 2, 10, 11)."""
