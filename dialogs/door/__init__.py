"""The door: plain pages for whoever has no Telegram, that links and posters open in a browser."""
