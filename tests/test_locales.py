"""Texts: all that the pages say is in the template, and every catalogue is whole, with nothing lost in it."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from dialogs.catalogues import entry_of, forms_of, standing
from dialogs.checking import faults
from dialogs.formats import ENDONYMS, plural_forms
from dialogs.languages import Languages, codes

ROOT = Path(__file__).parent.parent
LOCALES = ROOT / "locales"
CATALOGUES = sorted(LOCALES.glob("*/LC_MESSAGES/bot.po"))
CODES = [path.parent.parent.name for path in CATALOGUES]

Key = tuple[str | None, str, str | None]
"""Context, text, and its plural."""


def said_in(path: Path) -> Iterator[Key]:
    """Every text that a file says."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        words = [
            one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str)
        ]
        name = getattr(node.func, "id", None) or getattr(node.func, "attr", None)
        if name == "say":
            yield None, words[0], None
        elif name == "about" and len(words) > 1:
            yield words[0], words[1], None
        elif name == "plural":
            yield None, words[0], words[1]


def key_of(message: Message) -> Key:
    """What a message is known by."""
    if isinstance(message.id, str):
        return message.context, message.id, None
    return message.context, message.id[0], message.id[1]


def read(path: Path, code: str | None = None) -> Catalog:
    """A catalogue as it stands in the file."""
    with path.open("rb") as file:
        return read_po(file, locale=code.partition("@")[0] if code else None, abort_invalid=True)


def messages(catalog: Catalog) -> dict[Key, Message]:
    """All messages but the header."""
    return {key_of(message): message for message in catalog if message.id}


def marks(text: str) -> tuple[set[str], Counter[str], str, str, int]:
    """What a translation must keep: names, tags, white space at the edges, and breaks of lines."""
    names, tags = set(re.findall(r"\{[^}]*\}", text)), Counter(re.findall(r"<[^>]*>", text))
    edges = len(text) - len(text.lstrip()), len(text.rstrip())
    return names, tags, text[: edges[0]], text[edges[1] :], text.count("\n")


TEMPLATE = messages(read(LOCALES / "bot.pot"))
SAID = {key for path in sorted((ROOT / "dialogs").rglob("*.py")) for key in said_in(path)}


def test_the_template_holds_all_that_is_said_and_nothing_else() -> None:
    assert SAID - TEMPLATE.keys() == set(), "run: python -m tools.messages"
    assert TEMPLATE.keys() - SAID == set(), "run: python -m tools.messages"
    assert len(SAID) > 100


def test_every_text_can_be_filled_and_shown() -> None:
    for _, text, plural in SAID:
        for words in filter(None, (text, plural)):
            assert words == words.strip()
            assert not re.search(r"[{}]", re.sub(r"\{[a-z_]+\}", "", words)), f"a strange name: {words}"
            assert "&" not in words, f"texts are HTML: {words}"
            assert re.fullmatch(r"(?s)[^<>]*(<(b|i)>[^<>]*</\2>[^<>]*)*", words), f"a strange tag: {words}"
        if plural:
            assert marks(text) == marks(plural)
            assert "{n}" in text


def test_there_is_a_catalogue() -> None:
    assert "nl" in CODES


@pytest.mark.parametrize("path", CATALOGUES, ids=CODES)
def test_a_catalogue_is_whole(path: Path) -> None:
    code = path.parent.parent.name
    catalog = read(path, code)
    found = messages(catalog)
    assert found.keys() == TEMPLATE.keys(), "run: python -m tools.messages"
    count, rule = plural_forms(code)
    assert code in ENDONYMS, "say in dialogs/formats.py what its readers call it"
    assert catalog.num_plurals == count
    assert read(path).plural_expr.strip("()") == rule.strip("()"), "Plural-Forms stands in its header"
    if code not in codes():
        pytest.skip(f"not offered: {standing(path)}")
    missing = [key[1] for key, message in found.items() if not all(forms_of(message)) or not message.string]
    assert missing == [], f"{len(missing)} texts are not translated"
    guessed = [key[1] for key, message in found.items() if message.fuzzy]
    assert guessed == [], f"{len(guessed)} texts are to be looked at again"
    for key, message in found.items():
        assert len(forms_of(message)) == (count if key[2] else 1), key


@pytest.mark.parametrize("path", CATALOGUES, ids=CODES)
def test_a_translation_has_no_fault(path: Path) -> None:
    """Also in a catalogue that is not whole yet, as far as it is."""
    code = path.parent.parent.name
    found = {
        key[1]: wrong
        for key, message in messages(read(path, code)).items()
        if not message.fuzzy and (wrong := faults(entry_of(message), forms_of(message), code))
    }
    assert found == {}


@pytest.mark.parametrize("code", CODES)
def test_the_bot_speaks_every_text_of_a_catalogue(code: str) -> None:
    language = Languages.load(unfinished={code}).get(code)
    if code not in codes():
        pytest.skip("not offered: not whole yet")
    assert language.code == code
    spoken = {key if isinstance(key, tuple) else (None, key) for key in language.catalogue.messages}
    assert spoken == {key[:2] for key in TEMPLATE}
    assert (
        language.catalogue.form(1) != language.catalogue.form(12345)
        or len({len(forms) for forms in language.catalogue.messages.values()}) == 1
    )
