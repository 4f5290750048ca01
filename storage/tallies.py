"""Tallies: how often each thing happened, hour by hour, kept up with every change instead of counted anew."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Subquery, delete, exists, func, insert, select, union_all
from sqlalchemy.dialects import postgresql, sqlite

from campaign.statistics import Measure, measures_of
from storage import schema
from storage.queries import Queries

FOLDED = 2_000
"""So many deltas are folded in one transaction."""
_T, _N = schema.tallies.c, schema.deltas.c
_NAMES = ("hour", "ask_id", "moment_id", "measure")


class Tally(NamedTuple):
    """What is counted, and where: in which hour (UTC), of which ask, at which moment; 0 where of none."""

    hour: datetime
    ask_id: int
    moment_id: int
    measure: Measure


Change = Counter[Tally]
"""By how much tallies change; what is taken back is below 0."""


def tally(
    at: datetime, measure: Measure, *, ask_id: int | None = None, moment_id: int | None = None
) -> Tally:
    """Where something counts that happened at this moment."""
    hour = at.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
    return Tally(hour, ask_id or 0, moment_id or 0, measure)


def tallies_of(row: Any, state: str, settled: datetime | None, reason: str | None = None) -> list[Tally]:
    """Where a message counts that is in this state since then; `row` holds its ask, moment and step."""
    if settled is None:
        return []
    measures = measures_of(state, reason, of_moment=row.moment_id is not None, step=row.step)
    return [tally(settled, one, ask_id=row.ask_id, moment_id=row.moment_id) for one in measures]


class Tallies(Queries):
    """Queries about tallies."""

    __slots__ = ()

    async def note(self, change: Mapping[Tally, int]) -> None:
        """Write down a change, in the transaction that makes it."""
        rows = [{**one._asdict(), "number": number} for one, number in change.items() if number]
        if rows:
            await self.connection.execute(insert(schema.deltas), rows)

    async def add(self, tallies: Iterable[Tally]) -> None:
        """Write down that each of these happened once more."""
        await self.note(Change(tallies))

    async def take_off(self, tallies: Iterable[Tally]) -> None:
        """Write down that each of these holds no longer."""
        change = Change()
        change.subtract(tallies)
        await self.note(change)

    async def move(self, before: Iterable[Tally], after: Iterable[Tally]) -> None:
        """Write down that something counts elsewhere from now on."""
        change = Change(after)
        change.subtract(before)
        await self.note(change)

    async def any_new(self) -> bool:
        """Whether there is anything to fold; it takes no lock."""
        return bool((await self.connection.execute(select(exists().where(_N.id > 0)))).scalar_one())

    async def fold(self) -> int:
        """Take some deltas into the tallies; how many. What another process is folding is left to it."""
        some = select(_N.id).order_by(_N.id).limit(FOLDED).with_for_update(skip_locked=True)
        found = await self.connection.execute(
            delete(schema.deltas)
            .where(_N.id.in_(some))
            .returning(*(_N[name] for name in (*_NAMES, "number")))
        )
        change, count = Counter[tuple[Any, ...]](), 0
        for *key, number in found:
            change[tuple(key)] += number
            count += 1
        make = sqlite.insert if self.embedded else postgresql.insert
        into = make(schema.tallies)
        into = into.on_conflict_do_update(
            index_elements=list(_NAMES), set_={"number": _T.number + into.excluded.number}
        )
        rows = [{**dict(zip(_NAMES, key, strict=True)), "number": change[key]} for key in sorted(change)]
        if rows:
            await self.connection.execute(into, rows)
        return count

    async def first(self) -> datetime | None:
        """The first hour in which anything counted; None before that."""
        both = _both(())
        found: datetime | None = (await self.connection.execute(select(func.min(both.c.hour)))).scalar_one()
        return found

    async def sums(
        self,
        *,
        since: datetime | None = None,
        until: datetime | None = None,
        ask_ids: Collection[int] | None = None,
    ) -> Counter[Measure]:
        """All counts from an hour on, before another; of some asks alone where they are named."""
        rows = await self._grouped(["measure"], _where(since, until, ask_ids))
        return Counter({Measure(row.measure): row.number for row in rows})

    async def by_ask(
        self,
        *,
        since: datetime | None = None,
        until: datetime | None = None,
        ask_ids: Collection[int] | None = None,
    ) -> dict[int, Counter[Measure]]:
        """The same ask by ask; 0 for what is of none."""
        found: dict[int, Counter[Measure]] = {}
        for row in await self._grouped(["ask_id", "measure"], _where(since, until, ask_ids)):
            found.setdefault(row.ask_id, Counter())[Measure(row.measure)] = row.number
        return found

    async def hours(
        self,
        measures: Collection[Measure],
        *,
        since: datetime | None = None,
        until: datetime | None = None,
        ask_ids: Collection[int] | None = None,
    ) -> dict[datetime, int]:
        """How often any of these happened, hour by hour; of hours in which nothing did there is none."""
        which = (*_where(since, until, ask_ids), ("measure", [one.value for one in measures]))
        rows = await self._grouped(["hour"], which)
        return {row.hour: row.number for row in rows if row.number}

    async def _grouped(self, by: list[str], which: "_Which") -> Sequence[Any]:
        both = _both(which)
        columns = [both.c[name] for name in by]
        number = func.sum(both.c.number).label("number")
        return (await self.connection.execute(select(*columns, number).group_by(*columns))).all()


_Which = Sequence[tuple[str, Any]]


def _where(since: datetime | None, until: datetime | None, ask_ids: Collection[int] | None) -> _Which:
    told = (("since", since), ("until", until), ("ask_id", None if ask_ids is None else sorted(ask_ids)))
    return tuple(one for one in told if one[1] is not None)


def _both(which: _Which) -> Subquery:
    """Tallies with the deltas that are still to be folded into them."""
    return union_all(*(_some(table, which) for table in (schema.tallies, schema.deltas))).subquery("both")


def _some(table: Any, which: _Which) -> Any:
    column = table.c
    conditions: list[ColumnElement[bool]] = []
    for name, value in which:
        if name == "since":
            conditions.append(column.hour >= value)
        elif name == "until":
            conditions.append(column.hour < value)
        else:
            conditions.append(column[name].in_(value))
    return select(*(column[name] for name in _NAMES), column.number).where(*conditions)
