"""The web room: channels, direct messages and the live board in a browser (voice.md 5)."""
