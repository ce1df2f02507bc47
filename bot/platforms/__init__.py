"""Where people talk: each platform takes lines in and brings messages out."""
