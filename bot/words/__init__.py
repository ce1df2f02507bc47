"""Words: from a language-free reply to what its reader reads."""
