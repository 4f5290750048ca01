"""`texts preview` on the command line: every screen in one language, over the sample data, as one page."""

import asyncio
import sys
import tempfile
from pathlib import Path

from bot.texts.album import Album
from bot.texts.page import html
from bot.texts.stage import stage
from bot.texts.walk import Walk
from dialogs import catalogues, pseudo
from dialogs.languages import SOURCE, Languages


def preview(language: str, output: Path | None) -> int:
    """Write the page; the exit code."""
    known = [SOURCE, *map(catalogues.language_of, catalogues.all_paths()), pseudo.PSEUDO, pseudo.MIRRORED]
    if language not in known:
        print(f"There is no language {language}. There are: {', '.join(known)}.", file=sys.stderr)
        return 2
    languages = _languages(language)
    page = html(languages.get(language), asyncio.run(walked(languages, language)))
    if output is None:
        sys.stdout.write(page)
    else:
        output.write_text(page, encoding="utf-8")
        print(f"{output}: open it in a browser.")
    return 0


async def walked(languages: Languages, language: str) -> Album:
    """Everything there is to see in a language."""
    album = Album()
    with tempfile.TemporaryDirectory(prefix="preview-") as folder:
        async with stage(f"sqlite:///{folder}/preview.sqlite", languages, language) as there:
            await Walk(there, album, _progress).everywhere()
    return album


def _progress(done: int, ways: int) -> None:
    if sys.stderr.isatty() or done == ways:
        print(f"\r{done} of {ways} ways", end="\n" if done == ways else "", file=sys.stderr)


def _languages(language: str) -> Languages:
    languages = Languages.load(unfinished={language})
    if language in (pseudo.PSEUDO, pseudo.MIRRORED):
        return Languages([*languages, pseudo.pseudo(language)])
    return languages
