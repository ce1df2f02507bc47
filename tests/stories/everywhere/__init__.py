"""One story, on every platform: Slack by HTTP and by socket, Telegram asked and called, and both at once."""
