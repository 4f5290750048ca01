"""Delivering: what is planned is claimed just before it is sent, each at its slot, and never twice."""

import asyncio
import contextlib
import logging
from collections import Counter
from collections.abc import Sequence
from datetime import timedelta

from bot import metrics, request
from bot.app import App
from bot.fates import Carries, Fate, Outcome
from bot.letters import Letters
from bot.logs import told
from bot.outcomes import Outcomes
from bot.pacing import Pacing
from storage.claims import Claimed
from storage.deliveries import Stale
from storage.notices import Notice
from storage.trouble import passes, was_away

log = logging.getLogger("bot.deliver")
BATCH = 0.125
"""Seconds' worth of messages claimed at once: what a crash leaves in doubt is little more than these."""
LEAD = (0.1, 0.3)
"""Seconds before its first slot that the next batch is claimed, at least and at most: so none is lost."""
CLAIMS = 3
"""The lead is so often the time that the last claim took."""
IDLE, LONGEST, LOOKS = 1.0, 5.0, 10
"""Seconds between two looks where there is nothing to send, at least and at most; and how often the time that
the look took, which is long where many wait that may not go."""
LEFT_BEHIND = timedelta(minutes=5)
"""A claim older than this was left behind by a process that is no more."""
FINISH = 3.0
"""Seconds at the end within which what is claimed goes: what waits then goes back, the rest is in doubt.

What became of it is then still to be written, before `bot/ending.py` cuts off all that is left."""
RECOVERY = 30.0
"""Seconds between two looks for such claims."""

Message = Notice | Claimed | Stale


class Deliverer:
    """Sends what is planned: notices first, then deliveries, then what is to be drawn anew.

    Shortly before one batch has gone the next is claimed. The brake is read with each claim: what was claimed
    before it goes, a quarter of a second's worth.
    """

    def __init__(self, app: App, carrier: Carries, rate: int) -> None:
        self._app = app
        self._carrier = carrier
        self._letters = Letters(app)
        self._outcomes = Outcomes(app)
        self.pace(rate)
        self._stopped: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._cut_off = False
        self._bell = asyncio.Event()
        self._waiting: set[asyncio.Task[None]] = set()
        self._sending: set[asyncio.Task[None]] = set()
        self._late: list[Message] = []
        self._recover_at = 0.0
        self._lead = LEAD[0]

    def pace(self, rate: int) -> None:
        """Send so many a second from the next batch on."""
        self._pacing = Pacing(self._app.store, rate)
        self._batch = max(1, int(rate * BATCH))

    def wake(self) -> None:
        """Something was planned: look at once."""
        self._bell.set()

    def stop(self) -> None:
        """Claim nothing more; what is claimed is sent within bounds, and written."""
        if not self._stopped.done():
            self._stopped.set_result(None)
        self._bell.set()

    async def run(self) -> None:
        """Deliver until stopped, then finish what is in hand."""
        metrics.PACE.set(self._pacing.rate)
        async with asyncio.TaskGroup() as writing:
            writing.create_task(self._outcomes.run())
            async with asyncio.TaskGroup() as sending:
                while not self._stopped.done():
                    try:
                        rest = await self._round(sending)
                    except Exception as error:
                        log.error("nothing could be claimed", extra=told(error))
                        rest = IDLE
                    await self._rest(rest)
                cutting = asyncio.get_running_loop().call_later(FINISH, self._cut)
            await self._finish()
            cutting.cancel()
            self._outcomes.end()

    async def _finish(self) -> None:
        """Send what missed its slot when the end was called; what still does at the last moment goes back."""
        while late := self._take_late():
            async with asyncio.TaskGroup() as sending:
                await self._send(late, sending)

    def _cut(self) -> None:
        """Wait no longer for what is being sent, and begin nothing more."""
        self._cut_off = True
        if self._sending:
            log.warning("messages are cut off", extra={"count": len(self._sending)})
        # What was made a moment ago runs first: a task that is cancelled before it begins tells nothing.
        asyncio.get_running_loop().call_soon(self._cancel)

    def _cancel(self) -> None:
        for task in self._sending:
            task.cancel()

    async def drain(self) -> None:
        """Send all that is due now and may go, one by one, and write what became of it; then come back."""
        claimed: Sequence[Message] = [*await self._claim()]
        while claimed:
            for one in claimed:
                async with asyncio.TaskGroup() as sending:
                    await self._send([one], sending)
            await self._outcomes.write()
            claimed = self._take_late() or await self._claim()

    async def rush(self, most: int) -> int:
        """Send at most so many of what is due now, with no pace to keep; how many.

        For a carrier that nobody waits for: what would take hours is over at once. It is not counted for
        whoever watches, since it may be a copy of what is to come.
        """
        count = 0
        while count < most and (claimed := await self._claim(counted=False)):
            await self._letters.prepare(one for one in claimed if isinstance(one, Claimed))
            for one in claimed:
                self._outcomes.put(one, await self._carry(one))
            await self._outcomes.write()
            count += len(claimed)
        return count

    async def _round(self, sending: asyncio.TaskGroup) -> float:
        """Claim a batch and have it sent; the seconds to rest before the next."""
        await self._recover()
        metrics.HELD.set(self._pacing.held)
        if self._pacing.held:
            return min(self._pacing.held, IDLE)
        if len(self._waiting) > self._batch:
            await asyncio.wait({*self._waiting, self._stopped}, return_when=asyncio.FIRST_COMPLETED)
            return 0.0
        loop = asyncio.get_running_loop()
        began = loop.time()
        claimed = self._take_late() or await self._claim()
        if not claimed:
            return min(max(IDLE, LOOKS * (loop.time() - began)), LONGEST)
        last = await self._send(claimed, sending)
        self._lead = min(max(LEAD[0], CLAIMS * (loop.time() - began)), LEAD[1])
        return last - loop.time() - self._lead

    def _take_late(self) -> list[Message]:
        """What was claimed and missed its slot comes before anything new."""
        late, self._late = self._late, []
        return late

    async def _claim(self, *, counted: bool = True) -> list[Message]:
        """The next messages to send; where there is nothing, no lock is taken to find that out.

        At night those are not looked for that wait for the morning.
        """
        now, budget = self._app.clock.now(), self._app.campaign.budget
        async with self._app.store.look() as memory:
            self._pacing.heard(await memory.pace.held())
            notices = await memory.notices.any_due(now=now)
            due = budget.in_hours(now) and await memory.deliveries.any_due(now=now)
            stale = await memory.notices.any_stale(now=now) or await memory.deliveries.any_stale()
        found: list[Message] = []
        held_back = Counter[str]()
        if self._pacing.held or not (notices or due or stale):
            return found
        async with self._app.store.begin() as memory:
            if notices:
                found += await memory.notices.claim(self._batch, now=now)
            if due and (room := self._batch - len(found)):
                found += await memory.deliveries.claim(room, now=now, budget=budget, held_back=held_back)
            if stale and (room := self._batch - len(found)):
                found += await memory.notices.claim_redraws(room, now=now)
            if stale and (room := self._batch - len(found)):
                found += await memory.deliveries.claim_redraws(room, now=now)
        if counted:
            metrics.held_back(held_back)
        return found

    async def _send(self, claimed: Sequence[Message], sending: asyncio.TaskGroup) -> float:
        """Have each sent at its slot; the moment at which the slot after the last one comes."""
        try:
            await self._letters.prepare(one for one in claimed if isinstance(one, Claimed))
            slots = await self._pacing.reserve(len(claimed))
        except Exception as error:
            log.error("what was claimed goes back", extra=told(error))
            slots = None
        if slots is None or self._cut_off:
            for one in claimed:
                self._outcomes.put(one, Outcome(Fate.AWAY))
            return asyncio.get_running_loop().time() + IDLE
        for one, at in zip(claimed, slots, strict=True):
            task = sending.create_task(self._deliver(one, at))
            for tasks in (self._waiting, self._sending):
                tasks.add(task)
                task.add_done_callback(tasks.discard)
        return slots[-1] + 1 / self._pacing.rate

    async def _deliver(self, one: Message, at: float) -> None:
        """One message at its slot, and what became of it, also where it is cut off; never raises."""
        with request.generated():
            await self._deliver_at(one, at)

    async def _deliver_at(self, one: Message, at: float) -> None:
        try:
            outcome = await self._at_its_slot(one, at)
            if outcome is None:
                self._late.append(one)
                return
        except asyncio.CancelledError:
            waits = asyncio.current_task() in self._waiting
            outcome = Outcome(Fate.AWAY if waits else Fate.UNKNOWN)
        except Exception as error:
            outcome = _without_words(error)
        self._outcomes.put(one, outcome)
        metrics.DELIVERIES.labels(_kind(one), outcome.fate.value).inc()
        if outcome.fate is Fate.HELD and isinstance(one, Claimed):
            log.warning("Telegram asks to wait", extra={"count": round(outcome.wait)})
            try:
                await self._pacing.hold(outcome.wait)
            except Exception as error:
                log.error("other processes could not be told to wait", extra=told(error))

    async def _at_its_slot(self, one: Message, at: float) -> Outcome | None:
        """What became of it; None where its slot has passed."""
        async with self._pacing.slot(at) as in_time:
            task = asyncio.current_task()
            if task is not None:
                self._waiting.discard(task)
            if not in_time:
                return None
            if self._pacing.held:
                return Outcome(Fate.HELD, wait=self._pacing.held)
            return await self._carry(one)

    async def _carry(self, one: Message) -> Outcome:
        """Put it into words and hand it over."""
        if isinstance(one, Claimed):
            screen = self._letters.delivery(one)
            return await self._carrier.send(one.chat_id, screen) if screen else Outcome(Fate.FAILED)
        if isinstance(one, Stale):
            return await self._carrier.redraw(one.chat_id, one.message_id, lambda: self._letters.stale(one))
        return await self._notice(one)

    async def _notice(self, one: Notice) -> Outcome:
        if one.message_id is not None:
            return await self._carrier.redraw(one.chat_id, one.message_id, lambda: self._letters.notice(one))
        screen = await self._letters.notice(one)
        return await self._carrier.send(one.chat_id, screen) if screen else Outcome(Fate.NOTHING)

    async def _recover(self) -> None:
        """From time to time, what another process left behind is taken for unknown."""
        time = asyncio.get_running_loop().time()
        if time < self._recover_at:
            return
        now = self._app.clock.now()
        async with self._app.store.begin() as memory:
            unknown = await memory.deliveries.recover(now - LEFT_BEHIND, now=now)
            unknown += await memory.notices.recover(now - LEFT_BEHIND, now=now)
        self._recover_at = time + RECOVERY
        if unknown:
            metrics.DELIVERIES.labels("left behind", Fate.UNKNOWN.value).inc(unknown)
            log.warning("messages were left in doubt by a process that is no more", extra={"count": unknown})

    async def _rest(self, seconds: float) -> None:
        """Rest, unless woken."""
        if seconds > 0:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(seconds):
                    await self._bell.wait()
        if not self._stopped.done():
            self._bell.clear()


def _without_words(error: Exception) -> Outcome:
    """What becomes of a message that was not handed over; where the store was away it is tried again."""
    if passes(error) or was_away(error):
        log.warning("a message waits for the store", extra=told(error))
        return Outcome(Fate.AWAY)
    log.error("a message went wrong", extra=told(error))
    return Outcome(Fate.FAILED)


def _kind(one: Message) -> str:
    """What a message is: a delivery, a notice, or one of these drawn anew."""
    if isinstance(one, Claimed):
        return "delivery"
    return "notice" if isinstance(one, Notice) and one.message_id is None else "redraw"
