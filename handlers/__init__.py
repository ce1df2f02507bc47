"""The use-cases: one command or one tick in, one reply and its effects out; platform-neutral."""
