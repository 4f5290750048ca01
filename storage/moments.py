"""The moments of the asking weeks: how far each is, and what the team changed about it."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import and_, func, select, update
from sqlalchemy.dialects import postgresql, sqlite

from campaign.nudges import Step, tried
from campaign.values import DeliveryState
from campaign.weeks import Campaign, Moment
from storage import schema
from storage.days import MISSED
from storage.queries import Queries

FIRST_ASK = ("", "first-ask")
"""The standing moment at which the campaign asks those whom nobody asked yet."""

_M, _D = schema.moments.c, schema.deliveries.c
_REST = schema.rests.c
_ROWS = (
    select(schema.moments, schema.team.c.name.label("changed_name"), _REST.id.label("rest"))
    .outerjoin(schema.team, schema.team.c.chat_id == _M.changed_by)
    .outerjoin(schema.rests, and_(_REST.moment_id == _M.id, _REST.ended.is_(None)))
)
_STANDS = {
    DeliveryState.PLANNED: "to_go",
    DeliveryState.CLAIMED: "to_go",
    DeliveryState.SENT: "sent",
    DeliveryState.UNKNOWN: "sent",
    DeliveryState.REFUSED: "failed",
    DeliveryState.FAILED: "failed",
}


@dataclass(frozen=True, slots=True)
class Course:
    """A moment as it stands: what the file says with what the team changed, and how far it is.

    `id` is 0 before there is anything to keep of it. `cursor` is the citizen up to whom it is planned.
    `missed` tells that it is over and not everybody was looked at. `tries` is the step of which two openings
    are tried, fixed when it begins. `filed` is the moment as the file has it.
    `changed_name` is the first name of who changed it, where it is known. `rest` is the rest, by its id, in
    which nothing of it goes out.
    """

    moment: Moment
    filed: Moment
    id: int = 0
    cursor: int = 0
    begun: datetime | None = None
    done: datetime | None = None
    missed: bool = False
    tries: Step | None = None
    cancelled: datetime | None = None
    changed: datetime | None = None
    changed_by: int | None = None
    changed_name: str | None = None
    rest: int | None = None

    @property
    def waits(self) -> bool:
        """Whether it has not begun, and so can still be changed."""
        return self.begun is None and self.done is None

    @property
    def moved(self) -> bool:
        """Whether its times are other than the file's."""
        return (self.moment.at, self.moment.deadline) != (self.filed.at, self.filed.deadline)


@dataclass(frozen=True, slots=True)
class Tally:
    """How the messages of a moment stand: still to go, sent, not arrived, and held back by reason."""

    to_go: int
    sent: int
    failed: int
    held: Mapping[str, int]


class Moments(Queries):
    """Queries about moments."""

    __slots__ = ()

    async def courses(self, campaign: Campaign) -> list[Course]:
        """Every moment of the campaign as it stands, by time."""
        rows = {(row.week, row.name): row for row in await self.connection.execute(_ROWS)}
        found = [_course(moment, rows.get(moment.key)) for moment in campaign.moments]
        return sorted(found, key=lambda one: one.moment.at)

    async def tallies(self, ids: Collection[int]) -> dict[int, Tally]:
        """How the messages of these moments stand; it looks at every one of them."""
        by = _D.moment_id, _D.state, _D.reason
        rows = await self.connection.execute(
            select(*by, func.count().label("number")).where(_D.moment_id.in_(sorted(ids))).group_by(*by)
        )
        found: dict[int, tuple[Counter[str], Counter[str]]] = {key: (Counter(), Counter()) for key in ids}
        for row in rows:
            stands, held = found[row.moment_id]
            if (name := _STANDS.get(DeliveryState(row.state))) is not None:
                stands[name] += row.number
            else:
                held[row.reason or MISSED] += row.number
        return {
            key: Tally(stands["to_go"], stands["sent"], stands["failed"], dict(held.most_common()))
            for key, (stands, held) in found.items()
        }

    async def begin(self, moment: Moment, *, now: datetime) -> int:
        """Let a moment begin, with these times from here on; its id. Nothing happens to one that began."""
        number = await self._row(moment.key)
        await self.connection.execute(
            update(schema.moments)
            .where(_M.id == number, _M.begun.is_(None))
            .values(
                at=moment.at,
                deadline=moment.deadline,
                tries=func.coalesce(_M.tries, _tried(moment, moment.two_openings)),
                begun=now,
            )
        )
        return number

    async def standing(self, *, now: datetime) -> int:
        """The id of the standing moment of first asks, which has no deadline and never ends."""
        number = await self._row(FIRST_ASK)
        begun = _M.id == number, _M.begun.is_(None)
        await self.connection.execute(update(schema.moments).where(*begun).values(begun=now))
        return number

    async def miss(self, moment: Moment, *, now: datetime) -> None:
        """A moment is over that never began."""
        number = await self._row(moment.key)
        await self.connection.execute(
            update(schema.moments).where(_M.id == number, _M.done.is_(None)).values(done=now, missed=True)
        )

    async def slide(self, moment_id: int, before: int, after: int) -> bool:
        """Move the cursor on; False where another process has moved it meanwhile."""
        mine = _M.id == moment_id, _M.cursor == before, _M.done.is_(None)
        found = await self.connection.execute(update(schema.moments).where(*mine).values(cursor=after))
        return found.rowcount == 1

    async def finish(self, moment_id: int, *, missed: bool = False, now: datetime) -> None:
        """Everybody was looked at, or with `missed` it is too late for the rest."""
        mine = _M.id == moment_id, _M.done.is_(None)
        await self.connection.execute(update(schema.moments).where(*mine).values(done=now, missed=missed))

    async def move(self, moment: Moment, at: datetime, deadline: datetime, *, by: int, now: datetime) -> bool:
        """Have a moment that has not begun be at another time; False where it has."""
        return await self._change(moment, at=at, deadline=deadline, changed=now, changed_by=by)

    async def cancel(self, moment: Moment, on: bool, *, by: int, now: datetime) -> bool:
        """Call a moment off that has not begun, or take that back; False where it has."""
        cancelled = now if on else None
        return await self._change(moment, cancelled=cancelled, changed=now, changed_by=by)

    async def try_openings(self, moment: Moment, on: bool) -> bool:
        """Have a moment that has not begun try two openings, or one alone; False where it has."""
        return await self._change(moment, tries=_tried(moment, on))

    async def _change(self, moment: Moment, **values: Any) -> bool:
        number = await self._row(moment.key)
        waits = _M.id == number, _M.begun.is_(None), _M.done.is_(None)
        found = await self.connection.execute(update(schema.moments).where(*waits).values(**values))
        return found.rowcount == 1

    async def _row(self, key: tuple[str, str]) -> int:
        """The id of a moment's row, made where there was none."""
        make = sqlite.insert if self.embedded else postgresql.insert
        week, name = key
        values = {"week": week, "name": name, "cursor": 0, "missed": False}
        await self.connection.execute(make(schema.moments).values(values).on_conflict_do_nothing())
        found = await self.connection.execute(select(_M.id).where(_M.week == week, _M.name == name))
        return int(found.scalar_one())


def _tried(moment: Moment, on: bool) -> str:
    """What stands in the row of a moment that tries two openings, or one alone."""
    step = tried(moment.kind) if on else None
    return step.value if step is not None else ""


def _course(moment: Moment, row: Any) -> Course:
    filed = _tried(moment, moment.two_openings)
    tries = filed if row is None or row.tries is None else row.tries
    step = Step(tries) if tries else None
    if row is None:
        return Course(moment, moment, tries=step)
    return Course(
        moment=replace(moment, at=row.at or moment.at, deadline=row.deadline or moment.deadline),
        filed=moment,
        id=row.id,
        cursor=row.cursor,
        begun=row.begun,
        done=row.done,
        missed=row.missed,
        tries=step,
        cancelled=row.cancelled,
        changed=row.changed,
        changed_by=row.changed_by,
        changed_name=row.changed_name,
        rest=row.rest,
    )
