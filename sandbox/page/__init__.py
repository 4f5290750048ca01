"""Phones in a browser that talk to the bot, on this machine only."""
