"""`preview` on the command line: who would get what, when and in which words, and who not and why."""

import asyncio
import csv
import sys
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path
from typing import TextIO
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn
from rich.table import Table

from bot.app import build
from bot.campaign_file import campaign_of
from bot.clock import Clock
from bot.foresight import Forecast, foresee
from bot.settings import Settings
from campaign.weeks import Campaign
from storage.migrations import is_current

COLUMNS = ("at", "citizen", "language", "message", "about", "state", "reason", "words")
LISTED = 40
"""Messages that are listed one by one; the rest stands in the CSV file."""
ASSUMES = "This assumes that nobody answers, and that nobody new comes."
DAYS = 14
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def preview(
    settings: Settings,
    since: str | None,
    until: str | None,
    *,
    citizen_id: int | None = None,
    output: Path | None = None,
) -> int:
    """Look ahead and tell; the exit code."""
    if not is_current(settings.database):
        print("The database is not up to date. Run: python -m bot migrate", file=sys.stderr)
        return 1
    campaign = campaign_of(settings)
    console, zone, now = Console(), campaign.zone, Clock().now()
    try:
        first = now if since is None else moment(since, zone, now)
        last = first + timedelta(days=DAYS) if until is None else moment(until, zone, first)
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    console.print(ASSUMES)
    forecast = asyncio.run(_foresee(settings, campaign, first, last, citizen_id, console))
    tell(forecast, zone, console)
    if output is not None:
        with output.open("w", encoding="utf-8-sig", newline="") as file:
            write(forecast, zone, file)
        console.print(f"Every message with its words stands in {output}.")
    return 0


def moment(words: str, zone: ZoneInfo, after: datetime) -> datetime:
    """A day or a day and time, `2027-01-18` or `2027-01-18 11:00`; ValueError in words where it is none."""
    try:
        found = datetime.fromisoformat(words)
    except ValueError:
        raise ValueError(f"{words!r} is no moment. Write it like 2027-01-18 or 2027-01-18T11:00.") from None
    local = found.replace(tzinfo=zone) if found.tzinfo is None else found
    if local <= after:
        raise ValueError(
            f"{words} is not after {after.astimezone(zone):%Y-%m-%d %H:%M}. It only looks ahead."
        )
    return local


async def _foresee(
    settings: Settings,
    campaign: Campaign,
    first: datetime,
    last: datetime,
    citizen_id: int | None,
    console: Console,
) -> Forecast:
    app = build(
        settings.database,
        Clock(),
        team_ids=settings.team_ids,
        campaign=campaign,
        door=settings.door,
    )
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("Looking ahead", total=1.0)
        async with app.running():
            return await foresee(
                app,
                first,
                last,
                pace=settings.pace,
                citizen_id=citizen_id,
                progress=lambda share: bar.update(task, completed=share),
                alone=True,
            )


def tell(forecast: Forecast, zone: ZoneInfo, console: Console) -> None:
    """The summary, and the first messages one by one."""
    first, last = (each.astimezone(zone) for each in (forecast.since, forecast.until))
    console.print(f"From {first:%a %d %b %Y %H:%M} to {last:%a %d %b %Y %H:%M}, {zone.key}.")
    console.print(_days(forecast, zone) if forecast.went else "Nothing goes out.")
    if reasons := forecast.reasons():
        table = Table("held back because", "messages")
        for reason, number in reasons.most_common():
            table.add_row(reason, f"{number:,}")
        console.print(table)
    if forecast.lines:
        console.print(_messages(forecast, zone))


def _days(forecast: Forecast, zone: ZoneInfo) -> Table:
    days = forecast.by_day(zone)
    kinds = sorted({kind for counts in days.values() for kind in counts})
    table = Table("day", *kinds, "all")
    for day, counts in sorted(days.items()):
        table.add_row(f"{day:%a %d %b}", *(f"{counts[kind]:,}" for kind in kinds), f"{counts.total():,}")
    return table


def _messages(forecast: Forecast, zone: ZoneInfo) -> Table:
    table = Table("when", "citizen", "language", "message", "about", "state", title=_title(forecast))
    for line in forecast.lines[:LISTED]:
        state = line.state if line.reason is None else f"{line.state}: {line.reason}"
        when = f"{line.at.astimezone(zone):%d %b %H:%M}"
        table.add_row(when, str(line.citizen_id or ""), line.language, line.what, line.about, state)
    return table


def _title(forecast: Forecast) -> str:
    more = len(forecast.lines) - LISTED
    return "The messages" if more <= 0 else f"The first {LISTED} messages; {more:,} more with --csv FILE"


def write(forecast: Forecast, zone: ZoneInfo, file: TextIO) -> None:
    """Every message as a row of CSV; what a spreadsheet would take for a formula is made harmless."""
    writer = csv.writer(file)
    writer.writerow(COLUMNS)
    for line in forecast.lines:
        words = forecast.words.get(line.message_id or 0, "")
        cells = (line.language or "", line.what, line.about, line.state, line.reason or "", words)
        when = f"{line.at.astimezone(zone):%Y-%m-%d %H:%M}"
        writer.writerow([when, line.citizen_id or "", *_harmless(cells)])


def _harmless(cells: Iterable[str]) -> Iterable[str]:
    return (f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in cells)
