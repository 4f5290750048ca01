"""The file of an SQLite database: nobody but its owner reads it, nor its log."""

import os
import stat
from pathlib import Path

import pytest

from storage.migrations import migrate
from storage.private import everybody_reads, keep_private
from storage.store import Store
from storage.url import understand


def mode(path: Path) -> int:
    """What a user may do with a file."""
    return stat.S_IMODE(path.stat().st_mode)


def opened_to_all(url: str) -> Path:
    """The file of a database, for everybody to read."""
    path = Path(url.removeprefix("sqlite:///"))
    path.chmod(0o644)
    assert everybody_reads(path)
    return path


@pytest.fixture
def _open_handed() -> object:
    """New files can be read by everybody, as on most machines."""
    before = os.umask(0o022)
    yield
    os.umask(before)


@pytest.mark.usefixtures("_open_handed")
def test_a_new_database_is_its_owners_alone(tmp_path: Path) -> None:
    path = tmp_path / "new.sqlite"
    migrate(f"sqlite:///{path}")
    assert mode(path) == 0o600


@pytest.mark.usefixtures("_open_handed")
async def test_its_log_is_too(sqlite_url: str) -> None:
    path = opened_to_all(sqlite_url)
    keep_private(understand(sqlite_url)[0])
    store = Store(sqlite_url)
    async with store.begin() as memory:
        await memory.connection.exec_driver_sql("CREATE TABLE anything (id INTEGER)")
    modes = {mode(path.with_name(path.name + ending)) for ending in ("", "-wal", "-shm")}
    await store.close()
    assert modes == {0o600}


def test_one_that_everybody_could_read_is_closed_and_a_group_that_was_let_in_stays(tmp_path: Path) -> None:
    path = tmp_path / "old.sqlite"
    for before, after in ((0o644, 0o600), (0o666, 0o600), (0o640, 0o640), (0o600, 0o600)):
        path.touch()
        path.chmod(before)
        keep_private(understand(f"sqlite:///{path}")[0])
        assert mode(path) == after
    keep_private(understand("sqlite:////nowhere/at/all.sqlite")[0])
    keep_private(understand("postgresql://somewhere/else")[0])
    assert not everybody_reads(tmp_path / "none.sqlite")
