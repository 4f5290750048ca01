"""What people type, made fit to be kept: without what cannot be seen, each line trimmed."""

_JOINERS = "\u200c\u200d"
"""Invisible, and part of how Persian and some pictograms are written."""


def tidy(text: str) -> str:
    """What was typed without what cannot be seen, each line trimmed, empty lines left out."""
    found = (" ".join(_visible(line).split()) for line in text.splitlines())
    return "\n".join(line for line in found if line)


def _visible(line: str) -> str:
    return "".join(letter if letter.isprintable() or letter in _JOINERS else " " for letter in line)
