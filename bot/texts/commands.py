"""`texts` on the command line: a spreadsheet out and in, and how far each language is."""

import sys
from pathlib import Path

from bot.texts import rows, workbook
from bot.texts.album import Album
from bot.texts.reported import reported
from dialogs import catalogues
from dialogs.formats import ENDONYMS, is_right_to_left
from dialogs.languages import FOLDER
from dialogs.pages import site

SHOWN = 100
"""Faults that are listed one by one."""
WEIGHTY = tuple(
    f"dialogs/{name}.py"
    for name in (
        *("citizen/consent", "citizen/privacy", "citizen/stopping", "citizen/pausing", "citizen/muting"),
        *("citizen/share", "citizen/introduction", "organisation/introductions", "organisation/join"),
    )
)
"""Where texts stand on age, consent, privacy, stop and introduction, which a native reader must have read."""


def export_sheet(
    language: str,
    output: Path | None,
    *,
    folder: Path = FOLDER,
    with_page: bool = False,
    database: str | None = None,
) -> int:
    """Write the sheet of a language, and beside it the page of its screens, if wanted; the exit code.

    In the `database` stands which texts people pointed out.
    """
    path = catalogues.path_of(language, folder)
    if not path.exists():
        return _no_catalogue(language, folder)
    output = output or Path(f"texts-{language}.xlsx")
    album, page = Album(), output.with_suffix(".html")
    if with_page:
        from bot.texts.preview import look  # it runs the whole bot

        words, album = look(language)
        page.write_text(words, encoding="utf-8")
    told = reported(database, language) if database else {}
    dutch = catalogues.read(catalogues.path_of("nl", folder))
    lines = rows.rows_of(catalogues.read(path), dutch, language, _places(), album.anchor_of, told)
    count = workbook.write(
        output,
        lines,
        language,
        right_to_left=is_right_to_left(language),
        page=page.name if with_page else "",
    )
    print(f"{output}: {count} lines. Fill in the column translation, and bring it back with texts import.")
    if told:
        print(f"People pointed out {len(told)} texts: sort by the column reported, and begin with those.")
    if with_page:
        print(f"{page}: every screen. Keep it beside the sheet: the column where leads to it.")
    return 0


def import_sheet(file: Path, *, skip_bad: bool, folder: Path = FOLDER) -> int:
    """Take a sheet in; the exit code: 0, 1 where something in it is wrong, 2 where it is no sheet."""
    try:
        language, lines = workbook.read(file)
    except workbook.NoSheet as error:
        print(error, file=sys.stderr)
        return 2
    path = catalogues.path_of(language, folder)
    if language not in ENDONYMS or not path.exists():
        return _no_catalogue(language, folder)
    catalog = catalogues.read(path)
    taken = rows.take_in(catalog, lines, language, skip_bad=skip_bad)
    for fault in taken.faults[:SHOWN]:
        print(f"Line {fault.number}: {fault.sentence}  [{fault.english}]", file=sys.stderr)
    if len(taken.faults) > SHOWN:
        print(f"and {len(taken.faults) - SHOWN} more", file=sys.stderr)
    if taken.faults and not skip_bad:
        print("Nothing is changed. Mend these lines, or leave them out with --skip-bad.", file=sys.stderr)
        return 1
    catalogues.write(path, catalog)
    print(
        f"{taken.changed} texts new or changed, {taken.same} the same as before, {len(taken.faults)} skipped."
    )
    print(catalogues.standing(path))
    return 1 if taken.faults else 0


def report(*, folder: Path = FOLDER) -> int:
    """Tell of every language what is missing, and what a native reader has read; the exit code."""
    for path in catalogues.all_paths(folder):
        catalog = catalogues.read(path)
        weighty = [
            one for one in catalogues.texts(catalog) if any(name in WEIGHTY for name, _ in one.locations)
        ]
        read = sum(map(catalogues.has_been_read, weighty))
        print(catalogues.standing(path))
        print(f"    read on age, consent, privacy, stop and introduction: {read} of {len(weighty)}")
    return 0


def _no_catalogue(language: str, folder: Path) -> int:
    known = ", ".join(map(catalogues.language_of, catalogues.all_paths(folder)))
    print(f"There is no catalogue of {language}. There are: {known}.", file=sys.stderr)
    return 2


def _places() -> dict[str, str]:
    """Where the texts of each file are seen: the room, and the first of its addresses."""
    found: dict[str, str] = {}
    for route in site().routes:
        module = route.page.__module__
        file = f"{module.replace('.', '/')}.py"
        found.setdefault(file, f"{module.removeprefix('dialogs.').replace('.', ': ')} ({route.pattern})")
    return found
