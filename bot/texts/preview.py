"""`texts preview` on the command line: every screen in one language, over the sample data, as one page."""

import asyncio
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from time import monotonic

from bot.texts.album import Album
from bot.texts.page import html
from bot.texts.stage import stage
from bot.texts.walk import Walk
from dialogs import catalogues, pseudo
from dialogs.languages import SOURCE, Languages
from dialogs.pages import site

SHOWN_ELSEWHERE: Mapping[str, str] = dict.fromkeys(
    ("easier/{address:address}", "usual/{address:address}"),
    "shows the same screen in the other words of the language, which have a page of their own",
)
"""Routes that no screen stands at, each with why."""


def preview(language: str, output: Path | None) -> int:
    """Write the page; the exit code."""
    known = [SOURCE, *map(catalogues.language_of, catalogues.all_paths()), pseudo.PSEUDO, pseudo.MIRRORED]
    if language not in known:
        print(f"There is no language {language}. There are: {', '.join(known)}.", file=sys.stderr)
        return 2
    page, _ = look(language)
    if output is None:
        sys.stdout.write(page)
    else:
        output.write_text(page, encoding="utf-8")
        print(f"{output}: open it in a browser.")
    return 0


def look(language: str) -> tuple[str, Album]:
    """The page of a language, and all that is on it; it tells how far it is, and how long it took."""
    started, languages = monotonic(), _languages(language)
    album = asyncio.run(walked(languages, language))
    texts = list(catalogues.texts(catalogues.template()))
    page = html(languages.get(language), album, site().routes, texts, SHOWN_ELSEWHERE)
    there = sum(catalogues.key_of(one) in album.texts for one in texts)
    print(
        f"{len(album.screens)} screens with {there} of {len(texts)} texts, in {monotonic() - started:.0f} s",
        file=sys.stderr,
    )
    return page, album


async def walked(languages: Languages, language: str) -> Album:
    """Everything there is to see in a language."""
    album = Album()
    with tempfile.TemporaryDirectory(prefix="preview-") as folder:
        async with stage(f"sqlite:///{folder}/preview.sqlite", languages, language) as there:
            await Walk(there, album, _progress).everywhere()
    return album


def _progress(done: int, ways: int) -> None:
    if sys.stderr.isatty():
        print(f"\rlooking: {100 * done // ways} %", end="\n" if done == ways else "", file=sys.stderr)


def _languages(language: str) -> Languages:
    languages = Languages.load(unfinished={language})
    if language in (pseudo.PSEUDO, pseudo.MIRRORED):
        return Languages([*languages, pseudo.pseudo(language)])
    return languages
