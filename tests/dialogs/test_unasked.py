"""Who was not asked yet: the headline figure, and how many wait near each centre; nothing of a few."""

from datetime import timedelta

from sqlalchemy import update

from campaign.records import Centre
from storage import schema
from tests.asked import citizens
from tests.dialogs.organisations import CITIZEN, MEMBER, TEAM, two_organisations

PAGE = "team/unasked/centres"


async def test_the_share_of_who_was_asked_in_time_is_told_from_ten_people_on(sqlite_url: str) -> None:
    async with two_organisations(sqlite_url) as world:
        columns, agreed = schema.citizens.c, world.now - timedelta(days=20)
        async with world.app.store.begin() as memory:
            nine = columns.id.in_(await citizens(memory, 9, world.now))
        for people, told in ((nine, False), (~nine, True)):
            async with world.app.store.begin() as memory:
                await memory.connection.execute(
                    update(schema.citizens).where(people).values(agreed=agreed, asked=agreed)
                )
            for page in ("team", "team/unasked"):
                words = (await world.go(TEAM, page)).words
                assert ("100 % of new people were asked for something within 7 days" in words) is told


async def test_centres_are_told_how_many_wait_rounded_down_and_nothing_of_a_few(database_url: str) -> None:
    async with two_organisations(database_url) as world:
        columns, agreed = schema.citizens.c, world.now - timedelta(days=20)
        where = ("3331", 27), ("3311", 12), ("2611", 9), ("8321", 14)
        async with world.app.store.begin() as memory:
            some = [*(await citizens(memory, sum(number for _, number in where), world.now))]
            for postcode, number in where:
                mine, some = some[:number], some[number:]
                told = {"postcode": postcode, "agreed": agreed, "asked": None, "may_ask": True}
                await memory.connection.execute(
                    update(schema.citizens).where(columns.id.in_(mine)).values(told)
                )
        assert "no centre near which 10 people" in (await world.go(TEAM, PAGE)).words
        async with world.app.store.begin() as memory:
            centres = [
                Centre("a", "Samen & Co", municipalities=("Zwijndrecht",)),
                Centre("b", "De Schakel", municipalities=("Dordrecht",)),
                Centre("c", "Delft voor Elkaar", municipalities=("Delft",)),
            ]
            await memory.centres.replace(centres, remove_others=True)
        words = (await world.go(TEAM, PAGE)).screen.text.plain
        assert "• Samen & Co: 20 or more\n• De Schakel: 10 or more" in words
        assert "Delft" not in words
        for shut_out in (CITIZEN, MEMBER):
            assert world.is_missing(await world.go(shut_out, PAGE))
        async with world.app.store.begin() as memory:
            waits = update(schema.citizens).where(columns.postcode == "8321")
            await memory.connection.execute(waits.values(stopped=True))
        words = (await world.go(TEAM, PAGE)).screen.text.plain
        assert "De Schakel" not in words, "with nine in Delft it would be known how many those are"
        assert "• Samen & Co: 20 or more" in words
