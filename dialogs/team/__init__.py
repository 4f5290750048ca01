"""The pages for the campaign team, one noun to a file."""
