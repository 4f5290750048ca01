"""One line of what is looked at around an asking week: whether it is fine, and where to go if it is not."""

from dataclasses import dataclass

from dialogs.screen import Link
from dialogs.text import Say, Text, lines


@dataclass(frozen=True, slots=True)
class Line:
    """What was looked at, with the details under it and the ways there."""

    fine: bool
    what: Text
    details: tuple[Text, ...] = ()
    buttons: tuple[Link, ...] = ()


def told(say: Say, line: Line) -> Text:
    """The line with its mark."""
    head = say("✅ {what}", what=line.what) if line.fine else say("👉 {what}", what=line.what)
    return lines(head, *line.details)
