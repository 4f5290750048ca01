"""Who reads a text, told by where it stands in the code: everybody, or organisations and the team."""

from babel.messages.catalog import Message

from dialogs import catalogues
from tools.readability import dutch

INSIDE = ("dialogs/organisation/", "dialogs/team/", "dialogs/codes/", "dialogs/admitting.py")
"""What only members of organisations and the campaign team come to."""
POSTERS = "dialogs/codes/printing.py"
"""Where they print a poster: what stands on it is read by all who pass by."""


def is_everybodys(message: Message) -> bool:
    """Whether a text is said to citizens too."""
    return any(path == POSTERS or not path.startswith(INSIDE) for path, _ in message.locations)


def faults(message: Message, language: str) -> list[str]:
    """What makes a translation too hard to read; nothing in languages that are no Dutch."""
    levels = dutch.CITIZENS if is_everybodys(message) else dutch.OTHERS
    if language not in levels or message.fuzzy:
        return []
    found = [fault for form in catalogues.forms_of(message) for fault in dutch.faults(form, levels[language])]
    return list(dict.fromkeys(found))
