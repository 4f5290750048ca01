"""`backup` on the command line: the whole database in a file, or in a folder that keeps 30 days of them."""

import sys
from datetime import datetime
from pathlib import Path

from bot.clock import Clock
from bot.progress import progress_of
from bot.settings import Settings, around
from storage.backup import KEPT, Failed, back_up, expire, name_of


def backup(settings: Settings, where: str, *, force: bool) -> int:
    """Write it, and say what was written; the exit code: 0, or 1 where it cannot be relied on.

    Whatever ends in a slash is a folder, and is made where there is none. In a folder it gets a name with the
    time, and those there that are 30 days old go first, whether or not a new one can be made.
    """
    now = Clock().now()
    target, code = Path(where), 0
    if where.endswith("/") or target.is_dir():
        code = _ready(target, now)
        if not target.is_dir():
            return code
        target = target / name_of(settings.database, now)
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
    return code


def _ready(folder: Path, now: datetime) -> int:
    """Make a folder its owner's alone, or delete what is too old in the one that is there; the exit code."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if gone := expire(folder, now):
            print(f"Deleted, since they are {KEPT.days} days old or were never finished: {gone}.")
    except OSError as error:
        print(f"{error.filename or folder}: {error.strerror or error}.", file=sys.stderr)
        return 1
    return 0
