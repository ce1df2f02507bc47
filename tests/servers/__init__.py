"""Servers that behave like the platforms' own, where it hurts: for tests, and alone for a developer's desk."""
