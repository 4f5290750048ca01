"""The pages for members of organisations, one noun to a file."""
