"""Takes the texts out of the code into the template and every catalogue; tells what is not translated."""

import argparse
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from dialogs.formats import ENDONYMS, code_of, plural_forms
from tools import kinds, wordbook

ROOT = Path(__file__).parent.parent
LOCALES = ROOT / "locales"
TEMPLATE = LOCALES / "bot.pot"
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...]] = {
    "say": (1,),
    "plural": (1, 2),
    "about": ((1, "c"), 2),
}
"""`say("…")`, `say.plural("…", "…", n)` and `say.about("context", "…")`."""

_FLEETING = tuple(
    f'"{name}:'
    for name in (
        "Report-Msgid-Bugs-To",
        "POT-Creation-Date",
        "PO-Revision-Date",
        "Last-Translator",
        "Language-Team",
        "Generated-By",
        "Project-Id-Version",
    )
)


def main(words: list[str]) -> int:
    """Write the template and every catalogue, begin one, or tell what is missing; the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tools.messages", description=__doc__)
    parser.add_argument("--new", metavar="LANG", help="begin the catalogue of a language: tr, nl@simple")
    parser.add_argument("--report", action="store_true", help="change nothing, tell what is missing")
    asked = parser.parse_args(words)
    if asked.new:
        return begin(asked.new)
    if not asked.report:
        template = extract()
        write(TEMPLATE, template)
        print(f"{len(template)} texts")
        for path in catalogues():
            write(path, merged(path, template))
    for path in catalogues():
        print(standing(path))
    return 0


def begin(language: str) -> int:
    """Start an empty catalogue, with the page for what its translators agree on; the exit code."""
    path = LOCALES / language / "LC_MESSAGES" / "bot.po"
    if path.exists():
        print(f"There is a catalogue of {language} already: {path.name} in {path.parent}.", file=sys.stderr)
        return 2
    if language not in ENDONYMS:
        print(
            f"Write what its readers call {language} first: ENDONYMS in dialogs/formats.py.", file=sys.stderr
        )
        return 2
    catalog = extract()
    catalog.header_comment = f"# {ENDONYMS[language]}\n# Reviewed-by-native-reader: no"
    write(path, _named(catalog, language))
    wordbook.begin(language)
    print(f"locales/{language}/LC_MESSAGES/bot.po: {len(catalog)} texts to translate")
    print(f"docs/languages/{language}.md: write here how you address people, and your words")
    return 0


def catalogues() -> list[Path]:
    """The files of all catalogues, whole or not."""
    return sorted(LOCALES.glob("*/LC_MESSAGES/bot.po"))


def extract() -> Catalog:
    """A template of all texts: the file that each comes from, what it is used as, and notes on it."""
    template = Catalog(header_comment="# The texts of Vraagbot, to translate.", charset="utf-8")
    found = extract_from_dir(
        ROOT / "dialogs", [("**.py", "python")], keywords=KEYWORDS, comment_tags=("Translators:",)
    )
    used = kinds.kinds(ROOT / "dialogs")
    for path, _line, words, notes, context in sorted(found, key=lambda one: (one[0], one[1])):
        key = context, words if isinstance(words, str) else words[0]
        notes = [*sorted(used.get(key, ())), *notes]
        template.add(words, None, [(f"dialogs/{path}", None)], auto_comments=notes, context=context)
    return template


def read(path: Path) -> Catalog:
    """A catalogue as it stands in its file, with the plural forms of its language."""
    language = path.parent.parent.name
    with path.open("rb") as file:
        return _named(read_po(file, locale=code_of(language)), language)


def merged(path: Path, template: Catalog) -> Catalog:
    """A catalogue brought up to date; translations of texts that changed are marked fuzzy."""
    catalog = read(path)
    catalog.update(template, no_fuzzy_matching=False, keep_user_comments=True)
    catalog.obsolete.clear()
    return catalog


def _named(catalog: Catalog, language: str) -> Catalog:
    """The catalogue as one of this language: its name, and its plural forms."""
    catalog.locale = code_of(language)
    catalog._num_plurals, catalog._plural_expr = plural_forms(language)
    return catalog


def missing(catalog: Catalog) -> Iterator[Message]:
    """The texts that are not translated, or by a guess alone."""
    for message in catalog:
        if message.id and (message.fuzzy or not translated(message.string)):
            yield message


def standing(path: Path) -> str:
    """A line on how far a catalogue is."""
    catalog = read(path)
    language, left = path.parent.parent.name, list(missing(catalog))
    guessed = sum(message.fuzzy for message in left)
    done = len(catalog) - len(left)
    reviewed = "reviewed-by-native-reader: yes" in (catalog.header_comment or "").lower()
    reader = "read by a native reader" if reviewed else "not read by a native reader yet"
    if not left:
        return f"{language}: whole, {reader}"
    return (
        f"{language}: {done} of {len(catalog)} translated, {guessed} to look at again; "
        "people cannot choose it yet"
    )


def translated(string: str | tuple[str, ...] | list[str]) -> bool:
    """Whether every form of a translation is there."""
    return bool(string) and (all(string) if isinstance(string, tuple | list) else True)


def write(path: Path, catalog: Catalog) -> None:
    """Write a catalogue in a stable order, with a header that changes only when the texts do."""
    catalog.fuzzy = False
    written = BytesIO()
    write_po(written, catalog, width=100, sort_by_file=True, include_lineno=False)
    kept = [line for line in written.getvalue().decode().split("\n") if not line.startswith(_FLEETING)]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(kept), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
