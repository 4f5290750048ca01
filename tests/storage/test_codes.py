"""Codes on posters: whose they are, what they say now, and how many people each brought."""

from datetime import datetime, timedelta

from campaign.inviting import Place
from storage.store import Store
from tests.town import GARDEN, SOUP, settle_town

FIRST_CHAT = 9_001


async def test_a_code_says_what_was_told_last(store: Store, now: datetime) -> None:
    async with store.begin() as memory:
        await settle_town(memory, now)
        one, other = [
            await memory.codes.make(Place.LIBRARY, name, language="nl", now=now)
            for name in ("Bieb", "School")
        ]
        assert (one.municipality, one.opportunity_id) == ("", None)
        await memory.codes.change(one.id, language="tr")
        await memory.codes.change(one.id, municipality="Zwijndrecht")
        await memory.codes.change(one.id, opportunity_id=GARDEN)
        told = await memory.codes.get(one.id)
        assert told is not None
        assert (told.language, told.municipality, told.opportunity_id) == ("tr", "Zwijndrecht", GARDEN)
        assert (told.code, told.name) == (one.code, "Bieb")
        await memory.codes.change(one.id, opportunity_id=SOUP, municipality="")
        await memory.codes.change(one.id, opportunity_id=0)
        told = await memory.codes.get(one.id)
        assert told is not None
        assert (told.municipality, told.opportunity_id) == ("", None)
        assert await memory.codes.get(other.id) == other


async def test_codes_are_listed_with_the_people_they_brought(store: Store, now: datetime) -> None:
    async with store.begin() as memory:
        await settle_town(memory, now)
        ours, theirs, teams = [
            await memory.codes.make(Place.OTHER, name, language="nl", organisation_id=whose, now=now)
            for name, whose in (("Ours", 1), ("Theirs", 2), ("Team", None))
        ]
        for number in range(3):
            chat = FIRST_CHAT + number
            await memory.chats.open(chat, bot_id=7, update_id=chat, language="en", now=now)
            await memory.openings.open_code(ours, chat, now=now)
            await memory.openings.open_code(ours, chat, now=now + timedelta(hours=1))
        assert [await memory.codes.brought(one.id) for one in (ours, theirs, teams)] == [3, 0, 0]
        assert await memory.codes.page() == ([(teams, 0), (theirs, 0), (ours, 3)], 3)
        assert await memory.codes.page(organisation_id=1) == ([(ours, 3)], 1)
        assert await memory.codes.page(skip=1, limit=1) == ([(theirs, 0)], 3)
        assert await memory.codes.access(1, ours.id) == ours
        assert await memory.codes.access(2, ours.id) is None
        assert await memory.codes.access(1, teams.id) is None
        await memory.codes.close(ours.id, now=now)
        closed = await memory.codes.of_code(ours.code)
        assert closed is not None
        assert closed.closed == now
        assert await memory.codes.page(organisation_id=1) == ([], 0)
        assert await memory.codes.page(organisation_id=1, closed=True) == ([(closed, 3)], 1)
        await memory.codes.reopen(ours.id)
        assert await memory.codes.page(organisation_id=1) == ([(ours, 3)], 1)
