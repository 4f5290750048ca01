"""Opportunities in and out: files of other systems read and brought in, ours written out."""

from pathlib import Path

from storage.feeds.exporting import Exported, Format, write_out
from storage.feeds.importing import bring_in
from storage.feeds.reading import Feed, FeedError, read
from storage.feeds.report import Report

SAMPLES = Path(__file__).parent.parent.parent / "samples" / "opportunities.csv"
"""The invented opportunities of the demo."""

__all__ = ["SAMPLES", "Exported", "Feed", "FeedError", "Format", "Report", "bring_in", "read", "write_out"]
