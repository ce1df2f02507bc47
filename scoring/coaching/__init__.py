"""When a nudge is due, and which of several are said (domain.md 7). Pure: days and counts in, verdicts out."""
