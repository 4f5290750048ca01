"""Mutes: an organisation that somebody hears no more of, until they take it back."""

from datetime import datetime, timedelta

from sqlalchemy import func, select

from storage import schema
from storage.memory import Memory
from storage.mutes import Muted
from storage.store import Store
from tests.asked import citizens
from tests.town import settle_town


async def count(memory: Memory) -> int:
    """How many mutes there are."""
    return await memory.connection.scalar(select(func.count()).select_from(schema.mutes)) or 0


async def test_an_organisation_is_muted_for_one_citizen_until_they_take_it_back(
    store: Store, now: datetime
) -> None:
    """Said twice, the first time counts."""
    async with store.begin() as memory:
        await settle_town(memory, now)
        ana, bram = await citizens(memory, 2, now)
        await memory.mutes.add(ana, 2, now=now)
        await memory.mutes.add(ana, 1, now=now)
        await memory.mutes.add(ana, 1, now=now + timedelta(days=1))
        await memory.mutes.remove(bram, 1)
        assert await memory.mutes.of_citizen(ana) == [
            Muted(1, "Buurttuin De Kers"),
            Muted(2, "Huis van de Wijk"),
        ]
        assert await memory.mutes.of_citizen(bram) == []
        assert [row["since"] for row in await memory.mutes.everything(ana)] == [now, now]
        await memory.mutes.remove(ana, 1)
        assert [one.organisation_id for one in await memory.mutes.of_citizen(ana)] == [2]


async def test_mutes_are_erased_with_the_citizen(store: Store, now: datetime) -> None:
    async with store.begin() as memory:
        await settle_town(memory, now)
        (ana,) = await citizens(memory, 1, now)
        await memory.mutes.add(ana, 1, now=now)
        await memory.citizens.forget(ana)
        assert await count(memory) == 0
