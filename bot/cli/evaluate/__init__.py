"""What-if files: read strictly, evaluated with the code that the bot uses, answered a line each."""
