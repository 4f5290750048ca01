"""Opportunities that organisations write in the bot: from a sketch to one that stands."""

from datetime import datetime, tzinfo
from typing import Any
from uuid import uuid4

from sqlalchemy import delete, exists, insert, or_, select, update

from campaign.drafting import Sketch
from campaign.offers import Session
from campaign.records import Opportunity
from storage import schema
from storage.feeds.times import mask_of_sessions
from storage.gazetteer import Area
from storage.organisations import MADE_HERE
from storage.queries import Queries

_C = schema.opportunities.c
_HIDDEN = (_C.open.is_(False), _C.gone.is_not(None), _C.source == MADE_HERE)
"""What waits for its organisation's approval: closed, though nobody closed it."""


class Writing(Queries):
    """Queries that write opportunities."""

    __slots__ = ()

    async def add(
        self,
        organisation_id: int,
        sketch: Sketch,
        area: Area | None,
        *,
        zone: tzinfo,
        visible: bool,
        now: datetime,
    ) -> int:
        """A new opportunity; its id. Not `visible`, it opens when its organisation is approved."""
        made = await self.connection.execute(
            insert(schema.opportunities)
            .values(
                organisation_id=organisation_id,
                source=MADE_HERE,
                source_id=uuid4().hex,
                open=visible,
                gone=None if visible else now,
                updated=now,
                **_values(sketch, area, zone),
            )
            .returning(_C.id)
        )
        number = int(made.scalar_one())
        await self._date(number, sketch)
        return number

    async def change(
        self, opportunity_id: int, sketch: Sketch, area: Area | None, *, zone: tzinfo, now: datetime
    ) -> None:
        """Have one that stands say what the sketch says; whether it is open stays."""
        await self.connection.execute(
            update(schema.opportunities)
            .where(_C.id == opportunity_id)
            .values(updated=now, **_values(sketch, area, zone))
        )
        await self.connection.execute(
            delete(schema.dates).where(schema.dates.c.opportunity_id == opportunity_id)
        )
        await self._date(opportunity_id, sketch)

    async def is_hidden(self, opportunity_id: int) -> bool:
        """Whether it waits for its organisation's approval."""
        found = await self.connection.execute(select(exists().where(_C.id == opportunity_id, *_HIDDEN)))
        return bool(found.scalar_one())

    async def show(self, organisation_id: int, *, now: datetime) -> None:
        """Open what waited for the approval of this organisation and is not over."""
        await self.connection.execute(
            update(schema.opportunities)
            .where(_C.organisation_id == organisation_id, *_HIDDEN, or_(_C.ends.is_(None), _C.ends >= now))
            .values(open=True, gone=None, updated=now)
        )

    async def last(self, organisation_id: int) -> int | None:
        """The opportunity that this organisation wrote last."""
        found = await self.connection.execute(
            select(_C.id)
            .where(_C.organisation_id == organisation_id, _C.source == MADE_HERE)
            .order_by(_C.id.desc())
            .limit(1)
        )
        return found.scalar_one_or_none()

    async def _date(self, opportunity_id: int, sketch: Sketch) -> None:
        if sketch.starts is not None and sketch.ends is not None:
            await self.connection.execute(
                insert(schema.dates).values(
                    opportunity_id=opportunity_id, starts=sketch.starts, ends=sketch.ends
                )
            )


def may_be_changed(one: Opportunity) -> bool:
    """Whether it was written here: what a feed brought is changed where it comes from."""
    return one.source == MADE_HERE


def _values(sketch: Sketch, area: Area | None, zone: tzinfo) -> dict[str, Any]:
    if sketch.task is None or (area is None and not sketch.online):
        raise ValueError("a sketch that misses something cannot stand")
    times = sketch.times
    if sketch.starts is not None and sketch.ends is not None:
        times = mask_of_sessions([Session(sketch.starts, sketch.ends)], zone)
    place = None if sketch.online else area
    mail = "@" in sketch.contact
    return {
        "task": sketch.task.code,
        "likes": sketch.task.like.bit,
        "times": times,
        "often": sketch.often.value,
        "places": sketch.places,
        "dutch": sketch.dutch.value,
        "beginners": sketch.beginners,
        "online": sketch.online,
        "latitude": place.latitude if place else None,
        "longitude": place.longitude if place else None,
        "postcode": place.postcode if place else "",
        "place": place.place if place else "",
        "municipality": place.municipality if place else "",
        "province": place.province if place else "",
        "address": sketch.address if place else "",
        "language": sketch.language,
        "languages": ",".join(sketch.languages),
        "title": sketch.title,
        "description": sketch.description,
        "bring": sketch.bring,
        "contact_phone": "" if mail else sketch.contact,
        "contact_email": sketch.contact if mail else "",
        "starts": sketch.starts,
        "ends": sketch.ends,
    }
