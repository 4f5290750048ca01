"""Trouble with a database that passes: what it broke off is undone, and may well be done again at once."""

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnection

_PASSING = ("08", "40", "57P", "0A000")
"""How codes of SQL begin that tell of lost connections, of others who were in the way, of a shutdown, and of
tables that were changed since a statement was prepared."""
_CUT = "InternalClientError"
"""What the driver calls a connection that is cut just as it is used."""


def passes(error: BaseException) -> bool:
    """Whether doing the same again may well go right: the connection was lost, or another was in the way."""
    if not isinstance(error, DBAPIError):
        return False
    if error.connection_invalidated or type(error.orig).__name__ == _CUT:
        return True
    code = getattr(error.orig, "sqlstate", None)
    return isinstance(code, str) and code.startswith(_PASSING)


def was_away(error: BaseException) -> bool:
    """Whether there was no connection to be had: none was taken, or all were in use for too long."""
    code = getattr(error, "sqlstate", None)
    starting = isinstance(code, str) and code.startswith(_PASSING)
    return starting or isinstance(error, (ConnectionError, TimeoutError, NoConnection))
