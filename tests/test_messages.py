"""The tools for translators: what a text is used as is told by the code, and a language can be begun."""

from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from dialogs.formats import ENDONYMS, plural_forms
from dialogs.languages import codes, is_whole
from tools import messages, wordbook
from tools.kinds import BUTTON, COMMAND, NOTICE, kinds

PAGE = """
from dialogs.screen import Link, Screen, rows
from dialogs.rooms import labels

_NAMES = {1: lambda say: say("from a table")}

def direct(say, on):
    label = say("on") if on else say.plural("{n} off", "{n} offs", 2)
    return Screen(text=say("only text"), rows=(Link(label, "a"), Link(say.about("of a day", "open"), "b")))

def handed(say):
    return _made(say("handed in"), say("also only text"))

def _made(label, text):
    return Screen(text=text, rows=((Link(label, "c"),),), locate=say("locates"))

def tabled(say, which):
    return [Link(ticked(_NAMES[which](say)), "d"), Link(labels.there(say), "e")]

def prepared(say):
    return Prepared(text=say("text of a message"), rows=(((say("in a row"), "home"), _more(say)),))

def _more(say):
    return say("from a function"), "stop"

def shown(say, screen):
    return screen.toasted(say("a notice"))
"""


def test_the_code_tells_what_is_a_button_however_it_gets_there(tmp_path: Path) -> None:
    room = tmp_path / "dialogs" / "rooms"
    room.mkdir(parents=True)
    (tmp_path / "dialogs" / "page.py").write_text(PAGE, encoding="utf-8")
    (room / "labels.py").write_text('def there(say):\n    return say("elsewhere")\n', encoding="utf-8")
    menu = 'def everybody(say):\n    return (("start", say("Begin")),)\n'
    (tmp_path / "dialogs" / "menus.py").write_text(menu, encoding="utf-8")
    found = kinds(tmp_path / "dialogs")
    buttons = {text for (_, text), used in found.items() if BUTTON in used}
    there = {"on", "{n} off", "open", "handed in", "from a table", "elsewhere", "locates"}
    assert buttons == there | {"in a row", "from a function"}
    assert ("of a day", "open") in found
    assert {text for (_, text), used in found.items() if NOTICE in used} == {"a notice"}
    assert {text for (_, text), used in found.items() if COMMAND in used} == {"Begin"}


def test_the_template_says_which_texts_are_buttons() -> None:
    notes = {message.id: message.auto_comments for message in messages.extract() if message.id}
    assert notes["Tell me more"] == ["Button"]
    assert notes["Would you do this?"] == []
    assert "Command" in notes["Who are you?"]
    assert "Notice" in notes["This is only a test."]


def test_a_language_is_begun_with_its_plural_forms_its_name_and_its_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(messages, "LOCALES", tmp_path / "locales")
    monkeypatch.setattr(wordbook, "PAGES", tmp_path / "languages")
    for code in ("ar", "pap", "nl@simple"):
        assert messages.main(["--new", code]) == 0
        path = tmp_path / "locales" / code / "LC_MESSAGES" / "bot.po"
        count, rule = plural_forms(code)
        written = path.read_text(encoding="utf-8")
        with path.open("rb") as file:
            read = read_po(file)
        assert (read.num_plurals, read.plural_expr) == (count, rule)
        assert f"# {ENDONYMS[code]}\n# Reviewed-by-native-reader: no\n" in written
        assert written.count(f"msgstr[{count - 1}]") > 20
        assert not is_whole(written)
        page = (tmp_path / "languages" / f"{code}.md").read_text(encoding="utf-8")
        assert "| volunteer (somebody) | vrijwilliger | … |" in page
    assert codes(tmp_path / "locales") == ("en",)
    assert messages.main(["--new", "ar"]) == 2
    assert "There is a catalogue of ar already" in capsys.readouterr().err
    assert messages.main(["--new", "xx"]) == 2
    assert messages.main(["--report"]) == 0
    assert "ar: 0 of" in capsys.readouterr().out
    assert messages.main(["--check", "ar"]) == 0
    path.write_text(written.replace('msgid "Back"\nmsgstr ""', 'msgid "Back"\nmsgstr "Terug!!"'))
    assert messages.main(["--check", "nl@simple"]) == 1
    assert "Back\n    Terug!!\n    Write one sign at the end" in capsys.readouterr().out
    assert messages.main(["--check", "xx"]) == 2


def test_every_word_of_the_glossary_stands_once() -> None:
    english = [word for word, _ in wordbook.words()]
    assert len(english) == len(set(english)) > 40
    assert all(dutch for _, dutch in wordbook.words())
