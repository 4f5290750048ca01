"""Connections to PostgreSQL: so many at most, each looked at before it is used, none held by who is gone."""

import asyncio
import logging
import ssl
from contextlib import AsyncExitStack
from time import monotonic
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError, DisconnectionError
from sqlalchemy.exc import TimeoutError as NoConnection
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from storage.trouble import Unreachable, is_short, was_cut

log = logging.getLogger("storage.pool")
WAIT = 10
"""Seconds that one waits for a connection: to open, or until another is done with it."""
LEFT, PAUSE = 10.0, 0.05
"""Seconds that one waits where the server has no connection left for us, and seconds between two tries."""
UNUSED = 1.0
"""Seconds after which a connection is asked whether it still works: while there is much to do, none is."""
_GONE = {
    "idle_in_transaction_session_timeout": "180s",
    "tcp_keepalives_idle": "60",
    "tcp_keepalives_interval": "10",
    "tcp_keepalives_count": "3",
}
"""When the server takes a process for gone that holds something others wait for: a machine may vanish."""


class Line:
    """Where the server gives fewer connections than the pool may hold, one after another waits in line.

    So what it does give is handed on in turn, and not more than one at a time asks for more.
    """

    def __init__(self) -> None:
        self._first = asyncio.Lock()

    async def connect(self, engine: AsyncEngine, held: AsyncExitStack) -> AsyncConnection:
        """A connection that the stack lets go of; raises where there is none for too long."""
        if not self._first.locked():
            try:
                return await _opened(engine, held)
            except DBAPIError as error:
                if not is_short(error):
                    raise
            log.warning("the server has no connection left: others are waited for")
        until = monotonic() + LEFT
        try:
            async with asyncio.timeout(LEFT):
                await self._first.acquire()
        except TimeoutError:
            raise NoConnection("the server had no connection left") from None
        try:
            while True:
                try:
                    return await _opened(engine, held)
                except DBAPIError as error:
                    if not is_short(error) or monotonic() >= until:
                        raise
                await asyncio.sleep(PAUSE)
        finally:
            self._first.release()


async def _opened(engine: AsyncEngine, held: AsyncExitStack) -> AsyncConnection:
    """A connection; Unreachable where nobody is there to connect with, or goes away just then."""
    try:
        return await held.enter_async_context(engine.connect())
    except (ConnectionError, TimeoutError, ssl.SSLError):
        raise
    except Exception as error:
        if isinstance(error, OSError) or was_cut(error):
            raise Unreachable(type(error).__name__) from error
        raise


def pool(url: URL, arguments: dict[str, Any], size: int) -> AsyncEngine:
    """An engine with at most `size` connections."""
    engine = create_async_engine(
        url,
        connect_args={"timeout": WAIT, **arguments},
        pool_size=size,
        max_overflow=0,
        pool_timeout=WAIT,
        hide_parameters=True,
    )

    @event.listens_for(engine.sync_engine, "connect")
    def connected(connection: Any, record: Any) -> None:
        asking = connection.cursor()
        for name, value in _GONE.items():
            asking.execute(f"SET {name} = '{value}'")
        asking.close()
        connection.commit()
        record.info["used"] = monotonic()

    @event.listens_for(engine.sync_engine, "checkin")
    def came_back(_connection: Any, record: Any) -> None:
        record.info["used"] = monotonic()

    @event.listens_for(engine.sync_engine, "checkout")
    def goes_out(connection: Any, record: Any, _proxy: Any) -> None:
        if connection.driver_connection.is_closed():
            raise DisconnectionError
        if monotonic() - record.info["used"] > UNUSED:
            try:
                connection.run_async(lambda asked: asked.execute("SELECT 1", timeout=WAIT))
            except Exception as error:
                raise DisconnectionError from error

    return engine
