"""How the bot runs: Telegram, the clock, the environment, processes and the command line."""

VERSION = "0.1.0"
"""The version of all of it, the same as in `pyproject.toml`."""
