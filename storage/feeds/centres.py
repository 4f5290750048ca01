"""A file of local volunteer centres: CSV with whatever separator and encoding a spreadsheet makes."""

import csv
import io
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

from campaign.offers import Fault, Unfit
from campaign.records import Centre
from storage.feeds.csv_format import armed
from storage.feeds.encoding import encoding_of
from storage.feeds.reading import FeedError
from storage.feeds.values import email, link, phone, yes
from storage.gazetteer import Gazetteer

_HEADINGS = {
    "id": "id",
    "name": "name",
    "naam": "name",
    "phone": "phone",
    "telephone": "phone",
    "telefoon": "phone",
    "email": "email",
    "mail": "email",
    "website": "website",
    "address": "address",
    "adres": "address",
    "hours": "hours",
    "openingstijden": "hours",
    "openinghours": "hours",
    "municipalities": "municipalities",
    "municipality": "municipalities",
    "gemeenten": "municipalities",
    "gemeente": "municipalities",
    "sample": "sample",
}
_LENGTHS = {"id": 200, "name": 200, "phone": 40, "email": 200, "website": 500, "address": 200, "hours": 300}
"""The most characters of each; the database's columns are as wide."""
_CHECKED = {
    "phone": (phone, "a telephone number"),
    "email": (email, "an e-mail address"),
    "website": (link, "a web address that begins with http"),
}
_PARTS = re.compile(r"[;,/\n]")


@dataclass(slots=True)
class CentreFile:
    """What stands in a file: the centres, the rows that did not come in, and how the file was read."""

    centres: list[Centre] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def read_centres(path: Path, gazetteer: Gazetteer) -> CentreFile:
    """The centres in a file; FeedError where it cannot be read or has no such columns."""
    found = CentreFile()
    names = _Municipalities(gazetteer)
    try:
        with path.open("rb") as file:
            encoding, note = encoding_of(file)
            found.notes += [note] if note else []
            text = io.TextIOWrapper(file, encoding=encoding, errors="replace", newline="").read()
    except OSError as error:
        raise FeedError(f"{path} cannot be read: {error.strerror or error}") from error
    head = text.partition("\n")[0]
    lines = csv.reader(io.StringIO(text), delimiter=max(";,\t", key=head.count))
    try:
        columns = [_HEADINGS.get(_letters(cell)) for cell in next(lines, [])]
        if lacking := [name for name in ("name", "municipalities") if name not in columns]:
            raise FeedError(f"{path.name} has no column {' and no column '.join(lacking)}.")
        seen: set[str] = set()
        for cells in lines:
            row = {
                name: armed(cell.strip())
                for name, cell in zip(columns, cells, strict=False)
                if name and cell.strip()
            }
            if row:
                _take(found, row, lines.line_num, names, seen)
    except csv.Error as error:
        raise FeedError(f"{path.name} cannot be read as CSV: {error}.") from error
    return found


def _take(
    found: CentreFile, row: Mapping[str, str], line: int, names: "_Municipalities", seen: set[str]
) -> None:
    own_id = row.get("id", row.get("name", ""))
    try:
        if own_id in seen:
            raise Unfit("another row has the same id, or the same name and no id")
        found.centres.append(_centre(row, own_id, names))
        seen.add(own_id)
    except Unfit as error:
        found.faults.append(Fault(line, str(error), own_id))


def _centre(row: Mapping[str, str], own_id: str, names: "_Municipalities") -> Centre:
    """The centre of a row; Unfit says in words what does not hold."""
    if "name" not in row:
        raise Unfit("it has no name")
    for name, most in _LENGTHS.items():
        if len(row.get(name, "")) > most:
            raise Unfit(f"{name} is longer than {most} characters")
    told: dict[str, str] = {}
    for name, (read, what) in _CHECKED.items():
        value = read(row[name]) if name in row else ""
        if value is None:
            raise Unfit(f"{name} is not {what}: {row[name]}")
        told[name] = value
    if not any(told.values()):
        raise Unfit("it tells no phone, e-mail or website")
    named = [part.strip() for part in _PARTS.split(row.get("municipalities", "")) if part.strip()]
    if not named:
        raise Unfit("it names no municipality")
    return Centre(
        source_id=own_id,
        name=row["name"],
        address=row.get("address", ""),
        hours=row.get("hours", ""),
        municipalities=tuple(sorted({names.read(name) for name in named})),
        sample=yes("sample", row["sample"]) if "sample" in row else False,
        **told,
    )


class _Municipalities:
    """Reads the names of municipalities, however they are written."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._names = {_plain(name): name for name in gazetteer.municipalities()}

    def read(self, words: str) -> str:
        """The official name of a municipality, or of the one in which a place lies; Unfit for neither."""
        plain = _plain(words)
        if plain in self._names:
            return self._names[plain]
        begins = [name for key, name in self._names.items() if key.partition(" (")[0] == plain]
        exact = self._gazetteer.search(words).exact
        if exact is not None and not begins:
            return exact.area.municipality
        close = begins or [self._names[key] for key in get_close_matches(plain, self._names, 3, 0.7)]
        meant = f"; is it {' or '.join(close)}?" if close else ""
        raise Unfit(f"there is no municipality {words}{meant}")


def _plain(words: str) -> str:
    letters = unicodedata.normalize("NFKD", " ".join(words.split()).casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).replace("’", "'")


def _letters(words: str) -> str:
    return "".join(letter for letter in _plain(words) if letter.isalpha())
