"""The one pace of all processes: a row of slots, evenly spaced, by the database's own clock."""

from typing import Any

from sqlalchemy import ColumnElement, Float, bindparam, func, literal_column, select, update
from sqlalchemy.dialects import postgresql, sqlite

from storage import schema
from storage.queries import Queries

SAVED = 0.03
"""Seconds that a reservation takes to be saved: the first slot is not before."""

_P = schema.pace.c
_ONE = _P.id == 1
CLOCKS: dict[str, ColumnElement[float]] = {
    "sqlite": literal_column("((julianday('now') - 2440587.5) * 86400.0)", Float),
    "postgresql": literal_column("CAST(EXTRACT(EPOCH FROM clock_timestamp()) AS double precision)", Float),
}
"""Seconds by the database's own clock, which is the same for all processes."""
_LATEST: dict[str, Any] = {"sqlite": func.max, "postgresql": func.greatest}
_RESERVE = {
    name: update(schema.pace)
    .where(_ONE, _LATEST[name](_P.next, _P.until) - clock <= bindparam("most", type_=Float))
    .values(next=_LATEST[name](_P.next, _P.until, clock + SAVED) + bindparam("taken", type_=Float))
    .returning(_P.next - bindparam("taken", type_=Float) - clock)
    for name, clock in CLOCKS.items()
}
_HOLD = {
    name: update(schema.pace)
    .where(_ONE)
    .values(until=_LATEST[name](_P.until, clock + bindparam("seconds", type_=Float)))
    for name, clock in CLOCKS.items()
}
_ANY = select(_P.id).where(_ONE)
_HELD = {name: select(_P.until - clock).where(_ONE) for name, clock in CLOCKS.items()}


class Pace(Queries):
    """Queries about when messages may go."""

    __slots__ = ()

    async def reserve(self, n: int, rate: float, *, most: float = 3600.0) -> float | None:
        """Take the next n slots, 1/rate seconds apart; the seconds to wait until the first of them.

        None, and nothing is taken, where that would be more than `most`.
        """
        asked = {"taken": n / rate, "most": most}
        wait: float | None
        wait = (await self.connection.execute(_RESERVE[self._name], asked)).scalar_one_or_none()
        if wait is None and (await self.connection.execute(_ANY)).scalar_one_or_none() is None:
            await self._make()
            wait = (await self.connection.execute(_RESERVE[self._name], asked)).scalar_one_or_none()
        return None if wait is None else max(0.0, wait)

    async def hold(self, seconds: float) -> None:
        """Let nobody take a slot within the next so many seconds."""
        await self._make()
        await self.connection.execute(_HOLD[self._name], {"seconds": float(seconds)})

    async def held(self) -> float:
        """Seconds that all still have to wait because Telegram asked for it."""
        return max(0.0, (await self.connection.execute(_HELD[self._name])).scalar_one_or_none() or 0.0)

    async def _make(self) -> None:
        make = sqlite.insert if self.embedded else postgresql.insert
        values = {"id": 1, "next": 0.0, "until": 0.0}
        await self.connection.execute(make(schema.pace).values(values).on_conflict_do_nothing())

    @property
    def _name(self) -> str:
        return self.connection.dialect.name
