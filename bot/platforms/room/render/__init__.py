"""From parts to the room's HTML: one template a part, everything escaped."""
