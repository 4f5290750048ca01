"""Tools for those who work on the bot; nothing of them runs in it."""
