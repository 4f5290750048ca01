"""Only what happens by the clock, in a process of its own that knows no Telegram; of several one leads."""

import asyncio
import logging
import sys
from dataclasses import dataclass

from bot import watching
from bot.campaign_file import campaign_of
from bot.clock import Clock
from bot.ending import on_signal
from bot.lease import Lease
from bot.rounds import Rounds
from bot.settings import Settings
from bot.starting import Taken, is_behind
from campaign.weeks import Campaign
from storage.gazetteer import Gazetteer
from storage.store import Store

log = logging.getLogger("bot")


@dataclass(frozen=True, slots=True)
class Clockwork:
    """All that the rounds need."""

    store: Store
    clock: Clock
    campaign: Campaign
    team_ids: frozenset[int]

    @property
    def gazetteer(self) -> Gazetteer:
        """The places of the Netherlands, read when the first ask is planned."""
        return Gazetteer.load()


async def clockwork(settings: Settings) -> int:
    """Run the rounds whenever this process leads, until SIGINT or SIGTERM; the exit code."""
    watching.begin(settings, "clock")
    campaign = campaign_of(settings)
    if await is_behind(settings):
        return 1
    store, clock = Store(settings.database, pool_size=settings.database_pool), Clock()
    lease = Lease(store, "clock")
    rounds = Rounds(Clockwork(store, clock, campaign, frozenset(settings.team_ids)), leads=lambda: lease.held)
    on_signal(rounds.stop)
    log.info("the clock is ticking")
    try:
        queues = watching.Queues(store, clock.now, campaign.budget)
        async with watching.watched(settings, store, queues), asyncio.TaskGroup() as group:
            group.create_task(lease.run(rounds.tick))
            await rounds.run()
            lease.end()
    except Taken as taken:
        print(taken, file=sys.stderr)
        return 1
    finally:
        await store.close()
    return 0
