"""Stop words: the whole message, however it is written, and nothing that merely holds one."""

import pytest

from dialogs.folding import bare
from dialogs.formats import ENDONYMS
from dialogs.stopwords import STOP_WORDS, stop_word
from storage.gazetteer import Gazetteer

AS_TYPED = {
    "İPTAL": "iptal",
    "DUR!": "dur",
    "BENI RAHAT BIRAK": "beni rahat bırak",
    "Mesaj istemıyorum": "mesaj istemiyorum",
    "توقّف؟": "توقف",
    "تـــوقف،": "توقف",
    "اوقف": "أوقف",
    "كفي": "كفى",
    "لغو\u200c اشتراك؛": "لغو اشتراک",
    "پیام نمی خواهم": "پیام نمی‌خواهم",
    "አቋርጽ።": "ኣቋርጽ",
    "ኣይትፅሓፉለይ፧": "ኣይትጽሓፉለይ",
    "ደው፡በል፡": "ደው በል",
    "nie wysylaj wiadomosci": "nie wysyłaj wiadomości",
    "«Стоп»": "стоп",
    "Désabonnez moi": "désabonnez-moi",
    "CA SUFFIT...": "ça suffit",
    "¡Baja!": "baja",
    "Hor auf": "hör auf",
    "Stòp": "stop",
    "Ｓｔｏｐ": "stop",
    "STOP 🛑✋": "stop",
    "\u200fstop\u200e": "stop",
}
"""How people write a stop word, on the keyboard they have."""
ANSWERS = {
    "para": "Spanish and Papiamento for stop, but also for; Turkish for money",
    "alto": "Spanish for halt, but also tall",
    "assez": "French for enough, but also rather",
    "genug": "German for enough, and how much somebody can",
    "niet meer": "Dutch for no more, and what one says who used to volunteer",
    "yeter": "Turkish for enough, and a name of women",
    "dursun": "Turkish for let it stop, and a name of men",
    "kes": "Turkish for cut it, and a name in Dutch",
    "بس": "Arabic and Persian for enough, but also only",
    "خلاص": "Arabic for that will do, and for all right",
    "كافي": "Arabic for enough, and an answer to how much",
    "joog": "Somali for stop, but also stay",
    "dhaaf": "Somali for leave it, and for never mind",
    "በቃ": "Tigrinya for enough, and for that is all",
    "годі": "Ukrainian for enough, and for let it be",
    "cancel": "what one says to a question, not to all that comes",
    "annuleren": "the same in Dutch",
    "einde": "Dutch for the end, as of what is typed",
    "red": "Turkish for refused, English for a colour",
}
"""What would stop in one language, and is an everyday answer in that or another: it stops nobody."""
SPOKEN = {
    "nl": ("stop", "ja", "nee"),
    "en": ("unsubscribe", "yes", "no"),
    "ar": ("توقف", "نعم", "لا"),
    "tr": ("dur", "evet", "hayır"),
    "pl": ("przestań", "tak", "nie"),
    "uk": ("досить", "так", "ні"),
    "fa": ("بس کنید", "بله", "نه"),
    "ti": ("ደው በል", "እወ", "ኣይፋል"),
    "so": ("jooji", "haa", "maya"),
    "fr": ("arrêtez", "oui", "non"),
    "es": ("basta", "sí", "no"),
    "de": ("aufhören", "ja", "nein"),
    "pap": ("ya ta basta", "si", "nò"),
}
"""A word that stops in each language, and its yes and no, which do not."""
YES_AND_NO = sorted({word for _, yes, no in SPOKEN.values() for word in (yes, no)})


@pytest.mark.parametrize("word", STOP_WORDS)
def test_a_stop_word_stops_however_it_is_written(word: str) -> None:
    place = STOP_WORDS.index(word)
    for written in (word, word.upper(), word.title(), f"  {word}!! ", f"¡{word}.", f"\n{word}\n?"):
        assert stop_word(written) == place
    assert stop_word(word.replace(" ", "  \n ")) == place


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "!",
        "🛑",
        "stop it",
        "please stop",
        "stopcontact",
        "nonstop",
        "stop 12",
        "Ş",
        f"stop{' ' * 500}",
    ],
)
def test_what_merely_holds_a_stop_word_does_not_stop(text: str) -> None:
    assert stop_word(text) is None


def test_every_language_of_ours_has_a_word_that_stops() -> None:
    assert {code.partition("@")[0] for code in ENDONYMS} == SPOKEN.keys()
    assert all(stop_word(stop) is not None for stop, _, _ in SPOKEN.values())


@pytest.mark.parametrize("written", AS_TYPED)
def test_a_stop_word_stops_on_whatever_keyboard_it_is_typed(written: str) -> None:
    place = stop_word(written)
    assert place is not None
    assert STOP_WORDS[place] == AS_TYPED[written]


@pytest.mark.parametrize("word", [*ANSWERS, *YES_AND_NO])
def test_an_everyday_answer_in_some_language_stops_nobody(word: str) -> None:
    assert stop_word(word) is None, ANSWERS.get(word)


def test_no_place_is_called_like_a_stop_word(gazetteer: Gazetteer) -> None:
    named = {area.place for area in gazetteer.areas()} | set(gazetteer.municipalities())
    assert len(named) > 2_000
    assert not [name for name in named if stop_word(name) is not None]


def test_each_word_stands_once_and_in_small_letters() -> None:
    assert len({bare(word) for word in STOP_WORDS}) == len(STOP_WORDS)
    for word in STOP_WORDS:
        assert word == " ".join(word.lower().split())


def test_the_words_that_old_buttons_point_at_stay_where_they_are() -> None:
    assert STOP_WORDS[:10] == (
        "stop",
        "stoppen",
        "hou op",
        "ophouden",
        "afmelden",
        "uitschrijven",
        "geen berichten meer",
        "unsubscribe",
        "no more",
        "leave me alone",
    )
