"""The `triangle` script: one file a command group."""
