"""Words that the bot does not put on a picture: a short list per language, whatever language is spoken.

The lists in `unkind/` hold the plain insults and curses that we are sure of; a language without a list has no
reader who was sure. They are ours because those one can install refuse everyday Dutch ("homo", "schatje",
"gat") and lack the commonest curses. Who wants to will get round them: what they prevent is the obvious.
"""

import re
from functools import cache
from pathlib import Path

from dialogs.folding import fold, undisguised

FOLDER = Path(__file__).parent / "unkind"
"""A file for each language, a word a line; a `*` stands for whatever comes before or after it."""


def is_unkind(text: str) -> bool:
    """Whether one of the words is on a list, however it is written."""
    *words, together = undisguised(text)
    return any(_listed().fullmatch(word) for word in words) or bool(_listed(whole=True).fullmatch(together))


@cache
def _listed(*, whole: bool = False) -> re.Pattern[str]:
    """All of them; for words that happen to meet in a text, with nothing before or after."""
    words = [word for path in sorted(FOLDER.glob("*.txt")) for word in path.read_text("utf-8").split()]
    return re.compile("|".join(_pattern(word.strip("*") if whole else word) for word in words))


def _pattern(word: str) -> str:
    """A word with each of its letters as often as somebody likes, but no seldomer than it is written."""
    runs = re.finditer(r"(.)\1*", fold(word).replace(" ", ""))
    return "".join(r"\w*" if run[1] == "*" else f"{re.escape(run[1])}{{{len(run[0])},}}" for run in runs)
