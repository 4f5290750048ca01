"""Which request is being worked on, so that all lines of the log about one of them can be told together.

Lines are written by parts that know no update: the store, the voice, the exporter. To hand the id to each of
them it would stand in every signature of the house. So it is a context variable, the one thing that is not
handed in: asyncio gives each task the context of who started it and no other task sees what is set there,
and nothing but the log reads it. No answer depends on it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from uuid import uuid4

_CURRENT: ContextVar[str] = ContextVar("request", default="")


def current() -> str:
    """The id of what is being worked on; empty where it is nothing in particular."""
    return _CURRENT.get()


@contextmanager
def of_update(update_id: int) -> Iterator[None]:
    """Inside, and in every task that is started inside, an update is worked on."""
    token = _CURRENT.set(f"u{update_id}")
    try:
        yield
    finally:
        _CURRENT.reset(token)


@contextmanager
def generated() -> Iterator[None]:
    """The same for what has no number of its own: a run of the rounds, a message, a page on the web."""
    token = _CURRENT.set(uuid4().hex[:12])
    try:
        yield
    finally:
        _CURRENT.reset(token)
