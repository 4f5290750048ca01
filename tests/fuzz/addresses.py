"""Addresses by chance, forged for every route and for none: what a tap may carry."""

import re
from random import Random

from tests.random_people import BEGINNINGS, ODD_NUMBERS, PATTERNS, TOLD, WORDS

_PIECE = re.compile(r"\{\w+:(\w+)\}")
OPPORTUNITIES = 9


def address(chance: Random) -> str:
    """Mostly one that fits the site; at times one that leads into the talk, or one that nobody can read."""
    drawn = chance.random()
    if drawn < 0.6:
        return patterned(chance)
    if drawn < 0.75:
        return chance.choice(BEGINNINGS).replace("N", str(chance.randrange(1, OPPORTUNITIES + 1)))
    if drawn < 0.9:
        return _misprinted(chance)
    if drawn < 0.95:
        return patterned(chance) + "/x" * chance.randrange(30, 3000)  # longer than a button carries
    return "".join(chr(chance.randrange(0x2FFF)) for _ in range(chance.randrange(40)))


def patterned(chance: Random) -> str:
    """An address that fits a route, with values that are mostly in range."""
    path = _PIECE.sub(lambda piece: _value(piece[1], chance), chance.choice(PATTERNS))
    return path + chance.choice(TOLD)


def _value(kind: str, chance: Random) -> str:
    if kind == "int" or chance.random() < 0.1:
        odd = chance.random() < 0.2
        return chance.choice(ODD_NUMBERS) if odd else str(chance.randrange(OPPORTUNITIES + 2))
    return str(chance.choice(WORDS[kind]))


def _misprinted(chance: Random) -> str:
    letters = list(patterned(chance))
    for _ in range(chance.randrange(1, 4)):
        place = chance.randrange(len(letters))
        letters[place] = chance.choice(("", "/", "?", "0", "9", "a", "é", "\0", letters[place] * 2))
    return "".join(letters)
