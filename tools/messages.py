"""Takes the texts out of the code into the template and every catalogue; tells what is not translated."""

import argparse
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir

from dialogs import catalogues, checking
from dialogs.formats import ENDONYMS
from tools import kinds, wordbook
from tools.readability import audience

ROOT = Path(__file__).parent.parent
LOCALES = ROOT / "locales"
TEMPLATE = LOCALES / "bot.pot"
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...]] = {
    "say": (1,),
    "plural": (1, 2),
    "about": ((1, "c"), 2),
}
"""`say("…")`, `say.plural("…", "…", n)` and `say.about("context", "…")`."""


def main(words: list[str]) -> int:
    """Write the template and every catalogue, begin one, or tell what is missing; the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tools.messages", description=__doc__)
    parser.add_argument("--new", metavar="LANG", help="begin the catalogue of a language: tr, nl@simple")
    parser.add_argument("--report", action="store_true", help="change nothing, tell what is missing")
    parser.add_argument("--check", metavar="LANG", help="change nothing, tell every fault of a translation")
    asked = parser.parse_args(words)
    if asked.new:
        return begin(asked.new)
    if asked.check:
        return check(asked.check)
    if not asked.report:
        template = extract()
        catalogues.write(TEMPLATE, template)
        print(f"{len(template)} texts")
        for path in catalogues.all_paths(LOCALES):
            catalogues.write(path, catalogues.merged(path, template))
    for path in catalogues.all_paths(LOCALES):
        print(catalogues.standing(path))
    return 0


def begin(language: str) -> int:
    """Start an empty catalogue, with the page for what its translators agree on; the exit code."""
    path = catalogues.path_of(language, LOCALES)
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
    catalogues.write(path, catalogues.named(catalog, language))
    wordbook.begin(language)
    print(f"locales/{language}/LC_MESSAGES/bot.po: {len(catalog)} texts to translate")
    print(f"docs/languages/{language}.md: write here how you address people, and your words")
    return 0


def check(language: str) -> int:
    """Tell every fault of what is translated; the exit code, 1 where there is one."""
    path = catalogues.path_of(language, LOCALES)
    if not path.exists():
        print(f"There is no catalogue of {language}. Begin it with --new {language}", file=sys.stderr)
        return 2
    count = 0
    for message in catalogues.texts(catalogues.read(path)):
        entry, forms = catalogues.entry_of(message), catalogues.forms_of(message)
        for fault in [*checking.faults(entry, forms, language), *audience.faults(message, language)]:
            count += 1
            print(f"{entry.english}\n    {' | '.join(forms)}\n    {fault}")
    print(f"{catalogues.standing(path)}\n{count} faults")
    return min(count, 1)


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


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
