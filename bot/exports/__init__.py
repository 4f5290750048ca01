"""Files that what happened is given out in."""
