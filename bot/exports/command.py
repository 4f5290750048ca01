"""`export` on the command line: what happened in some days, written to a file."""

import argparse
import asyncio
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from bot.campaign_file import campaign_of
from bot.clock import Clock
from bot.exports.making import Made, Wish, make
from bot.settings import Settings
from campaign.exporting import Format, What, Window
from campaign.weeks import Campaign
from storage.migrations import is_current
from storage.store import Store

BEHIND = "The database is not up to date. Run: python -m bot migrate"
EXAMPLE = "--since 2027-01-18 --until 2027-01-24"


class _Wrong(Exception):
    """What was asked cannot be understood; says why, with an example."""


def export(settings: Settings, asked: argparse.Namespace) -> int:
    """Write a file; the exit code: 0, 1 where it could not be written, 2 where it was asked wrongly."""
    campaign = campaign_of(settings)
    try:
        window = window_of(
            campaign, asked.since, asked.until, asked.week, needed=asked.what != "opportunities"
        )
    except _Wrong as wrong:
        print(wrong, file=sys.stderr)
        return 2
    if not is_current(settings.database):
        print(BEHIND, file=sys.stderr)
        return 1
    wish = Wish(What(asked.what), Format(asked.format), window, asked.language)
    path = asked.output or Path(wish.name)
    if path.exists() and not asked.force:
        print(_there(path), file=sys.stderr)
        return 1
    try:
        made = asyncio.run(_make(settings, campaign, wish, path))
    except OSError as error:
        print(_unwritten(path, error), file=sys.stderr)
        return 1
    print(f"{path}: {made.rows:,} rows.", file=sys.stderr)
    if made.left_out:
        print(
            f"Left out: the replies of {', '.join(made.left_out)}. A week is given out once it is over and "
            "closed, which the bot does by itself within minutes.",
            file=sys.stderr,
        )
    return 0


def report(settings: Settings, asked: argparse.Namespace) -> int:
    """Write a report; the exit code, as of a file."""
    from bot.exports.report import made, name_of

    campaign = campaign_of(settings)
    try:
        window = window_of(campaign, asked.since, asked.until, asked.week, needed=True)
    except _Wrong as wrong:
        print(wrong, file=sys.stderr)
        return 2
    if window is None or not is_current(settings.database):
        print(BEHIND, file=sys.stderr)
        return 1
    path = asked.output or Path(name_of(window, asked.language))
    if path.exists() and not asked.force:
        print(_there(path), file=sys.stderr)
        return 1
    try:
        asyncio.run(made(settings.database, campaign, window, asked.language, path))
    except OSError as error:
        print(_unwritten(path, error), file=sys.stderr)
        return 1
    print(f"{path}: open it in a browser, and print it from there.", file=sys.stderr)
    return 0


def _there(path: Path) -> str:
    return f"{path} is there already. Choose another name with --output, or add --force."


def _unwritten(path: Path, error: OSError) -> str:
    return f"{path} cannot be written: {error.strerror or error}"


def window_of(
    campaign: Campaign, since: str | None, until: str | None, week: str | None, *, needed: bool
) -> Window | None:
    """The days that are told, or those of an asking week; _Wrong where they are none."""
    if week is not None:
        return _of_week(campaign, week, since, until)
    if since is None and until is None:
        if needed:
            raise _Wrong(f"Say of which days, both counted: {EXAMPLE}{_or_week(campaign)}")
        return None
    if since is None or until is None:
        missing = "--since" if since is None else "--until"
        raise _Wrong(f"{missing} is missing. Say both, and both are counted: {EXAMPLE}")
    first, last = _day(since), _day(until)
    if last < first:
        raise _Wrong(f"{last} comes before {first}. Write the first day, then the last: {EXAMPLE}")
    return Window(first, last)


def _of_week(campaign: Campaign, name: str, since: str | None, until: str | None) -> Window:
    if since is not None or until is not None:
        raise _Wrong(f"Say either --week or days, not both: --week {name}")
    week = campaign.week(name)
    if week is None:
        known = ", ".join(one.name for one in campaign.weeks)
        there = f"There are: {known}." if known else f"The campaign has none; say days instead: {EXAMPLE}"
        raise _Wrong(f"There is no asking week {name!r}. {there}")
    return Window(week.first, week.last)


def _or_week(campaign: Campaign) -> str:
    return f"\nor of which asking week: --week {campaign.weeks[0].name}" if campaign.weeks else ""


def _day(words: str) -> date:
    try:
        return date.fromisoformat(words)
    except ValueError:
        raise _Wrong(f"{words!r} is no day. Write it like 2027-01-18.") from None


async def _make(settings: Settings, campaign: Campaign, wish: Wish, path: Path) -> Made:
    store = Store(settings.database, in_place=True, mapped=False)
    try:
        with _progress(path.name) as progress:
            async with store.look() as memory:
                now = Clock().now()
                return await make(memory, campaign, wish, path, now=now, progress=progress)
    finally:
        await store.close()


@contextmanager
def _progress(words: str) -> Iterator[Callable[[int, int], None]]:
    """A bar on standard error while the work goes on, where somebody watches."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(words, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total or None)
