"""Support requests: asking, their life, and the clocks that keep the promise (domain.md 6)."""
