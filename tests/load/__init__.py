"""A country's worth of talk over HTTP: how much goes through, how fast, and whether anything is lost."""
