"""Which asks have moved since their progress was last shown."""

from datetime import datetime, timedelta

from sqlalchemy import String, and_, bindparam, cast, exists, literal, or_, select

from campaign.values import DeliveryState
from storage import schema
from storage.queries import Queries

LATELY = timedelta(days=2)
"""How long after its end the messages of an ask are settled: some wait for the morning to be held back."""

_ASK, _NOTICE = schema.asks.c, schema.notices.c
_DELIVERY, _REPLY = schema.deliveries.c, schema.replies.c


_SINCE = _NOTICE.settled
_SENDING = exists().where(
    _DELIVERY.ask_id == _ASK.id, or_(_DELIVERY.settled > _SINCE, _DELIVERY.claimed > _SINCE)
)
_PLANNING = exists().where(
    _DELIVERY.ask_id == _ASK.id, _DELIVERY.due > _SINCE, _DELIVERY.due <= bindparam("now")
)
_ANSWERING = exists().where(_REPLY.ask_id == _ASK.id, _REPLY.at > _SINCE)
_GOES = or_(_ASK.ended.is_(None), _ASK.ended > bindparam("lately"))
"""Or did lately: its messages are not read for ever. A reply may come whenever it is."""
_BEHIND = (
    select(_ASK.id)
    .distinct()
    .where(
        _NOTICE.address == literal("theask/") + cast(_ASK.id, String),
        _NOTICE.state == DeliveryState.SENT.value,
        ~_NOTICE.redraw,
        bindparam("before") >= _SINCE,
        or_(_ASK.ended > _SINCE, and_(_GOES, or_(_SENDING, _PLANNING)), _ANSWERING),
    )
    .order_by(_ASK.id)
)


class Live(Queries):
    """Queries about progress that is shown live."""

    __slots__ = ()

    async def behind(self, now: datetime, *, every: timedelta) -> list[int]:
        """The asks whose shown progress is older than `every`, and than something that came about since."""
        asked = {"now": now, "before": now - every, "lately": now - LATELY}
        found = await self.connection.execute(_BEHIND, asked)
        return list(found.scalars())
