"""Text in one person's language: sentences translated, arguments escaped and kept in their own direction."""

import html
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date as LocalDate
from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo

from dialogs import formats

_TAG = re.compile(r"<[^>]*>")
_STRONG_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
FIRST_STRONG_ISOLATE, POP_ISOLATE, RIGHT_TO_LEFT_MARK = "\u2068", "\u2069", "\u200f"
_GAP = re.compile(r"\{[^}]*\}|<[^>]*>")


@dataclass(frozen=True, slots=True)
class Text:
    """Words ready to be shown: HTML as Telegram takes it, everything foreign already escaped."""

    html: str

    @property
    def plain(self) -> str:
        """The same as plain words: for a button, a toast, a file, a share link."""
        return html.unescape(_TAG.sub("", self.html)) if "<" in self.html or "&" in self.html else self.html

    def __bool__(self) -> bool:
        return bool(self.html)


def own(words: str) -> Text:
    """Somebody's own words, escaped; invisible marks that would turn the reading direction are left out."""
    return Text(html.escape(_DIRECTION.sub("", words), quote=False))


_DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f]")


def bold(text: Text) -> Text:
    """The text in bold."""
    return Text(f"<b>{text.html}</b>")


def italic(text: Text) -> Text:
    """The text in italics."""
    return Text(f"<i>{text.html}</i>")


def quote(text: Text) -> Text:
    """The text as a quotation: the mark of an organisation's or a person's own words."""
    return Text(f"<blockquote>{text.html}</blockquote>")


def code(words: str) -> Text:
    """Words to copy with one tap."""
    return Text(f"<code>{html.escape(words, quote=False)}</code>")


def lines(*texts: Text | None) -> Text:
    """Texts under each other; what is empty is left out."""
    return Text("\n".join(text.html for text in texts if text))


def paragraphs(*texts: Text | None) -> Text:
    """Texts with a blank line between; what is empty is left out."""
    return Text("\n\n".join(text.html for text in texts if text))


def dotted(texts: Iterable[Text]) -> Text:
    """Short facts in one line: "1.2 km · Saturday morning"."""
    return Text(" · ".join(text.html for text in texts if text))


def _marked(line: str) -> str:
    """A line that says nothing itself, such as "{first} – {last}", with a mark that it is read leftwards.

    Its words are set apart, so that without the mark nothing in it tells a phone the direction.
    """
    own_words = _GAP.sub("", line)
    if own_words == line or _STRONG_RIGHT_TO_LEFT.search(own_words):
        return line
    return f"{RIGHT_TO_LEFT_MARK}{line}"


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The translations of one language: message (with context) to its forms, and the rule that picks one."""

    messages: Mapping[str | tuple[str, str], tuple[str, ...]]
    form: Callable[[int], int]


@dataclass(frozen=True, slots=True)
class Language:
    """A language the bot speaks: its code, its own name, its direction and what Babel calls it."""

    code: str
    name: str
    babel: str
    right_to_left: bool
    catalogue: Catalogue
    reviewed: bool

    @property
    def plain(self) -> str:
        """The code without its register: what it is a way of speaking of."""
        return self.code.partition("@")[0]


class Say:
    """The translator of one person: `say("Where do you live?")`.

    The first argument is always a literal English sentence, which is also the key of the catalogues.
    Arguments are named; strings are escaped, `Text` is taken as it is, whole numbers are written the way
    of the language.
    """

    __slots__ = ("language", "zone")

    def __init__(self, language: Language, zone: ZoneInfo) -> None:
        self.language = language
        self.zone = zone

    def __call__(self, message: str, /, **arguments: object) -> Text:
        """The sentence in this language."""
        forms = self.language.catalogue.messages.get(message)
        return self._fill(forms[0] if forms else message, arguments)

    def about(self, context: str, message: str, /, **arguments: object) -> Text:
        """The sentence, where the same English words mean different things: the context tells which."""
        forms = self.language.catalogue.messages.get((context, message))
        return self._fill(forms[0] if forms else message, arguments)

    def plural(self, one: str, many: str, n: int, /, **arguments: object) -> Text:
        """The sentence for this number; both forms name it `{n}`."""
        forms = self.language.catalogue.messages.get(one)
        if forms:
            chosen = forms[min(self.language.catalogue.form(n), len(forms) - 1)]
        else:
            chosen = one if n == 1 else many
        return self._fill(chosen, {"n": n, **arguments})

    def _fill(self, sentence: str, arguments: Mapping[str, object]) -> Text:
        if not arguments:
            return Text(sentence)
        if self.language.right_to_left:
            sentence = "\n".join(map(_marked, sentence.split("\n")))
        return Text(sentence.format_map({name: self._word(value) for name, value in arguments.items()}))

    def _word(self, value: object) -> str:
        if isinstance(value, Text):
            word = value.html
        elif isinstance(value, int):
            return formats.whole_number(value, self.language.babel)
        else:
            word = own(str(value)).html
        return self._set_apart(word)

    def _set_apart(self, word: str) -> str:
        """A word with a wall on either side, where its direction may be another than the sentence's."""
        if self.language.right_to_left or _STRONG_RIGHT_TO_LEFT.search(word):
            return f"{FIRST_STRONG_ISOLATE}{word}{POP_ISOLATE}"
        return word

    def language_name(self, code: str) -> Text:
        """What another language is called in this one; the code itself where that is not known."""
        return own(formats.language_name(code, self.language.babel))

    def number(self, value: int) -> Text:
        """A whole number."""
        return Text(formats.whole_number(value, self.language.babel))

    def decimal(self, value: float, digits: int) -> Text:
        """A number with so many digits behind the point, or fewer where these would be 0."""
        return Text(formats.decimal_number(round(value, digits), self.language.babel))

    def distance(self, km: float) -> Text:
        """A distance in kilometres: one decimal below ten, none above, never more exact than 100 metres."""
        say = self
        shown = max(0.1, round(km, 1)) if km < 10 else round(km)
        return say("{number} km", number=Text(formats.decimal_number(shown, self.language.babel)))

    def date(self, moment: datetime) -> Text:
        """A day in words: "Saturday 23 January", in the campaign's time zone."""
        return self.day(moment.astimezone(self.zone).date())

    def short_date(self, moment: datetime) -> Text:
        """A day for a button: "Sat 23 Jan", in the campaign's time zone."""
        return Text(formats.short_day(moment.astimezone(self.zone).date().isoformat(), self.language.babel))

    def day(self, day: LocalDate) -> Text:
        """A local day in words: "Saturday 23 January"."""
        return Text(formats.day(day.isoformat(), self.language.babel))

    def whole_day(self, day: LocalDate) -> Text:
        """A local day with its year: "18 January 2027"."""
        return Text(formats.whole_day(day, self.language.babel))

    def day_and_month(self, moment: datetime) -> Text:
        """A day as one would type it: "23 January"."""
        return self.day_and_month_of(moment.astimezone(self.zone).date())

    def day_and_month_of(self, day: LocalDate) -> Text:
        """The same of a local day."""
        return Text(formats.day_and_month(day, self.language.babel))

    def clock(self, moment: datetime) -> Text:
        """A time of day."""
        return Text(formats.clock(moment.astimezone(self.zone), self.language.babel))

    def moment(self, starts: datetime, ends: datetime | None) -> Text:
        """A day with its hours; two days where it ends on another."""
        say = self
        if ends is None or ends == starts:
            return say("{date}, {time}", date=self.date(starts), time=self.clock(starts))
        if self.date(starts) != self.date(ends):
            return say(
                "{first_date}, {start} to {last_date}, {end}",
                first_date=self.date(starts),
                start=self.clock(starts),
                last_date=self.date(ends),
                end=self.clock(ends),
            )
        return say(
            "{date}, {start} to {end}",
            date=self.date(starts),
            start=self.clock(starts),
            end=self.clock(ends),
        )

    def list(self, items: Sequence[Text], style: Literal["standard", "or"] = "standard") -> Text:
        """Items as a list in a sentence: "a, b and c" (`standard`) or "a, b or c" (`or`)."""
        return Text(
            formats.joined([self._set_apart(item.html) for item in items], style, self.language.babel)
        )
