"""Dates as time goes by: on to the next one, closed after the last."""

from datetime import datetime, timedelta

from sqlalchemy import insert, select

from storage import schema
from storage.memory import Memory
from storage.store import Store
from tests.town import GARDEN, SOUP, VISIT, settle_town


async def state(memory: Memory, number: int) -> tuple[bool, datetime | None, datetime | None]:
    """Whether it is open, and its next date."""
    columns = schema.opportunities.c
    found = await memory.connection.execute(
        select(columns.open, columns.starts, columns.ends).where(columns.id == number)
    )
    return tuple(found.one())


async def test_an_opportunity_moves_on_to_its_next_date_and_closes_after_the_last(
    store: Store, now: datetime
) -> None:
    week, two_hours = timedelta(weeks=1), timedelta(hours=2)
    async with store.begin() as memory:
        await settle_town(memory, now)
        _, first, ends = await state(memory, SOUP)
        assert first is not None
        assert ends == first + two_hours
        assert await memory.dates.turn(first + timedelta(hours=1)) == 1  # the garden, a day before
        assert await state(memory, SOUP) == (True, first, ends)
        for number in range(1, 4):
            moment = first + (number - 1) * week + two_hours + timedelta(microseconds=1)
            assert await memory.dates.turn(moment) == 0
            again = await memory.dates.turn(moment)
            begins = first + number * week
            assert (again, await state(memory, SOUP)) == (0, (True, begins, begins + two_hours))
        assert await memory.dates.turn(first + 4 * week) == 1
        assert (await state(memory, SOUP))[0] is False
        assert await memory.dates.turn(first + 5 * week) == 0


async def test_what_has_no_date_or_no_date_left_is_told_apart(store: Store, now: datetime) -> None:
    later = now + timedelta(days=10)
    async with store.begin() as memory:
        await settle_town(memory, now)
        _, starts, ends = await state(memory, GARDEN)
        assert await memory.dates.turn(now) == 0
        assert await memory.dates.turn(later) == 1
        assert await state(memory, GARDEN) == (False, starts, ends)
        assert await state(memory, VISIT) == (True, None, None)


async def test_dates_that_were_missed_are_passed_over(store: Store, now: datetime) -> None:
    async with store.begin() as memory:
        await settle_town(memory, now)
        _, first, _ = await state(memory, SOUP)
        assert first is not None
        extra = first + timedelta(days=2)
        await memory.connection.execute(
            insert(schema.dates).values(opportunity_id=SOUP, starts=extra, ends=extra + timedelta(minutes=30))
        )
        await memory.dates.turn(extra + timedelta(minutes=29))
        assert (await state(memory, SOUP))[1] == extra, "what has begun is not over"
        await memory.dates.turn(first + timedelta(weeks=2, days=1))
        assert (await state(memory, SOUP))[1] == first + timedelta(weeks=3)
