"""What happens by the clock: rounds that may run twice or late without harm, and what starts them."""

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable, Iterable
from datetime import datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot import metrics, request
from bot.askers import forget_what_askers_wrote, remind_askers
from bot.choosing import choose_asks
from bot.closing import write_replies_down
from bot.counting import close_weeks, fold_tallies
from bot.forgetting import (
    forget_all,
    forget_blocked,
    forget_calls,
    forget_exports,
    forget_introductions,
    forget_links,
    forget_received,
    forget_untouched,
    forget_visitors,
)
from bot.health import rest_asking
from bot.kept import Kept
from bot.logs import told
from bot.metrics import stopwatch
from bot.moments import plan_first_asks, plan_moments
from bot.places import free_holds, free_places, remind_citizens
from bot.reminders import ask_what_came, remind_of_plans
from bot.trials import count_trials
from campaign.weeks import Campaign
from storage.memory import Memory

log = logging.getLogger("bot.rounds")
ANSWERED_WITHIN = timedelta(hours=24)
"""How long an organisation has to answer somebody who said yes, until it is reminded."""
PASSED_ON = timedelta(hours=48)
"""How long somebody who said yes waits until they hear of something else, and the team of them."""
PROGRESS = timedelta(seconds=30)
"""How often at most the progress of an ask is drawn anew."""
TICK = 60
"""Seconds between two looks at what is due."""


async def turn_dates(app: Kept, now: datetime) -> None:
    """Move opportunities on to their next date, and close those that have none left."""
    async with app.store.begin() as memory:
        closed = await memory.dates.turn(now)
    if closed:
        log.info("opportunities are over", extra={"count": closed})


async def plan_waves(app: Kept, now: datetime) -> None:
    """End the asks that are full or over, and plan the waves of others that are due; none while all stops.

    An ask that was full goes on where a place came free.

    A wave is chosen in a transaction that only reads, so that nobody who taps waits for it. Where an earlier
    one did not go yet, the next waits.
    """
    async with app.store.begin() as memory:
        await _end_asks(memory, now)
        await _go_on(memory, now, app.campaign)
        due = await memory.asks.due(now) if await memory.brake.pulled() is None else []
    for ask in due:
        async with app.store.look() as memory:
            if await memory.asks.is_behind(ask.id, now):
                continue
            one = await memory.opportunities.get(ask.opportunity_id)
            point = one.point if one is not None else None
            near = app.gazetteer.within(point, ask.audience.radius) if point is not None else {}
            chosen = await memory.asks.choose(ask, now=now, near=near, budget=app.campaign.budget)
        async with app.store.begin() as memory:
            planned = await memory.asks.plan(ask, chosen, now=now, budget=app.campaign.budget)
            await memory.notices.redraw(f"theask/{ask.id}")
        if planned:
            log.info("a wave was planned", extra={"count": planned})


async def _end_asks(memory: Memory, now: datetime) -> None:
    """End what is full or over; messages that nobody answered yet say so, and so does the progress."""
    ended = [*await memory.asks.end_overdue(now), *await memory.asks.fill(now)]
    for ask_id in ended:
        await memory.deliveries.redraw_untouched(ask_id)
        await memory.notices.redraw(f"theask/{ask_id}")
    if ended:
        log.info("asks are full or over", extra={"count": len(ended)})


async def _go_on(memory: Memory, now: datetime, campaign: Campaign) -> None:
    """Have asks that were full go on to the next in line where a place came free; their progress says so."""
    reopened = await memory.reopening.reopen(now, budget=campaign.budget)
    for ask_id in reopened:
        await memory.notices.redraw(f"theask/{ask_id}")
    if reopened:
        log.info("asks go on, places came free", extra={"count": len(reopened)})


async def remind_organisations(app: Kept, now: datetime) -> None:
    """Remind an organisation once, a day after somebody said yes, that they wait for an answer."""
    since, before = now - PASSED_ON, now - ANSWERED_WITHIN
    async with app.store.look() as memory:
        waiting = await memory.introductions.to_remind(before, after=since, now=now)
    if not waiting:
        return
    async with app.store.begin() as memory:
        for one in waiting:
            if await memory.introductions.remind(one.id, now=now):
                chats = await memory.members.chats_of(one.organisation_id)
                due = app.campaign.budget.next_sending(now)
                await memory.notices.add(chats, f"intro/{one.id}/reminder", due=due)


async def pass_yeses_on(app: Kept, now: datetime) -> None:
    """Two days after a yes that nobody answered: the citizen hears of something else, the team of the yes."""
    async with app.store.look() as memory:
        waiting = await memory.introductions.unanswered(now - PASSED_ON)
    if not waiting:
        return
    count = 0
    async with app.store.begin() as memory:
        for one in waiting:
            if one.chat_id is not None and await memory.introductions.pass_on(one.id, now=now):
                due = app.campaign.budget.next_sending(now)
                await memory.notices.add([one.chat_id], f"unmet/{one.id}", due=due)
                count += 1
    if count:
        log.info("yeses were not answered", extra={"count": count})


async def show_progress(app: Kept, now: datetime) -> None:
    """Have the progress of asks drawn anew where something came about since."""
    async with app.store.look() as memory:
        moved = await memory.live.behind(now, every=PROGRESS)
    if not moved:
        return
    async with app.store.begin() as memory:
        for ask_id in moved:
            await memory.notices.redraw(f"theask/{ask_id}")


Round = Callable[[Kept, datetime], Awaitable[None]]
ROUNDS: tuple[Round, ...] = (
    forget_visitors,
    forget_received,
    forget_links,
    forget_blocked,
    forget_untouched,
    forget_all,
    turn_dates,
    remind_citizens,
    free_places,
    free_holds,
    remind_of_plans,
    ask_what_came,
    remind_askers,
    remind_organisations,
    pass_yeses_on,
    forget_introductions,
    forget_calls,
    forget_what_askers_wrote,
    rest_asking,
    plan_moments,
    plan_first_asks,
    plan_waves,
    choose_asks,
    count_trials,
    show_progress,
    forget_exports,
)
COUNTING: tuple[Round, ...] = (fold_tallies, close_weeks, write_replies_down)
"""Rounds that only count what others did."""


async def run_rounds(
    app: Kept,
    rounds: Iterable[Round] = (*ROUNDS, *COUNTING),
    *,
    going: Callable[[], bool] = lambda: True,
    took: Callable[[str, float], None] = lambda _name, _seconds: None,
) -> None:
    """Run every round once, as long as it is `going`; one that fails does not keep others from running.

    `took` is told the seconds that each took.
    """
    for work in rounds:
        if not going():
            return
        watch = stopwatch()
        try:
            await work(app, app.clock.now())
        except Exception as error:
            log.error(f"the round {work.__name__} failed", extra=told(error))
        took(work.__name__, watch())


class Rounds:
    """The clock's hand: APScheduler ticks, and the rounds run in the app's task group."""

    def __init__(self, app: Kept, *, leads: Callable[[], bool] = lambda: True) -> None:
        """`leads` tells whether it is this process that has to run them."""
        self._app = app
        self._leads = leads
        self._due = asyncio.Event()
        self._stopped = False
        self._scheduler = AsyncIOScheduler(timezone=app.campaign.zone)

    def tick(self) -> None:
        """Have the rounds run now; a tick during a run starts one more after it."""
        self._due.set()

    async def _ticked(self) -> None:
        """As a coroutine it runs in our loop; APScheduler calls plain functions in a thread."""
        self.tick()

    def stop(self) -> None:
        """Stop after the round in hand."""
        self._stopped = True
        self._due.set()

    async def run(self) -> None:
        """Run the rounds at every tick until stopped, the first time at once."""
        self._scheduler.add_job(self._ticked, "interval", seconds=TICK, max_instances=1, coalesce=True)
        self._scheduler.start()
        self._due.set()
        with contextlib.ExitStack() as after:
            after.callback(self._scheduler.shutdown, wait=False)
            while not self._stopped:
                await self._due.wait()
                self._due.clear()
                leads = self._leads()
                metrics.LEADS.set(leads)
                if not self._stopped and leads:
                    with request.generated():
                        await run_rounds(self._app, going=lambda: not self._stopped, took=metrics.round_took)
                    metrics.ROUNDS_DONE.set(self._app.clock.now().timestamp())
