"""A backup: the whole database in one file, made while others go on writing, and looked through afterwards.

SQLite is copied by its own online backup from one snapshot; PostgreSQL by its `pg_dump`, in the custom format
that `pg_restore` reads. A file has its name only once it is whole, and only its owner may read it.
"""

import re
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy.engine import URL

from storage.url import Checked, understand

PAGES = 2_000
"""Pages that are copied at a time (of 4,096 bytes, unless the file was made otherwise)."""
FAULTS = 10
"""Faults of a database that are told at most."""
KEPT = timedelta(days=30)
"""How long the backups in a folder stay."""
JITTER = timedelta(hours=1)
"""So much sooner they may go: who makes one each night does it not to the second; 31 days are too many."""
ABANDONED = timedelta(days=1)
"""After this nobody is still writing what is not yet whole: who did was killed."""
_NAME = re.compile(r"vraagbot-(\d{8}T\d{6}Z)\.(?:sqlite|dump)(\.part(?:-journal|-wal|-shm)?)?")
_WHEN = "%Y%m%dT%H%M%SZ"
Progress = Callable[[int, int], None]


class Failed(Exception):
    """No backup was made, or it cannot be relied on; says why, in a sentence."""


def back_up(database: str, target: Path, progress: Progress, *, around: Mapping[str, str]) -> None:
    """Write the database to a file, over one that is there; Failed where that cannot be done.

    `progress` is told pages and all pages of an SQLite file; `around` is the environment of programs that are
    started. Where the copy has faults it is kept all the
    same, and Failed tells them: it may be the best there is.
    """
    url, arguments = understand(database)
    part = target.with_name(f"{target.name}.part")
    try:
        part.unlink(missing_ok=True)
        part.touch(mode=0o600, exist_ok=False)
        if url.get_backend_name() == "sqlite":
            faults = _copy_sqlite(Path(str(url.database)), part, progress)
        else:
            faults = _dump_postgresql(_libpq(url, arguments, around), part)
        part.replace(target)
    except OSError as error:
        raise Failed(f"{target} cannot be written: {error.strerror or error}.") from None
    finally:
        part.unlink(missing_ok=True)
    if faults:
        raise Failed("The database is damaged, and so is the backup: " + "; ".join(faults))


def name_of(database: str, now: datetime) -> str:
    """What a backup that is made now is called in a folder."""
    url, _ = understand(database)
    ending = "sqlite" if url.get_backend_name() == "sqlite" else "dump"
    return f"vraagbot-{now.astimezone(UTC).strftime(_WHEN)}.{ending}"


def expire(folder: Path, now: datetime) -> int:
    """Delete the backups in a folder that are as old as `KEPT`, by their names; how many they were.

    And the halves that were left by those that never came to their end. OSError where one cannot be deleted,
    once all the others are.
    """
    old = [
        path for path, made, half in _backups(folder) if made < now - (ABANDONED if half else KEPT - JITTER)
    ]
    kept_on: OSError | None = None
    for path in old:
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            kept_on = error
    if kept_on is not None:
        raise kept_on
    return len(old)


def _backups(folder: Path) -> Iterator[tuple[Path, datetime, bool]]:
    """Backups by their names, when each was begun, and whether it is not whole."""
    for path in folder.iterdir():
        if found := _NAME.fullmatch(path.name):
            yield path, datetime.strptime(found[1], _WHEN).replace(tzinfo=UTC), found[2] is not None


def _copy_sqlite(source: Path, target: Path, progress: Progress) -> list[str]:
    """Copy one snapshot; the faults of the copy."""
    if not source.exists():
        raise Failed(f"There is no database {source}.")
    try:
        with (
            closing(sqlite3.connect(f"file:{source.resolve().as_posix()}?mode=ro", uri=True)) as original,
            closing(sqlite3.connect(target)) as copy,
        ):
            original.isolation_level = None
            original.execute(
                "BEGIN"
            )  # in WAL mode it then reads from this snapshot, whoever writes meanwhile
            original.execute("SELECT count(*) FROM sqlite_master").fetchone()
            original.backup(copy, pages=PAGES, progress=lambda _, left, all_: progress(all_ - left, all_))
            faults = [row[0] for row in copy.execute(f"PRAGMA integrity_check({FAULTS})") if row[0] != "ok"]
            loose = copy.execute("PRAGMA foreign_key_check").fetchmany(FAULTS)
            return [
                *faults,
                *(f"a row of {row[0]} hangs on one of {row[2]} that is not there" for row in loose),
            ]
    except sqlite3.DatabaseError as error:
        raise Failed(f"{source} cannot be copied: {error}.") from None


def _dump_postgresql(env: Mapping[str, str], target: Path) -> list[str]:
    """Dump it, and have the dump's contents listed; no faults, since a dump is made of what can be read."""
    _call("pg_dump", "--format=custom", "--no-owner", "--no-privileges", "--file", str(target), env=env)
    _call("pg_restore", "--list", str(target), env=env)
    return []


def _call(program: str, *words: str, env: Mapping[str, str]) -> None:
    where = shutil.which(program, path=env.get("PATH"))
    if where is None:
        raise Failed(
            f"{program} was not found. Install PostgreSQL's client programs, as new as the server or newer."
        )
    done = subprocess.run(  # noqa: S603  (the words are ours, and no shell reads them)
        [where, *words], env=env, capture_output=True, text=True, check=False
    )
    if done.returncode:
        told = "; ".join(line.strip() for line in done.stderr.splitlines() if line.strip())
        raise Failed(f"{program} did not succeed: {told or done.returncode}")


def _libpq(url: URL, arguments: Mapping[str, Any], around: Mapping[str, str]) -> dict[str, str]:
    """The address as libpq's programs read it from the environment, where no other user sees the password."""
    tls = arguments.get("ssl")
    told = {
        "PGHOST": url.host or _last(url.query.get("host")),
        "PGPORT": str(url.port or "") or _last(url.query.get("port")),
        "PGUSER": url.username,
        "PGPASSWORD": str(url.password) if url.password else None,
        "PGDATABASE": url.database,
        "PGSSLMODE": tls.mode if isinstance(tls, Checked) else tls,
        "PGSSLROOTCERT": tls.root if isinstance(tls, Checked) else None,
        "PGCONNECT_TIMEOUT": str(int(arguments.get("timeout", 10))),
    }
    return {**around, **{name: value for name, value in told.items() if value}}


def _last(value: str | tuple[str, ...] | None) -> str | None:
    return value[-1] if isinstance(value, tuple) else value
