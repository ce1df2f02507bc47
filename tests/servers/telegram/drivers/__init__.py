"""People with their clients, and the places where they meet: how tests act on Telegram."""
