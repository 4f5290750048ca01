"""Rests: asks and moments of which nothing goes out, because so many people wanted no more after them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, union_all, update
from sqlalchemy.dialects import postgresql, sqlite

from campaign.health import Health, fewest, has_to_rest
from campaign.statistics import LOST, MESSAGES, Measure, health_of
from campaign.values import AskState
from storage import schema
from storage.queries import Queries

WHY = "optouts"
"""Why an ask is paused after which too many people wanted no more messages."""
CLOSED = "closed"
"""How a rest ended after which nothing goes out any more."""

_R, _A, _M = schema.rests.c, schema.asks.c, schema.moments.c
_O = schema.opportunities.c
_WATCHED = [one.value for one in (*MESSAGES, *LOST)]
_ASKS = select(_A.id).where(_A.state == AskState.SENDING.value)
_OPEN = select(_R.moment_id).where(_R.ended.is_(None), _R.moment_id.is_not(None))


@dataclass(frozen=True, slots=True)
class Subject:
    """What may have to rest: an ask or a moment, by its id; the other is None."""

    ask_id: int | None = None
    moment_id: int | None = None


@dataclass(frozen=True, slots=True)
class Rest:
    """A rest, with the counts and the limit that had it begin, and what rests by name.

    `week` and `name` are a moment's, `week` is empty for that of first asks; `title`, its `language` and
    `state` are an ask's. `ending` is why it goes on, or that it is closed.
    """

    id: int
    subject: Subject
    began: datetime
    health: Health
    per_thousand: float
    ended: datetime | None
    ending: str | None
    title: str = ""
    language: str = ""
    state: AskState | None = None
    organisation_id: int | None = None
    week: str = ""
    name: str = ""

    @property
    def holds(self) -> bool:
        """Whether it keeps anything from going out: not once it ended, or what rests is over."""
        return self.ended is None and self.state in (None, AskState.PAUSED)


_REST = (
    select(
        schema.rests,
        _O.title,
        _O.language,
        _A.state,
        _A.organisation_id,
        _M.week,
        _M.name,
    )
    .select_from(schema.rests)
    .outerjoin(schema.asks, _A.id == _R.ask_id)
    .outerjoin(schema.opportunities, _O.id == _A.opportunity_id)
    .outerjoin(schema.moments, _M.id == _R.moment_id)
)


class Rests(Queries):
    """Queries about rests."""

    __slots__ = ()

    async def in_need(self, limit: float, *, now: datetime) -> list[tuple[Subject, Health]]:
        """What goes out and has to rest, with the counts of it since it last began to go out.

        It reads the tallies of what goes out, not its messages.
        """
        moments = select(_M.id).where(
            _M.begun.is_not(None),
            _M.cancelled.is_(None),
            or_(_M.deadline.is_(None), _M.deadline > now),
            _M.id.not_in(_OPEN),
        )
        found: list[tuple[Subject, Health]] = []
        for name, some in (("ask_id", _ASKS), ("moment_id", moments)):
            for key, health in (await self._sums(name, some)).items():
                subject = Subject(**{name: key})
                if health.lost >= fewest(limit):
                    health = await self._since_last(subject, health)
                    if has_to_rest(health, limit):
                        found.append((subject, health))
        return found

    async def begin(
        self, subject: Subject, health: Health, *, per_thousand: float, now: datetime
    ) -> int | None:
        """Have it rest from now on; the rest's id. None where it does already, or goes out no more.

        Of an ask this holds from the next claim on, by whichever process; what was claimed before still goes.
        """
        if subject.ask_id is not None:
            going = _A.id == subject.ask_id, _A.state == AskState.SENDING.value
            paused = update(schema.asks).where(*going).values(state=AskState.PAUSED.value, why=WHY)
            if not (await self.connection.execute(paused)).rowcount:
                return None
        make = sqlite.insert if self.embedded else postgresql.insert
        values = {
            "ask_id": subject.ask_id,
            "moment_id": subject.moment_id,
            "began": now,
            "messages": health.messages,
            "stopped": health.stopped,
            "blocked": health.blocked,
            "per_thousand": per_thousand,
            "messages_before": 0,
            "stopped_before": 0,
            "blocked_before": 0,
        }
        made = make(schema.rests).values(values).on_conflict_do_nothing().returning(_R.id)
        number: int | None = (await self.connection.execute(made)).scalar_one_or_none()
        return number

    async def end(self, rest_id: int, ending: str, *, now: datetime) -> bool:
        """End a rest, with the reason; False where it was over. Messages count anew from now on."""
        rest = await self.get(rest_id)
        if rest is None:
            return False
        hour = now.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
        before = await self._counts(rest.subject, hour)
        ended = await self.connection.execute(
            update(schema.rests)
            .where(_R.id == rest_id, _R.ended.is_(None))
            .values(
                ended=now,
                ending=ending,
                since=hour,
                messages_before=before.messages,
                stopped_before=before.stopped,
                blocked_before=before.blocked,
            )
        )
        return ended.rowcount == 1

    async def go_on(self, rest_id: int, ending: str, *, now: datetime) -> bool:
        """End a rest and let what rests go out again; False where it was over, or goes out no more."""
        rest = await self.get(rest_id)
        if rest is None or not rest.holds or not await self.end(rest_id, ending, now=now):
            return False
        if rest.subject.ask_id is not None:
            paused = _A.id == rest.subject.ask_id, _A.state == AskState.PAUSED.value
            goes = update(schema.asks).where(*paused).values(state=AskState.SENDING.value, why=None)
            return bool((await self.connection.execute(goes)).rowcount)
        return True

    async def call_off(self, rest_id: int, *, by: int, now: datetime) -> bool:
        """End the rest of a moment of an asking week, and the moment: what waits is too late from now on."""
        rest = await self.get(rest_id)
        if rest is None or not rest.week or not await self.end(rest_id, CLOSED, now=now):
            return False
        await self.connection.execute(
            update(schema.moments)
            .where(_M.id == rest.subject.moment_id)
            .values(cancelled=now, deadline=now, changed=now, changed_by=by)
        )
        return True

    async def get(self, rest_id: int) -> Rest | None:
        """The rest with this id."""
        row = (await self.connection.execute(_REST.where(_R.id == rest_id))).one_or_none()
        return None if row is None else _rest(row)

    async def open(self) -> list[Rest]:
        """The rests that hold, the longest first."""
        rows = await self.connection.execute(_REST.where(_R.ended.is_(None)).order_by(_R.began, _R.id))
        return [rest for row in rows if (rest := _rest(row)).holds]

    async def of_ask(self, ask_id: int) -> Rest | None:
        """The last rest of an ask, over or not."""
        return await self._last(_R.ask_id == ask_id)

    async def of_moment(self, moment_id: int) -> Rest | None:
        """The last rest of a moment, over or not."""
        return await self._last(_R.moment_id == moment_id)

    async def _last(self, which: ColumnElement[bool]) -> Rest | None:
        row = (
            await self.connection.execute(_REST.where(which).order_by(_R.id.desc()).limit(1))
        ).one_or_none()
        return None if row is None else _rest(row)

    async def _since_last(self, subject: Subject, health: Health) -> Health:
        """The counts since the team last let it go on, where it did."""
        row = (
            await self.connection.execute(
                select(schema.rests)
                .where(_is(subject), _R.ended.is_not(None))
                .order_by(_R.id.desc())
                .limit(1)
            )
        ).one_or_none()
        if row is None:
            return health
        fresh = await self._counts(subject, row.since)
        return Health(
            max(0, fresh.messages - row.messages_before),
            max(0, fresh.stopped - row.stopped_before),
            max(0, fresh.blocked - row.blocked_before),
        )

    async def _counts(self, subject: Subject, since: datetime) -> Health:
        name = "ask_id" if subject.ask_id is not None else "moment_id"
        found = await self._sums(name, [subject.ask_id or subject.moment_id or 0], since)
        return next(iter(found.values()), Health(0, 0, 0))

    async def _sums(
        self, name: str, some: Select[Any] | Sequence[int], since: datetime | None = None
    ) -> dict[int, Health]:
        """What was counted of some asks or moments, those still to be folded in too."""
        parts = []
        for table in (schema.tallies, schema.deltas):
            which: list[ColumnElement[bool]] = [table.c[name].in_(some), table.c.measure.in_(_WATCHED)]
            which += [table.c.hour >= since] if since is not None else []
            parts.append(select(table.c[name].label("key"), table.c.measure, table.c.number).where(*which))
        both = union_all(*parts).subquery("both")
        by = both.c.key, both.c.measure
        rows = await self.connection.execute(
            select(*by, func.sum(both.c.number).label("number")).group_by(*by)
        )
        found: dict[int, Counter[Measure]] = {}
        for row in rows:
            found.setdefault(row.key, Counter())[Measure(row.measure)] = int(row.number)
        return {key: health_of(counts) for key, counts in sorted(found.items())}


def resting_moments(now: Any) -> Select[Any]:
    """The moments that rest; one whose time is over does no longer, so that what waits is found too late."""
    return (
        select(_R.moment_id)
        .join(schema.moments, _M.id == _R.moment_id)
        .where(and_(_R.ended.is_(None), or_(_M.deadline.is_(None), _M.deadline > now)))
    )


def _is(subject: Subject) -> ColumnElement[bool]:
    if subject.ask_id is not None:
        return _R.ask_id == subject.ask_id
    return _R.moment_id == subject.moment_id


def _rest(row: Any) -> Rest:
    return Rest(
        id=row.id,
        subject=Subject(row.ask_id, row.moment_id),
        began=row.began,
        health=Health(row.messages, row.stopped, row.blocked),
        per_thousand=row.per_thousand,
        ended=row.ended,
        ending=row.ending,
        title=row.title or "",
        language=row.language or "",
        state=AskState(row.state) if row.state else None,
        organisation_id=row.organisation_id,
        week=row.week or "",
        name=row.name or "",
    )
