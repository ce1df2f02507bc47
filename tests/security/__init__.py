"""What somebody tries who should not: what is not theirs to read, to change or to break."""
