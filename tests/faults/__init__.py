"""What must hold when the process or the machine fails at any moment (house rules 1 and 2)."""
