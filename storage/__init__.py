"""What the bot remembers: tables, queries, migrations and the gazetteer; SQL lives here alone."""
