"""The rules: pure functions on plain values, no I/O, no clock of their own."""
