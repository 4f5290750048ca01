"""`import` and `export` on the command line: files of opportunities in and out."""

import asyncio
import sys
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from typing import TextIO
from zoneinfo import ZoneInfo

from bot.campaign_file import campaign_of
from bot.clock import Clock
from bot.progress import progress_of
from bot.settings import Settings
from storage.centres import Replaced
from storage.feeds.centres import CentreFile, read_centres
from storage.feeds.exporting import Exported, write_out
from storage.feeds.importing import bring_in
from storage.feeds.reading import Feed, FeedError
from storage.feeds.report import Report
from storage.gazetteer import Gazetteer
from storage.migrations import is_current
from storage.store import Store

FAULTS_SHOWN = 50
_BEHIND = "The database is not up to date. Run: python -m bot migrate"


def import_file(settings: Settings, path: Path, *, source: str, dry_run: bool, close_missing: bool) -> int:
    """Bring in a file and print what came of it; the exit code: 0, or 1 where the file could not be read."""
    if not is_current(settings.database):
        print(_BEHIND, file=sys.stderr)
        return 1

    zone = campaign_of(settings).zone

    async def work(progress: Callable[[int, int], None]) -> Report:
        now = Clock().now()
        store = Store(settings.database)
        try:
            with Feed(path, Gazetteer.load(), zone=zone, now=now) as feed:
                return await bring_in(
                    store,
                    feed,
                    source=source,
                    now=now,
                    dry_run=dry_run,
                    close_missing=close_missing,
                    progress=progress,
                )
        finally:
            await store.close()

    try:
        with progress_of(f"Reading {path.name}") as progress:
            report = asyncio.run(work(progress))
    except (FeedError, ValueError) as error:
        print(error, file=sys.stderr)
        return 1
    _tell(report)
    return 0


def import_centres(settings: Settings, path: Path, *, dry_run: bool) -> int:
    """Have the centres in a file be all there are; the exit code: 0, or 1 where it could not be read.

    Where a row did not come in, no centre is taken away: it may be the one that the row tells of.
    """
    if not is_current(settings.database):
        print(_BEHIND, file=sys.stderr)
        return 1

    async def work(found: CentreFile) -> Replaced:
        store = Store(settings.database)
        try:
            async with store.begin() as memory, memory.undone() if dry_run else nullcontext():
                return await memory.centres.replace(found.centres, remove_others=not found.faults)
        finally:
            await store.close()

    try:
        found = read_centres(path, Gazetteer.load())
    except FeedError as error:
        print(error, file=sys.stderr)
        return 1
    if not found.centres:
        print(f"{path.name} has no centre that can be used. Nothing was changed.", file=sys.stderr)
    done = asyncio.run(work(found)) if found.centres else Replaced(0, 0, 0, 0)
    for fault in found.faults[:FAULTS_SHOWN]:
        print(f"Line {fault.line} ({fault.id}): {fault.reason}", file=sys.stderr)
    for note in found.notes:
        print(f"Note: {note}", file=sys.stderr)
    if found.faults:
        print("No centre was taken away, because not every row came in.", file=sys.stderr)
    would = "Nothing was saved. It would be: " if dry_run else ""
    print(
        f"{would}{done.added} centres added, {done.changed} changed, {done.unchanged} unchanged, "
        f"{done.removed} taken away; {len(found.faults)} rows did not come in."
    )
    return 0 if found.centres else 1


def export_file(
    settings: Settings, style: str, path: Path | None, *, source: str, force: bool = False
) -> int:
    """Write all open opportunities to a file or to standard output; the exit code."""
    if not is_current(settings.database):
        print(_BEHIND, file=sys.stderr)
        return 1
    if path is not None and path.exists() and not force:
        print(f"{path} is there already. Choose another name, or add --force.", file=sys.stderr)
        return 1

    zone = campaign_of(settings).zone

    async def work(progress: Callable[[int, int], None]) -> Exported:
        store = Store(settings.database)
        try:
            if path is None:
                sys.stdout.reconfigure(encoding="utf-8", newline="")  # type: ignore[union-attr]
                return await _write(store, sys.stdout, style, zone, source, progress)
            with path.open("w", encoding="utf-8", newline="") as out:
                return await _write(store, out, style, zone, source, progress)
        finally:
            await store.close()

    try:
        with progress_of("Writing") as progress:
            done = asyncio.run(work(progress))
    except OSError as error:
        print(f"{path} cannot be written: {error.strerror or error}", file=sys.stderr)
        return 1
    for fault in done.faults:
        print(f"Opportunity {fault.line} was left out: {fault.reason}", file=sys.stderr)
    print(f"{done.written} opportunities written.", file=sys.stderr)
    return 0


async def _write(
    store: Store,
    out: TextIO,
    style: str,
    zone: ZoneInfo,
    source: str,
    progress: Callable[[int, int], None],
) -> Exported:
    return await write_out(
        store, out, format=style, zone=zone, now=Clock().now(), source=source, progress=progress
    )


def _tell(report: Report) -> None:
    """The outcome of an import: every row that did not come in with its line and reason, then the counts."""
    for fault in report.faults[:FAULTS_SHOWN]:
        name = f" ({fault.id})" if fault.id else ""
        print(f"Line {fault.line}{name}: {fault.reason}", file=sys.stderr)
    more = report.faulty + report.over - len(report.faults[:FAULTS_SHOWN])
    if more > 0:
        print(f"… and {more} rows more that did not come in.", file=sys.stderr)
    for warning, count in report.warnings.most_common():
        print(f"Note: {warning} ({count}×)", file=sys.stderr)
    for note in report.notes:
        print(f"Note: {note}", file=sys.stderr)
    if report.incomplete:
        print(f"Not all of the file could be read: {report.incomplete}", file=sys.stderr)
    if report.kept_open_because_too_many:
        print(
            f"{report.kept_open_because_too_many} opportunities are no longer in the file. That is more than "
            "a third, so none was closed. If it is right, import again with --close-missing.",
            file=sys.stderr,
        )
    if report.kept_open_because_incomplete:
        print(
            f"{report.kept_open_because_incomplete} opportunities were not seen in the file; they stay open, "
            "because not all of it could be read.",
            file=sys.stderr,
        )
    would = "Dry run, nothing was changed. It would be: " if report.dry_run else ""
    print(
        f"{would}{report.added} added, {report.changed} changed, {report.unchanged} unchanged, "
        f"{report.closed} closed, {report.over} over, {report.faulty} faulty."
    )
