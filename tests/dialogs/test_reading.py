"""A screen as it is read aloud: what is another for everybody is set apart, and changes no fingerprint."""

import re
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from dialogs.languages import Languages
from dialogs.reading import Reading, script
from dialogs.screen import Copy, Link, Screen, rows
from dialogs.text import Text, bold, dotted, lines, own, paragraphs, quote

DATA = re.compile("De Kers|Merel")
NOTHING = re.compile(r"(?!)")
NOW = datetime(2027, 1, 13, 14, 0, tzinfo=UTC)


def reading(code: str = "en") -> Reading:
    """A translator that sets apart what it fills in."""
    return Reading(Languages.load().get(code), ZoneInfo("Europe/Amsterdam"))


def screen(text: Text, *buttons: Text) -> Screen:
    """A screen with these buttons."""
    return Screen(text, rows=rows(*(Link(label, "near") for label in buttons)))


def test_what_is_filled_in_is_underlined_once() -> None:
    say = reading()
    made = script(
        screen(
            paragraphs(
                bold(say("Hello {name}.", name="A <b> & co")),
                say("{date}, {time}", date=say.date(NOW), time=say.clock(NOW)),
                quote(own("Bij De Kers, met <Merel>")),
            ),
            say("👍 Yes"),
            say("🔔 Hear from {organisation} again", organisation="De Kers"),
            own("De Kers"),
            own("1"),
        ),
        DATA,
    )
    assert made.words.html == (
        "Hello <u>A &lt;b&gt; &amp; co</u>.\n\n<u>Wednesday 13 January</u>, <u>15:00</u>\n\n"
        "Bij <u>De Kers</u>, met &lt;<u>Merel</u>&gt;"
    )
    assert [button.html for button in made.buttons] == ["👍 Yes", "🔔 Hear from <u>De Kers</u> again"]
    assert made.title.plain == "Hello …."


def test_days_numbers_and_lists_are_set_apart_wherever_they_stand() -> None:
    say = reading()
    shown = script(
        screen(
            lines(
                say.moment(NOW, None),
                dotted([say.distance(1.23), say.number(7), say.decimal(1.5, 1), say.day_and_month(NOW)]),
                say.list([own("a"), own("b")]),
                say.language_name("tr"),
                say.plural("{n} day", "{n} days", 3),
            )
        ),
        NOTHING,
    )
    assert shown.words.html == (
        "<u>Wednesday 13 January, 15:00</u>\n<u>1.2 km</u> · <u>7</u> · <u>1.5</u> · <u>13 January</u>\n"
        "<u>a and b</u>\n<u>Turkish</u>\n<u>3</u> days"
    )


def test_a_fingerprint_stays_while_only_examples_change() -> None:
    say = reading()

    def mark(name: str, words: str = "Yes", to: str = "near") -> str:
        text = paragraphs(say("Hello {name}.", name=name), own("De Kers"))
        made = Screen(text, rows=rows(Link(own(words), to), Copy(own("Copy"), "x")))
        return script(made, DATA, without=["easier/"]).fingerprint

    assert mark("Ana") == mark("فاطمة") == mark("Ana", to="home")
    assert mark("Ana") != mark("Ana", words="No")
    assert mark("Ana", words="A", to="easier/near") == mark("Ana", words="B", to="easier/near")


def test_what_is_said_of_samples_is_left_out_and_what_stands_above_is_read_first() -> None:
    say = reading()
    sample = Text("🧪 This is an invented example. Nobody is waiting for you.")
    made = Screen(
        paragraphs(sample, own("…"), say("Type it.")), locate=own("Share"), locate_words=say("Where are you?")
    )
    shown = script(made, NOTHING)
    assert shown.words.plain == "Where are you?\n\n…\n\nType it."
    assert shown.title.plain == "Where are you?"
    assert script(screen(own("De Kers")), DATA).title.plain == "…"
