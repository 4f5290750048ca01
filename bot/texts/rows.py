"""The texts of a language as rows of a spreadsheet: one for each form, out of its catalogue and into it."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from dialogs import catalogues
from dialogs.catalogues import Catalog, Key, Message
from dialogs.checking import ROOM, faults
from dialogs.formats import examples, plural_forms

YES, NO = (
    frozenset({"yes", "ja", "y", "j", "x", "1", "true"}),
    frozenset({"no", "nee", "n", "0", "false", ""}),
)
"""What one writes in the column that tells whether a row was read by a native reader."""


@dataclass(frozen=True, slots=True)
class Row:
    """One form of one text. `number` is its line in a sheet that was read, 0 out of a catalogue.

    `reported` is how many people said that it is not right, empty where nobody did. `screen` is the
    name of a screen that shows it, on the page beside the sheet.
    """

    key: str
    where: str = ""
    kind: str = ""
    english: str = ""
    dutch: str = ""
    translation: str = ""
    reviewed: str = ""
    note: str = ""
    hint: str = ""
    reported: str = ""
    number: int = 0
    screen: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in which line."""

    number: int
    english: str
    sentence: str


@dataclass(slots=True)
class Taken:
    """What came of a sheet: how many texts are new or other than before, and every fault."""

    changed: int = 0
    same: int = 0
    faults: list[Fault] = field(default_factory=list)


def rows_of(
    catalog: Catalog,
    dutch: Catalog,
    language: str,
    places: Mapping[str, str],
    screen: Callable[[Key], str] = lambda _: "",
    reported: Mapping[str, int] = MappingProxyType({}),
) -> Iterator[Row]:
    """Every text of a catalogue; `places` tells where the texts of a file are seen, `screen` where one is."""
    for message in catalogues.texts(catalog):
        entry = catalogues.entry_of(message)
        counterpart = dutch.get(message.id, message.context)
        ours, theirs = (
            catalogues.forms_of(message),
            catalogues.forms_of(counterpart) if counterpart else ("",),
        )
        for number in range(1 if entry.plural is None else plural_forms(language)[0]):
            form = ours[number] if number < len(ours) else ""
            yield Row(
                key=_key(message, number),
                where=", ".join(dict.fromkeys(places.get(path, path) for path, _ in message.locations)),
                kind=", ".join(sorted(entry.used)).lower() or "text",
                english=entry.english if entry.plural is None or number == 0 else entry.plural,
                dutch=theirs[min(number, len(theirs) - 1)],
                translation="" if message.fuzzy else form,
                reviewed="yes" if catalogues.has_been_read(message) else "no",
                note=catalogues.note_of(message),
                hint=" ".join(_hints(message, language, number, form)),
                reported=str(reported.get(catalogues.mark_of(message), "")),
                screen=screen(catalogues.key_of(message)),
            )


def take_in(catalog: Catalog, rows: Iterable[Row], language: str, *, skip_bad: bool = False) -> Taken:
    """Put a sheet's translations into a catalogue: none where one is bad, unless bad ones are skipped."""
    taken, found = Taken(), defaultdict[str, dict[int, Row]](dict)
    known = {catalogues.mark_of(message): message for message in catalogues.texts(catalog)}
    seen = Counter[str]()
    for row in rows:
        mark, _, form = row.key.partition("/")
        seen[row.key] += 1
        if sentence := _misplaced(row, known.get(mark), seen[row.key], language):
            taken.faults.append(Fault(row.number, row.english, sentence))
        else:
            found[mark][int(form or 0)] = row
    good = []
    for mark, lines in found.items():
        message = known[mark]
        wanted = _forms(message, lines, language)
        wrong = [
            Fault(min(row.number for row in lines.values()), catalogues.key_of(message)[1], sentence)
            for sentence in faults(catalogues.entry_of(message), wanted, language)
        ]
        taken.faults += wrong
        if not wrong:
            good.append((message, wanted, lines))
    taken.faults.sort(key=lambda fault: fault.number)
    if skip_bad or not taken.faults:
        for message, wanted, lines in good:
            if _put(message, wanted, lines):
                taken.changed += 1
            else:
                taken.same += 1
    return taken


def _misplaced(row: Row, message: Message | None, times: int, language: str) -> str | None:
    """Why a line cannot be used, whatever its translation is."""
    form = row.key.partition("/")[2]
    if message is None:
        return "This text is not in the bot any more. Take the line out."
    entry = catalogues.entry_of(message)
    forms = 1 if entry.plural is None else plural_forms(language)[0]
    if form and not (form.isascii() and form.isdigit() and int(form) < forms):
        return f"This text has {forms} forms. Take the line out."
    if times > 1:
        return "This line stands twice. Keep one of them."
    if row.english.strip() not in (entry.english.strip(), (entry.plural or entry.english).strip()):
        return "The English is not that of this key. Were the columns sorted apart? Export the sheet anew."
    if row.reviewed.strip().lower() not in YES | NO:
        return "Write yes or no in the column reviewed."
    return None


def _forms(message: Message, lines: Mapping[int, Row], language: str) -> tuple[str, ...]:
    """All forms as they would be; where a cell is empty what is there stays, unless it was a guess."""
    entry, there = catalogues.entry_of(message), catalogues.forms_of(message)
    count = 1 if entry.plural is None else plural_forms(language)[0]
    kept = [there[number] if number < len(there) and not message.fuzzy else "" for number in range(count)]
    told = [lines[number].translation if number in lines else "" for number in range(count)]
    return tuple(new.strip("\r\n") or old for new, old in zip(told, kept, strict=True))


def _put(message: Message, wanted: tuple[str, ...], lines: Mapping[int, Row]) -> bool:
    """Change a message; whether there was anything to change."""
    before = (catalogues.forms_of(message), list(message.user_comments), message.fuzzy)
    if any(wanted):
        message.string = wanted if isinstance(message.id, tuple | list) else wanted[0]
        message.flags.discard("fuzzy")
    read = any(wanted) and all(row.reviewed.strip().lower() in YES for row in lines.values())
    note = next((row.note for row in lines.values() if row.note.strip()), "")
    catalogues.remark(message, read=read, note=note)
    return before != (catalogues.forms_of(message), list(message.user_comments), message.fuzzy)


def _key(message: Message, number: int) -> str:
    mark = catalogues.mark_of(message)
    return mark if isinstance(message.id, str) else f"{mark}/{number}"


def _hints(message: Message, language: str, number: int, form: str) -> Iterator[str]:
    """What to know before one translates it."""
    entry = catalogues.entry_of(message)
    if message.context:
        yield f"Meaning: {message.context}."
    yield f"At most {entry.longest} characters."
    if entry.plural is not None:
        yield f"For {', '.join(map(str, examples(language, number)))} …"
    if message.fuzzy and form:
        yield f"Of a text like it: {form}"
    yield from (note for note in message.auto_comments if note not in ROOM)
