"""The page on which the translators of a language write down how they address people, and their words."""

import re
from pathlib import Path

from dialogs.formats import ENDONYMS, plural_forms

DOCS = Path(__file__).parent.parent / "docs"
GUIDE = DOCS / "translating.md"
PAGES = DOCS / "languages"

_PAGE = """# {name} ({code})

What translators of this language agreed on. How to translate: [translating.md](../translating.md).

## How we address people

- Form of address: …
- Gender: …
- Tone: …
- Script, punctuation, digits: …

Plural forms: {count}, by the rule `{rule}`.

## Words

| English | Dutch | {name} |
|---|---|---|
{rows}

## What to know

…
"""


def begin(language: str) -> Path:
    """Write the page of a language where there is none yet, with the words it has to fill in."""
    path = PAGES / f"{language}.md"
    if not path.exists():
        count, rule = plural_forms(language)
        rows = "\n".join(f"| {english} | {dutch} | … |" for english, dutch in words())
        page = _PAGE.format(name=ENDONYMS[language], code=language, count=count, rule=rule, rows=rows)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page, encoding="utf-8")
    return path


def words() -> list[tuple[str, str]]:
    """The words that every language has its own for, in English and Dutch."""
    table = GUIDE.read_text(encoding="utf-8").partition("\n## Words\n")[2]
    rows = (re.split(r"\s*\|\s*", line.strip("| ")) for line in table.splitlines() if line.startswith("|"))
    return [(row[0], row[1]) for row in rows if row[0] not in ("English", "---")]
