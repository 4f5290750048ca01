"""What somebody means who types something where a place is asked for."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

from storage.gazetteer import postcode as postcodes
from storage.gazetteer.geography import distance_km
from storage.gazetteer.names import Name, Names, renown
from storage.gazetteer.phrases import ABROAD, BROAD, PROVINCE
from storage.gazetteer.reading import Reading, read
from storage.gazetteer.records import Area, Found, Match, Unclear
from storage.gazetteer.words import key, words

if TYPE_CHECKING:
    from storage.gazetteer.similar import Similar

MOST_WORDS = 24
"""Words of typed text that are looked at."""
SAME_TOWN_KM = 25.0
"""A postcode farther than this from a name beside it belongs to something else."""
LONGER_NAME = 0.95
"""Score of a name of which a part was typed: Alphen aan den Rijn for "Alphen", Den Haag for "Haag"."""
AMONG_WORDS = 0.87
"""Likeness that a word or two out of more must have."""
FALLING_OFF = 0.15
"""Options that score so much less than the best one are left out."""
COMPARISONS = 5
"""Comparisons with all names made for one text, each about a millisecond."""
LONGEST_KEY = 40
"""Letters compared: no name has more."""
SHORTEST_PART = 4
"""Letters of a part of the text that is compared by itself."""

Scored = dict[Name, float]


class Search:
    """The reading of typed text over a set of names.

    `near_code` gives the area of four digits, or of the nearest ones.
    """

    def __init__(
        self, names: Names, areas: Mapping[str, Area], near_code: Callable[[str], Area | None]
    ) -> None:
        self._names = names
        self._areas = areas
        self._near_code = near_code
        self._provinces = {name.name for name in names.all if name.is_province}

    @cached_property
    def _similar(self) -> "Similar":
        # Importing rapidfuzz takes as long as reading all areas: only who mistypes waits for it.
        from storage.gazetteer.similar import Similar

        return Similar(self._names.spellings())

    def prepare(self) -> None:
        """Lay out the names for comparison now rather than at the first typing error."""
        self._similar.prepare()

    def find(self, text: str, limit: int) -> Found:
        """Read the text as a postcode, a name, a name among other words, or something like a name."""
        code = postcodes.read(text)
        if code is not None:
            area = self._near_code(code)
            return Found(exact=_at(area)) if area else Found(reason=Unclear.UNKNOWN)
        if postcodes.is_foreign(text):
            return Found(reason=Unclear.FOREIGN)
        said = words(text)[:MOST_WORDS]
        if not said:
            return Found(reason=Unclear.TOO_SHORT)
        bearers = self._names.called(said)
        if key(said) in BROAD:
            return self._offer(dict.fromkeys(bearers, 1.0), limit, Unclear.TOO_BROAD)
        if bearers:
            return self._settle(bearers, said, limit)
        reading = read(said, self._names)
        return self._coded(text, reading) or self._named(reading, said, limit)

    def _settle(self, bearers: Sequence[Name], parts: Sequence[str], limit: int) -> Found:
        """Take the one place of this name, or offer its namesakes."""
        places = [name for name in bearers if not name.is_province]
        if len(places) < len(bearers):
            return self._offer(dict.fromkeys(places, 1.0), limit, Unclear.TOO_BROAD)
        longer = self._names.outgrown(parts, places)
        if len(places) == 1 and not longer:
            return Found(exact=self._match(places[0], 1.0))
        scored = dict.fromkeys(longer, LONGER_NAME) | dict.fromkeys(places, 1.0)
        return self._offer(scored, limit, Unclear.AMBIGUOUS)

    def _coded(self, text: str, reading: Reading) -> Found | None:
        """Take a postcode among other words, unless the names beside it are elsewhere."""
        code, lettered = postcodes.inside(text) or ("", False)
        area = self._near_code(code) if code else None
        if area is None or not (lettered or reading.named or not reading.told):
            return None
        places = [self._areas[name.postcode] for name in reading.places()]
        near = any(
            distance_km(place.latitude, place.longitude, area.latitude, area.longitude) < SAME_TOWN_KM
            for place in places
        )
        return Found(exact=_at(area)) if near or not places else None

    def _named(self, reading: Reading, said: list[str], limit: int) -> Found:
        """Take the one place that the names among the words mean, or offer what they may mean."""
        if key(reading.told) in BROAD:
            return Found(reason=Unclear.TOO_BROAD)
        if not reading.named:
            told = [word for word in reading.told if word not in ABROAD]
            if reading.told and (not told or key(reading.told) in ABROAD):
                return Found(reason=Unclear.FOREIGN)
            return self._guess(said, told, {}, limit)
        fitting = reading.fitting()
        if reading.rest:
            score = 0.75 + 0.2 * reading.share
            return self._guess(said, reading.told, dict.fromkeys(fitting or reading.places(), score), limit)
        if reading.is_plain and not PROVINCE.isdisjoint(said) and reading.named[0][0].name in self._provinces:
            return Found(reason=Unclear.TOO_BROAD)
        if reading.is_plain:
            return self._settle(reading.named[0], reading.spoken[0], limit)
        if len(fitting) == 1:
            return Found(exact=self._match(fitting[0], 1.0))
        return self._offer(dict.fromkeys(fitting or reading.places(), 1.0), limit, Unclear.AMBIGUOUS)

    def _guess(self, said: Sequence[str], told: Sequence[str], scored: Scored, limit: int) -> Found:
        """Offer what looks like the whole text, or like a word or two of it when it names nothing."""
        named, least = bool(scored), max(scored.values(), default=0.0)
        for parts in (said, told):
            for name in self._names.beginning(parts) + self._names.without_article(parts):
                _raise(scored, name, LONGER_NAME)
        typed = key(told)
        if len(typed) > 1 and not typed.isdecimal():
            for query in dict.fromkeys((typed, key(said))):
                for score, name in self._similar.like(query[:LONGEST_KEY]):
                    if score >= least:
                        _raise(scored, name, score)
            for query in () if named else islice(_parts(told), COMPARISONS - 2):
                for score, name in self._similar.like(query[:LONGEST_KEY]):
                    if score >= AMONG_WORDS:
                        _raise(scored, name, score)
        if any(name.postcode for name in scored):
            return self._offer(scored, limit, Unclear.SIMILAR)
        short = len(key(said)) < 3 or postcodes.is_begun(key(said))
        return Found(reason=Unclear.TOO_SHORT if short else Unclear.UNKNOWN)

    def _offer(self, scored: Scored, limit: int, reason: Unclear) -> Found:
        """The best of what was found, likeliest first."""
        ranked = sorted(scored.items(), key=lambda one: (-one[1] - renown(one[0]), one[0].name))
        least = max(scored.values(), default=0.0) - FALLING_OFF
        options = [self._match(name, score) for name, score in ranked if name.postcode and score >= least]
        return Found(options=tuple(options[: max(0, limit)]), reason=reason)

    def _match(self, name: Name, score: float) -> Match:
        area = self._areas[name.postcode]
        return Match(area, name.name, name.shown_municipality, name.province, name.kind, score)


def _at(area: Area) -> Match:
    return Match(area, area.place, area.shown_municipality, area.province, "postcode", 1.0)


def _parts(told: Sequence[str]) -> Iterator[str]:
    """Words and pairs of words, the longest first."""
    if len(told) > 1:
        pairs = [key(told[at : at + 2]) for at in range(len(told) - 1)] if len(told) > 2 else []
        for part in sorted(dict.fromkeys([*told, *pairs]), key=len, reverse=True):
            if len(part) >= SHORTEST_PART:
                yield part


def _raise(scored: Scored, name: Name, score: float) -> None:
    if score > scored.get(name, 0.0):
        scored[name] = score
