"""Letters: what can be drawn is, what cannot is written otherwise or left out, and nothing else is lost."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.drawing.letters import drawable, left_out, plain

ALPHABETS = {
    "nl": "ëïéèĳ€",
    "tr": "çğıİöşüÇĞÖŞÜ",
    "pl": "ąćęłńóśźżĄĆĘŁŃÓŚŹŻ",
    "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюяҐЄІЇ",
    "fr": "àâæçéèêëîïôœùûüÿ«»’",
    "es": "áéíóúüñ¿¡",
    "de": "äöüßẞ„“",
    "pap": "áèéíñòóùúü",
    "so": "'dhkhsh",
    "ar": "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيًٌٍَُِّْ٠١٢٣٤٥٦٧٨٩،؛؟",
    "fa": "پچژگکیۀ۰۱۲۳۴۵۶۷۸۹٪٫٬",
    "ti": "ሀለሐመሠረሰሸቀቈቐቘበቨተቸኀኈነኘአከኰኸዀወዐዘዠየደጀገጐጠጨጰጸፀፈፐ፡።፣፤፥፦፧",
    "vi": "ảạấầẩẫậắằẳẵặđẻẽẹ",
}


@pytest.mark.parametrize("code", ALPHABETS)
def test_every_letter_of_every_language_is_in_both_fonts(code: str) -> None:
    assert left_out(ALPHABETS[code]) == ""
    assert drawable(ALPHABETS[code]) == unicodedata.normalize("NFC", ALPHABETS[code])


@pytest.mark.parametrize(
    "path", sorted(Path("locales").rglob("*.po")), ids=lambda path: path.parent.parent.name
)
def test_every_letter_the_bot_speaks_can_be_printed(path: Path) -> None:
    assert left_out(path.read_text(encoding="utf-8")) == ""


def test_what_the_fonts_lack_is_written_otherwise_or_left_out() -> None:
    assert drawable("Kom je ook? 😊🌱 Leuk!") == "Kom je ook? Leuk!"
    assert drawable("𝓕𝓪𝓽𝓲𝓶𝓪 ﬁetst") == "Fatima fietst"
    assert drawable("ﻓﺎﻃﻤﺔ") == "فاطمة"
    assert drawable("👨\u200d👩\u200d👧 gezin") == "gezin"
    assert drawable("a\tb\r\n\n c \u2028d\x00e") == "a b\nc\nde"
    assert drawable("non\u202fbris\u00a0!") == "non\u00a0bris\u00a0!"
    assert drawable("می\u200cآیی") == "می\u200cآیی"
    assert drawable("李娜") == ""
    assert (left_out("Жанна 李娜 😀 李"), left_out("Fatima 🌱")) == ("李娜", "")
    assert plain("\u2068Fatima\u2069 en \u2066078\u2069") == "Fatima en 078"


@given(st.text(max_size=200))
def test_anything_typed_can_be_drawn_and_is_clean(words: str) -> None:
    drawn = drawable(words)
    assert drawable(drawn) == drawn
    assert "  " not in drawn
    for line in drawn.split("\n"):
        assert line.strip(" ") == line
    assert all(
        letter.isprintable() or letter in "\n\u00a0\u200c\u200d\u2066\u2067\u2068\u2069" for letter in drawn
    )
