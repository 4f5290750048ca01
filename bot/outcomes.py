"""What became of messages, gathered and written in small batches until the store has it."""

import asyncio
import logging
from dataclasses import dataclass, field
from datetime import timedelta

from bot.app import App
from bot.fates import Fate, Outcome
from bot.logs import told
from campaign.values import DeliveryState
from storage.claims import Claimed
from storage.deliveries import Stale
from storage.notices import Notice, Noticed
from storage.settling import Settled

log = logging.getLogger("bot.outcomes")
GATHERED = 0.05
"""Seconds in which outcomes are gathered: at 1,000 messages a second each commit takes 50 with it."""
AWAY = 5.0
"""Seconds until a message is tried again for which no connection could be opened."""
PAUSE = 0.5
"""Seconds between two tries to write."""
LAST_TRIES = 40
"""Tries to write what is left when the end was called."""
_ENDS = {
    Fate.SENT: DeliveryState.SENT,
    Fate.REFUSED: DeliveryState.REFUSED,
    Fate.FAILED: DeliveryState.FAILED,
    Fate.UNKNOWN: DeliveryState.UNKNOWN,
}


@dataclass(slots=True)
class _Batch:
    deliveries: list[Settled] = field(default_factory=list)
    notices: list[Noticed] = field(default_factory=list)
    drawn: list[Notice] = field(default_factory=list)
    drawn_deliveries: list[Stale] = field(default_factory=list)
    stale: list[Notice] = field(default_factory=list)
    stale_deliveries: list[Stale] = field(default_factory=list)

    def __bool__(self) -> bool:
        return any(getattr(self, name) for name in self.__slots__)


class Outcomes:
    """Takes outcomes one by one and writes them."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._batch = _Batch()
        self._come = asyncio.Event()
        self._ended = False

    def put(self, one: Claimed | Notice | Stale, outcome: Outcome) -> None:
        """Note what became of a message."""
        batch = self._batch
        due = self._app.clock.now() + timedelta(seconds=outcome.wait or AWAY)
        state = _ENDS.get(outcome.fate, DeliveryState.PLANNED)
        if outcome.fate is Fate.NOTHING:
            state = DeliveryState.SKIPPED
        if isinstance(one, Claimed):
            batch.deliveries.append(Settled(one, state, outcome.message_id, None, due))
        elif isinstance(one, Notice) and one.message_id is None:
            batch.notices.append(Noticed(one, state, outcome.message_id, due))
        else:
            again = outcome.fate in (Fate.HELD, Fate.AWAY, Fate.UNKNOWN)
            if isinstance(one, Notice):
                (batch.stale if again else batch.drawn).append(one)
            else:
                (batch.stale_deliveries if again else batch.drawn_deliveries).append(one)
        self._come.set()

    async def run(self) -> None:
        """Write until the end is called and nothing is left."""
        tries = 0
        while True:
            await self._come.wait()
            self._come.clear()
            if not self._ended:
                await asyncio.sleep(GATHERED)
            try:
                await self.write()
                tries = 0
            except Exception as error:
                tries += 1
                log.warning("outcomes wait", extra=told(error))
                if self._ended and tries > LAST_TRIES:
                    raise
                await asyncio.sleep(PAUSE)
                self._come.set()
            if self._ended and not self._batch:
                return

    def end(self) -> None:
        """Nothing more comes."""
        self._ended = True
        self._come.set()

    async def write(self) -> None:
        """Write what has come; where that fails, it is kept."""
        if not self._batch:
            return
        batch, self._batch = self._batch, _Batch()
        now = self._app.clock.now()
        try:
            async with self._app.store.begin() as memory:
                await memory.deliveries.settle(batch.deliveries, now=now)
                await memory.notices.settle(batch.notices, now=now)
                await memory.notices.drawn(_ids(batch.drawn), again=_ids(batch.stale), wait=AWAY, now=now)
                await memory.deliveries.drawn(
                    _ids(batch.drawn_deliveries), again=_ids(batch.stale_deliveries)
                )
        except BaseException:
            for name in _Batch.__slots__:
                getattr(self._batch, name)[:0] = getattr(batch, name)
            raise


def _ids(these: list[Notice] | list[Stale]) -> list[int]:
    return [one.id for one in these]
