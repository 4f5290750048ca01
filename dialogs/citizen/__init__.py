"""The pages for citizens, one noun to a file."""
