"""Opportunities in and out: CSV, Volunteering Data and JobPosting; import what you need from its modules."""
