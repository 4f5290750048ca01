"""Leases: what one process at a time does, by the database's own clock."""

from typing import Any

from sqlalchemy import Float, bindparam, delete, or_
from sqlalchemy.dialects import postgresql, sqlite

from storage import schema
from storage.pace import CLOCKS
from storage.queries import Queries

_L = schema.leases.c


def _take(name: str) -> Any:
    make = (sqlite.insert if name == "sqlite" else postgresql.insert)(schema.leases)
    clock = CLOCKS[name]
    until = clock + bindparam("seconds", type_=Float)
    values = {"name": bindparam("lease"), "holder": bindparam("who"), "until": until}
    return (
        make.values(values)
        .on_conflict_do_update(
            index_elements=[_L.name],
            set_={"holder": bindparam("who"), "until": until},
            where=or_(_L.holder == bindparam("who"), _L.until < clock),
        )
        .returning(_L.name)
    )


_TAKE = {name: _take(name) for name in CLOCKS}
_LEAVE = delete(schema.leases).where(_L.name == bindparam("lease"), _L.holder == bindparam("who"))


class Leases(Queries):
    """Queries about leases."""

    __slots__ = ()

    async def take(self, name: str, holder: str, seconds: float) -> bool:
        """Take or renew a lease for so long; False where another process holds it."""
        asked = {"lease": name, "who": holder, "seconds": float(seconds)}
        taken = await self.connection.execute(_TAKE[self.connection.dialect.name], asked)
        return taken.scalar_one_or_none() is not None

    async def leave(self, name: str, holder: str) -> None:
        """Let the next one have it at once."""
        await self.connection.execute(_LEAVE, {"lease": name, "who": holder})
