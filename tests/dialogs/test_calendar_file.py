"""Calendar files: read back as a phone reads them, and looked at line by line."""

import re
from datetime import UTC, date, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from campaign.records import Point
from dialogs.calendar_file import Entry, calendar_file

NOW = datetime(2027, 1, 13, 14, tzinfo=UTC)
GARDEN = Entry(
    uid="plan-7@vraagbot",
    title="Samen de buurttuin opruimen, met soep; en \\ taart",
    starts=datetime(2027, 1, 16, 10, tzinfo=timezone(timedelta(hours=1))),
    ends=datetime(2027, 1, 16, 12, tzinfo=timezone(timedelta(hours=1))),
    where="Bakestein 3, Zwijndrecht",
    point=Point(51.817, 4.633),
    text="Neem oude kleren mee.\nBel 06 12345678 ☎️ " + "als je het niet kunt vinden " * 5,
)


def lines(content: bytes) -> list[bytes]:
    """The raw lines of a file."""
    assert content.endswith(b"\r\n")
    return content.removesuffix(b"\r\n").split(b"\r\n")


def test_a_plan_is_read_back_as_it_was_written() -> None:
    calendar = Calendar.from_ical(calendar_file([GARDEN], now=NOW))
    assert (calendar["VERSION"], bool(calendar["PRODID"]), "METHOD" in calendar) == ("2.0", True, False)
    (event,) = calendar.walk("VEVENT")
    assert (str(event["UID"]), event["DTSTAMP"].dt) == ("plan-7@vraagbot", NOW)
    assert (str(event["SUMMARY"]), str(event["LOCATION"])) == (GARDEN.title, GARDEN.where)
    assert str(event["DESCRIPTION"]) == GARDEN.text
    assert (event["GEO"].latitude, event["GEO"].longitude) == (51.817, 4.633)
    (alarm,) = event.walk("VALARM")
    assert (alarm["ACTION"], alarm["TRIGGER"].dt) == ("DISPLAY", timedelta(days=-1))


def test_moments_are_in_utc_and_what_has_meaning_is_escaped() -> None:
    content = calendar_file([GARDEN], now=NOW)
    assert {b"DTSTART:20270116T090000Z", b"DTEND:20270116T110000Z"} <= set(lines(content))
    whole = content.replace(b"\r\n ", b"")
    assert b"SUMMARY:Samen de buurttuin opruimen\\, met soep\\; en \\\\ taart\r\n" in whole
    assert b"mee.\\nBel" in whole


def test_lines_are_short_and_end_as_they_should() -> None:
    for line in lines(calendar_file([GARDEN], now=NOW)):
        assert len(line) <= 75
        assert b"\n" not in line
        assert b"\r" not in line
        line.decode()  # no letter is cut in two


def test_weeks_last_whole_days_and_leave_one_free() -> None:
    week = Entry("week-1@vraagbot", "Week van het Vragen", date(2027, 1, 18), date(2027, 1, 24))
    day = Entry("day@vraagbot", "Vrijwilligersdag", date(2027, 12, 7))
    content = calendar_file([week, day], now=NOW)
    assert {b"DTSTART;VALUE=DATE:20270118", b"DTEND;VALUE=DATE:20270125"} <= set(lines(content))
    assert {b"DTSTART;VALUE=DATE:20271207", b"DTEND;VALUE=DATE:20271208"} <= set(lines(content))
    assert content.count(b"TRANSP:TRANSPARENT") == content.count(b"BEGIN:VEVENT") == 2


def test_what_has_no_end_takes_an_hour() -> None:
    for ends in (None, NOW, NOW - timedelta(days=1)):
        (event,) = Calendar.from_ical(calendar_file([Entry("a@b", "Soep", NOW, ends)], now=NOW)).walk(
            "VEVENT"
        )
        assert event["DTEND"].dt - event["DTSTART"].dt == timedelta(hours=1)


@given(st.text(max_size=200), st.text(max_size=400))
def test_whatever_is_written_stays_inside_its_line(title: str, text: str) -> None:
    content = calendar_file([Entry("a@b", title, NOW, text=text)], now=NOW)
    names = [re.split(rb"[:;]", line)[0] for line in lines(content.replace(b"\r\n ", b""))]
    assert all(re.fullmatch(rb"[A-Z-]+", name) for name in names), names
    assert names.count(b"UID") == names.count(b"BEGIN") - 2 == 1
    assert max(map(len, lines(content))) <= 75
    Calendar.from_ical(content)
