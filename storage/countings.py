"""Countings: each of the campaign's weeks, counted once it is closed, and what was told of it since."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import exists, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from campaign.groups import Cell, Dimension, Stage, Sums
from campaign.spans import Span
from storage import schema
from storage.queries import Queries

_W, _C = schema.countings.c, schema.cells.c


@dataclass(frozen=True, slots=True)
class Counting:
    """A week as far as it is counted: up to which citizen, with these sums; `frozen` once it was told."""

    span: Span
    cursor: int
    sums: Sums
    frozen: datetime | None


class Countings(Queries):
    """Queries about closed weeks."""

    __slots__ = ()

    async def latest(self) -> Counting | None:
        """The latest week of which counting began."""
        found = await self.connection.execute(select(schema.countings).order_by(_W.first.desc()).limit(1))
        row = found.one_or_none()
        return None if row is None else _counting(row)

    async def begin(self, span: Span) -> None:
        """Begin to count a week; nothing happens where another process did."""
        make = sqlite.insert if self.embedded else postgresql.insert
        values = {"first": span.first, "last": span.last, "name": span.name, "cursor": 0}
        await self.connection.execute(make(schema.countings).values(values).on_conflict_do_nothing())

    async def slide(self, span: Span, before: int, after: int, sums: Sums) -> bool:
        """Keep the sums up to a citizen; False where another process has moved on meanwhile."""
        mine = _W.first == span.first, _W.cursor == before, _W.frozen.is_(None)
        found = await self.connection.execute(
            update(schema.countings).where(*mine).values(cursor=after, sums=json.dumps(sums))
        )
        return found.rowcount == 1

    async def freeze(self, span: Span, before: int, cells: Iterable[Cell], *, now: datetime) -> bool:
        """Keep what may be told of a week, and nothing else; False where that was done."""
        mine = _W.first == span.first, _W.cursor == before, _W.frozen.is_(None)
        found = await self.connection.execute(
            update(schema.countings).where(*mine).values(frozen=now, sums=None)
        )
        rows = [
            {
                "first": span.first,
                "dimension": one.dimension,
                "within": one.within,
                "value": one.group,
                "stage": one.stage.value,
                "people": one.people,
            }
            for one in cells
        ]
        if found.rowcount and rows:
            await self.connection.execute(insert(schema.cells), rows)
        return found.rowcount == 1

    async def frozen(self) -> list[Span]:
        """The weeks that were told, in which anybody did anything; the newest first."""
        some = select(_C.first).where(_C.people > 0)
        rows = await self.connection.execute(
            select(schema.countings)
            .where(_W.frozen.is_not(None), _W.first.in_(some))
            .order_by(_W.first.desc())
        )
        return [_span(row) for row in rows]

    async def is_told(self, first: date, dimension: Dimension, group: str) -> bool:
        """Whether anything was told of a group in the week with this first day."""
        which = _C.first == first, _C.dimension == dimension.value, _C.value == group
        return bool((await self.connection.execute(select(exists().where(*which)))).scalar_one())

    async def cells(
        self, first: date, dimension: Dimension | str | None = None, *, within: str | None = None
    ) -> list[Cell]:
        """What was told of the week with this first day, of one dimension or of all, the largest first."""
        which = [_C.first == first]
        which += [_C.dimension == str(dimension)] if dimension is not None else []
        which += [_C.within == within] if within is not None else []
        rows = await self.connection.execute(
            select(schema.cells).where(*which).order_by(_C.people.desc(), _C.value)
        )
        return [Cell(row.dimension, row.within, row.value, Stage(row.stage), row.people) for row in rows]


def _counting(row: Any) -> Counting:
    return Counting(_span(row), row.cursor, json.loads(row.sums) if row.sums else {}, row.frozen)


def _span(row: Any) -> Span:
    return Span(row.first, row.last, row.name)
