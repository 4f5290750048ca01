"""Trouble with a database: what passes at once, what passes later, and what no page can be the cause of."""

import sqlite3

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnection

_AT_ONCE = ("08", "40", "57P", "0A000", "55P03")
"""How codes of SQL begin that tell of lost connections, of others who were in the way, of a shutdown, of
tables that were changed since a statement was prepared, and of a row that another held for too long."""
_LATER = ("53", "58", "25006", "57014")
"""Too little of something: connections, memory, room; or trouble with the disk. A server that only reads,
since another took its place. A statement that was ended, since it took too long: at once it would again."""
_LATER_SQLITE = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_PROTOCOL,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_NOMEM,
    }
)
"""What SQLite says where another holds the file (and it waited), or there is trouble with the disk."""
_SHORT = ("53100", "53300", "57P03")
"""A full disk, no connection to be had, and a server that starts: whatever was asked for."""
_SHORT_SQLITE = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_FULL})
_CUT = "InternalClientError"
"""What the driver calls a connection that is cut just as it is used."""
_CUT_EARLY = frozenset({_CUT, "InterfaceError"})
"""And one that is cut before it was wholly open, while it is the driver's own."""


class Unreachable(ConnectionError):
    """Nobody listens where the database should be: it may have restarted, and its socket not be there yet."""


def passes(error: BaseException) -> bool:
    """Whether doing the same again may well go right: the connection was lost, or another was in the way."""
    if not isinstance(error, DBAPIError):
        return False
    if error.connection_invalidated or type(error.orig).__name__ == _CUT:
        return True
    return _code(error).startswith(_AT_ONCE)


def was_away(error: BaseException) -> bool:
    """Whether the store could not do it just now: it was not to be reached, or short of something.

    The same has to come again. It may also be that what was asked for is too much for it every time.
    """
    if isinstance(error, (ConnectionError, TimeoutError, NoConnection)):
        return True
    return _code(error).startswith((*_AT_ONCE, *_LATER)) or _sqlite(error) in _LATER_SQLITE


def is_short(error: BaseException) -> bool:
    """Whether the store is short of something for everybody now and then, so that nothing was asked too much.

    It may save one thing and refuse the next: however often this one was refused, its turn will come.
    """
    if isinstance(error, NoConnection):
        return True
    return _code(error).startswith(_SHORT) or _sqlite(error) in _SHORT_SQLITE


def was_cut(error: Exception) -> bool:
    """Whether the driver found a connection cut while it opened it; no where it was told nonsense."""
    return type(error).__name__ in _CUT_EARLY and not isinstance(error, (DBAPIError, ValueError))


def _code(error: BaseException) -> str:
    """The code of SQL, of the error itself where no connection was there to give it; empty where none is."""
    told = error.orig if isinstance(error, DBAPIError) else error
    code = getattr(told, "sqlstate", None)
    return code if isinstance(code, str) else ""


def _sqlite(error: BaseException) -> int:
    """The primary code of SQLite; 0 where it is none of its."""
    told = error.orig if isinstance(error, DBAPIError) else error
    code = getattr(told, "sqlite_errorcode", None)
    return code & 0xFF if isinstance(code, int) else 0
