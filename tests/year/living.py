"""The year as it goes: people act; the bot works, restarts, oversleeps; at times its clock is set back."""

import asyncio
import contextlib
import heapq
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from sqlalchemy import exists, select, update

from bot import choosing, moments
from bot.clock import CampaignClock
from bot.rounds import run_rounds
from campaign.records import Audience, Profile
from campaign.values import AskState, Door
from campaign.weeks import Campaign
from sandbox.telegram import Telegram
from storage import schema
from storage.citizens import Consent
from tests.talk import LANGUAGES, Talk
from tests.town import CANTEEN, ONLINE, READING, REPAIR, TALK, VISIT, settle_town
from tests.year.people import ANSWER_AFTER, PAUSE, Act, Plan, Someone, life

HOUR = timedelta(hours=1)
SLICE = 5
"""Citizens planned for or chosen for at once: so few that a small population has many slices."""
TOWNS, FAR = ("3331", "3332", "3335"), "1791"
BETWEEN = timedelta(days=30)
"""How long it is about from one organisation's ask to the next."""
SHARES = {"back": 0.01, "sleep": 0.004, "beside": 0.03, "cut": 0.03}
"""How often, of all steps, the clock is set back, the machine sleeps, two processes work, a round is cut."""


class StandingClock(CampaignClock):
    """A clock that stands still until it is set, and may be set back."""

    def __init__(self, start: datetime) -> None:
        super().__init__(start)
        self._now = start

    def now(self) -> datetime:
        """What it was set to."""
        return self._now

    def move(self, to: datetime) -> None:
        """Set it, forward or back."""
        self._now = to.astimezone(UTC)


@dataclass(frozen=True, slots=True)
class Arrival:
    """A message that came by itself: on whose phone, when, and whether they wanted nothing then."""

    chat: int
    message_id: int
    at: datetime
    unwanted: bool


@dataclass(slots=True)
class Year:
    """Some citizens, the bot, and all that is drawn by chance from one seed.

    `answers` are all that were given, by chat: of two to the same the database keeps the last alone.
    """

    talk: Talk
    chance: Random
    people: dict[int, Someone] = field(default_factory=dict)
    plans: list[Plan] = field(default_factory=list)
    arrivals: list[Arrival] = field(default_factory=list)
    answers: list[tuple[int, datetime]] = field(default_factory=list)
    unheard: list[str] = field(default_factory=list)
    ticks: list[datetime] = field(default_factory=list)
    restarts: int = 0
    acting: int = 0

    @property
    def now(self) -> datetime:
        """The time on the bot's clock."""
        return self.talk.clock.now()

    async def live(
        self, until: datetime, step: Callable[[datetime], timedelta], *, restart: float = 1.0
    ) -> None:
        """Live until then, in such steps; at each the bot restarts with this likelihood."""
        while self.now < until:
            await self._pass(step(self.now))
            if self.chance.random() < restart:
                await self._restart()
            await self._act()
            await self._work()

    async def _restart(self) -> None:
        """Build the bot anew from the database; its engines stay, without connections.

        They hold the compiled statements: putting these together again is four fifths of a restart's time.
        """
        before = self.talk.app.store
        await self.talk.restart()
        anew = self.talk.app.store
        await anew.close()
        anew._writer, anew._reader = before._writer, before._reader
        self.restarts += 1

    async def _pass(self, step: timedelta) -> None:
        """Time passes; now and then the machine sleeps for long, or its clock turns out to be fast."""
        draw = self.chance.random()
        if draw < SHARES["sleep"]:
            step += timedelta(hours=self.chance.choice((5, 11, 26, 50)))
        elif draw < SHARES["sleep"] + SHARES["back"]:
            step = -HOUR
        self.talk.clock.move(self.now + step)

    async def _work(self) -> None:
        """The rounds, and what is due is sent: by one process, by two at once, or cut off and begun anew."""
        draw = self.chance.random()
        if draw < SHARES["cut"]:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(self.chance.random() / 10):
                    await run_rounds(self.talk.app)
            await self._restart()
        elif draw < SHARES["cut"] + SHARES["beside"]:
            async with Talk.beside(self.talk) as other:
                await asyncio.gather(run_rounds(self.talk.app), run_rounds(other.app))
                await asyncio.gather(self.talk.deliver(), other.deliver())
        await run_rounds(self.talk.app)
        await self.talk.settle()
        self.ticks.append(self.now)

    async def _act(self) -> None:
        """Everybody does what they had planned until now."""
        while self.plans and self.plans[0].at <= self.now:
            plan = heapq.heappop(self.plans)
            someone = self.people[plan.who]
            self.acting = plan.who
            await self._do(someone, plan)
            await self.talk.settle()
            self.acting = 0

    async def _do(self, someone: Someone, plan: Plan) -> None:
        match plan.act:
            case Act.AGREE:
                await self._agree(someone)
            case Act.STOP if not someone.wants_nothing(self.now):
                someone.phone.say("/stop")
                someone.hush(Act.STOP, self.now)
            case Act.RESUME if not someone.phone.blocked and someone.press("resume"):
                someone.listen(Act.STOP, self.now)
                someone.agreed = self.now
            case Act.PAUSE if not someone.wants_nothing(self.now):
                someone.phone.say("/pause")
                await self.talk.settle()
                assert someone.press(f"pause/{PAUSE.days}")
                someone.hush(Act.PAUSE, self.now, self.now + PAUSE)
            case Act.BLOCK if not someone.phone.blocked:
                someone.phone.block()
                someone.hush(Act.BLOCK, self.now)
            case Act.UNBLOCK:
                someone.phone.unblock()
                someone.listen(Act.BLOCK, self.now)
            case Act.MUTE if not someone.wants_nothing(self.now):
                await self._mute(someone)
            case Act.ANSWER if not someone.phone.blocked:
                word = self.chance.choice(("yes", "maybe", "maybe", "no", "more"))
                if someone.answer(plan.message_id, word):
                    await self._note_answer(someone)

    async def _note_answer(self, someone: Someone) -> None:
        """Note that somebody answers now, where the bot takes it for an answer."""
        await self.talk.settle()
        replies, citizens = schema.replies.c, schema.citizens.c
        mine = select(exists().where(replies.citizen_id == citizens.id, replies.at == self.now))
        async with self.talk.app.store.look() as memory:
            if await memory.connection.scalar(mine.where(citizens.chat_id == someone.phone.id)):
                self.answers.append((someone.phone.id, self.now))

    async def _agree(self, someone: Someone) -> None:
        """They become a citizen who may be asked; of some, somebody asked them something at once."""
        now, phone = self.now, someone.phone
        profile = Profile(
            postcode=someone.postcode, door=someone.door, likes=self.chance.getrandbits(8), radius=10
        )
        phone.started = True
        async with self.talk.app.store.begin() as memory:
            language = phone.language_code or "nl"
            await memory.chats.open(phone.id, bot_id=1, update_id=phone.id, language=language, now=now)
            one = await memory.citizens.add(phone.id, profile, now=now)
            asked = now if someone.asked_before else None
            await memory.citizens.change(one.id, now=now, may_ask=True, agreed=now, asked=asked)
            for kind in Consent:
                await memory.citizens.consent(one.id, kind, version="1", language=language, now=now)
        someone.agreed = someone.first_agreed = now

    async def _mute(self, someone: Someone) -> None:
        """Nothing more from the organisation of the newest message that says who asks."""
        if not someone.press("asked/") or not someone.phone.messages:
            return
        await self.talk.settle()
        if someone.answer(someone.phone.messages[-1].id, "stop"):
            await self.talk.settle()
        if someone.press("only/"):
            someone.muted_at = self.now
            await self.talk.settle()
            async with self.talk.app.store.look() as memory:
                _, citizen = await memory.chats.glance(someone.phone.id) or (None, None)
                assert citizen is not None
                someone.muted = {one.organisation_id for one in await memory.mutes.of_citizen(citizen.id)}

    async def heard(self, method: str, params: dict[str, Any]) -> None:
        """Note a message that nobody's act called for; who hears one may answer it later."""
        chat = int(params.get("chat_id", 0))
        if not method.startswith("send") or method == "sendChatAction" or chat == self.acting:
            return
        someone = self.people[chat]
        newest = max(someone.phone.chat.messages)
        self.arrivals.append(Arrival(chat, newest, self.now, someone.wants_nothing(self.now)))
        if self.chance.random() < 0.6:
            at = self.now + ANSWER_AFTER * self.chance.random()
            heapq.heappush(self.plans, Plan(at, chat, Act.ANSWER, newest))

    async def tried(self, method: str, params: dict[str, Any]) -> None:
        """Note what is asked of who has blocked the bot, which it was told."""
        someone = self.people.get(int(params.get("chat_id", 0)))
        is_delivery = method.startswith("send") and "asked/" in str(params.get("reply_markup"))
        if is_delivery and someone is not None and someone.phone.blocked:
            self.unheard.append(f"blocked: {someone.phone.name} was written to at {self.now}")


@asynccontextmanager
async def year(
    url: str, seed: int, campaign: Campaign, number: int, first: datetime, last: datetime
) -> AsyncIterator[Year]:
    """So many citizens and the asks of organisations, all of whose doings lie between two times."""
    chance = Random(seed)
    talk = Talk(url, languages=LANGUAGES, seed=seed, campaign=campaign, start=first)
    talk.clock = StandingClock(first.astimezone(UTC))
    talk.telegram = Telegram(now=talk.clock.now, seed=seed)
    with _small_slices():
        async with talk:
            lived = Year(talk, chance)
            talk.telegram.before_call, talk.telegram.after_call = lived.tried, lived.heard
            await _settle(lived, campaign, last)
            for each in range(number):
                _come(lived, each, first, last)
            yield lived


@contextlib.contextmanager
def _small_slices() -> Any:
    before = dict(moments.SLICE), choosing.SLICE
    moments.SLICE.update({True: SLICE, False: SLICE})
    choosing.SLICE = SLICE
    try:
        yield
    finally:
        moments.SLICE.update(before[0])
        choosing.SLICE = before[1]


def _come(lived: Year, number: int, first: datetime, last: datetime) -> None:
    chance = lived.chance
    phone = lived.talk.telegram.add_person(f"Citizen {number}", chance.choice(("en", "nl")))
    lived.people[phone.id] = Someone(
        phone=phone,
        postcode=FAR if chance.random() < 0.1 else chance.choice(TOWNS),
        door=chance.choice((None, *Door)),
        asked_before=chance.random() < 0.4,
    )
    for plan in life(phone.id, chance, first, last):
        heapq.heappush(lived.plans, plan)


async def _settle(lived: Year, campaign: Campaign, last: datetime) -> None:
    """The town, where much has room, and asks of organisations: in the weeks and between them."""
    chance, now = lived.chance, lived.now
    columns = schema.opportunities.c
    starts = [week.opens(campaign.zone) + timedelta(days=chance.uniform(0, 9)) for week in campaign.weeks]
    starts += [now + (last - now) * chance.random() for _ in range((last - now) // BETWEEN)]
    async with lived.talk.app.store.begin() as memory:
        await settle_town(memory, campaign.weeks[0].opens(campaign.zone))
        roomy = columns.id.in_((VISIT, READING, TALK, ONLINE))
        await memory.connection.execute(update(schema.opportunities).where(roomy).values(places=50))
        for each in sorted(starts):
            number = chance.choice((VISIT, READING, TALK, REPAIR, CANTEEN))
            one = await memory.opportunities.get(number)
            assert one is not None
            key = await memory.asks.add(
                one.organisation_id,
                number,
                state=AskState.SENDING,
                words="Would you?",
                audience=Audience(),
                starts=each,
                deadline=each + timedelta(days=3),
                gap=120,
                now=now,
            )
            await memory.asks.change(key, next_wave=each)
