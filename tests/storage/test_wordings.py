"""Texts in further languages: who reads the language gets them, all others what was written first."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from campaign.drafting import Sketch
from campaign.values import Task
from storage.gazetteer import Gazetteer
from storage.store import Store
from storage.wordings import Wording
from tests.town import GARDEN, settle_town

NOW = datetime(2027, 1, 13, 14, tzinfo=UTC)
BULBS = Sketch(
    task=Task.GARDENING,
    title="Bollen planten",
    description="Samen",
    agreed=True,
    postcode="3331",
    places=2,
    contact="0612345678",
    language="nl",
)


async def test_a_reader_gets_the_words_in_their_language_where_there_are_some(store: Store) -> None:
    """Kept, changed and thrown away; of a feed's opportunities none are looked for."""
    async with store.begin() as memory:
        await settle_town(memory, NOW)
        mine = await memory.organisations.add("Tuin", now=NOW)
        area, zone = Gazetteer.load().area("3331"), ZoneInfo("Europe/Amsterdam")
        number = await memory.writing.add(mine, BULBS, area, zone=zone, visible=True, now=NOW)
        ones = await memory.opportunities.get_some([number, GARDEN])
        await memory.wordings.keep(number, "en", Wording("Bulbs", "Together"))
        await memory.wordings.keep(number, "en", Wording("Planting bulbs", "Together", "Gloves"))
        await memory.wordings.keep(GARDEN, "en", Wording("Never"))
        assert await memory.wordings.of(number) == {"en": Wording("Planting bulbs", "Together", "Gloves")}
        english = await memory.wordings.read(ones, "en")
        assert (english[number].title, english[number].bring) == ("Planting bulbs", "Gloves")
        assert english[number].language == "en"
        assert english[GARDEN] == ones[GARDEN]
        assert await memory.wordings.read(ones, "nl") == ones
        assert await memory.wordings.read(ones, "tr") == ones
        await memory.wordings.drop(number, "en")
        assert await memory.wordings.read(ones, "en") == ones
