"""What a PostgreSQL server that processes share gives them: connections, and the lease of who leads."""

from dataclasses import dataclass

from sqlalchemy import exists, select, text

from campaign.values import DeliveryState
from storage import schema
from storage.migrations import reach
from storage.pace import CLOCKS

_LIMITS = text(
    "SELECT current_setting('max_connections')::int - CASE WHEN rolsuper THEN 0 ELSE"
    " current_setting('superuser_reserved_connections')::int"
    " + coalesce(current_setting('reserved_connections', true)::int, 0) END,"
    " CASE WHEN rolsuper THEN -1 ELSE rolconnlimit END, CASE WHEN rolsuper THEN -1 ELSE datconnlimit END"
    " FROM pg_roles, pg_database WHERE rolname = current_user AND datname = current_database()"
)
_NAMES = "the server's max_connections", "the role's CONNECTION LIMIT", "the database's CONNECTION LIMIT"


@dataclass(frozen=True, slots=True)
class Shared:
    """What was found.

    `connections` is how many this user may have, for all processes together, and `limit` what bounds them.
    `led`: whether some process holds the clock's lease. `waits`: whether messages are planned.
    """

    connections: int
    limit: str
    led: bool
    waits: bool


async def look_at_server(url: str) -> Shared:
    """How the server is shared; Unreachable where it does not answer, or has no tables."""
    leases, deliveries, notices = schema.leases.c, schema.deliveries.c, schema.notices.c
    planned = DeliveryState.PLANNED.value
    led = exists().where(leases.name == "clock", leases.until > CLOCKS["postgresql"])
    waits = exists().where(deliveries.state == planned) | exists().where(notices.state == planned)
    async with reach(url) as connection:
        found = (await connection.execute(_LIMITS)).one()
        told = (await connection.execute(select(led, waits))).one()
    limits = [(most, name) for most, name in zip(found, _NAMES, strict=True) if most >= 0]
    return Shared(*min(limits), *told)
