"""Fixtures that every room of the tests uses: the store on both databases, the gazetteer, a fixed moment."""

import asyncio
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from storage.gazetteer import Gazetteer
from storage.store import Store
from tests.databases import PostgreSQL, make_tables, name_of, quick_folder

pytest.register_assert_rewrite("tests.checks", "tests.journeying")
# How fast a shared machine happens to be is no property of the code.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgreSQL]:
    """One PostgreSQL server for the whole run."""
    server = PostgreSQL(hasty=True)
    yield server
    server.stop()


@pytest.fixture(scope="session")
def postgresql_template(postgresql: PostgreSQL) -> str:
    """The name of a database with all tables, to copy."""
    url = postgresql.fresh()
    asyncio.run(make_tables(url))
    return name_of(url)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file with all tables, to copy."""
    path = tmp_path_factory.mktemp("template") / "bot.sqlite"
    asyncio.run(make_tables(f"sqlite:///{path}"))
    return path


@pytest.fixture
def quick_path() -> Iterator[Path]:
    """An empty folder for the databases of one test, in memory where there is room."""
    with tempfile.TemporaryDirectory(prefix="bot-", dir=quick_folder()) as folder:
        yield Path(folder)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, quick_path: Path) -> Iterator[str]:
    """The URL of a fresh database with all tables, once on SQLite and once on PostgreSQL."""
    if request.param == "sqlite":
        path = quick_path / "bot.sqlite"
        shutil.copy(request.getfixturevalue("sqlite_template"), path)
        yield f"sqlite:///{path}"
        return
    server: PostgreSQL = request.getfixturevalue("postgresql")
    url = server.fresh(request.getfixturevalue("postgresql_template"))
    yield url
    server.drop(url)


@pytest.fixture
def sqlite_url(sqlite_template: Path, quick_path: Path) -> str:
    """The URL of a fresh SQLite file with all tables."""
    path = quick_path / "bot.sqlite"
    shutil.copy(sqlite_template, path)
    return f"sqlite:///{path}"


@pytest.fixture
async def store(database_url: str) -> AsyncIterator[Store]:
    """A store with all tables, on both databases."""
    store = Store(database_url)
    yield store
    await store.close()


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    """The places of the Netherlands."""
    return Gazetteer.load()


@pytest.fixture
def now() -> datetime:
    """A Wednesday in the afternoon, in winter."""
    return datetime(2027, 1, 13, 14, 0, tzinfo=UTC)
