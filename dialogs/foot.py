"""The foot of a citizen's screen: one last row with other ways to hear or read the very same."""

from dialogs.languages import EASY, is_checked
from dialogs.screen import LONGEST, Link, Row
from dialogs.text import Say
from dialogs.visit import House

EASIER, USUAL = "easier", "usual"
"""What stands before the address of a screen to see it in the other register of its language."""
LISTEN = "listen"
"""What stands before it to hear it read aloud."""
UNCLEAR, SENTENCE = "unclear", "sentence"
"""What stands before it to choose what on it is not right, and to tell of one text of it."""
NAMES = (LISTEN, EASIER, USUAL, UNCLEAR, SENTENCE)
_OTHERWISE = "home"
"""Where a way leads whose screen has too long an address to stand behind it."""


def foot(house: House, say: Say, path: str, name: str) -> Row:
    """The ways that there are for the screen `name` at a path, in the language of `say`; often none."""
    ways = (_listening(house, say, path, name), _register(house, say, path), _unclear(say, path))
    return tuple(button for button in ways if button is not None)


def same(say: Say, path: str) -> str:
    """The address that shows once more what stands at a path, and changes nothing."""
    return to(EASIER if say.language.code.endswith(EASY) else USUAL, path)


def to(way: str, path: str) -> str:
    """The address of one way to read what stands at a path."""
    whole = f"{way}/{path}"
    return whole if len(whole.encode()) <= LONGEST else f"{way}/{_OTHERWISE}"


def _listening(house: House, say: Say, path: str, name: str) -> Link | None:
    """Nothing where nobody reads it aloud in this very language, or the address is too long to say which."""
    address = f"{LISTEN}/{path}"
    if not house.recorded.has(name, say.language.code) or len(address.encode()) > LONGEST:
        return None
    return Link(say("🔊 Listen"), address)


def _register(house: House, say: Say, path: str) -> Link | None:
    code = say.language.code
    if house.languages.sibling(code) is None:
        return None
    if code.endswith(EASY):
        return Link(say("🔤 Usual words"), to(USUAL, path))
    return Link(say("🔤 Easier words"), to(EASIER, path))


def _unclear(say: Say, path: str) -> Link | None:
    """Nothing in a language that was read by a native reader, or where one tells of a text already."""
    if is_checked(say.language) or path.partition("/")[0] in (UNCLEAR, SENTENCE):
        return None
    return Link(say("✏️ Text not right?"), to(UNCLEAR, path))
