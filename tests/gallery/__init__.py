"""Pictures of the room for the docs: `python -m tests.gallery` takes them (docs/gallery)."""
