"""The opportunities of one source in the database: what stands there, what is put in, what is closed."""

from collections import defaultdict
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import BindParameter, Insert, Table, and_, bindparam, delete, exists, not_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from campaign.offers import Offer, Session
from storage import schema
from storage.queries import Queries

PARTITION = 5000
"""Rows looked at in one query."""

_O, _C, _D = schema.organisations.c, schema.opportunities.c, schema.dates.c
_SOME: BindParameter[Any] = bindparam("some", expanding=True)
_OF_OFFER = (
    "task", "likes", "times", "often", "places", "dutch", "beginners", "online", "latitude", "longitude",
    "postcode", "place", "municipality", "province", "address", "language", "title", "description", "bring",
    "contact_name", "contact_phone", "contact_email", "contact_link", "min_age", "starts", "ends", "sample",
)  # fmt: skip
"""The columns that an offer fills; the others (places taken, open) are not a feed's to say."""
_TOLD = (*_OF_OFFER, "organisation_id", "updated", "open", "gone")
_KEY = ("source", "source_id")
_OF_ORGANISATION = ("name", "description", "website", "sample")
_ORGANISATIONS = select(_O.id, _O.source_id, *(_O[name] for name in _OF_ORGANISATION)).where(
    _O.source == bindparam("source"), _O.source_id.in_(_SOME)
)
_STANDING = select(
    _C.id, _C.source_id, _C.organisation_id, _C.open, _C.gone, _C.held, *(_C[name] for name in _OF_OFFER)
).where(_C.source == bindparam("source"), _C.source_id.in_(_SOME))
_IDS = select(_C.source_id, _C.id).where(_C.source == bindparam("source"), _C.source_id.in_(_SOME))
_COMING = (
    select(_D.opportunity_id, _D.starts, _D.ends)
    .where(_D.opportunity_id.in_(_SOME), _D.ends > bindparam("now"))
    .order_by(_D.opportunity_id, _D.starts)
)
_DROP_COMING = delete(schema.dates).where(_D.opportunity_id.in_(_SOME), _D.ends > bindparam("now"))
_HAS_DATES = exists().where(_D.opportunity_id == _C.id)
_HAS_COMING = exists().where(_D.opportunity_id == _C.id, _D.ends > bindparam("now"))
_OPEN = (
    select(_C.id, _C.source_id, and_(_HAS_DATES, not_(_HAS_COMING)).label("over"))
    .where(_C.source == bindparam("source"), _C.open, _C.id > bindparam("after"))
    .order_by(_C.id)
    .limit(PARTITION)
)
_CLOSE = (
    update(schema.opportunities)
    .where(_C.id.in_(_SOME), _C.open)
    .values(open=False, gone=bindparam("now"), updated=bindparam("now"))
)


@dataclass(frozen=True, slots=True)
class Standing:
    """An opportunity as the database has it; `coming` are its dates that are not over."""

    id: int
    open: bool
    may_open: bool
    organisation: int
    values: Mapping[str, Any]
    coming: tuple[Session, ...]

    def equals(self, offer: Offer, organisation: int | None) -> bool:
        """Whether an offer says nothing new."""
        return (
            self.organisation == organisation
            and self.coming == offer.sessions
            and self.values == values_of(offer)
        )


@dataclass(frozen=True, slots=True)
class Open:
    """An open opportunity; `over` tells that it has dates and all are past."""

    id: int
    source_id: str
    over: bool


class Saving(Queries):
    """Queries about one source at a time."""

    __slots__ = ()

    async def organisations(self, source: str, ids: Sequence[str]) -> dict[str, tuple[int, dict[str, Any]]]:
        """The organisations with these ids of the source: the database's id and what it knows of them."""
        rows = await self.connection.execute(_ORGANISATIONS, {"source": source, "some": ids})
        return {row.source_id: (row.id, _part(row, _OF_ORGANISATION)) for row in rows}

    async def standing(self, source: str, ids: Sequence[str], *, now: datetime) -> dict[str, Standing]:
        """The opportunities with these ids of the source, closed ones too."""
        rows = (await self.connection.execute(_STANDING, {"source": source, "some": ids})).all()
        coming: dict[int, list[Session]] = defaultdict(list)
        dated = {"some": [row.id for row in rows], "now": now}
        for date in await self.connection.execute(_COMING, dated):
            coming[date.opportunity_id].append(Session(date.starts, date.ends))
        return {
            row.source_id: Standing(
                row.id,
                row.open,
                row.held is None
                and (row.open or row.gone is not None or (row.ends is not None and row.ends <= now)),
                row.organisation_id,
                _part(row, _OF_OFFER),
                tuple(coming[row.id]),
            )
            for row in rows
        }

    async def put_organisations(self, source: str, values: Mapping[str, Mapping[str, Any]]) -> dict[str, int]:
        """Make these organisations, or set what is known of them; their ids in the database."""
        rows = [{"source": source, "source_id": own_id, **one} for own_id, one in values.items()]
        if rows:
            await self.connection.execute(
                _upsert(self.embedded, schema.organisations, _KEY, _OF_ORGANISATION), rows
            )
        known = await self.organisations(source, list(values))
        return {own_id: key for own_id, (key, _) in known.items()}

    async def put(
        self, source: str, offers: Sequence[Offer], organisations: Mapping[str, int], *, now: datetime
    ) -> None:
        """Make these opportunities, or set what their offers say; dates that are past are left alone."""
        rows = [
            {
                "source": source,
                "source_id": offer.id,
                "organisation_id": organisations[offer.organisation_id],
                "updated": offer.modified or now,
                "taken": 0,
                "open": True,
                "gone": None,
                **values_of(offer),
            }
            for offer in offers
        ]
        await self.connection.execute(_upsert(self.embedded, schema.opportunities, _KEY, _TOLD), rows)
        ids = {"source": source, "some": [offer.id for offer in offers]}
        keys = {row.source_id: row.id for row in await self.connection.execute(_IDS, ids)}
        await self.connection.execute(_DROP_COMING, {"some": list(keys.values()), "now": now})
        dates = [
            {"opportunity_id": keys[offer.id], "starts": session.starts, "ends": session.ends}
            for offer in offers
            for session in offer.sessions
        ]
        if dates:
            await self.connection.execute(
                _upsert(self.embedded, schema.dates, ("opportunity_id", "starts"), ("ends",)), dates
            )

    async def open(self, source: str, *, now: datetime) -> AsyncIterator[Open]:
        """All that is open of the source."""
        after = 0
        while True:
            rows = (
                await self.connection.execute(_OPEN, {"source": source, "after": after, "now": now})
            ).all()
            for row in rows:
                yield Open(row.id, row.source_id, row.over)
            if len(rows) < PARTITION:
                return
            after = rows[-1].id

    async def close(self, ids: Sequence[int], *, now: datetime) -> int:
        """Close these, for their feed no longer has them; how many were open."""
        return (await self.connection.execute(_CLOSE, {"some": ids, "now": now})).rowcount


@cache
def _upsert(embedded: bool, table: Table, key: tuple[str, ...], told: tuple[str, ...]) -> Insert:
    """An insert that sets the told columns of a row with the same key."""
    if embedded:
        lite = sqlite.insert(table)
        return lite.on_conflict_do_update(key, set_={name: lite.excluded[name] for name in told})
    post = postgresql.insert(table)
    return post.on_conflict_do_update(index_elements=key, set_={name: post.excluded[name] for name in told})


def values_of(offer: Offer) -> dict[str, Any]:
    """What an offer says, by column."""
    return {
        "task": offer.task.code,
        "likes": offer.likes,
        "times": offer.times,
        "often": offer.often.value,
        "places": offer.places,
        "dutch": offer.dutch.value,
        "beginners": offer.beginners,
        "online": offer.online,
        "latitude": offer.point.latitude if offer.point else None,
        "longitude": offer.point.longitude if offer.point else None,
        "postcode": offer.postcode,
        "place": offer.place,
        "municipality": offer.municipality,
        "province": offer.province,
        "address": offer.address,
        "language": offer.language,
        "title": offer.title,
        "description": offer.description,
        "bring": offer.bring,
        "contact_name": offer.contact.name,
        "contact_phone": offer.contact.phone,
        "contact_email": offer.contact.email,
        "contact_link": offer.contact.link,
        "min_age": offer.min_age,
        "starts": offer.starts,
        "ends": offer.ends,
        "sample": offer.sample,
    }


def organisation_of(offer: Offer) -> dict[str, Any]:
    """What an offer says of its organisation, by column."""
    return {
        "name": offer.organisation,
        "description": offer.organisation_description,
        "website": offer.organisation_website,
        "sample": offer.sample,
    }


def _part(row: Any, names: Sequence[str]) -> dict[str, Any]:
    told = row._mapping
    return {name: told[name] for name in names}
