"""Single values read from words: yes and no, numbers, how often, how much Dutch, languages, ways to reach."""

import re
from urllib.parse import urlsplit

from campaign.offers import Unfit
from campaign.values import Dutch, Like, Often, mask_of_likes
from storage.feeds.wording import by_word, plain

_YES_OR_NO = by_word({True: "yes ja y j true waar 1 x wel", False: "no nee n false onwaar 0 niet geen"})

_OFTEN = by_word(
    {
        Often.ONCE: "once eenmalig een_keer 1_keer 1x one_off one_time onetime one_day oneday single",
        Often.SOMETIMES: "sometimes soms af_en_toe regelmatig maandelijks monthly elke_maand "
        "1x_per_maand flexibel flexible occasional ad_hoc now_and_then tijdelijk temporary om_de_week "
        "tweewekelijks in_overleg",
        Often.WEEKLY: "weekly wekelijks elke_week iedere_week structureel regular doorlopend ongoing "
        "dagelijks daily 1x_per_week een_keer_per_week vast",
    }
)
_A_WEEK = re.compile(r"per_week|a_week|every_week|each_week|in_de_week|week(ly|elijks)\b")
_A_MONTH = re.compile(r"per_month|a_month|every_month|per_maand|month(ly)?\b|maand(elijks)?\b|fortnight")

_DUTCH = by_word(
    {
        Dutch.NONE: "none geen niet_nodig no nee 0 a0 not_needed geen_nederlands",
        Dutch.LITTLE: "little beetje een_beetje weinig basis basic a1 a2 a_little een_beetje_nederlands",
        Dutch.GOOD: "good goed voldoende vloeiend fluent b1 b2 c1 c2 well ja yes required",
    }
)

_CODES = (
    "af am ar az be bg bn bs ca cs da de el en es et eu fa fi fr fy ga gu ha he hi hr hu hy id ig is it ja "
    "ka kk km ko ku ky lt lv mk ml mn mr ms my nb ne nl nn no pa pap pl ps pt ro ru si sk sl so sq sr sv sw "
    "ta te th ti tk tr uk ur uz vi yo zh zu"
)
LANGUAGES = frozenset(_CODES.split())
"""Languages a text can be marked with, all of which have a name in every language of the bot."""

_LANGUAGE_NAMES = by_word(
    {
        "nl": "nederlands dutch", "en": "engels english", "tr": "turks turkish turkce",
        "ar": "arabisch arabic", "pl": "pools polish polski", "uk": "oekraiens ukrainian",
        "de": "duits german deutsch", "fr": "frans french francais", "es": "spaans spanish",
        "fy": "fries frisian frysk", "fa": "farsi perzisch dari", "ti": "tigrinya",
        "so": "somalisch somali", "pap": "papiamento papiaments",
    }
)  # fmt: skip

_LIKES = by_word(
    {
        Like.CARE: "care zorg samen_zijn samen_zijn_en_zorg ouderen being_together",
        Like.CHILDREN: "children kinderen kinderen_en_school jeugd school",
        Like.SPORT: "sport sporten sports",
        Like.NATURE: "nature natuur dieren natuur_en_dieren animals nature_animals",
        Like.FOOD: "food eten buurt eten_en_buurt neighbourhood",
        Like.ODD_JOBS: "oddjobs odd_jobs klussen klussen_en_vervoer vervoer transport",
        Like.LANGUAGE: "language taal taal_en_nieuwkomers nieuwkomers newcomers",
        Like.CULTURE: "culture cultuur cultuur_en_feest muziek celebrations",
    }
)

_EMAIL = re.compile(r"[^\s@<>,;:\"()]{1,64}@[^\s@<>,;:\"()]+\.[^\s@<>,;:\"().]{2,}")
_PHONE = re.compile(r"\+?[\d\s().\-/]{6,40}")
_NUMBER = re.compile(r"[+-]?\d{1,9}")
_PARTS = re.compile(r"[;,|/\n]")


def yes(column: str, words: str) -> bool:
    """Whether the words say yes; empty says no. Unfit for anything else."""
    said = plain(words)
    if not said:
        return False
    if said in _YES_OR_NO:
        return _YES_OR_NO[said]
    raise Unfit(f"{column} says {words[:40]!r}; it must be yes or no")


def whole(column: str, words: str, otherwise: int) -> int:
    """A whole number; Unfit for anything else."""
    if not words:
        return otherwise
    bare = words.removesuffix("+").removesuffix(".0").strip()
    if not _NUMBER.fullmatch(bare):
        raise Unfit(f"{column} says {words[:40]!r}; it must be a whole number")
    return int(bare)


def degrees(column: str, words: str) -> float | None:
    """A latitude or longitude, with a point or a comma; Unfit for anything else."""
    if not words:
        return None
    try:
        value = float(words.replace(",", "."))
    except ValueError:
        raise Unfit(f"{column} says {words[:40]!r}; it must be degrees, like 52.3735") from None
    if not -180 <= value <= 180:
        raise Unfit(f"{column} says {words[:40]!r}; it must be degrees, like 52.3735")
    return value


def often(words: str) -> Often | None:
    """How often; None where the words are empty or tell nothing we know."""
    said = plain(words)
    if said in _OFTEN:
        return _OFTEN[said]
    if _A_WEEK.search(said):
        return Often.WEEKLY
    return Often.SOMETIMES if _A_MONTH.search(said) else None


def dutch(words: str) -> Dutch | None:
    """How much Dutch; None where the words are empty or tell nothing we know."""
    return _DUTCH.get(plain(words))


def language(words: str) -> str:
    """The code of a language from its code or its name; empty means Dutch. Unfit for one we do not know."""
    if not words:
        return "nl"
    said = plain(words)
    code = _LANGUAGE_NAMES.get(said) or said.partition("_")[0]
    if code not in LANGUAGES:
        raise Unfit(f"language says {words[:40]!r}; give its code, like nl, en, tr, ar or uk")
    return code


def likes(words: str) -> tuple[int, list[str]]:
    """The mask of the likes that are named, and the names that mean none."""
    named = [part.strip() for part in _PARTS.split(words) if part.strip()]
    known = [_LIKES[plain(part)] for part in named if plain(part) in _LIKES]
    return mask_of_likes(known), [part for part in named if plain(part) not in _LIKES]


def email(words: str) -> str | None:
    """An e-mail address, or None where it is none."""
    bare = words.removeprefix("mailto:").strip()
    return bare if _EMAIL.fullmatch(bare) else None


def phone(words: str) -> str | None:
    """A telephone number, or None where it is none."""
    bare = words.removeprefix("tel:").strip()
    return bare if _PHONE.fullmatch(bare) and sum(map(str.isdigit, bare)) >= 6 else None


def link(words: str) -> str | None:
    """A web address, or None where it is none; `www.` gets its https."""
    bare = f"https://{words}" if words.casefold().startswith("www.") else words
    try:
        parts = urlsplit(bare)
        named = bool(parts.hostname) and "." in str(parts.hostname)
    except ValueError:
        return None
    fine = parts.scheme in ("http", "https") and named and not re.search(r"[\s<>\"]", bare)
    return bare if fine else None
