"""Opportunities: what is near somebody, one with everything about it, and its places."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import and_, bindparam, or_, select, update

from campaign.matching import Candidate, Looser, Wish, loosen, ways
from campaign.offers import Session
from campaign.records import Contact, Opportunity, Point
from campaign.values import Dutch, Often, Task
from storage import near, schema
from storage.queries import Queries

COUNTED = 50
"""Counts of what would fit stop here: beyond it nobody asks how many more."""

_C = schema.opportunities.c
_WHOLE = select(
    _C.id,
    _C.organisation_id,
    schema.organisations.c.name.label("organisation"),
    _C.task,
    _C.likes,
    _C.times,
    _C.often,
    _C.places,
    _C.taken,
    _C.dutch,
    _C.beginners,
    _C.online,
    _C.latitude,
    _C.longitude,
    _C.postcode,
    _C.place,
    _C.municipality,
    _C.address,
    _C.language,
    _C.title,
    _C.description,
    _C.bring,
    _C.contact_name,
    _C.contact_phone,
    _C.contact_email,
    _C.contact_link,
    _C.source,
    _C.source_id,
    _C.starts,
    _C.ends,
    _C.min_age,
    _C.languages,
    _C.sample,
    _C.open,
    _C.updated,
).join_from(schema.opportunities, schema.organisations)
_GET = _WHOLE.where(_C.id == bindparam("opportunity"))
_GET_SOME = _WHOLE.where(_C.id.in_(bindparam("some", expanding=True)))
_DATES = (
    select(schema.dates.c.starts, schema.dates.c.ends)
    .where(schema.dates.c.opportunity_id == bindparam("opportunity"), schema.dates.c.ends >= bindparam("now"))
    .order_by(schema.dates.c.starts)
)
_CLAIM = (
    update(schema.opportunities)
    .where(_C.id == bindparam("opportunity"), _C.open, _C.taken < _C.places)
    .values(taken=_C.taken + 1)
)
_RELEASE = (
    update(schema.opportunities)
    .where(_C.id == bindparam("opportunity"), _C.taken > 0)
    .values(taken=_C.taken - 1)
)


class Opportunities(Queries):
    """Queries about opportunities."""

    __slots__ = ()

    async def near(self, wish: Wish, *, now: datetime, citizen_id: int | None = None) -> list[Candidate]:
        """What to rank: the nearest that meet the likes and times told, and what else is near.

        Open, not full, not over, inside the radius, and without what this citizen said yes or no to. The
        `near.CANDIDATES` nearest that meet all are always there; where so many lie close by, what lies
        further out is not looked at. Where the wish allows online work, some of it comes on top.
        """
        asked = {"citizen": citizen_id, "now": now, "likes": wish.likes, "times": wish.times}
        told = bool(wish.likes), bool(wish.times)
        rows: list[Sequence[Any]] = []
        if wish.point is not None:
            rows = await self._around(wish.point, wish.radius, told, asked)
        if wish.online or wish.point is None:
            found = await self.connection.execute(near.online(*told), {**asked, "limit": near.ONLINE})
            rows += found.all()
        return [near.candidate(row) for row in rows]

    async def _around(
        self, point: Point, most: float, told: tuple[bool, bool], asked: dict[str, Any]
    ) -> list[Sequence[Any]]:
        found: dict[int, Sequence[Any]] = {}
        statement, all_told = near.nearest(*told), sum(told)
        radius = min(near.FIRST_CIRCLES[all_told], most)
        while True:
            values = {**asked, **near.circle(point, radius), "limit": near.CANDIDATES}
            rows = (await self.connection.execute(statement, values)).all()
            found |= {row[0]: row for row in rows}
            fitting = sum(row[-1] == all_told for row in rows)
            if fitting >= near.CANDIDATES or radius >= most:
                break
            radius = near.wider(radius, fitting, most)
            if len(rows) == near.CANDIDATES:
                statement = near.fitting(*told)
        organisations = {row[1] for row in found.values()}
        if len(found) >= near.CANDIDATES and len(organisations) < near.SPREAD:
            values["organisations"] = list(organisations)
            others = await self.connection.execute(near.fitting(*told, others=True), values)
            found |= {row[0]: row for row in others}
        return list(found.values())

    async def count_near(
        self, wish: Wish, *, now: datetime, citizen_id: int | None = None, most: int = COUNTED
    ) -> int:
        """How many meet both likes and times where told; counting stops at `most`."""
        asked = {"citizen": citizen_id, "now": now, "likes": wish.likes, "times": wish.times}
        told = bool(wish.likes), bool(wish.times)
        count = 0
        if wish.point is not None:
            values = {**asked, **near.circle(wish.point, wish.radius), "limit": most}
            count = (await self.connection.execute(near.count_nearest(*told), values)).scalar_one()
        if count < most and (wish.online or wish.point is None):
            values = {**asked, "limit": most - count}
            count += (await self.connection.execute(near.count_online(*told), values)).scalar_one()
        return count

    async def looser(self, wish: Wish, *, now: datetime, citizen_id: int | None = None) -> tuple[Looser, ...]:
        """What to loosen to find more than the wish finds, with how many would then fit; most first."""
        found = await self.count_near(wish, now=now, citizen_id=citizen_id)
        counts = {
            way: await self.count_near(other, now=now, citizen_id=citizen_id)
            for way, other in ways(wish).items()
        }
        return loosen(wish, counts, found=found)

    async def get(self, opportunity_id: int) -> Opportunity | None:
        """The opportunity with this id, closed ones too."""
        row = (await self.connection.execute(_GET, {"opportunity": opportunity_id})).one_or_none()
        return None if row is None else _opportunity(row)

    async def get_some(self, ids: Sequence[int]) -> dict[int, Opportunity]:
        """The opportunities with these ids; what is gone is not in the answer."""
        if not ids:
            return {}
        rows = await self.connection.execute(_GET_SOME, {"some": ids})
        return {row.id: _opportunity(row) for row in rows}

    async def any_open(self, *, now: datetime) -> int | None:
        """The id of something that can be said yes to now; None where there is nothing."""
        possible = _C.open, _C.taken < _C.places, or_(_C.ends.is_(None), _C.ends > now)
        return (await self.connection.execute(select(_C.id).where(*possible).limit(1))).scalar_one_or_none()

    async def of_organisation(self, organisation_id: int, *, skip: int, limit: int) -> list[Opportunity]:
        """The opportunities of one organisation, open ones first, then the newest."""
        mine = _WHOLE.where(_C.organisation_id == organisation_id).order_by(_C.open.desc(), _C.id.desc())
        return [_opportunity(row) for row in await self.connection.execute(mine.offset(skip).limit(limit))]

    async def set_open(self, opportunity_id: int, on: bool, *, now: datetime) -> None:
        """Close or open by hand: a feed that still has it does not open what people closed."""
        change = update(schema.opportunities).where(_C.id == opportunity_id)
        await self.connection.execute(change.values(open=on, gone=None, updated=now))

    async def hold(self, opportunity_id: int, *, now: datetime) -> bool:
        """Close it until the team opens it again; False where it is held already."""
        found = await self.connection.execute(
            update(schema.opportunities)
            .where(_C.id == opportunity_id, _C.held.is_(None))
            .values(open=False, gone=None, held=now)
        )
        return found.rowcount == 1

    async def let_go(self, opportunity_id: int, *, now: datetime) -> bool:
        """Open what was held, unless its date is past; False where it is not held."""
        over = and_(_C.ends.is_not(None), _C.ends < now)
        found = await self.connection.execute(
            update(schema.opportunities)
            .where(_C.id == opportunity_id, _C.held.is_not(None))
            .values(open=~over, held=None)
        )
        return found.rowcount == 1

    async def is_held(self, opportunity_id: int) -> bool:
        """Whether the team alone opens it again."""
        found = await self.connection.execute(select(_C.held).where(_C.id == opportunity_id))
        return found.scalar_one_or_none() is not None

    async def touch(self, opportunity_id: int, *, now: datetime) -> None:
        """Note that its texts in a further language changed."""
        await self.connection.execute(
            update(schema.opportunities).where(_C.id == opportunity_id).values(updated=now)
        )

    async def dates(self, opportunity_id: int, *, now: datetime) -> list[Session]:
        """The dates that are not over, soonest first."""
        rows = await self.connection.execute(_DATES, {"opportunity": opportunity_id, "now": now})
        return [Session(row.starts, row.ends) for row in rows]

    async def claim(self, opportunity_id: int) -> bool:
        """Take one place, whoever else tries at the same moment; False where none is free or it is closed."""
        return (await self.connection.execute(_CLAIM, {"opportunity": opportunity_id})).rowcount == 1

    async def release(self, opportunity_id: int) -> None:
        """Give one place back; nothing happens where none was taken."""
        await self.connection.execute(_RELEASE, {"opportunity": opportunity_id})


def _opportunity(row: Any) -> Opportunity:
    return Opportunity(
        id=row.id,
        organisation_id=row.organisation_id,
        organisation=row.organisation,
        task=Task.of(row.task),
        likes=row.likes,
        times=row.times,
        often=Often(row.often),
        places=row.places,
        taken=row.taken,
        dutch=Dutch(row.dutch),
        beginners=row.beginners,
        online=row.online,
        point=None if row.latitude is None else Point(row.latitude, row.longitude),
        postcode=row.postcode,
        place=row.place,
        municipality=row.municipality,
        address=row.address,
        language=row.language,
        title=row.title,
        description=row.description,
        bring=row.bring,
        contact=Contact(row.contact_name, row.contact_phone, row.contact_email, row.contact_link),
        source=row.source,
        source_id=row.source_id,
        starts=row.starts,
        ends=row.ends,
        min_age=row.min_age,
        sample=row.sample,
        closed=not row.open,
        updated=row.updated,
        languages=tuple(row.languages.split(",")) if row.languages else (),
    )
