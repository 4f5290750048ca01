"""A file that its owner alone may read, as a database of people has to be."""

import os
import stat
from contextlib import suppress
from pathlib import Path

from sqlalchemy.engine import URL

OWNER = stat.S_IRUSR | stat.S_IWUSR


def keep_private(url: URL) -> None:
    """Make an SQLite file that is not there yet, for its owner alone; close one that everybody can read.

    A group that was let in on purpose stays. SQLite gives its log the mode of the file. Where the file is
    somebody else's, or there is no such folder, nothing is done.
    """
    if url.get_backend_name() != "sqlite":
        return
    path = Path(str(url.database))
    with suppress(OSError):
        if not path.exists():
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, OWNER))
        elif everybody_reads(path):
            path.chmod(OWNER)


def everybody_reads(path: Path) -> bool:
    """Whether any user of this machine may read the file; False where it is not there, or has no modes."""
    try:
        return os.name == "posix" and bool(path.stat().st_mode & stat.S_IROTH)
    except OSError:
        return False
