"""What the bot is about: records and rules, in the standard library alone."""
