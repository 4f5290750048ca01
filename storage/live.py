"""Which asks have moved since their progress was last shown."""

from datetime import datetime, timedelta

from sqlalchemy import String, cast, exists, literal, or_, select

from campaign.values import DeliveryState
from storage import schema
from storage.queries import Queries

_ASK, _NOTICE = schema.asks.c, schema.notices.c
_DELIVERY, _REPLY = schema.deliveries.c, schema.replies.c


class Live(Queries):
    """Queries about progress that is shown live."""

    __slots__ = ()

    async def behind(self, now: datetime, *, every: timedelta) -> list[int]:
        """The asks whose shown progress is older than `every`, and than something that came about since."""
        since = _NOTICE.settled
        sending = exists().where(
            _DELIVERY.ask_id == _ASK.id, or_(_DELIVERY.settled > since, _DELIVERY.claimed > since)
        )
        planning = exists().where(_DELIVERY.ask_id == _ASK.id, _DELIVERY.due > since, _DELIVERY.due <= now)
        answering = exists().where(_REPLY.ask_id == _ASK.id, _REPLY.at > since)
        found = await self.connection.execute(
            select(_ASK.id)
            .distinct()
            .where(
                _NOTICE.address == literal("theask/") + cast(_ASK.id, String),
                _NOTICE.state == DeliveryState.SENT.value,
                ~_NOTICE.redraw,
                since <= now - every,
                or_(_ASK.ended > since, sending, planning, answering),
            )
            .order_by(_ASK.id)
        )
        return list(found.scalars())
