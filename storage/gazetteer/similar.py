"""Names that look or sound like what was typed."""

from collections.abc import Iterable

from rapidfuzz import fuzz, process

from storage.gazetteer.names import Name, renown
from storage.gazetteer.script import consonants, latin_of, sounds

LEAST = 0.7
"""Likeness below which a name is not worth a button."""
MOST = 0.99
"""Likeness of a name that is not the very same."""
BY_EAR = 0.9
"""Likeness of a name in another script whose consonants are the same."""
_LOOKED_AT = 24
"""Candidates of each kind that are looked at more closely."""


class Similar:
    """Every spelling of every name, laid out for comparison.

    Making one imports rapidfuzz and takes some tens of milliseconds, so it is made when first needed.
    """

    __slots__ = ("_frames", "_latin", "_latin_names", "_other", "_other_names", "_sounds")

    def __init__(self, spellings: Iterable[tuple[str, Name]]) -> None:
        self._latin: list[str] = []
        self._latin_names: list[Name] = []
        self._other: list[str] = []
        self._other_names: list[Name] = []
        for spelling, name in spellings:
            latin = spelling.isascii()
            (self._latin if latin else self._other).append(spelling)
            (self._latin_names if latin else self._other_names).append(name)
        self._sounds = [sounds(spelling) for spelling in self._latin]
        self._frames: list[str] | None = None

    def prepare(self) -> None:
        """Lay out what only other scripts need."""
        self._latin_frames()

    def like(self, typed: str) -> list[tuple[float, Name]]:
        """Names with their likeness to the typed key, from `LEAST` to `MOST`, likeliest first."""
        best: dict[Name, float] = {}
        latin = typed if typed.isascii() else latin_of(typed)
        if not typed.isascii():
            for _, score, at in process.extract(
                typed, self._other, scorer=fuzz.ratio, limit=_LOOKED_AT, score_cutoff=100 * LEAST
            ):
                _raise(best, self._other_names[at], score / 100)
        if latin is not None:
            self._latin_likeness(latin, best)
        else:
            self._frame_likeness(typed, best)
        found = [(min(score, MOST), name) for name, score in best.items() if score >= LEAST and name.postcode]
        return sorted(found, key=lambda one: -one[0] - renown(one[1]))

    def _latin_likeness(self, typed: str, best: dict[Name, float]) -> None:
        sound = sounds(typed)
        seen: set[int] = set()
        for query, choices in ((typed, self._latin), (sound, self._sounds)):
            found = process.extract(
                query, choices, scorer=fuzz.ratio, limit=_LOOKED_AT, score_cutoff=100 * LEAST
            )
            seen.update(at for _, _, at in found)
        for at in seen:
            looks = fuzz.ratio(typed, self._latin[at])
            sounded = fuzz.ratio(sound, self._sounds[at])
            _raise(best, self._latin_names[at], max(looks, (looks + 2 * sounded) / 3) / 100)

    def _frame_likeness(self, typed: str, best: dict[Name, float]) -> None:
        frame = consonants(typed)
        if frame is None or len(frame) < 2:
            return
        found = process.extract(
            frame, self._latin_frames(), scorer=fuzz.ratio, limit=_LOOKED_AT, score_cutoff=75
        )
        for _, score, at in found:
            _raise(best, self._latin_names[at], BY_EAR * score / 100)

    def _latin_frames(self) -> list[str]:
        if self._frames is None:
            self._frames = [consonants(spelling) or "" for spelling in self._latin]
        return self._frames


def _raise(best: dict[Name, float], name: Name, score: float) -> None:
    if score > best.get(name, 0.0):
        best[name] = score
