"""Shaping: lines read as the Unicode Bidirectional Algorithm says, and are as wide as they are drawn."""

import pytest

from dialogs.drawing.shaping import Reading, Ruler, address, left_to_right

DUTCH, ARABIC = Ruler(Reading("nl", False)), Ruler(Reading("ar", True))


def on_paper(ruler: Ruler, line: str) -> str:
    """The letters of a line from the left edge of the paper to the right."""
    return "".join(
        run.words[::-1] if run.right_to_left else run.words for run in ruler.runs(line, bold=False)
    )


@pytest.mark.parametrize(
    ("line", "paper"),
    [
        ("السبت 16 يناير", "رياني 16 تبسلا"),
        ("من 10:00 إلى 12:30", "12:30 ىلإ 10:00 نم"),
        ("في Zwijndrecht يوم", "موي Zwijndrecht يف"),
        ("\u2068Buurttuin De Kers\u2069، \u2068Kersenpad 1\u2069", "Kersenpad 1 ،Buurttuin De Kers"),
        ("هاتف \u2066078 123 45 67\u2069", "078 123 45 67 فتاه"),
        ("۱۲ نفر (Zwijndrecht)", ")Zwijndrecht( رفن ۱۲"),
        ("\u2068Fatima\u2069 يسألك", "كلأسي Fatima"),
    ],
    ids=str,
)
def test_numbers_and_names_are_in_order_in_arabic_and_persian(line: str, paper: str) -> None:
    assert on_paper(ARABIC, line) == paper


@pytest.mark.parametrize(
    ("line", "paper"),
    [
        ("Vraag van \u2068فاطمة\u2069 aan jou", "Vraag van ةمطاف aan jou"),
        ("Straat \u2068شارع 12 يوم\u2069, Ede", "Straat موي 12 عراش, Ede"),
        ("gewoon \u2068Fatima\u2069", "gewoon Fatima"),
    ],
    ids=str,
)
def test_arabic_in_a_dutch_line_is_read_from_the_right(line: str, paper: str) -> None:
    assert on_paper(DUTCH, line) == paper


def test_a_telephone_number_keeps_its_groups_in_order_only_when_it_is_told_so() -> None:
    assert on_paper(ARABIC, "078 123 45 67") == "67 45 123 078", "what goes wrong without"
    assert on_paper(ARABIC, left_to_right("078 123 45 67")) == "078 123 45 67"
    assert on_paper(ARABIC, left_to_right("+31 6 1234")) == "+31 6 1234"
    assert on_paper(ARABIC, address("t.me/Vraagbot?a=1")) == "t.me/Vraagbot?a=1"
    assert left_to_right("") == ""


def test_letters_are_joined_and_marks_stay_with_their_letters() -> None:
    (joined,) = ARABIC.runs("فوراً", bold=True)
    assert joined.words == "فوراً"
    apart = sum(ARABIC.width(letter, bold=True) for letter in "بيت")
    assert ARABIC.width("بيت", bold=True) < apart * 0.8
    assert ARABIC.width("می\u200cآیی", bold=False) != ARABIC.width("میآیی", bold=False)
    assert [run.words for run in DUTCH.runs("Kom naar Київ, ሰላም!", bold=False)] == [
        "Kom naar ",
        "Київ, ",
        "ሰላም!",
    ]


def test_a_turkish_i_keeps_its_dot_or_its_lack_of_one() -> None:
    turkish = Ruler(Reading("tr", False))
    assert turkish.width("fi", bold=False) == turkish.width("f", bold=False) + turkish.width("i", bold=False)


def test_the_language_is_told_as_files_want_it() -> None:
    assert [Reading(code, False).tag for code in ("nl", "nl@simple", "pt_BR")] == ["nl", "nl", "pt-BR"]
