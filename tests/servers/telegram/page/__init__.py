"""A chat page for a developer's browser: choose who to be, and do by hand what the drivers do."""
