"""What is said of files: what they hold, where they are found, what is not in them."""

from collections.abc import Sequence
from datetime import date

from campaign.exporting import Format, What, Window
from dialogs.text import Say, Text, lines, own


def address(number: int) -> str:
    """Where an export is found."""
    return f"team/exports/{number}"


def wanted(what: What, window: Window | None, format: Format | None = None) -> str:
    """Where a file is asked for: its format, or its days where none is told yet."""
    if window is None:
        return f"team/export/{what}/as/{format}"
    days = f"team/export/{what}/{window.since:%Y%m%d}/{window.until:%Y%m%d}"
    return days if format is None else f"{days}/{format}"


def report(window: Window, language: str = "") -> str:
    """Where a report is asked for: its language, or it itself in one."""
    days = f"team/report/{window.since:%Y%m%d}/{window.until:%Y%m%d}"
    return f"{days}/{language}" if language else days


def label(say: Say, what: What) -> Text:
    """What a file holds, on a button."""
    match what:
        case What.REPLIES:
            return say("💬 Answers")
        case What.ASKS:
            return say("📨 Asks of organisations")
        case What.FUNNEL:
            return say("📊 From asked to match")
        case What.LEDGER:
            return say("🌱 How asking grows")
        case What.OPPORTUNITIES:
            return say("📋 What there is to do")
        case What.REPORT:
            return say("📑 A report to read")
    return say("🗂 All of these")


def in_a_line(say: Say, what: What) -> Text:
    """What a file holds, in a sentence."""
    match what:
        case What.REPLIES:
            return say("💬 Answers: one line for each, of weeks that are over")
        case What.ASKS:
            return say("📨 Asks of organisations: one line for each, counted up to now")
        case What.FUNNEL:
            return say("📊 From asked to match: numbers for each week, and for groups of people")
        case What.LEDGER:
            return say("🌱 How asking grows: what people asked each other, week by week")
        case What.REPORT:
            return say("📑 A report to read: what came of asking, with pictures, to print or pass on")
    return say("📋 What there is to do: one line for each, as it is now")


def caption(say: Say, number: int, names: Sequence[str]) -> Text:
    """What stands under a file: how many rows it has, and which weeks are left out."""
    return lines(say.plural("{n} row", "{n} rows", number), not_in_it(say, names))


def not_in_it(say: Say, names: Sequence[str]) -> Text | None:
    """The weeks whose answers are left out; None where there are none."""
    if not names:
        return None
    return say(
        "Not in it: the answers of {weeks}. A week is given out when it is over.",
        weeks=say.list([own(name) for name in names]),
    )


def how_to_open(say: Say, format: Format) -> Text | None:
    """What one has to know of a format; None where that is nothing."""
    if format is Format.CSV:
        return say("Excel in Dutch opens it right. In R use read.csv2.")
    return None


def day(day: date) -> Text:
    """A day by its numbers, with its year."""
    return own(f"{day:%d-%m-%Y}")
