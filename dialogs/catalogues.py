"""Catalogue files as translators edit them: read, brought up to date, remarked on, written."""

from collections.abc import Iterator
from hashlib import sha256
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog as Catalog
from babel.messages.catalog import Message as Message
from babel.messages.pofile import read_po, write_po

from dialogs.checking import ROOM, Entry
from dialogs.formats import code_of, plural_forms
from dialogs.languages import FOLDER

TEMPLATE = FOLDER / "bot.pot"
Key = tuple[str | None, str]
"""Context and text."""

_NOTE, _READ = "Note: ", "Read: "
"""How the comments begin that hold a note, and what marks the words that a native reader has read."""
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


def path_of(language: str, folder: Path = FOLDER) -> Path:
    """Where the catalogue of a language is, or will be."""
    return folder / language / "LC_MESSAGES" / "bot.po"


def language_of(path: Path) -> str:
    """The language whose catalogue this is."""
    return path.parent.parent.name


def all_paths(folder: Path = FOLDER) -> list[Path]:
    """The files of all catalogues, whole or not."""
    return sorted(folder.glob("*/LC_MESSAGES/bot.po"))


def read(path: Path) -> Catalog:
    """A catalogue as it stands in its file, with the plural forms of its language."""
    language = language_of(path)
    with path.open("rb") as file:
        return named(read_po(file, locale=code_of(language)), language)


def template(path: Path = TEMPLATE) -> Catalog:
    """All texts, without translations."""
    with path.open("rb") as file:
        return read_po(file)


def named(catalog: Catalog, language: str) -> Catalog:
    """The catalogue as one of this language: its name, and its plural forms."""
    catalog.locale = code_of(language)
    count, rule = plural_forms(language)
    catalog.mime_headers = [("Plural-Forms", f"nplurals={count}; plural={rule};")]
    return catalog


def merged(path: Path, texts: Catalog) -> Catalog:
    """A catalogue brought up to date; translations of texts that changed are marked fuzzy."""
    catalog = read(path)
    catalog.update(texts, no_fuzzy_matching=False, keep_user_comments=True)
    catalog.obsolete.clear()
    return catalog


def key_of(message: Message) -> Key:
    """What a text is known by."""
    return message.context, message.id if isinstance(message.id, str) else message.id[0]


def forms_of(message: Message) -> tuple[str, ...]:
    """All forms of a translation."""
    return (message.string,) if isinstance(message.string, str) else tuple(map(str, message.string))


def entry_of(message: Message) -> Entry:
    """What a translation of a text has to fit."""
    used = frozenset(ROOM) & frozenset(message.auto_comments)
    if isinstance(message.id, str):
        return Entry(message.id, used=used)
    return Entry(message.id[0], message.id[1], used)


def texts(catalog: Catalog) -> Iterator[Message]:
    """All messages but the header."""
    return (message for message in catalog if message.id)


def is_done(message: Message) -> bool:
    """Whether every form of a text is translated, and not by a guess."""
    forms = forms_of(message)
    return bool(forms) and all(forms) and not message.fuzzy


def missing(catalog: Catalog) -> list[Message]:
    """The texts that are not translated, or by a guess alone."""
    return [message for message in texts(catalog) if not is_done(message)]


def mark_of(message: Message) -> str:
    """A short mark of a text, the same as long as the English is."""
    return mark(*key_of(message))


def mark(context: str | None, english: str) -> str:
    """The same of what a text is known by."""
    return _digest(context, english)


def note_of(message: Message) -> str:
    """What a translator or a reader noted on a translation."""
    return " ".join(line.removeprefix(_NOTE) for line in message.user_comments if line.startswith(_NOTE))


def has_been_read(message: Message) -> bool:
    """Whether a native reader has read this translation: these very words, not those before."""
    return f"{_READ}{_digest(*forms_of(message))}" in message.user_comments and is_done(message)


def remark(message: Message, *, read: bool, note: str) -> None:
    """Write down beside a translation whether it was read, and the note on it."""
    kept = [line for line in message.user_comments if not line.startswith((_NOTE, _READ))]
    if note:
        kept.append(f"{_NOTE}{' '.join(note.split())}")
    if read:
        kept.append(f"{_READ}{_digest(*forms_of(message))}")
    message.user_comments = kept


def _digest(*words: str | None) -> str:
    return sha256("\0".join(word or "" for word in words).encode()).hexdigest()[:10]


def is_reviewed(catalog: Catalog) -> bool:
    """Whether a native reader has read it, as its header says."""
    return "reviewed-by-native-reader: yes" in (catalog.header_comment or "").lower()


def standing(path: Path) -> str:
    """A line on how far a catalogue is."""
    catalog = read(path)
    left = missing(catalog)
    if not left:
        reader = "" if is_reviewed(catalog) else "not "
        return f"{language_of(path)}: whole, {reader}read by a native reader"
    guessed = sum(message.fuzzy for message in left)
    return (
        f"{language_of(path)}: {len(catalog) - len(left)} of {len(catalog)} translated, "
        f"{guessed} to look at again; people cannot choose it yet"
    )


def write(path: Path, catalog: Catalog) -> None:
    """Write a catalogue in a stable order, with a header that changes only when the texts do."""
    catalog.fuzzy = False
    written = BytesIO()
    write_po(written, catalog, width=100, sort_by_file=True, include_lineno=False)
    kept = [line for line in written.getvalue().decode().split("\n") if not line.startswith(_FLEETING)]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(kept), encoding="utf-8")
