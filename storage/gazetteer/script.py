"""How names sound: Dutch spelled by ear, and other scripts brought to Latin letters."""

import re
import unicodedata

_TOGETHER = {
    "sch": "sg",
    "ch": "g",
    "gh": "g",
    "kh": "g",
    "th": "t",
    "dt": "t",
    "ph": "f",
    "ck": "k",
    "qu": "kw",
    "ij": "i",
    "ei": "i",
    "ey": "i",
    "ai": "i",
    "ay": "i",
    "aj": "i",
    "ej": "i",
    "ie": "i",
    "uy": "ui",
    "uj": "ui",
    "oe": "u",
    "ea": "e",
    "au": "ou",
    "aw": "ou",
    "ow": "ou",
    "ce": "se",
    "ci": "si",
    "cy": "si",
}
_PAIRS = re.compile("|".join(_TOGETHER))
_SINGLE = str.maketrans({"c": "k", "q": "k", "x": "ks", "v": "f", "w": "f", "z": "s", "y": "i", "j": "i"})
_TWICE = re.compile(r"(.)\1+")

_CYRILLIC = str.maketrans(
    dict(zip("абвгґдезиіклмнопрстуфэєыјюћђһ", "abvggdeziiklmnoprstufeeijutdh", strict=True))
    | {"х": "g", "ц": "ts", "ч": "ts", "ш": "s", "щ": "s", "ж": "z", "я": "ja", "ъ": "", "ь": "", "џ": "z"}
    | {"љ": "l", "њ": "n", "қ": "k", "ғ": "g", "ң": "ng", "ө": "o", "ү": "u", "ұ": "u", "ә": "a"}
)
_ARABIC = str.maketrans(
    dict(zip("بپتثجچحخدذرزژسشصضطظغفڤقكگلمنه", "bpttzskkdsrssssstttkffkkklmnk", strict=True))
    | dict(zip("ټٹډڈړڑڕڵګں", "ttddrrrlkn", strict=True))
    | dict.fromkeys("اويعءۆ", "")
)
_FRAME = str.maketrans("bvghqcxzd", "pfkkkkkst", "aeioujwy")
_ETHIOPIC = re.compile(r"ETHIOPIC SYLLABLE (?:GLOTTAL |PHARYNGEAL )?([A-Z]+)")


def sounds(key: str) -> str:
    """A Latin key as it sounds to an ear that takes ij, ei and y for one, and c and k, v and w, s and z."""
    return _TWICE.sub(r"\1", _PAIRS.sub(_pair, key).translate(_SINGLE))


def latin_of(key: str) -> str | None:
    """A Cyrillic key in Latin letters, or None when it is in another script."""
    latin = key.translate(_CYRILLIC)
    return latin if latin.isascii() and not key.isascii() else None


def consonants(key: str) -> str | None:
    """The consonants of a key in Latin, Arabic or Ethiopic letters, by kind; None for another script."""
    if not key.isascii():
        key = key.translate(_ARABIC)
    if not key.isascii():
        found = (_ETHIOPIC.match(unicodedata.name(letter, "")) for letter in key)
        key = "".join(one[1].lower() for one in found if one)
    if not key.isascii():
        return None
    return _TWICE.sub(r"\1", _PAIRS.sub(_pair, key).translate(_FRAME))


def _pair(found: re.Match[str]) -> str:
    return _TOGETHER[found[0]]
