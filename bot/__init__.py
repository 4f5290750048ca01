"""How the bot runs: Telegram, the clock, the environment, processes and the command line."""
