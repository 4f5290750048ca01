"""A Telegram to talk to when there is none: for developing, demonstrating and testing a bot offline."""
