"""Telegram: what comes in, what goes out."""
