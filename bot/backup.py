"""`backup` on the command line: the whole database in a file, or in a folder that keeps 30 days of them."""

import sys
from pathlib import Path

from bot.clock import Clock
from bot.progress import progress_of
from bot.settings import Settings, around
from storage.backup import KEPT, Failed, back_up, expire, name_of


def backup(settings: Settings, target: Path, *, force: bool) -> int:
    """Write it, and say what was written; the exit code: 0, or 1 where it cannot be relied on.

    In a folder it gets a name with the time, and those there that are older than 30 days go.
    """
    now = Clock().now()
    folder = target if target.is_dir() else None
    if folder is not None:
        target = folder / name_of(settings.database, now)
    elif target.exists() and not force:
        print(f"{target} is there already. Take another name, or say --force.", file=sys.stderr)
        return 1
    try:
        with progress_of(f"Writing {target.name}") as progress:
            back_up(settings.database, target, progress, around=around())
    except Failed as failed:
        print(failed, file=sys.stderr)
        return 1
    print(f"{target}: {target.stat().st_size / 1_000_000:,.1f} MB, whole and readable.")
    print(f"It holds personal data. Keep it where only you can read it, for {KEPT.days} days at most.")
    if folder is not None and (gone := expire(folder, now)):
        print(f"Deleted, since they are older than {KEPT.days} days: {gone}.")
    return 0
