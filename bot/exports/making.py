"""Making a file: its sheets, each read to its end from one state of the database, in the format asked."""

import io
import secrets
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import IO, Any

from bot.exports.csv_file import CsvFile, CsvFiles
from bot.exports.json_file import JsonFile
from bot.exports.sources import Source, asks, funnels, ledger, opportunities, replies
from bot.exports.writing import Writer
from bot.exports.xlsx_file import XlsxFile
from campaign.closing import left_out
from campaign.exporting import (
    ASKS,
    FUNNEL,
    LEDGER,
    OPPORTUNITIES,
    REPLIES,
    Format,
    Sheet,
    What,
    Window,
)
from campaign.weeks import Campaign
from dialogs import columns
from storage.memory import Memory

Progress = Callable[[int, int], None]
"""Is told how many rows are written, and of how many."""
SOURCES: tuple[tuple[Sheet, Callable[[Source], AsyncIterator[list[Any]]]], ...] = (
    (REPLIES, replies),
    (ASKS, asks),
    (FUNNEL, funnels),
    (LEDGER, ledger),
    (OPPORTUNITIES, opportunities),
)
"""Every sheet, and where its rows come from."""
_SOURCES = {source[0].what: source for source in SOURCES}


@dataclass(frozen=True, slots=True)
class Wish:
    """A file that somebody wants; `language` is the one that it explains itself in. Without a window: all."""

    what: What
    format: Format
    window: Window | None
    language: str

    @property
    def sheets(self) -> tuple[What, ...]:
        """The sheets it has."""
        return tuple(_SOURCES) if self.what is What.ALL else (self.what,)

    @property
    def name(self) -> str:
        """What the file is called."""
        days = f"-{self.window.since}-{self.window.until}" if self.window is not None else ""
        ending = "zip" if self.what is What.ALL and self.format is Format.CSV else self.format.value
        return f"vraagbot-{self.what.value}{days}.{ending}"


@dataclass(frozen=True, slots=True)
class Made:
    """How many rows a file has, and the weeks whose replies it has not, since they are not closed."""

    rows: int
    left_out: tuple[str, ...]


async def count(memory: Memory, wish: Wish, now: datetime) -> int:
    """How many rows the file will have, not counting sheets that are always short."""
    number = 0
    if What.REPLIES in wish.sheets and wish.window is not None:
        number += await memory.exporting.count_replies(wish.window)
    if What.OPPORTUNITIES in wish.sheets:
        from storage.feeds import sheet

        number += await sheet.count(memory, now)
    return number


async def make(
    memory: Memory, campaign: Campaign, wish: Wish, path: Path, *, now: datetime, progress: Progress
) -> Made:
    """Make a file from what this transaction sees; nothing stands at the path before it is whole."""
    total, done = await count(memory, wish, now), 0
    open_weeks = await left_out_of(memory, campaign, wish)
    half = path.with_name(f".{path.name}.part")
    try:
        with half.open("wb") as file:
            writer = _writer(file, wish, _day(campaign, now), open_weeks)
            async for sheet, rows in _read(memory, campaign, wish, now):
                if sheet is not None:
                    writer.begin(sheet)
                writer.write(rows)
                done += len(rows)
                progress(done, max(done, total))
            writer.close()
        half.replace(path)
    finally:
        half.unlink(missing_ok=True)
    return Made(done, open_weeks)


async def collect(
    memory: Memory, campaign: Campaign, wish: Wish, *, now: datetime
) -> tuple[Made, Callable[[], bytes]]:
    """Read all that a file holds, and what writes it later, anywhere: for what is small."""
    read = [chunk async for chunk in _read(memory, campaign, wish, now)]
    open_weeks = await left_out_of(memory, campaign, wish)

    def written() -> bytes:
        file = io.BytesIO()
        writer = _writer(file, wish, _day(campaign, now), open_weeks)
        for sheet, rows in read:
            if sheet is not None:
                writer.begin(sheet)
            writer.write(rows)
        writer.close()
        return file.getvalue()

    return Made(sum(len(rows) for _, rows in read), open_weeks), written


async def _read(
    memory: Memory, campaign: Campaign, wish: Wish, now: datetime
) -> AsyncIterator[tuple[Sheet | None, list[Any]]]:
    """The rows of all sheets, some at a time; with the first of a sheet, which may be none, the sheet."""
    window = wish.window or Window(date.min, date.max)
    source = Source(memory, campaign, window, now, key=secrets.token_bytes(32))
    for what in wish.sheets:
        sheet, rows_of = _SOURCES[what]
        yield sheet, []
        async for rows in rows_of(source):
            yield None, rows


async def left_out_of(memory: Memory, campaign: Campaign, wish: Wish) -> tuple[str, ...]:
    """The weeks whose replies are not in the file, though they are asked for."""
    if wish.window is None or What.REPLIES not in wish.sheets:
        return ()
    closed, first = await memory.exporting.closed(wish.window), await memory.exporting.first()
    return tuple(left_out(campaign.weeks, wish.window, closed, first))


def _writer(file: IO[bytes], wish: Wish, made: date, open_weeks: tuple[str, ...]) -> Writer:
    sheets = [_SOURCES[what][0] for what in wish.sheets]
    days = (wish.window.since, wish.window.until) if wish.window is not None else None
    explained = columns.lines(sheets, wish.language, made=made, days=days, left_out=open_weeks)
    if wish.format is Format.XLSX:
        return XlsxFile(file, explained, title=columns.title(wish.language))
    if wish.format is Format.JSON:
        meta = _meta(wish, sheets, made, open_weeks)
        return JsonFile(file, meta, alone=wish.what is not What.ALL)
    if wish.what is What.ALL:
        return CsvFiles(file, explained)
    return CsvFile(file)


def _day(campaign: Campaign, now: datetime) -> date:
    return now.astimezone(campaign.zone).date()


def _meta(wish: Wish, sheets: Sequence[Sheet], made: date, open_weeks: tuple[str, ...]) -> dict[str, Any]:
    said = {
        sheet.what.value: {
            column.name: columns.meaning(sheet.what, column.name, wish.language) for column in sheet.columns
        }
        for sheet in sheets
    }
    return {
        "what": wish.what.value,
        "since": str(wish.window.since) if wish.window is not None else None,
        "until": str(wish.window.until) if wish.window is not None else None,
        "made": str(made),
        "left_out": open_weeks,
        "columns": said if wish.what is What.ALL else said[wish.what.value],
    }
