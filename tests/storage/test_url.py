"""Database addresses as people have them, and refusals that never show a password."""

import asyncio
import ssl
import subprocess
from contextlib import suppress
from pathlib import Path

import pytest
from sqlalchemy.exc import DBAPIError

from storage.backup import _libpq
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


@pytest.mark.parametrize("host", ["127.0.0.1", "db_1.example-2.org", "bücher.example", "[fe80::1%25eth0]"])
def test_a_host_is_a_name_or_a_number(host: str) -> None:
    assert understand(f"postgres://ana@{host}:6543/bot")[0].port == 6543


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate for localhost that signs itself, and its key."""
    folder = tmp_path_factory.mktemp("tls")
    root, key = folder / "root.crt", folder / "root.key"
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"),
            *("-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"),
            *("-keyout", str(key), "-out", str(root)),
        ],
        check=True,
        capture_output=True,
    )
    return root, key


@pytest.mark.parametrize(("mode", "named"), [("verify-full", True), ("verify-ca", False), ("require", False)])
def test_who_signed_the_servers_certificate_is_told_by_a_file(
    certificate: tuple[Path, Path], mode: str, named: bool
) -> None:
    url, arguments = understand(f"postgres://ana@db/bot?sslrootcert={certificate[0]}&sslmode={mode}")
    tls = arguments["ssl"]
    assert dict(url.query) == {}
    assert (tls.verify_mode, tls.check_hostname) == (ssl.CERT_REQUIRED, named)
    assert len(tls.get_ca_certs()) == 1
    told = _libpq(url, arguments, {"PATH": "/bin"})
    assert (told["PGSSLMODE"], told["PGSSLROOTCERT"]) == (mode, str(certificate[0]))
    url, arguments = understand("postgres://ana@db/bot?sslmode=verify-full&sslrootcert=system")
    assert arguments["ssl"].check_hostname
    assert _libpq(url, arguments, {})["PGSSLROOTCERT"] == "system"


async def test_a_server_with_another_certificate_is_told_no_password(
    certificate: tuple[Path, Path],
) -> None:
    """Somebody listens where the server should be, and shows a certificate: what do they hear then?"""
    theirs, heard = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER), list[bytes]()
    theirs.load_cert_chain(*certificate)

    async def listen(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(ssl.SSLError, OSError, asyncio.IncompleteReadError):
            await reader.readexactly(8)
            writer.write(b"S")
            await writer.start_tls(theirs)
            heard.append(await reader.read(100))
        writer.close()

    server = await asyncio.start_server(listen, "localhost", 0)
    port = server.sockets[0].getsockname()[1]
    system = f"postgres://ana@localhost:{port}/bot?sslmode=verify-full&sslrootcert=system"
    with pytest.raises(ssl.SSLCertVerificationError):
        await asked(system)
    elsewhere = f"postgres://ana@127.0.0.1:{port}/bot?sslmode=verify-full&sslrootcert={certificate[0]}"
    with pytest.raises(ssl.SSLCertVerificationError):
        await asked(elsewhere)
    assert [words for words in heard if words] == []
    with pytest.raises((ConnectionError, DBAPIError)):
        await asked(elsewhere.replace("127.0.0.1", "localhost"))
    assert b"ana" in heard[-1], "whom it knows it speaks to"
    server.close()


async def asked(url: str) -> None:
    """Somebody speaks to the server."""
    store = Store(url)
    try:
        await store.ready()
    finally:
        await store.close()


@pytest.mark.parametrize(
    ("spelled", "told"),
    [
        ("", "does not look like"),
        ("just words", "does not look like"),
        ("postgresql://ana:topsecret@db.example:port/bot", "does not look like"),
        ("mysql://ana:topsecret@db.example/bot", "'mysql'"),
        ("postgresql://ana:topsecret@db.example/bot?sslcert=x", "'sslcert'"),
        ("postgresql://ana:topsecret@db.example/bot?sslrootcert=x", "needs sslmode=verify-full"),
        (
            "postgresql://ana:topsecret@db.example/bot?sslrootcert=x&sslmode=prefer",
            "needs sslmode=verify-full",
        ),
        (
            "postgresql://ana:topsecret@db.example/bot?sslrootcert=system&sslmode=require",
            "needs sslmode=verify",
        ),
        ("postgresql://ana:topsecret@db.example/bot?sslrootcert=none&sslmode=verify-ca", "can be read"),
        ("postgresql://ana:ge@topsecret@127.0.0.1/bot", "percent-encoding"),
        ("postgresql://ana:ge@topsecret/topsecret@127.0.0.1/bot", "percent-encoding"),
        ("postgresql://ana:top#secret@top#secret/bot", "percent-encoding"),
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
