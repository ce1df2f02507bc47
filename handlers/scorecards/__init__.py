"""Plans, scores and standings: where an account stands, why, and what would move it (domain.md 4)."""
