"""One way to put an opportunity in words, before it has an organisation and a place."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from campaign.values import Dutch, Task

_CHOICE = re.compile(r"\[([^\]]*)\]")


@dataclass(frozen=True, slots=True)
class Wording:
    """What an organisation of one of these kinds could ask.

    `title` and `description` may hold choices "[a|b]" and the names {organisation} and {place}.
    `when` is one of "once DAYS TIMES", "weekly DAYS TIMES", "dates DAYS TIMES" (three of them), "free" or
    "free CELLS". DAYS is any, weekday, weekend or names parted by "/"; TIMES are stretches parted by "|".
    `places` is the fewest and the most; `most` is how many organisations may ask it; within so many days
    (`within`) lies a single date.
    """

    key: str
    task: Task
    kinds: str
    title: str
    description: str
    when: str
    places: tuple[int, int]
    dutch: Dutch = Dutch.LITTLE
    beginners: bool = True
    bring: str = ""
    min_age: int = 0
    likes: str = ""
    language: str = "nl"
    online: bool = False
    most: int = 4
    within: int = 35


def said(text: str, choose: Callable[[list[str]], str]) -> str:
    """The text with each of its choices made."""
    return _CHOICE.sub(lambda match: choose(match[1].split("|")), text)
