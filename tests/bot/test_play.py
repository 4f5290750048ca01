"""Playing time on: every round on the way, nothing at night, what is due goes before the clock goes on."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest

from bot import play as playing
from bot.play import Play
from bot.running import Running
from bot.settings import FASTEST
from campaign.weeks import Kind, Moment, Week
from tests.asked import phones
from tests.bot.test_waves import begin
from tests.dump import rows_of
from tests.talk import START, Talk

FIRST = date(2027, 1, 14)
WEEK = Week("winter", FIRST, FIRST + timedelta(days=1), {}, ())


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """No time to watch is needed here."""
    monkeypatch.setattr(playing, "SHORTEST", 0.0)


@asynccontextmanager
async def player(talk: Talk, moments: list[Moment], steps: list[datetime]) -> AsyncIterator[Play]:
    """A bot at work, and a play of it that notes when each step was."""

    async def stand() -> list[Moment]:
        return moments

    async def meanwhile() -> None:
        steps.append(talk.clock.now())

    campaign = replace(talk.app.campaign, weeks=(WEEK,))
    talk.app.house = replace(talk.app.house, campaign=campaign)
    running = Running(talk.app, talk.bot, pace=FASTEST)
    async with asyncio.timeout(60), asyncio.TaskGroup() as group:
        group.create_task(running.run())
        yield Play(talk.app, talk.clock, running.deliverer, stand, meanwhile)
        running.stop()


async def test_a_day_is_played_in_small_steps_and_all_that_is_due_goes_on_the_way(chat: Talk) -> None:
    """Waves follow each other as they would have; the morning after is where it ends."""
    steps: list[datetime] = []
    await begin(chat, 30)
    phones(chat.telegram, 30)
    async with player(chat, [], steps) as play:
        await play.to_day()
    local = [step.astimezone(chat.app.zone) for step in steps]
    assert (local[-1].date(), local[-1].time().replace(second=0, microsecond=0)) == (
        START.astimezone(chat.app.zone).date() + timedelta(days=1),
        time(9),
    )
    assert max(after - before for before, after in pairwise(steps)) < timedelta(hours=1.01)
    sent = [row for row in await rows_of(chat.app.store, "deliveries") if row["state"] == "sent"]
    assert {row["wave"] for row in sent} >= {1, 2, 3}
    assert all(chat.app.campaign.budget.in_hours(row["settled"].replace(tzinfo=UTC)) for row in sent)


async def test_a_moment_is_played_until_what_it_planned_has_gone(chat: Talk) -> None:
    """The clock does not step over it, and stays for an hour at least."""
    steps: list[datetime] = []
    at = START + timedelta(hours=1, minutes=7)
    moment = Moment("winter", "ask", Kind.ASK, at, at + timedelta(days=1))
    async with player(chat, [moment], steps) as play:
        await play.to_moment()
        assert min(abs(step - at) for step in steps) < timedelta(minutes=1)
        assert at + timedelta(hours=1) <= chat.clock.now() < at + timedelta(hours=1, minutes=20)
        with pytest.raises(ValueError, match="no moment"):
            await play.to_moment()


async def test_a_week_is_played_to_its_last_midnight_unless_stopped(chat: Talk) -> None:
    steps: list[datetime] = []
    async with player(chat, [], steps) as play:
        await play.to_week()
        assert timedelta() <= chat.clock.now() - WEEK.ends(chat.app.zone) < timedelta(minutes=1)
        with pytest.raises(ValueError, match="no asking week"):
            await play.to_week()
        count = len(steps)
        play.stop()
        await play.to_day()
        assert len(steps) == count
