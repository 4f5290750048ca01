"""Checking: every fault of a translation is told in a sentence, and a good one has none."""

import pytest

from dialogs.checking import Entry, faults

BUTTON = frozenset({"Button"})
DAYS = Entry("{n} day", "{n} days")
GOOD = [
    (Entry("Hello <b>{name}</b>."), ("مرحبا <b>{name}</b>.",), "ar"),
    (Entry("Where do you live?"), ("أين تسكن؟",), "ar"),
    (Entry("All right."), ("ደሓን።",), "ti"),
    (Entry("🏠 Home"), ("🏠 Головна",), "uk"),
    (Entry("🔎 What is nearby?", used=BUTTON), ("🔎 In de buurt",), "nl"),
    (Entry("In the evening", used=BUTTON), ("’s Avonds",), "nl"),
    (Entry("(Week van het Vragen)"), ("(Week van het Vragen)",), "nl"),
    (Entry("Week van het Vragen"), ("Week van het Vragen",), "ar"),
    (Entry("{number} km"), ("{number} km",), "tr"),
    (Entry("Enough people said yes. Thank you!"), ("Er zijn genoeg mensen. Dank je wel.",), "nl"),
    (Entry("Sport"), ("Sport",), "nl"),
    (Entry("“{words}”"), ("„{words}”",), "pl"),
    (Entry("Tap {command}, or type /stop."), ("/stop yaz ya da {command} komutuna dokun.",), "tr"),
    (DAYS, ("{n} dzień", "{n} dni", "{n} dni"), "pl"),
    (DAYS, ("لا أيام", "يوم واحد", "يومان", "{n} أيام", "{n} يوما", "{n} يوم"), "ar"),
    (DAYS, ("één dag", "{n} dagen"), "nl"),
    (DAYS, ("", ""), "nl"),
    (Entry("Anything"), ("",), "nl"),
    (Entry("¿Yes?"), ("¿Sí?",), "es"),
]
WRONG = [
    (Entry("Hello {name}."), ("Hallo.",), "nl", "Put {name} into it"),
    (Entry("Hello {name}."), ("Hallo {naam}.",), "nl", "Take {naam} out"),
    (Entry("Hello {name}."), ("Hallo {name} {.",), "nl", "A brace is left open"),
    (Entry("Hello <b>{name}</b>."), ("Hallo <b>{name}.",), "nl", "Use the same tags"),
    (Entry("Hello."), ("Hallo <i>jij</i>.",), "nl", "Use the same tags as the English: none"),
    (Entry("You and I"), ("Jij & ik",), "nl", "Write another word for &"),
    (Entry("Type /stop."), ("Typ /halt.",), "nl", "Keep /stop"),
    (Entry("I am Vraagbot."), ("Ik ben Vragenbot.",), "nl", "Keep Vraagbot"),
    (Entry("Yes."), ("Ja. ",), "nl", "the same spaces"),
    (Entry("Yes."), ("Ja  hoor.",), "nl", "stray space"),
    (Entry("Yes."), ("Ja .",), "nl", "stray space"),
    (Entry("One\ntwo"), ("Een twee",), "nl", "line breaks"),
    (Entry("Yes."), ("\u200fنعم.",), "ar", "invisible mark"),
    (Entry("Stop!"), ("Stop!!",), "nl", "not a row"),
    (Entry("Wait …"), ("Wacht ...",), "nl", "not a row"),
    (Entry("Thank you."), ("Dank je wel!",), "nl", "Say it calmly"),
    (Entry("Would you do this?"), ("Doe dit.",), "nl", "End it as the English does: ?"),
    (Entry("A title"), ("Een titel.",), "nl", "End it as the English does: without a sign"),
    (Entry("🏠 Home"), ("Begin",), "nl", "Begin it with 🏠"),
    (Entry("Home"), ("🏠 Begin",), "nl", "Begin it with a word"),
    (Entry("What do you like to do?"), ("What do you like to do?",), "nl", "still the English"),
    (Entry("What do you like?"), ("Shto ty lyubysh?",), "uk", "script of the language"),
    (Entry("In 3 days"), ("خلال ٣ أيام",), "ar", "Write numbers as 1, 2, 3"),
    (Entry("Yes", used=BUTTON), ("Ja, dat wil ik heel graag een keer doen",), "nl", "at most 19 fit"),
    (
        Entry("Tell me more about it, please", used=BUTTON),
        ("v" * 33,),
        "de",
        "has 33 characters",
    ),
    (Entry("A short sentence."), ("d" * 50 + ".",), "de", "Make it shorter"),
    (DAYS, ("{n} dzień", "{n} dni"), "pl", "Give all 3 forms"),
    (DAYS, ("{n} dzień", "", "{n} dni"), "pl", "Give all 3 forms"),
    (DAYS, ("{n} dag", "dagen"), "nl", "Put {n} into it"),
    (DAYS, ("день", "{n} дні", "{n} днів"), "uk", "Put {n} into it"),  # that form is for 21 too
]


@pytest.mark.parametrize(("entry", "forms", "language"), GOOD, ids=lambda one: str(one)[:40])
def test_a_good_translation_has_no_fault(entry: Entry, forms: tuple[str, ...], language: str) -> None:
    assert faults(entry, forms, language) == []


@pytest.mark.parametrize(("entry", "forms", "language", "told"), WRONG, ids=lambda one: str(one)[:40])
def test_a_fault_is_told_with_what_to_do(
    entry: Entry, forms: tuple[str, ...], language: str, told: str
) -> None:
    found = faults(entry, forms, language)
    assert any(told in one for one in found), found
    assert len(found) <= 2
    assert all(one.endswith((".", "?", ":")) for one in found)


def test_a_button_as_long_as_the_english_is_not_too_long() -> None:
    english = "A local volunteer centre vouches for us"
    assert faults(Entry(english, used=BUTTON), ("v" * len(english),), "nl") == []
    assert len(faults(Entry(english, used=BUTTON), ("v" * (len(english) + 1),), "nl")) == 1
