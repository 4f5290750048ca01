"""Why people leave is counted once each, whoever they are."""

from datetime import datetime, timedelta

from campaign.leaving import Leaving, Why
from storage.schema import leavings
from storage.store import Store


async def test_a_reason_is_counted_once_and_can_be_changed(store: Store, now: datetime) -> None:
    async with store.begin() as memory:
        today, earlier = now.date(), now.date() - timedelta(days=1)
        await memory.leavings.note(1, Leaving.STOP, Why.OFTEN, day=earlier)
        for why in (Why.TIME, Why.TIME, Why.FAR):
            await memory.leavings.note(2, Leaving.STOP, why, day=today)
        await memory.leavings.note(3, Leaving.CANCEL, Why.FAR, day=today)
        assert await memory.leavings.count(today) == {
            (Leaving.STOP, Why.FAR): 1,
            (Leaving.CANCEL, Why.FAR): 1,
        }
        assert sum((await memory.leavings.count(earlier)).values()) == 3


def test_nothing_tells_who_it_was() -> None:
    assert set(leavings.columns.keys()) == {"stamp", "what", "reason", "day"}
    assert not leavings.foreign_keys
