"""Database addresses: libpq's spellings turned into SQLAlchemy's, with a clear word for what cannot be."""

import re
import ssl
from typing import Any

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

_SERVER_SETTINGS = ("application_name", "search_path", "timezone", "statement_timeout")
_SSL_MODES = ("disable", "allow", "prefer", "require", "verify-ca", "verify-full")
_CHECKED = ("require", "verify-ca", "verify-full")
"""Who looks at the server's certificate; `require` does as `verify-ca` where a root is given, as libpq."""
_HOST = re.compile(r"[\w.:%,-]+")
_ENCODE = (
    "behind the user and the password it has a sign that no host has: in a password, write each sign that is "
    "neither a letter nor a digit in percent-encoding (@ as %40, / as %2F, : as %3A, % as %25)"
)
_IGNORED = ("channel_binding", "target_session_attrs", "gssencmode")


class Checked(ssl.SSLContext):
    """TLS to a server whose certificate one of `root` signed; `mode` is libpq's word for it."""

    mode: str
    root: str

    def __new__(cls, mode: str, root: str) -> "Checked":
        """`root` is a file, or `system` for what this machine trusts; ValueError, in words, for another."""
        if mode not in (_CHECKED if root != "system" else _CHECKED[-1:]):
            raise ValueError("sslrootcert in the database address needs sslmode=verify-full beside it")
        made = super().__new__(cls, ssl.PROTOCOL_TLS_CLIENT)
        made.mode, made.root = mode, root
        made.check_hostname = mode == "verify-full"
        try:
            if root == "system":
                made.load_default_certs()
            else:
                made.load_verify_locations(cafile=root)
        except OSError:  # ssl.SSLError is one
            raise ValueError(
                "sslrootcert in the database address has to be a file with certificates that can be read"
            ) from None
        return made


def understand(text: str) -> tuple[URL, dict[str, Any]]:
    """The URL with an async driver and the driver's connect arguments.

    Accepts `sqlite:///file`, a bare file name ending in `.sqlite` or `.db`, and PostgreSQL in libpq's
    spellings (`postgres://`, `postgresql://`, `sslmode`, `sslrootcert`, `application_name`,
    `connect_timeout`, `host` as a query for a socket folder). ValueError, in words and without the password,
    for anything else.
    """
    text = text.strip()
    if "://" not in text and text.endswith((".sqlite", ".sqlite3", ".db")):
        text = f"sqlite:///{text}"
    try:
        url = make_url(text)
    except (ArgumentError, ValueError):
        raise ValueError("it does not look like a database address (sqlite:///… or postgresql://…)") from None
    backend = url.drivername.split("+")[0]
    if backend == "sqlite":
        if url.database in (None, "", ":memory:"):
            raise ValueError("name a file: a database in memory would be forgotten")
        return url.set(drivername="sqlite+aiosqlite"), {}
    if backend in ("postgres", "postgresql"):
        return _postgresql(url)
    raise ValueError(f"{backend!r} is not a database we can use (sqlite or postgresql)")


def _postgresql(url: URL) -> tuple[URL, dict[str, Any]]:
    if "@" in (url.database or "") or (url.host and not _HOST.fullmatch(url.host)):
        raise ValueError(_ENCODE)
    arguments: dict[str, Any] = {}
    settings: dict[str, str] = {}
    root: str | None = None
    query: dict[str, str | tuple[str, ...]] = {}
    for name, value in url.query.items():
        word = value if isinstance(value, str) else value[-1]
        if name == "sslmode":
            if word not in _SSL_MODES:
                raise ValueError(f"sslmode in the database address is one of {', '.join(_SSL_MODES)}")
            arguments["ssl"] = word
        elif name == "sslrootcert":
            root = word
        elif name == "connect_timeout":
            if not word.isdecimal():
                raise ValueError("connect_timeout in the database address is a whole number of seconds")
            arguments["timeout"] = float(word)
        elif name in _SERVER_SETTINGS:
            settings[name] = word
        elif name in ("host", "port"):
            query[name] = value
        elif name in _IGNORED:
            continue
        else:
            raise ValueError(f"the setting {name!r} in the database address is not known here")
    if root is not None:
        arguments["ssl"] = Checked(arguments.get("ssl", ""), root)
    if settings:
        arguments["server_settings"] = settings
    return url.set(drivername="postgresql+asyncpg", query=query), arguments
