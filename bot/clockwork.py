"""Only what happens by the clock, in a process of its own that knows no Telegram."""

import asyncio
import logging
import signal
import sys
from dataclasses import dataclass

from bot import logs
from bot.campaign_file import campaign_of
from bot.clock import Clock
from bot.rounds import Rounds
from bot.settings import Settings
from campaign.weeks import Campaign
from storage.gazetteer import Gazetteer
from storage.migrations import is_current
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
    """Run the rounds until SIGINT or SIGTERM; the exit code."""
    logs.set_up(settings.log_format)
    campaign = campaign_of(settings)
    if not await asyncio.to_thread(is_current, settings.database):
        print("The database is not up to date. Run: python -m bot migrate", file=sys.stderr)
        return 1
    store = Store(settings.database)
    rounds = Rounds(Clockwork(store, Clock(), campaign, frozenset(settings.team_ids)))
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, rounds.stop)
    log.info("the clock is ticking")
    try:
        await rounds.run()
    finally:
        await store.close()
    return 0
