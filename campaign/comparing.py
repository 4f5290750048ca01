"""Dutch words that compare: from "groen" to "groener", for the campaign's slogan "Mensen maken … …er"."""

import re

_OWN_WAY = {
    "goed": "beter",
    "goede": "beter",
    "veel": "meer",
    "weinig": "minder",
    "graag": "liever",
    "dichtbij": "dichterbij",
    "grof": "grover",
    "hees": "heser",
    "kuis": "kuiser",
    "precies": "preciezer",
    "welkom": "welkomer",
    "moe": "moeër",
    "gedwee": "gedweeër",
    "tevree": "tevredener",
    "chic": "chiquer",
    "cool": "cooler",
    "relaxed": "relaxter",
}
"""Words that the rules would get wrong."""
_UNCOMPARED = frozenset((
    "al", "alleen", "altijd", "anders", "beneden", "beter", "bij", "binnen", "boven", "buiten", "de",
    "deze", "die", "dit", "een", "eer", "eerder", "extra", "gratis", "heel", "hem", "het", "hier", "hun",
    "in", "jou", "jouw", "keer", "later", "liever", "meer", "minder", "mij", "mijn", "morgen", "nader",
    "niet", "nooit", "nu", "om", "ons", "onze", "op", "over", "overal", "samen", "sowieso", "thuis",
    "uit", "van", "verder", "vroeger", "weer", "wel", "zeer", "zo", "één",
))  # fmt: skip
"""Words that have no other degree, and those that stand in one already."""
_STEMS_IN_ER = frozenset((
    "bijzonder", "bitter", "dapper", "donker", "duister", "helder", "integer", "lekker", "mager",
    "nuchter", "puber", "schrander", "sober", "somber", "teder", "ver", "wakker", "zeker", "zuiver",
))  # fmt: skip
"""Words that end as if they compared, and do not."""
_STEMS_IN_EN = frozenset((
    "bescheiden", "betrokken", "bezonnen", "dronken", "eigen", "gedegen", "gedreven", "gelaten",
    "gesloten", "ingetogen", "onbezonnen", "ontspannen", "open", "opgetogen", "opgewonden", "tevreden",
    "uitgelaten", "verbonden", "verheven", "verlegen", "volkomen", "volwassen",
))  # fmt: skip
"""Words in -en that compare; others are verbs and plurals."""
_VOWELS = "aeiouäëïöü"
_COMPARES = re.compile(r".*([bcdfghjklmnpqrstvwxz]|[aou]i|ei)er|.*ër")
_LONG = re.compile(r"(.*)(aa|ee|oo|uu)([^aeiou])")
_DIGRAPH = re.compile(r".*(ie|oe|eu|ui|ei|ij|ou|au|[lr])[fs]")
_SHORT = re.compile(rf"[^{_VOWELS}]*[aeiou][bdfgklmnpst]|.*[^{_VOWELS}][aou][bdfgklmnpst]|.*is")
"""One short vowel before one consonant, in the syllable that has the stress: "wit", "kapot"."""
_VOICED = {"f": "v", "s": "z"}


def comparative(word: str) -> str | None:
    """The form of a word that compares; None where it compares already, or is no word that can.

    Its letters do not tell whether a word is an adjective: a noun is compared as if it were one.
    """
    plain = word.casefold()
    if plain in _OWN_WAY:
        return _OWN_WAY[plain]
    if len(plain) < 3 or not plain.isalpha() or plain in _UNCOMPARED:
        return None
    if plain in _STEMS_IN_ER:
        return f"{plain}der"
    if _COMPARES.fullmatch(plain):
        return None
    if plain.endswith("e"):
        return _from_inflected(plain)
    return _from_stem(plain)


def _from_inflected(word: str) -> str | None:
    """From "groene"; a word that ends in -ee, -ie or -oe is no such form."""
    if word[-2] in _VOWELS and word[-3:-1] not in ("oi", "ai", "ui", "ei"):
        return None
    stem = word[:-1]
    if stem in _STEMS_IN_ER:
        return f"{stem}der"
    if _COMPARES.fullmatch(stem):
        return stem
    if stem.endswith("r"):
        single = stem[-2] in "aou" and stem[-3] not in _VOWELS
        return f"{stem[:-1]}{stem[-2]}rder" if single else f"{stem}der"
    return f"{word}r"


def _from_stem(word: str) -> str | None:
    last, before = word[-1], word[-2]
    if last in _VOWELS or last == "y":
        return f"{word}er" if last == "i" and before in "aeou" else None
    if last == "r":
        return f"{word}der"
    if word.endswith("en") and word[-3] not in _VOWELS:
        return f"{word}er" if word in _STEMS_IN_EN else None
    if word.endswith(("ieel", "ëel")):
        return f"{word.removesuffix('eel').removesuffix('ëel')}ëler"
    if long := _LONG.fullmatch(word):
        return f"{long[1]}{long[2][0]}{_VOICED.get(long[3], long[3])}er"
    if _DIGRAPH.fullmatch(word):
        voiced = last == "f" or before not in "lr"
        return f"{word[:-1]}{_VOICED[last] if voiced else last}er"
    return f"{word}{last}er" if _SHORT.fullmatch(word) else f"{word}er"
