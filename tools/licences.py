"""Lists the licence of everything the bot needs to run in `LICENCES.md`: `python -m tools.licences`.

What is listed is what `requirements-sentry.lock` pins, all that the image has; a licence is read from
the package as it is installed.
"""

import re
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

ROOT = Path(__file__).parent.parent
LOCK, PAGE = ROOT / "requirements-sentry.lock", ROOT / "LICENCES.md"
ELSEWHERE = {"colorama": "BSD-3-Clause", "tzdata": "Apache-2.0"}
"""What is installed on other systems only."""
HEAD = """# Licences

What the bot needs to run, each under its own licence; made by `python -m tools.licences`. All of them may be
used, changed and passed on together with the bot. Place data and fonts: see [NOTICE](NOTICE).

| package | licence |
|---|---|
"""
CHANGED = {"contourpy": "BSD-3-Clause"}
"""What different versions tell differently, of which each Python has its own."""
_PINNED = re.compile(r"^([a-z0-9._-]+)==([^ \\;]+)", re.MULTILINE)


def pinned() -> dict[str, str]:
    """The packages of the lock file, each with its version."""
    return dict(_PINNED.findall(LOCK.read_text(encoding="utf-8")))


def licence_of(name: str) -> str:
    """What a package says of its licence; LookupError where it says nothing."""
    if name in CHANGED:
        return CHANGED[name]
    try:
        found = distribution(name)
    except PackageNotFoundError:
        return ELSEWHERE[name]
    told = _told(found)
    if not told:
        raise LookupError(f"{name} does not tell its licence")
    return told


def _told(found: Distribution) -> str:
    words = found.metadata
    classified = [
        one.rsplit(" :: ", 1)[-1]
        for one in words.get_all("Classifier") or ()
        if one.startswith("License :: ")
    ]
    named = words.get("License") or ""
    short = named if "\n" not in named and len(named) < 60 else ""
    return words.get("License-Expression") or short or ", ".join(classified) or named.split("\n")[0]


def page() -> str:
    """The whole page."""
    return HEAD + "".join(f"| {name} | {licence_of(name)} |\n" for name in sorted(pinned()))


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
