"""Questions to the memory, one file a chapter; a query's name says the question it answers."""
