"""What happens on the way to some screens without anybody tapping: told by its name behind a mark."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.texts.scene import CITIZEN
from campaign.records import Audience
from campaign.values import AskState
from storage.memory import Memory

if TYPE_CHECKING:
    from bot.texts.stage import Stage

MARK = "!"
"""Stands before the name of what happens."""


async def asked(stage: "Stage", memory: Memory) -> None:
    """The organisation asks whoever may be asked."""
    one, now = stage.one, stage.now
    number = await memory.asks.add(
        one.organisation_id,
        one.id,
        state=AskState.SENDING,
        words="",
        audience=Audience(),
        starts=None,
        deadline=None,
        gap=60,
        now=now,
    )
    ask = await memory.asks.get(number)
    if ask is not None:
        chosen = await memory.asks.choose(ask, now=now, near={one.postcode: 0.0})
        await memory.asks.plan(ask, chosen, now=now)


async def along(stage: "Stage", memory: Memory) -> None:
    """The citizen passes on the link that they made last."""
    found = await memory.chats.glance(CITIZEN)
    if found is None or found[1] is None:
        raise LookupError("no citizen made a link")
    (made,) = await memory.invitations.latest(found[1].id, now=stage.now, limit=1)
    stage.links["along"] = f"i_{made.code}"


async def day_before(stage: "Stage", _memory: Memory) -> None:
    """It is the day before what is to be done."""
    stage.now = (stage.one.starts or stage.now) - timedelta(days=1)


HAPPENINGS: Mapping[str, Callable[["Stage", Memory], Awaitable[None]]] = {
    one.__name__: one for one in (asked, along, day_before)
}
"""By its name, what happens."""
