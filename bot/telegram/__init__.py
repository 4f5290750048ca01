"""The only door to Telegram."""
