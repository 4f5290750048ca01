"""Opportunities in and out: files of other systems read and brought in, ours written out."""
