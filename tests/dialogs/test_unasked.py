"""The team's headline figure: it stands on the desk, and is kept back of a few."""

from datetime import timedelta

from sqlalchemy import update

from storage import schema
from tests.asked import citizens
from tests.dialogs.organisations import TEAM, two_organisations


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
