"""Database addresses as people have them, and refusals that never show a password."""

import pytest

from storage.store import Store
from storage.url import understand
from tests.databases import PostgreSQL, name_of


@pytest.mark.parametrize(
    "spelled", ["sqlite:///bot.sqlite", "bot.sqlite", "  bot.sqlite\n", "sqlite+aiosqlite:///bot.sqlite"]
)
def test_a_file_is_understood_however_it_is_spelled(spelled: str) -> None:
    url, arguments = understand(spelled)
    assert str(url) == "sqlite+aiosqlite:///bot.sqlite"
    assert arguments == {}


@pytest.mark.parametrize("spelled", ["/var/lib/bot/data.db", "sqlite:////var/lib/bot/data.db"])
def test_a_whole_path_stays_whole(spelled: str) -> None:
    assert understand(spelled)[0].database == "/var/lib/bot/data.db"


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+asyncpg", "postgresql+psycopg"])
def test_every_spelling_of_postgresql_gets_the_async_driver(scheme: str) -> None:
    url, arguments = understand(f"{scheme}://ana:secret@db.example:6543/bot")
    assert url.drivername == "postgresql+asyncpg"
    assert (url.username, url.host, url.port, url.database) == ("ana", "db.example", 6543, "bot")
    assert arguments == {}


def test_settings_in_libpqs_words_become_the_drivers() -> None:
    url, arguments = understand(
        "postgres://ana@db.example/bot?sslmode=require&application_name=vraagbot&connect_timeout=5"
        "&channel_binding=prefer"
    )
    assert arguments == {
        "ssl": "require",
        "timeout": 5.0,
        "server_settings": {"application_name": "vraagbot"},
    }
    assert dict(url.query) == {}


def test_a_folder_of_sockets_stays_in_the_query() -> None:
    url, arguments = understand("postgresql://ana@/bot?host=/var/run/postgresql&port=5433")
    assert dict(url.query) == {"host": "/var/run/postgresql", "port": "5433"}
    assert arguments == {}


def test_a_password_may_hold_any_sign() -> None:
    assert understand("postgres://ana:p%40ss%2Fw%3Ard%25@db.example/bot")[0].password == "p@ss/w:rd%"


@pytest.mark.parametrize(
    ("spelled", "told"),
    [
        ("", "does not look like"),
        ("just words", "does not look like"),
        ("postgresql://ana:topsecret@db.example:port/bot", "does not look like"),
        ("mysql://ana:topsecret@db.example/bot", "'mysql'"),
        ("postgresql://ana:topsecret@db.example/bot?sslrootcert=x", "'sslrootcert'"),
        ("postgresql://ana:topsecret@db.example/bot?sslmode=perhaps", "sslmode"),
        ("postgresql://ana:topsecret@db.example/bot?connect_timeout=soon", "connect_timeout"),
        ("sqlite://", "file"),
        ("sqlite:///:memory:", "file"),
    ],
)
def test_what_cannot_be_used_is_refused_in_words_without_the_password(spelled: str, told: str) -> None:
    with pytest.raises(ValueError, match=told) as refused:
        understand(spelled)
    assert "topsecret" not in str(refused.value)
    assert refused.value.__suppress_context__ or refused.value.__context__ is None


async def test_settings_reach_a_real_server(postgresql: PostgreSQL) -> None:
    url = postgresql.fresh()
    settings = "application_name=vraagbot-test&statement_timeout=1234&sslmode=disable&connect_timeout=7"
    store = Store(f"{url.replace('postgresql://', 'postgres://')}&{settings}")
    async with store.look() as memory:
        for name, value in (("application_name", "vraagbot-test"), ("statement_timeout", "1234ms")):
            shown = await memory.connection.exec_driver_sql(f"SHOW {name}")
            assert shown.scalar_one() == value
        current = await memory.connection.exec_driver_sql("SELECT current_database()")
        assert current.scalar_one() == name_of(url)
    await store.close()
    postgresql.drop(url)
