"""What is open and not over, read out of the database as offers, a thousand at a time."""

from collections import defaultdict
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, func, or_, select

from campaign.offers import Offer, Session
from campaign.records import Contact, Point
from campaign.values import Dutch, Often, Task
from storage import schema
from storage.queries import Queries

PARTITION = 1000
"""Opportunities held in memory at a time."""

_C, _O, _D = schema.opportunities.c, schema.organisations.c, schema.dates.c
_NOT_OVER = (
    _C.open,
    or_(_C.ends.is_(None), _C.ends > bindparam("now")),
    or_(bindparam("all"), _C.source == bindparam("source")),
)
_COUNT = select(func.count()).select_from(schema.opportunities).where(*_NOT_OVER)
_WHOLE = (
    select(
        schema.opportunities,
        _O.source_id.label("own_organisation_id"),
        _O.name.label("organisation"),
        _O.description.label("organisation_description"),
        _O.website.label("organisation_website"),
    )
    .join_from(schema.opportunities, schema.organisations)
    .where(*_NOT_OVER, _C.id > bindparam("after"))
    .order_by(_C.id)
    .limit(PARTITION)
)
_DATES = (
    select(_D.opportunity_id, _D.starts, _D.ends)
    .where(_D.opportunity_id.in_(bindparam("some", expanding=True)), _D.ends > bindparam("now"))
    .order_by(_D.opportunity_id, _D.starts)
)


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One opportunity on its way out: its row, and its dates that are not over."""

    row: Row[Any]
    sessions: Sequence[Session]

    @property
    def source(self) -> str:
        """Where it came from."""
        return str(self.row.source)

    def offer(self, *, alone: bool) -> Offer:
        """The offer; without `alone` its ids get the source before them. Unfit where it could not come in."""
        row, before = self.row, "" if alone else f"{self.row.source}/"
        return Offer(
            id=f"{before}{row.source_id}",
            title=row.title,
            organisation_id=f"{before}{row.own_organisation_id}",
            organisation=row.organisation,
            task=Task.of(row.task),
            likes=row.likes,
            often=Often(row.often),
            places=row.places,
            dutch=Dutch(row.dutch),
            language=row.language,
            times=row.times,
            sessions=tuple(self.sessions),
            beginners=row.beginners,
            online=row.online,
            point=None if row.latitude is None else Point(row.latitude, row.longitude),
            postcode=row.postcode,
            place=row.place,
            municipality=row.municipality,
            province=row.province,
            address=row.address,
            description=row.description,
            bring=row.bring,
            contact=Contact(row.contact_name, row.contact_phone, row.contact_email, row.contact_link),
            min_age=row.min_age,
            sample=row.sample,
            organisation_description=row.organisation_description,
            organisation_website=row.organisation_website,
            modified=row.updated,
            line=row.id,
        )


class Outgoings(Queries):
    """Queries about what goes out; `source` is empty for all of them."""

    __slots__ = ()

    async def count(self, source: str, now: datetime) -> int:
        """How many there are."""
        asked = {"all": not source, "source": source, "now": now}
        return (await self.connection.execute(_COUNT, asked)).scalar_one()

    async def all(self, source: str, now: datetime) -> AsyncIterator[Outgoing]:
        """Every one, oldest first."""
        after = 0
        while True:
            asked = {"all": not source, "source": source, "now": now, "after": after}
            rows = (await self.connection.execute(_WHOLE, asked)).all()
            dates: dict[int, list[Session]] = defaultdict(list)
            for date in await self.connection.execute(_DATES, {"some": [row.id for row in rows], "now": now}):
                dates[date.opportunity_id].append(Session(date.starts, date.ends))
            for row in rows:
                yield Outgoing(row, dates[row.id])
            if len(rows) < PARTITION:
                return
            after = rows[-1].id
