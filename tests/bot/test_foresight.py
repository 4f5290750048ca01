"""The time machine: what it predicts is what then happens, and it changes nothing."""

import io
from dataclasses import replace
from datetime import datetime, timedelta

from bot.foresight import STEP, foresee
from bot.previewing import COLUMNS, write
from bot.rounds import run_rounds
from campaign.values import Door
from storage.forecast import Line
from storage.store import Store
from tests import asked
from tests.bot.test_moments import come, in_town
from tests.dump import dump
from tests.talk import Talk
from tests.town import GARDEN
from tests.weeks import MOMENTS, at, campaign

START = at(17, 18)
END = at(19, 12)
WEEK = [
    replace(MOMENTS[1], deadline=at(18, 18)),
    replace(MOMENTS[2], at=at(19, 11), deadline=at(19, 18)),
]
"""The ask on Monday and the follow-up on Tuesday, so that not much time need pass."""


async def lines(store: Store) -> list[Line]:
    """All that was sent or held back."""
    async with store.look() as memory:
        return await memory.forecasts.lines(START, END + timedelta(minutes=1))


def what(found: list[Line]) -> list[tuple[object, ...]]:
    """Lines to the quarter of an hour, without what chance decides: their order, and numbers of messages."""
    said = [
        (_quarter(one), one.citizen_id, one.language, one.what, one.about, one.state, one.reason)
        for one in found
    ]
    return sorted(said, key=str)


def _quarter(one: Line) -> datetime:
    return one.at.replace(minute=one.at.minute // 15 * 15, second=0, microsecond=0)


async def test_what_is_predicted_is_what_then_happens(database_url: str) -> None:
    """A moment's ask, an organisation's, a follow-up; people paused, stopped, held out; nobody answers."""
    async with Talk(database_url, campaign=campaign(WEEK, holdout=0.3), start=START) as talk:
        await in_town(talk)
        people = [await come(talk, f"P{number}") for number in range(6)]
        people.append(await come(talk, "Doer", door=Door.NOW))
        await talk.does(people[0], "/pause")
        await talk.does(people[0], "[7 days]")
        await talk.does(people[1], "/stop")
        async with talk.app.store.begin() as memory:
            ask = await asked.ask(memory, START, opportunity=GARDEN, deadline=at(22, 12))
            await memory.asks.change(ask, next_wave=at(18, 10))
        before = {id(person): len(person.messages) for person in people}
        kept = await dump(talk.app.store)
        forecast = await foresee(talk.app, talk.clock.now(), END, pace=25)
        assert await dump(talk.app.store) == kept, "it works on a copy"
        assert [len(person.messages) for person in people] == list(before.values())

        for number in range(1, int((END - START) / STEP) + 1):
            talk.clock.move(START + number * STEP)
            await run_rounds(talk.app)
            await talk.deliver()
        happened = await lines(talk.app.store)
        assert what(list(forecast.lines)) == what(happened)
        assert {line.what for line in forecast.went} == {"ask", "again"}
        assert {"paused", "stopped", "heldout"} <= forecast.reasons().keys()
        said = {forecast.words[line.message_id] for line in forecast.went if line.message_id}
        stands = {message.text for person in people for message in person.messages}
        assert said <= stands


async def test_one_citizen_alone_and_a_table_that_no_spreadsheet_runs(sqlite_url: str) -> None:
    async with Talk(sqlite_url, campaign=campaign(WEEK), start=START) as talk:
        await in_town(talk)
        for number in range(3):
            await come(talk, f"P{number}")
        shares: list[float] = []
        forecast = await foresee(
            talk.app, at(18, 9), at(18, 12), pace=25, citizen_id=2, progress=shares.append
        )
        assert [(line.citizen_id, line.what) for line in forecast.lines] == [(2, "ask")]
        assert shares == sorted(shares)
        assert shares[-1] == 1.0
        file = io.StringIO()
        write(forecast, talk.zone(), file)
        head, row = file.getvalue().splitlines()[:2]
        assert head == ",".join(COLUMNS)
        assert row.startswith("2027-01-18 11:00,2,en,ask,")
