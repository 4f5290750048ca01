"""Takes the texts out of the code into the template and every catalogue; tells what is not translated."""

import sys
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

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


def extract() -> Catalog:
    """A template of all texts in the pages, with the file that each comes from and its translators' notes."""
    template = Catalog(header_comment="# The texts of Vraagbot, to translate.", charset="utf-8")
    found = extract_from_dir(
        ROOT / "dialogs", [("**.py", "python")], keywords=KEYWORDS, comment_tags=("Translators:",)
    )
    for path, _line, words, notes, context in sorted(found, key=lambda one: (one[0], one[1])):
        template.add(words, None, [(f"dialogs/{path}", None)], auto_comments=notes, context=context)
    return template


def merged(path: Path, template: Catalog) -> Catalog:
    """A catalogue brought up to date; translations of texts that changed are marked fuzzy."""
    language = path.parent.parent.name
    with path.open("rb") as file:
        catalog = read_po(file, locale=language.partition("@")[0])
    catalog.update(template, no_fuzzy_matching=False, keep_user_comments=True)
    catalog.obsolete.clear()
    return catalog


def main() -> int:
    """Write the template and every catalogue; the exit code."""
    template = extract()
    write(TEMPLATE, template)
    print(f"{len(template)} texts")
    for path in sorted(LOCALES.glob("*/LC_MESSAGES/bot.po")):
        catalog = merged(path, template)
        write(path, catalog)
        missing = [message for message in catalog if message.id and not translated(message.string)]
        fuzzy = [message for message in catalog if message.id and message.fuzzy]
        print(f"{path.parent.parent.name}: {len(missing)} not translated, {len(fuzzy)} to look at again")
    return 0


def translated(string: str | tuple[str, ...] | list[str]) -> bool:
    """Whether every form of a translation is there."""
    return all(string) if isinstance(string, tuple | list) else bool(string)


def write(path: Path, catalog: Catalog) -> None:
    """Write a catalogue in a stable order, with a header that changes only when the texts do."""
    catalog.fuzzy = False
    written = BytesIO()
    write_po(written, catalog, width=100, sort_by_file=True, include_lineno=False)
    kept = [line for line in written.getvalue().decode().split("\n") if not line.startswith(_FLEETING)]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(kept), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
