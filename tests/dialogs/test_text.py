"""Text: escaped everywhere, plain where it must be, in its own direction, in the way of each language."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from dialogs.text import (
    FIRST_STRONG_ISOLATE,
    POP_ISOLATE,
    Catalogue,
    Language,
    Say,
    Text,
    bold,
    code,
    dotted,
    italic,
    lines,
    own,
    paragraphs,
    quote,
)

ZONE = ZoneInfo("Europe/Amsterdam")
EVIL = '<b>x</b> & "y" \'z\' <a href="tg://user?id=1">'
ESCAPED = '&lt;b&gt;x&lt;/b&gt; &amp; "y" \'z\' &lt;a href="tg://user?id=1"&gt;'


def polish(n: int) -> int:
    """The plural forms of Polish."""
    if n == 1:
        return 0
    return 1 if n % 10 in (2, 3, 4) and n % 100 not in (12, 13, 14) else 2


ARABIC = {"Hello {name}.": ("مرحبا {name}.",)}
POLISH: dict[str | tuple[str, str], tuple[str, ...]] = {
    "{n} place": ("{n} miejsce", "{n} miejsca", "{n} miejsc"),
    "open": ("otwarte",),
    ("a verb", "open"): ("otwórz",),
}


def say_in(babel: str, messages: object = None, *, right_to_left: bool = False) -> Say:
    """A translator into a language with these messages."""
    catalogue = Catalogue(messages or {}, polish)  # type: ignore[arg-type]
    return Say(Language(babel, babel, babel, right_to_left, catalogue, reviewed=True), ZONE)


@pytest.fixture
def say() -> Say:
    """English, as it stands in the code."""
    return say_in("en_GB")


def isolated(words: str) -> str:
    """The words with a wall on either side."""
    return f"{FIRST_STRONG_ISOLATE}{words}{POP_ISOLATE}"


def test_what_comes_from_outside_is_escaped_and_what_is_text_stays(say: Say) -> None:
    said = say("Hello {name}.", name=EVIL)
    assert said == Text(f"Hello {ESCAPED}.")
    assert said.plain == f"Hello {EVIL}."
    assert say("Hello {name}.", name=bold(own(EVIL))).html == f"Hello <b>{ESCAPED}</b>."
    for wrap, tag in ((bold, "b"), (italic, "i"), (quote, "blockquote")):
        wrapped = wrap(own(EVIL))
        assert wrapped.html == f"<{tag}>{ESCAPED}</{tag}>"
        assert wrapped.plain == EVIL
    assert code(EVIL).html == f"<code>{ESCAPED}</code>"
    assert say("Hello {name}.", name="{name} {0} %s").plain == "Hello {name} {0} %s."


def test_a_text_is_plain_on_a_button_with_nothing_escaped_twice(say: Say) -> None:
    assert own("a < b && c > d").plain == "a < b && c > d"
    assert own("&lt;b&gt;").plain == "&lt;b&gt;"
    assert paragraphs(bold(own("1 < 2")), own("3 > 2")).plain == "1 < 2\n\n3 > 2"
    assert Text("nothing special").plain == "nothing special"


def test_texts_are_put_together_without_what_is_empty() -> None:
    a, empty, b = own("a"), Text(""), own("b")
    assert lines(a, None, empty, b).html == "a\nb"
    assert paragraphs(None, a, empty, b).html == "a\n\nb"
    assert dotted([a, empty, b]).html == "a · b"
    assert not lines(None, empty)
    assert bool(a)


@pytest.mark.parametrize("mark", list("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f"))
def test_marks_that_turn_the_direction_are_taken_out_of_what_somebody_wrote(mark: str, say: Say) -> None:
    assert own(f"ab{mark}c") == own("abc")
    assert say("Hello {name}.", name=f"A{mark}na").html == "Hello Ana."


def test_words_of_the_other_direction_are_isolated(say: Say) -> None:
    assert say("Hello {name}.", name="فاطمة").html == f"Hello {isolated('فاطمة')}."
    assert say("Hello {name}.", name="Fátima 😀").html == "Hello Fátima 😀."
    assert say("Hello {name}.", name=bold(own("שרה"))).html == f"Hello {isolated('<b>שרה</b>')}."
    arabic = say_in("ar", ARABIC, right_to_left=True)
    assert arabic("Hello {name}.", name="Ana").html == f"مرحبا {isolated('Ana')}."
    assert arabic("Hello {name}.", name="فاطمة").html == f"مرحبا {isolated('فاطمة')}."
    nested = arabic("Hello {name}.", name=arabic("Hello {name}.", name="Ana"))
    assert nested.html.count(FIRST_STRONG_ISOLATE) == nested.html.count(POP_ISOLATE) == 2


def test_a_line_of_gaps_alone_says_itself_that_it_is_read_leftwards() -> None:
    arabic = say_in("ar", ARABIC, right_to_left=True)
    assert arabic("{first} – {last}", first="a", last="b").html == f"\u200f{isolated('a')} – {isolated('b')}"
    assert not arabic("Hello {name}.", name="Ana").html.startswith("\u200f")
    assert say_in("nl")("{first} – {last}", first="a", last="b").html == "a – b"


def test_numbers_are_written_the_way_of_the_language() -> None:
    assert say_in("en_GB")("{n} people", n=12345).html == "12,345 people"
    assert say_in("nl")("{n} people", n=12345).html == "12.345 people"
    assert say_in("pl").number(1_000_000).html == "1\xa0000\xa0000"


@pytest.mark.parametrize(
    ("km", "english", "dutch"),
    [
        (0.0, "0.1 km", "0,1 km"),
        (0.26, "0.3 km", "0,3 km"),
        (1.0, "1 km", "1 km"),
        (9.94, "9.9 km", "9,9 km"),
        (9.96, "10 km", "10 km"),
        (10.4, "10 km", "10 km"),
        (1234.5, "1,234 km", "1.234 km"),
    ],
)
def test_a_distance_is_no_more_exact_than_it_is_known(km: float, english: str, dutch: str) -> None:
    assert say_in("en_GB").distance(km).html == english
    assert say_in("nl").distance(km).html == dutch


def test_days_and_hours_are_told_in_the_time_of_the_netherlands() -> None:
    midnight = datetime(2027, 7, 23, 22, 30, tzinfo=UTC)
    winter = datetime(2027, 1, 23, 9, 0, tzinfo=UTC)
    english, dutch = say_in("en_GB"), say_in("nl")
    assert english.date(midnight).html == "Saturday 24 July"
    assert dutch.date(midnight).html == "zaterdag 24 juli"
    assert english.clock(midnight).html == "00:30"
    assert dutch.moment(winter, winter).html == "zaterdag 23 januari, 10:00"
    assert english.moment(winter, None).html == "Saturday 23 January, 10:00"
    until = winter + timedelta(hours=2)
    assert english.moment(winter, until).html == "Saturday 23 January, 10:00 to 12:00"
    evening = winter + timedelta(hours=12)
    assert (
        english.moment(evening, evening + timedelta(minutes=59)).html == "Saturday 23 January, 22:00 to 22:59"
    )
    night = evening + timedelta(hours=4)
    assert english.moment(evening, night).html == "Saturday 23 January, 22:00 to Sunday 24 January, 02:00"


@pytest.mark.parametrize(
    ("babel", "several", "either"),
    [
        ("en_GB", "a, b and c", "a, b or c"),
        ("nl", "a, b en c", "a, b of c"),
        ("ar", "a وb وc", "a أو b أو c"),
    ],
)
def test_lists_are_joined_the_way_of_the_language(babel: str, several: str, either: str) -> None:
    items = [own("a"), own("b"), own("c")]
    assert say_in(babel).list(items).html.replace("،", "") == several
    assert say_in(babel).list(items, "or").html.replace("،", "") == either
    assert say_in(babel).list([own("<")]).html == "&lt;"


def test_the_items_of_a_list_keep_their_own_direction() -> None:
    arabic = say_in("ar", right_to_left=True)
    assert arabic.list([own("Ana"), own("Bea")]).html == f"{isolated('Ana')} و{isolated('Bea')}"
    assert say_in("nl").list([own("Ana"), own("فاطمة")]).html == f"Ana en {isolated('فاطمة')}"


def test_every_number_gets_its_plural() -> None:
    english, polish_say = say_in("en_GB"), say_in("pl", POLISH)
    for n, one in ((0, "0 places"), (1, "1 place"), (2, "2 places")):
        assert english.plural("{n} place", "{n} places", n).html == one
    for n, form in ((1, "miejsce"), (3, "miejsca"), (5, "miejsc"), (12, "miejsc"), (22, "miejsca")):
        assert polish_say.plural("{n} place", "{n} places", n).html == f"{n} {form}"
    assert english.plural("{n} near {place}", "{n} near {place}", 2, place="<x>").html == "2 near &lt;x&gt;"


def test_the_context_tells_which_of_two_meanings_is_meant() -> None:
    polish_say = say_in("pl", POLISH)
    assert polish_say("open").html == "otwarte"
    assert polish_say.about("a verb", "open").html == "otwórz"
    assert polish_say.about("a noun", "open").html == "open"


def test_languages_have_names_and_nonsense_stays_as_it_is() -> None:
    assert say_in("en_GB").language_name("nl").html == "Dutch"
    assert say_in("nl").language_name("tr").html == "Turks"
    for nonsense in ("", "x", "no such language", "<b>"):
        assert say_in("nl").language_name(nonsense).plain == nonsense
