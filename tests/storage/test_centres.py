"""Local volunteer centres: who is there for a municipality, after one list and after the next."""

from campaign.records import Centre
from storage.centres import Replaced
from storage.store import Store

NORTH = Centre("n", "Noord", phone="085-5550101", municipalities=("Assen", "Groningen"), sample=True)
WEST = Centre("w", "West", email="w@example.org", hours="9–12", municipalities=("Groningen", "Utrecht"))


async def test_a_municipality_has_its_centres(store: Store) -> None:
    """By name; none for a place that no centre is there for."""
    async with store.begin() as memory:
        assert await memory.centres.replace([WEST, NORTH], remove_others=True) == Replaced(2, 0, 0, 0)
        found = await memory.centres.of_municipality("Groningen")
        assert [(one.name, one.phone, one.email) for one in found] == [
            ("Noord", "085-5550101", ""),
            ("West", "", "w@example.org"),
        ]
        assert await memory.centres.of_municipality("Zwolle") == []


async def test_a_new_list_replaces_the_old_one(store: Store) -> None:
    """The same list changes nothing; what is no longer there goes, unless not all of the list is known."""
    moved = Centre("w", "West", email="w@example.org", hours="13–17", municipalities=("Zwolle",))
    async with store.begin() as memory:
        await memory.centres.replace([WEST, NORTH], remove_others=True)
        assert await memory.centres.replace([WEST, NORTH], remove_others=True) == Replaced(0, 0, 2, 0)
        assert await memory.centres.replace([moved], remove_others=False) == Replaced(0, 1, 0, 0)
        assert [one.name for one in await memory.centres.of_municipality("Groningen")] == ["Noord"]
        assert [one.hours for one in await memory.centres.of_municipality("Zwolle")] == ["13–17"]
        assert await memory.centres.replace([moved], remove_others=True) == Replaced(0, 0, 1, 1)
        assert await memory.centres.of_municipality("Groningen") == []
