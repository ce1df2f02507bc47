"""Pictures of Telegram for the docs: `python -m tests.gallery.telegram` takes them (docs/gallery/telegram)."""
