"""Coaching: what is seen on accounts and people, said in few nudges and one digest a week (domain.md 7)."""
