"""What is seen of a site in an invented language: texts that were forgotten, and sentences that are glued."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from functools import cache
from typing import Literal

from dialogs import catalogues
from dialogs.formats import ENDONYMS, day_names, joined, language_name, month_names, short_day
from dialogs.languages import EASY, Languages
from dialogs.pseudo import BEGIN, END, MIRRORED, PSEUDO, pseudo
from dialogs.screen import Screen
from dialogs.text import FIRST_STRONG_ISOLATE, POP_ISOLATE, Language

DISGUISED = (PSEUDO, MIRRORED)
_ENDS = ".?!:…"
_ENGLISH = re.compile(r"[A-Za-z]{3,}")


def with_disguised(languages: Languages) -> Languages:
    """These languages, and the invented ones, of which one has easy words too."""
    invented = [pseudo(code) for code in DISGUISED]
    easy = [replace(one, code=f"{one.code}{EASY}") for one in invented if one.code == PSEUDO]
    return Languages([*languages, *invented, *easy])


@dataclass
class Looking:
    """Looks at screens.

    `data` is what people and organisations wrote, and what Babel knows by itself; `letters` are how messages
    begin that go to somebody who reads another language.
    """

    data: set[str] = field(default_factory=set)
    letters: list[re.Pattern[str]] = field(default_factory=list)
    seen: dict[str, str] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)

    def look(self, screen: Screen, address: str) -> None:
        """Take in all that a screen shows."""
        for text in shown(screen):
            self.seen.setdefault(text, address)
        for label in (button.label for row in screen.rows for button in row):
            self.labels.setdefault(label.plain, address)

    def finds_nothing(self) -> None:
        """Fail where there is something to mend."""
        for found in (self.forgotten(), self.glued(), self.unbalanced(), self.unmarked()):
            assert not found, "\n" + "\n".join(f"{what}   in {where}" for what, where in found.items())

    def forgotten(self) -> dict[str, str]:
        """Lines with words in no language of ours, each with an address where it is seen."""
        longest_first = sorted(self.data, key=len, reverse=True)
        words = (rf"(?<![A-Za-z]){re.escape(one)}(?![A-Za-z])" for one in longest_first)
        known = re.compile("|".join([r"https://\S+", *words]))
        return {
            line: address
            for line, address in self._lines()
            if _ENGLISH.search(line)  # few have any, and to take out what is known takes long
            and _ENGLISH.search(known.sub(" ", line))
            and not any(one.match(line) for one in self.letters)
        }

    def glued(self) -> dict[str, str]:
        """Lines in which one text goes on where another ends, with nothing that stands between."""
        return {line: address for line, address in self._lines() if _runs_on(line)}

    def unbalanced(self) -> dict[str, str]:
        """Texts in which a part that was set apart does not end."""
        marks = (FIRST_STRONG_ISOLATE, POP_ISOLATE), (BEGIN, END)
        return {
            text: address
            for text, address in self.seen.items()
            if any(text.count(one) != text.count(two) for one, two in marks)
        }

    def unmarked(self) -> dict[str, str]:
        """Labels of buttons that translators are not told to be one."""
        others = _texts_on_no_button()
        return {label: address for label, address in self.labels.items() if label in others}

    def _lines(self) -> Iterator[tuple[str, str]]:
        return ((line, address) for text, address in self.seen.items() for line in text.split("\n"))


@cache
def _texts_on_no_button() -> frozenset[str]:
    """The texts that the template does not call a button; where small and capital letters are two."""
    entries = {
        key if key[0] else key[1]: catalogues.entry_of(message)
        for message in catalogues.texts(catalogues.template())
        if (key := catalogues.key_of(message))
    }
    said = pseudo(PSEUDO).catalogue.messages.items()
    return frozenset(form for key, forms in said for form in forms if "Button" not in entries[key].used)


def fits(label: str) -> bool:
    """Whether the words of a button can be read on a phone.

    Of an invented language more is let through: it fills up every text that a label is put together of.
    """
    return 0 < len(label) <= (96 if BEGIN in label else 64)


def shown(screen: Screen) -> Iterator[str]:
    """All the words of a screen."""
    yield screen.text.plain
    parts = [screen.toast, screen.locate, screen.locate_words]
    parts += [button.label for row in screen.rows for button in row]
    parts += [file.caption for file in (screen.picture, screen.document) if file]
    parts += [text for _, text in screen.menu or ()]
    yield from (part.plain for part in parts if part)


def _runs_on(line: str) -> bool:
    """Whether two texts of a line touch, or have but a space between them, and the first is no sentence."""
    depth, between, before, last = 0, None, "", ""
    for letter in line.replace(FIRST_STRONG_ISOLATE, "").replace(POP_ISOLATE, ""):
        if letter == BEGIN:
            if depth == 0 and between is not None and not between.strip() and before not in _ENDS:
                return True
            depth += 1
        elif letter == END:
            before = last
            depth -= 1
            between = "" if depth == 0 else None
        elif depth == 0 and between is not None:
            between += letter
        last = letter
    return False


def letters_in(language: str) -> list[re.Pattern[str]]:
    """How the sentences begin that a citizen sends to an organisation."""
    file = "dialogs/citizen/message.py"
    found = [
        one
        for one in catalogues.texts(catalogues.read(catalogues.path_of(language)))
        if file in dict(one.locations)
    ]
    starts = [catalogues.forms_of(one)[0].split("{")[0] for one in found]
    return [re.compile(re.escape(start)) for start in starts if len(start) > 3]


def known_to_babel(language: Language) -> set[str]:
    """The names of days, months and languages, and the words between the items of a list."""
    names = {name for name, _ in (*month_names(language.babel), *day_names(language.babel)) if len(name) > 2}
    week = (short_day(f"2027-01-{number:02}", language.babel) for number in range(4, 11))
    names |= {word.strip(".,") for day in week for word in day.split() if not word.isdigit()}
    names |= {language_name(code.partition("@")[0], language.babel) for code in ENDONYMS}
    styles: tuple[Literal["standard", "or"], ...] = ("standard", "or")
    between = {joined(["1", "2"], style, language.babel).strip("12 ,") for style in styles}
    return names | set(ENDONYMS.values()) | between | {pseudo(code).name for code in DISGUISED}


def written_in(record: object) -> set[str]:
    """All the texts in a record, however deep."""
    if isinstance(record, str):
        return {record}
    if is_dataclass(record):
        return set().union(*(written_in(getattr(record, one.name)) for one in fields(record)))
    if isinstance(record, Mapping):
        record = [*record.keys(), *record.values()]
    return set().union(*map(written_in, record)) if isinstance(record, list | tuple | set) else set()
