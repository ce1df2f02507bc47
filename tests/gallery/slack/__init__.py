"""What Slack shows, as pages: `python -m tests.gallery.slack` draws them into docs/gallery/slack."""
