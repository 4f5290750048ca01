"""What the sample opportunities are made of: texts, towns and invented organisations."""
