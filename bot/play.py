"""Playing the campaign's time on: in steps so small that everything happens that would have happened."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, time, timedelta
from time import perf_counter

from bot.app import App
from bot.clock import CampaignClock
from bot.deliver import Deliverer
from bot.rounds import run_rounds
from campaign.values import AskState
from campaign.weeks import Moment

STEP, NIGHT = timedelta(minutes=15), timedelta(hours=1)
"""How far the clock goes at a time: within the hours of sending, and outside them."""
NEAR, FAR = timedelta(days=4), timedelta(hours=2)
"""So long before a week's first moment it is played slowly; before that the clock goes so far at a time."""
MOST = 1000
"""Asks that are looked at."""
SHORTEST = 0.09
"""Seconds that a step takes at least, so that a day takes some five."""
AFTER = timedelta(hours=1)
"""A moment is played on for at least so long, so that one sees the first answers."""
MORNING = time(9)
"""When a day begins that is played up to."""
LOOK, STILL = 0.02, 1.5
"""Seconds between two looks at what goes; a step is over where nothing has gone for so long."""

Meanwhile = Callable[[], Awaitable[None]]
"""What people do at a step, until the bot has answered them."""
Moments = Callable[[], Awaitable[list[Moment]]]
"""The moments of the campaign as they stand, by time."""


class Play:
    """One play: up to the next moment, the next day or the end of the week."""

    def __init__(
        self, app: App, clock: CampaignClock, deliverer: Deliverer, moments: Moments, meanwhile: Meanwhile
    ) -> None:
        self._app = app
        self._clock = clock
        self._deliverer = deliverer
        self._moments = moments
        self._meanwhile = meanwhile
        self._stopped = False
        self.until: datetime | None = None

    def stop(self) -> None:
        """Play no further than the step in hand."""
        self._stopped = True

    async def to_moment(self) -> None:
        """Up to the next moment, and on until what it planned has gone, or the hours of that day are over."""
        moment = next((one for one in await self._moments() if one.at > self._clock.now()), None)
        if moment is None:
            raise ValueError("no moment is to come")
        least = moment.at + AFTER
        await self._to(moment.at, shown=least)
        while not self._stopped:
            now = self._clock.now()
            over = not self._app.campaign.budget.in_hours(now)
            if over or (now >= least and not await self._anything_planned(now)):
                return
            await self._to(now + STEP, shown=max(least, now + STEP))

    async def to_day(self) -> None:
        """Up to the next morning."""
        zone = self._app.zone
        tomorrow = self._clock.now().astimezone(zone).date() + timedelta(days=1)
        await self._to(datetime.combine(tomorrow, MORNING, zone).astimezone(UTC))

    async def to_week(self) -> None:
        """Up to the midnight after the asking week that is going on or comes next."""
        week = self._app.campaign.week_at(self._clock.now())
        if week is None:
            raise ValueError("no asking week is to come")
        await self._to(week.ends(self._app.zone))

    async def _to(self, until: datetime, shown: datetime | None = None) -> None:
        """Step by step up to a moment, unless stopped; `shown` is until when it plays in all."""
        self.until = shown or until
        while not self._stopped and (now := self._clock.now()) < until:
            began = perf_counter()
            step = await self._next(now, until)
            least = SHORTEST if step - now <= NIGHT else 0.0
            with contextlib.suppress(ValueError):  # it has come by itself meanwhile
                self._clock.move(step)
            await run_rounds(self._app)
            await self._let_go()
            await self._meanwhile()
            await asyncio.sleep(max(0.0, least - (perf_counter() - began)))

    async def _next(self, now: datetime, until: datetime) -> datetime:
        """Where the clock goes next: over no moment, and not over the hour at which sending begins."""
        campaign = self._app.campaign
        week = campaign.week_at(now)
        ahead = [until, *(one.at for one in await self._moments() if one.at > now)]
        slow_from = week.opens(self._app.zone) - NEAR if week else until
        if now + FAR < slow_from and not await self._anything_runs():
            return min(now + FAR, slow_from, *ahead)
        if campaign.budget.in_hours(now):
            return min(now + STEP, *ahead)
        return min(now + NIGHT, campaign.budget.next_sending(now), *ahead)

    async def _anything_planned(self, now: datetime) -> bool:
        """Whether something waits that could go."""
        async with self._app.store.look() as memory:
            return await memory.brake.pulled() is None and await memory.deliveries.any_due(now=now)

    async def _anything_runs(self) -> bool:
        """Whether an ask is going out."""
        async with self._app.store.look() as memory:
            asks = await memory.overview.asks(limit=MOST)
        return any(one.state is AskState.SENDING for one in asks)

    async def _let_go(self) -> None:
        """Wait until what may go now has gone, or nothing goes any more."""
        self._deliverer.wake()
        moved, before = perf_counter(), None
        while not self._stopped and perf_counter() - moved < STILL:
            left = await self._left()
            if left is None:
                return
            if left != before:
                moved, before = perf_counter(), left
            await asyncio.sleep(LOOK)

    async def _left(self) -> tuple[int, bool] | None:
        """How much is planned, and whether something is being sent; None where nothing may go now."""
        now = self._clock.now()
        async with self._app.store.look() as memory:
            claimed = await memory.overview.claimed()
            due = await memory.brake.pulled() is None and (
                await memory.notices.any_due(now=now)
                or (self._app.campaign.budget.in_hours(now) and await memory.deliveries.any_due(now=now))
            )
            return (await memory.brake.planned(), claimed) if claimed or due else None
