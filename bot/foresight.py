"""The time machine: the rounds that run in earnest, on a copy of the rows, with a clock that leaps ahead."""

import tempfile
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.app import App
from bot.clock import Clock
from bot.deliver import Deliverer
from bot.fates import Fate, Outcome
from bot.rounds import ROUNDS, run_rounds
from bot.settings import FASTEST
from campaign.values import DeliveryState
from dialogs.screen import Screen
from storage.copying import copy
from storage.forecast import Line

STEP = timedelta(minutes=15)
"""How far the clock leaps at a time; every round runs at each step."""
COPIED = 0.1
"""The share of the work that copying is, for the progress."""
_WENT = (DeliveryState.SENT.value, DeliveryState.UNKNOWN.value)


class LeapingClock(Clock):
    """A clock that stands still until it is put forward."""

    def __init__(self, start: datetime) -> None:
        self.moment = start

    def now(self) -> datetime:
        """The moment it was put to."""
        return self.moment


class Record:
    """Carries nothing: it keeps the words that would have gone, by the number of the message."""

    def __init__(self) -> None:
        self.words: dict[int, str] = {}
        self._known: dict[str, str] = {}
        self._count = 0

    async def send(self, _chat_id: int, screen: Screen) -> Outcome:
        """Keep a new message."""
        self._count += 1
        words = screen.text.plain
        self.words[self._count] = self._known.setdefault(words, words)
        return Outcome(Fate.SENT, self._count)

    async def redraw(
        self, _chat_id: int, message_id: int, _screen: Callable[[], Awaitable[Screen | None]]
    ) -> Outcome:
        """A message that is changed is no new one."""
        return Outcome(Fate.SENT, message_id)


@dataclass(frozen=True, slots=True)
class Forecast:
    """What would come, if nobody answers: every message that goes or is held back, with its words."""

    since: datetime
    until: datetime
    lines: Sequence[Line]
    words: Mapping[int, str]

    @property
    def went(self) -> list[Line]:
        """What would go."""
        return [line for line in self.lines if line.state in _WENT]

    @property
    def held(self) -> list[Line]:
        """What would be held back, or put off."""
        return [line for line in self.lines if line.state not in _WENT]

    def by_day(self, zone: ZoneInfo) -> dict[date, Counter[str]]:
        """How many of each kind would go, by local day."""
        days: dict[date, Counter[str]] = {}
        for line in self.went:
            days.setdefault(line.at.astimezone(zone).date(), Counter())[line.what] += 1
        return days

    def reasons(self) -> Counter[str]:
        """How many would be held back, by reason."""
        return Counter(line.reason or line.state for line in self.held)


async def foresee(
    app: App,
    since: datetime,
    until: datetime,
    *,
    pace: int,
    citizen_id: int | None = None,
    progress: Callable[[float], None] = lambda _: None,
    alone: bool = False,
) -> Forecast:
    """What would come between two moments, both after now, at so many messages a second.

    `progress` is told the share that is done, 0 to 1. What goes by the clock until `since` is run, not told.
    `alone` is for a process that has nothing else to do: it is faster.
    """
    record = Record()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "copy.sqlite"
        store = await copy(
            app.store,
            path,
            progress=lambda one, all_: progress(COPIED * one / max(all_, 1)),
            in_place=alone,
        )
        clock = LeapingClock(app.clock.now())
        double = App(store=store, clock=clock, house=app.house, site=app.site)
        async with double.running():
            await _live(double, record, until, pace, lambda share: progress(COPIED + (1 - COPIED) * share))
            async with store.look() as memory:
                lines = await memory.forecasts.lines(since, until, citizen_id=citizen_id)
    return Forecast(since, until, lines, record.words)


async def _live(
    double: App, record: Record, until: datetime, pace: int, progress: Callable[[float], None]
) -> None:
    """Let the time go by in steps: at each every round runs, and what is due goes."""
    deliverer = Deliverer(double, record, FASTEST)
    clock = double.clock
    if not isinstance(clock, LeapingClock):
        raise TypeError("this is no clock to leap with")
    begin = clock.moment
    most = int(pace * STEP.total_seconds())
    while clock.moment < until:
        clock.moment = min(clock.moment + STEP, until)
        await run_rounds(double, ROUNDS)
        await deliverer.rush(most)
        progress((clock.moment - begin) / (until - begin))
