"""The invented languages: whole, longer, in other letters; what was forgotten or glued is found with them."""

import re
from zoneinfo import ZoneInfo

import pytest

from dialogs import catalogues
from dialogs.checking import FIELD, TAG, faults
from dialogs.pseudo import BEGIN, END, MIRRORED, PSEUDO, pseudo
from dialogs.screen import Link, Screen, rows
from dialogs.text import Say, Text, own
from tests.calendar import sample_campaign
from tests.dialogs.disguise import DISGUISED, Looking, fits, written_in

ZONE = ZoneInfo("Europe/Amsterdam")


@pytest.mark.parametrize("code", DISGUISED)
def test_every_text_is_there_in_other_letters_as_long_as_a_translation_may_be(code: str) -> None:
    language = pseudo(code)
    longer = 0
    for message in catalogues.texts(catalogues.template()):
        entry = catalogues.entry_of(message)
        key = catalogues.key_of(message)
        forms = language.catalogue.messages[key if key[0] else key[1]]
        assert len(forms) == (1 if entry.plural is None else 2)
        for form, english in zip(forms, (entry.english, entry.plural or ""), strict=False):
            assert FIELD.findall(form) == FIELD.findall(english)
            assert TAG.findall(form) == TAG.findall(english)
            assert not re.search("[A-Za-z]", FIELD.sub("", TAG.sub("", form)))
            bare = tuple(one.strip(BEGIN + END) for one in forms)
            assert not [one for one in faults(entry, bare, "nl") if "shorter" in one]
            longer += len(form) > 1.4 * len(english)
    assert longer > 0.9 * len(language.catalogue.messages)


def test_they_speak_with_plurals_names_and_directions() -> None:
    left, right = Say(pseudo(PSEUDO), ZONE), Say(pseudo(MIRRORED), ZONE)
    assert left("Would you do this?").plain.startswith(f"{BEGIN}Ŵöûļď ýöû ďö ţĥîš ")
    assert left("Would you do this?").plain.endswith(f"?{END}")
    assert left.plural("{n} day", "{n} days", 1) != left.plural("{n} day", "{n} days", 2)
    assert right("Hello, my name is {name}.", name="Ana").html.count("\u2068Ana\u2069") == 1
    assert right.language.right_to_left


def test_looking_finds_what_was_forgotten_and_what_is_glued() -> None:
    say, looking = Say(pseudo(), ZONE), Looking(data={"Ana", "Ana Maria"})
    good = say("Hello, my name is {name}.", name=own("Ana Maria"))
    shown = Screen(text=good, rows=rows(Link(say("Back"), "a")))
    looking.look(shown, "good")
    looking.look(Screen(text=Text(f"{good.html} {say('Hello.').html}")), "two sentences")
    looking.look(Screen(text=Text(f"{say('Back').html} · {say('🏠 Home').html}")), "two facts")
    looking.finds_nothing()
    looking.look(shown.toasted(own("Saved")), "forgotten")
    looking.look(Screen(text=Text(f"{say('Back').html} {good.html}")), "glued")
    looking.look(Screen(text=Text(good.html[:-1])), "cut")
    looking.look(Screen(text=good, rows=rows(Link(say("Would you do this?"), "a"))), "unmarked")
    assert list(looking.forgotten().values()) == ["forgotten"]
    assert list(looking.glued().values()) == ["glued"]
    assert list(looking.unbalanced().values()) == ["cut"]
    assert list(looking.unmarked().values()) == ["unmarked"]
    with pytest.raises(AssertionError, match="Saved   in forgotten"):
        looking.finds_nothing()


def test_a_label_that_cannot_be_read_on_a_phone_does_not_fit() -> None:
    assert fits("x" * 64)
    assert not fits("x" * 65)
    assert not fits("")


def test_all_that_a_campaign_says_is_known() -> None:
    assert {"Week of Asking, January", "Bibliotheek, Marktplein 1, Utrecht"} <= written_in(sample_campaign())
