"""From a typed line to a command's arguments: words, amounts, days, names, forms (domain.md 11)."""
