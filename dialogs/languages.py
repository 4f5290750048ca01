"""The languages of the bot: their catalogues, read at start-up, and which one fits a person."""

import gc
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from gettext import c2py
from pathlib import Path

from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from dialogs.formats import ENDONYMS, code_of, is_right_to_left
from dialogs.text import Catalogue, Language

SOURCE = "en"
DEFAULT = "nl"
EASY = "@simple"
"""How the code of a language in easy words ends."""
SIMPLE = f"nl{EASY}"
BASE = (DEFAULT, SOURCE)
"""What is the campaign's own, and never switched off."""
FALLBACKS = (SIMPLE, DEFAULT, SOURCE)
"""What is spoken with somebody whose own language the bot does not speak: the first of these that it does."""
FOLDER = Path(__file__).parent.parent / "locales"
_CATALOGUES = "*/LC_MESSAGES/bot.po"
_ALSO = {
    "nl": ("nld", "dut", "fy", "fry", "li", "lim"),
    "en": ("eng",),
    "ar": ("ara", "arb", "apc", "ajp", "arz", "ary", "arq", "aeb", "ayl", "acm", "apd"),
    "tr": ("tur",),
    "pl": ("pol",),
    "uk": ("ukr",),
    "fa": ("fas", "per", "pes", "prs"),
    "ti": ("tir",),
    "so": ("som",),
    "fr": ("fra", "fre", "br", "oc", "co"),
    "es": ("spa", "ca", "gl", "eu"),
    "de": ("deu", "ger", "gsw", "lb"),
}
"""Other codes of a language, those of its dialects, and those of regions where everybody reads it too."""
_PARENTS = {also: ours for ours, others in _ALSO.items() for also in others}
_LONGEST = 64
"""Characters beyond which nothing is the name of a language."""
_TEXT = re.compile(r'^msgid "', re.MULTILINE)
_UNTRANSLATED = re.compile(r'^msgstr(\[\d+\])? ""(\n(?!")|\Z)|^#,.*\bfuzzy\b', re.MULTILINE)


class Languages:
    """The languages that are offered, of all there is a whole catalogue for; English stands in the code.

    `every` are all of them, `begun` those whose catalogue is not whole, with the share that is done.
    """

    def __init__(
        self,
        languages: Iterable[Language],
        *,
        every: "Mapping[str, Language] | None" = None,
        begun: Mapping[str, float] | None = None,
        base: Collection[str] | None = None,
    ) -> None:
        self._by_code = {language.code: language for language in languages}
        self._known = {code.lower().replace("_", "-"): code for code in self._by_code}
        self.every = self._by_code if every is None else every
        self.begun = begun or {}
        self._base = frozenset(self._by_code if base is None else base)

    @classmethod
    def load(cls, folder: Path = FOLDER, *, unfinished: Collection[str] = ()) -> "Languages":
        """Read every `<language>/LC_MESSAGES/bot.po` that is whole; a broken one raises, naming the file.

        `unfinished` are codes of languages to read although they are not whole: to look at the work.
        """
        found, begun = [_source()], dict[str, float]()
        with _undisturbed():
            for path in sorted(folder.glob(_CATALOGUES)):
                code = path.parent.parent.name
                if code in unfinished or offered(path):
                    found.append(_read(code, path))
                else:
                    begun[code] = _share(path)
        return cls(sorted(found, key=lambda language: (language.code != DEFAULT, language.code)), begun=begun)

    def only(self, chosen: Collection[str]) -> "Languages":
        """These of them; all, where none is chosen."""
        return self._with(code for code in self._by_code if code in chosen) if chosen else self

    def live(self, chosen: Collection[str]) -> "Languages":
        """Those that a native reader has read, Dutch and English; and those `chosen` knowingly."""
        known = {*BASE, *chosen}
        return self._with(one.code for one in self if one.reviewed or one.code in known)

    def _with(self, codes: Iterable[str]) -> "Languages":
        return Languages([self._by_code[code] for code in codes], every=self.every, begun=self.begun)

    def switched(self, switches: Mapping[str, bool]) -> "Languages":
        """The same with these switched on or off, whatever was switched before; the base stays as it is."""
        offered = [
            one
            for code, one in self.every.items()
            if (switches.get(code, code in self._base) if code not in BASE else code in self._base)
        ]
        return Languages(offered, every=self.every, begun=self.begun, base=self._base)

    def __iter__(self) -> Iterator[Language]:
        return iter(self._by_code.values())

    def __contains__(self, code: str) -> bool:
        return code in self._by_code

    @property
    def plain(self) -> tuple[str, ...]:
        """The codes of these languages, each once, however many registers it has."""
        return tuple(dict.fromkeys(language.plain for language in self))

    @property
    def otherwise(self) -> str:
        """The code of what is spoken with somebody whose own language is not among these."""
        return next((code for code in FALLBACKS if code in self._by_code), next(iter(self._by_code)))

    def get(self, code: str | None) -> Language:
        """The language with this code, or the nearest to it that there is."""
        return self._by_code.get(code or "") or self._by_code[self.choose(code)]

    def sibling(self, code: str) -> str | None:
        """The other register of a language: in easy words of the usual ones, and the other way about."""
        other = code.removesuffix(EASY) if code.endswith(EASY) else f"{code}{EASY}"
        return other if other in self._by_code else None

    def choose(self, code: str | None) -> str:
        """Our code for what an app calls its language: that one, its parent, or Dutch in simple words."""
        return self.find(code) or self.otherwise

    def find(self, code: str | None) -> str | None:
        """Our code for what an app calls its language, read leniently: `pt-br`, `nl-BE`; None for another."""
        wanted = (code or "").strip()[:_LONGEST].lower().replace("_", "-")
        while wanted:
            found = self._known.get(wanted) or self._known.get(_PARENTS.get(wanted, ""))
            if found:
                return found
            wanted = wanted[: max(wanted.rfind("-"), wanted.rfind("@"), 0)]
        return None


def is_checked(language: Language) -> bool:
    """Whether a native reader has read it, or it is the campaign's own."""
    return language.reviewed or language.code in BASE


def codes(folder: Path = FOLDER) -> tuple[str, ...]:
    """The codes of all languages there are, with no more than a glance at their catalogues."""
    whole = (path.parent.parent.name for path in folder.glob(_CATALOGUES) if offered(path))
    return (SOURCE, *sorted(whole))


def offered(path: Path) -> bool:
    """Whether people can choose the language of a catalogue: a half-translated talk helps nobody.

    The campaign's own language always can be: one sentence in English is better than all of them.
    """
    return path.parent.parent.name == DEFAULT or is_whole(path.read_text(encoding="utf-8", errors="replace"))


def _share(path: Path) -> float:
    """About which part of a catalogue is translated, by a glance at it."""
    catalogue = path.read_text(encoding="utf-8", errors="replace")
    texts = max(1, len(_TEXT.findall(catalogue)) - 1)
    return max(0.0, 1 - len(_UNTRANSLATED.findall(catalogue)) / texts)


def is_whole(catalogue: str) -> bool:
    """Whether every text in a catalogue is translated, and none by a guess."""
    return _UNTRANSLATED.search(catalogue) is None


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Have the collector of garbage wait: it would look through all there is a dozen times meanwhile."""
    waits = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if waits:
            gc.enable()


def _source() -> Language:
    plain = Catalogue({}, lambda n: 0 if n == 1 else 1)
    return Language(SOURCE, ENDONYMS[SOURCE], "en_GB", False, plain, reviewed=True)


def _read(code: str, path: Path) -> Language:
    try:
        with path.open("rb") as file:
            catalog = read_po(file, locale=None, abort_invalid=True)
        locale = Locale.parse(code_of(code))
    except Exception as error:
        raise ValueError(f"the catalogue {path} cannot be read: {error}") from error
    return Language(
        code=code,
        name=ENDONYMS.get(code) or (locale.get_display_name() or code).capitalize(),
        babel=str(locale),
        right_to_left=is_right_to_left(code),
        catalogue=Catalogue(dict(_messages(catalog)), c2py(catalog.plural_expr)),
        reviewed="reviewed-by-native-reader: yes" in (catalog.header_comment or "").lower(),
    )


def _messages(catalog: Catalog) -> Iterator[tuple[str | tuple[str, str], tuple[str, ...]]]:
    for message in catalog:
        if not message.id or message.fuzzy:
            continue
        forms = message.string if isinstance(message.string, tuple) else (message.string,)
        if not all(forms):
            continue
        identity = str(message.id[0] if isinstance(message.id, tuple | list) else message.id)
        yield ((message.context, identity) if message.context else identity), tuple(map(str, forms))
