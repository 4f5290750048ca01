"""Local volunteer centres: which one is there for a municipality, and replacing them all by a new list."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, delete, func, insert, select, update

from campaign.records import Centre
from storage import schema
from storage.queries import Queries

_C, _M = schema.centres.c, schema.centre_municipalities.c
_COLUMNS = ("source_id", "name", "phone", "email", "website", "address", "hours", "sample")
_THERE = (
    select(schema.centres)
    .join_from(schema.centres, schema.centre_municipalities, _M.centre_id == _C.id)
    .where(_M.municipality == bindparam("named"))
    .order_by(_C.name, _C.id)
)


@dataclass(frozen=True, slots=True)
class Replaced:
    """How many centres a list brought, changed, left as they were and took away."""

    added: int
    changed: int
    unchanged: int
    removed: int


class Centres(Queries):
    """Queries about local volunteer centres."""

    __slots__ = ()

    async def of_municipality(self, municipality: str) -> list[Centre]:
        """The centres that are there for a municipality, by its official name."""
        rows = await self.connection.execute(_THERE, {"named": municipality})
        return [_centre(row, (municipality,)) for row in rows]

    async def count(self) -> tuple[int, int]:
        """How many centres there are, and for how many municipalities."""
        centres = await self.connection.execute(select(func.count()).select_from(schema.centres))
        named = await self.connection.execute(select(func.count(_M.municipality.distinct())))
        return int(centres.scalar_one()), int(named.scalar_one())

    async def listed(self) -> dict[str, tuple[int, Centre]]:
        """All centres with their ids, by the file's own name for them."""
        named: dict[int, list[str]] = {}
        for row in await self.connection.execute(
            select(_M.centre_id, _M.municipality).order_by(_M.municipality)
        ):
            named.setdefault(row.centre_id, []).append(row.municipality)
        rows = await self.connection.execute(select(schema.centres))
        return {row.source_id: (row.id, _centre(row, tuple(named.get(row.id, ())))) for row in rows}

    async def replace(self, centres: Sequence[Centre], *, remove_others: bool) -> Replaced:
        """Have these be the centres there are; others go, or stay where not all of the list is known."""
        before = await self.listed()
        added = changed = 0
        for centre in centres:
            number, known = before.get(centre.source_id, (None, None))
            if known == centre:
                continue
            values = {name: getattr(centre, name) for name in _COLUMNS}
            if number is None:
                made = await self.connection.execute(insert(schema.centres).values(values).returning(_C.id))
                number, added = int(made.scalar_one()), added + 1
            else:
                await self.connection.execute(update(schema.centres).where(_C.id == number).values(values))
                await self.connection.execute(
                    delete(schema.centre_municipalities).where(_M.centre_id == number)
                )
                changed += 1
            rows = [{"centre_id": number, "municipality": name} for name in centre.municipalities]
            await self.connection.execute(insert(schema.centre_municipalities), rows)
        gone = before.keys() - {centre.source_id for centre in centres} if remove_others else set()
        for source_id in gone:
            await self.connection.execute(delete(schema.centres).where(_C.id == before[source_id][0]))
        return Replaced(added, changed, len(centres) - added - changed, len(gone))


def _centre(row: Any, municipalities: tuple[str, ...]) -> Centre:
    return Centre(**{name: getattr(row, name) for name in _COLUMNS}, municipalities=municipalities)
