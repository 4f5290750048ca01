"""How hard a Dutch text is to read: its sentences, its words, and a score; and what to do about it."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

HARD_WORDS = Path(__file__).parent / "hard_words.csv"
KNOWN = frozenset(
    (
        *("campagneteam", "organisatie", "organisaties", "telefoonnummer", "e-mailadres", "telegram-account"),
        *("vrijwilligerswerk", "vrijwilligerscentrum", "vrijwilligerscentra", "uitnodiging", "herinnering"),
        *("herinneringen", "postcode", "gemeente", "antwoorden", "iedereen", "bewaren", "veranderen"),
    )
)
"""Words that whoever uses the bot knows or soon learns: long, but not hard."""
SCORED = 10
"""Words from which on a text has a score: of fewer it tells nothing."""

_TAG, _FIELD = re.compile(r"<[^>]*>"), re.compile(r"\{[^}]*\}")
_END = re.compile(r"[.!?:;…]+(?=[\s)”’\"]|$)|[\n·•]|\s[–-]\s")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_VOWELS = re.compile(
    "aai|ooi|oei|eeuw|ieuw|aa|ee|oo|uu|ie|oe|eu|ui|ij|ei|ou|au|[aeiouyáéíóúàèäëïöü]", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Level:
    """What a reader can be asked: words a sentence, letters a word, a score, and which lists are hard."""

    words: int
    letters: int
    score: int
    lists: frozenset[str]


CITIZENS = {
    "nl": Level(words=14, letters=16, score=60, lists=frozenset({"B1"})),
    "nl@simple": Level(words=10, letters=13, score=75, lists=frozenset({"B1", "A2"})),
}
"""What everybody reads, in each Dutch."""
OTHERS = {
    "nl": Level(words=20, letters=22, score=45, lists=frozenset({"B1"})),
    "nl@simple": Level(words=14, letters=18, score=60, lists=frozenset({"B1"})),
}
"""What organisations and the campaign team read."""


def faults(text: str, level: Level) -> list[str]:
    """Everything that makes a text harder than its readers like, in sentences that say what to do."""
    return list(dict.fromkeys([*_long(text, level), *_hard(text, level), *_score(text, level)]))


def sentences(text: str) -> list[str]:
    """The sentences of a text; what is filled in counts for one word."""
    plain = _FIELD.sub("iets", _TAG.sub("", text))
    return [one.strip() for one in _END.split(plain) if one and _WORD.search(one)]


def words(text: str) -> list[str]:
    """The words of a text, without numbers and emoji."""
    return _WORD.findall(text)


def score(texts: str) -> float:
    """The Flesch-Douma score, the usual one for Dutch: 100 and up is very easy, 60 is plain, 30 is hard."""
    parts = [words(one) for one in sentences(texts)]
    count = sum(map(len, parts))
    syllables = sum(_syllables(word) for part in parts for word in part)
    return 206.84 - 0.93 * count / len(parts) - 77 * syllables / count


@cache
def hard_words() -> tuple[tuple[re.Pattern[str], str, str, str], ...]:
    """How each hard word is found, the word itself, easier ones, and the list it is on."""
    with HARD_WORDS.open(encoding="utf-8", newline="") as file:
        return tuple(
            (
                re.compile(rf"(?<!\w){re.escape(row['hard'])}(?!\w)", re.IGNORECASE),
                row["hard"],
                row["easier"],
                row["level"],
            )
            for row in csv.DictReader(file)
        )


def _long(text: str, level: Level) -> Iterator[str]:
    for sentence in sentences(text):
        found = words(sentence)
        if len(found) > level.words:
            yield (
                f"Make two sentences of “{sentence}”: it has {len(found)} words, "
                f"and at most {level.words} are easy to read."
            )
        for word in found:
            if len(word) > level.letters and word.lower() not in KNOWN:
                yield f"Take a shorter word for “{word}”: it has {len(word)} letters."


def _hard(text: str, level: Level) -> Iterator[str]:
    for pattern, hard, easier, listed in hard_words():
        if listed in level.lists and pattern.search(text):
            yield f"Say it easier than “{hard}”: {easier}."


def _score(text: str, level: Level) -> Iterator[str]:
    if len(words(" ".join(sentences(text)))) >= SCORED and (got := score(text)) < level.score:
        longest = sorted(set(words(text)), key=_syllables)[-3:]
        yield (
            f"Say it with shorter words than {', '.join(longest)}: its score is {got:.0f}, "
            f"and {level.score} is the least."
        )


def _syllables(word: str) -> int:
    """About how many; a word that everybody knows is read at a glance."""
    return 2 if word.lower() in KNOWN else max(1, len(_VOWELS.findall(word)))
