"""What the bot says: pages, wording and languages. A page takes a Visit and returns a Screen."""
