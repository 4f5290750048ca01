"""Two who come only if the other comes: whatever anybody does, no place leaks or counts twice.

A failure names its seed and what was done.
"""

import asyncio
import logging
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta
from itertools import count
from random import Random
from typing import Any

import pytest
from sqlalchemy import update

from bot.compose import compose
from bot.receive import receive
from bot.rounds import run_rounds
from campaign.values import Answer
from dialogs.screen import Incoming, Screen
from storage import schema
from tests.dump import rows_of
from tests.invitations import FATIMA, citizen, link
from tests.talk import LANGUAGES, START, Talk
from tests.town import VISIT, settle_town

BRAM, CEM, DIRK = 1002, 1003, 1004
"""One who is new, one who comes by a link too, and one who comes by himself."""
NAMES = {FATIMA: "Fatima", BRAM: "Bram", CEM: "Cem", DIRK: "Dirk"}
STEPS = 60
NUMBERS = count(1)
TAPS = (
    "invited/{i}",
    "invited/{i}/{n}/yes",
    "invited/{i}/notnow",
    "reply/{n}/yes?a1",
    "reply/{n}/yes?a0",
    "reply/{n}/no?a1",
    "reply/{n}/maybe?a1",
    "reply/{n}/anyway?a1",
    "keep/{n}/yes/on?a1",
    "keep/{n}/yes/on?a1",
    "keep/on?a1p3331",
    "cancel/{n}/yes",
    "alone/{n}?a1",
    "share/{n}/name",
    "share/{n}/send",
    "together/{n}/on",
    "comes/{i}/on",
    "comes/{i}/off",
    "unheld/{i}/1",
    "bothgo/{i}/1",
    "forget/yes",
)
WAYS = {
    True: (("keep/on?a1p3331", "cancel/{n}/yes", "together/{n}/on"), ("comes/{i}/on",), ("comes/{i}/off",)),
    False: (
        ("opens", "invited/{i}/{n}/yes", "keep/{n}/yes/on?a1"),
        ("opens", "invited/{i}/{n}/yes"),
        ("cancel/{n}/yes", "reply/{n}/no?a1"),
    ),
}
"""What Fatima does in a row, and what the others do, where nothing comes between."""
TIMES = tuple(timedelta(minutes=minutes) for minutes in (1, 30, 61, 61, 60 * 25, 60 * 49))


@asynccontextmanager
async def town(url: str, places: int) -> AsyncIterator[Talk]:
    """Fatima and Cem are citizens, Dirk too; there are so many places for visitors of an old neighbour."""
    async with Talk(url, languages=LANGUAGES) as talk:
        async with talk.app.store.begin() as memory:
            await settle_town(memory, START)
            here = schema.opportunities.c.id == VISIT
            await memory.connection.execute(update(schema.opportunities).where(here).values(places=places))
            for chat in (FATIMA, CEM, DIRK):
                await citizen(memory, chat, START)
        yield talk


async def come(talk: Talk, chat: int, **what: Any) -> Screen:
    """Tap a button, or open a link."""
    return (await receive(talk.app, Incoming(1, next(NUMBERS), chat, NAMES[chat], None, "en", **what))).screen


async def newest(talk: Talk) -> dict[str, Any] | None:
    """The last invitation to come together."""
    found = [row for row in await rows_of(talk.app.store, "invitations") if row["together"]]
    return found[-1] if found else None


async def look(talk: Talk, did: list[str]) -> None:
    """What is taken is what is held and what stands; nobody has two places."""
    store = talk.app.store
    (one,) = [row for row in await rows_of(store, "opportunities") if row["id"] == VISIT]
    held = [row for row in await rows_of(store, "holds") if row["opportunity_id"] == VISIT]
    people = {row["id"]: row["chat_id"] for row in await rows_of(store, "citizens")}
    yes = [
        people[row["citizen_id"]]
        for row in await rows_of(store, "replies")
        if row["opportunity_id"] == VISIT and row["answer"] == "yes" and row["citizen_id"] is not None
    ]
    chats = [row["chat_id"] for row in held if row["chat_id"] is not None]
    assert one["taken"] == len(held) + len(yes), did
    assert one["taken"] <= one["places"], did
    assert len(set(chats + yes)) == len(chats + yes), did
    by_pair = [row["invitation_id"] for row in held if row["together"]]
    assert all(by_pair.count(number) <= 2 for number in by_pair), did


class Playing:
    """People who do anything at all about one thing, by chance; `seen` counts how far the two came."""

    def __init__(self, talk: Talk, chance: Random) -> None:
        self.talk = talk
        self.chance = chance
        self.did: list[str] = []
        self.seen: Counter[str] = Counter()

    async def step(self) -> None:
        """One of them does something or several things, or time passes; one looks after each."""
        if self.chance.random() < 0.1:
            time = self.chance.choice(TIMES)
            self.did.append(f"{time} pass")
            self.talk.clock.move(self.talk.clock.now() + time)
            await run_rounds(self.talk.app)
            await self._look()
            return
        who = self.chance.choice((FATIMA, FATIMA, BRAM, CEM, DIRK))
        whole = self.chance.random() < 0.5
        await self.does(
            who, *(self.chance.choice(WAYS[who == FATIMA]) if whole else (self.chance.choice(TAPS),))
        )

    async def does(self, who: int, *taps: str) -> None:
        """Somebody taps one thing after the other; one looks after each."""
        for what in taps:
            await self._does(who, what)
            await self._look()

    async def _does(self, who: int, what: str) -> None:
        it = await newest(self.talk)
        self.did.append(f"{NAMES[who]}: {what}")
        if what == "opens":
            await come(self.talk, who, command="start", payload=f"i_{it['code'] if it else 'nothing'}")
        else:
            await come(self.talk, who, address=what.format(i=it["id"] if it else 1, n=VISIT))

    async def _look(self) -> None:
        await look(self.talk, self.did)
        it = await newest(self.talk)
        async with self.talk.app.store.look() as memory:
            two = await memory.pairs.of(it["id"] if it else None)
            if two is not None:
                self.seen["waits"] += two.waiting is not None
                self.seen["both go"] += two.comes and await memory.pairs.friend_comes(two)


def wrong(caplog: pytest.LogCaptureFixture) -> list[str]:
    """What went wrong meanwhile."""
    return [
        f"{record.getMessage()} {getattr(record, 'where', '')}"
        for record in caplog.records
        if record.levelno >= logging.ERROR
    ]


@pytest.mark.parametrize("places", [2, 4])
@pytest.mark.parametrize("seed", range(6))
async def test_no_place_leaks_or_counts_twice(
    seed: int, places: int, sqlite_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    async with town(sqlite_url, places) as talk:
        await plays(talk, seed, caplog)


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
@pytest.mark.parametrize("seed", range(100, 102))
async def test_nor_on_postgresql(seed: int, database_url: str, caplog: pytest.LogCaptureFixture) -> None:
    async with town(database_url, 2) as talk:
        await plays(talk, seed, caplog)


async def plays(talk: Talk, seed: int, caplog: pytest.LogCaptureFixture) -> None:
    """So many things are done; three days later nothing is held."""
    playing = Playing(talk, Random(seed))
    await playing.does(FATIMA, *WAYS[True][0])
    await playing.does(CEM, *WAYS[False][0])
    for _ in range(STEPS):
        await playing.step()
        assert not wrong(caplog), (seed, playing.did)
    talk.clock.move(talk.clock.now() + timedelta(days=3))
    for _ in range(2):
        await run_rounds(talk.app)
    await look(talk, playing.did)
    assert not await rows_of(talk.app.store, "holds"), (seed, playing.did)
    assert playing.seen["waits"], seed


async def two_asked(talk: Talk, *, waits: bool) -> int:
    """Fatima asks a friend along, and the friend's yes waits for hers; the invitation."""
    async with talk.app.store.begin() as memory:
        found = await memory.chats.glance(FATIMA)
        assert found is not None
        assert found[1] is not None
        it = await link(memory, found[1], "together", START, opportunity_id=VISIT, together=True)
    await come(talk, FATIMA, address=f"together/{VISIT}/on")
    await come(talk, CEM, command="start", payload="i_together")
    if waits:
        await come(talk, CEM, address=f"invited/{it.id}/{VISIT}/yes")
    return it.id


Race = Callable[[int], tuple[str, str]]
RACES: dict[str, Race] = {
    "he does not wait": lambda it: (f"comes/{it}/on", f"reply/{VISIT}/anyway"),
    "he withdraws": lambda it: (f"comes/{it}/on", f"reply/{VISIT}/no"),
    "he is forgotten": lambda it: (f"comes/{it}/on", "forget/yes"),
    "she calls it off": lambda it: (f"comes/{it}/off", f"reply/{VISIT}/anyway"),
    "she is forgotten": lambda it: ("forget/yes", f"reply/{VISIT}/yes"),
}


@pytest.mark.parametrize("race", RACES.values(), ids=RACES.keys())
async def test_two_at_the_same_moment_take_their_own_place_each(
    race: Race, database_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    async with town(database_url, 3) as talk:
        hers, his = race(await two_asked(talk, waits=True))
        await asyncio.gather(come(talk, FATIMA, address=hers), come(talk, CEM, address=his))
        await look(talk, [hers, his])
        assert not wrong(caplog)


async def test_two_yeses_at_the_same_moment_are_two_who_come(database_url: str) -> None:
    async with town(database_url, 2) as talk:
        number = await two_asked(talk, waits=False)
        await asyncio.gather(
            come(talk, FATIMA, address=f"reply/{VISIT}/yes"),
            come(talk, CEM, address=f"invited/{number}/{VISIT}/yes"),
        )
        assert [row["answer"] for row in await rows_of(talk.app.store, "replies")] == ["yes", "yes"]
        assert await held_for(talk) == []


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_a_friend_does_not_wait_for_a_yes_that_is_just_being_saved(database_url: str) -> None:
    """Her yes is said and not saved yet when his is: his waits for it, and sees it."""
    async with town(database_url, 2) as talk:
        number = await two_asked(talk, waits=False)
        async with talk.app.store.begin() as memory:
            opened = await memory.chats.open(FATIMA, bot_id=4, update_id=1, language="en", now=START)
            his = asyncio.create_task(come(talk, CEM, address=f"invited/{number}/{VISIT}/yes"))
            await asyncio.sleep(0.5)
            assert not his.done()
            assert opened.citizen is not None
            await memory.holds.use(VISIT, FATIMA)
            await memory.replies.put(
                opened.citizen.id, VISIT, Answer.YES, origin="campaign", language="en", now=START
            )
        assert (await his).text.plain.startswith("Your place is held.")
        assert await held_for(talk) == []
        await look(talk, [])


async def test_the_friends_yes_reaches_nobody_but_the_asker_until_both_said_yes(sqlite_url: str) -> None:
    """Nothing is shared with an organisation, no reply is counted, and who stopped hears nothing."""
    async with town(sqlite_url, 2) as talk:
        number = await two_asked(talk, waits=True)
        store = talk.app.store
        assert not await rows_of(store, "replies")
        (notice,) = [row for row in await rows_of(store, "notices") if row["address"].startswith("comes/")]
        assert (notice["chat_id"], notice["address"].split("/")[1]) == (FATIMA, str(number))
        await come(talk, CEM, address=f"share/{VISIT}/send")
        assert not await rows_of(store, "introductions")
        await come(talk, FATIMA, address=f"comes/{number}/on")
        yes = [(row["origin"], row["answer"]) for row in await rows_of(store, "replies")]
        assert sorted(yes) == [("campaign", "yes"), ("friend", "yes")]
        assert not (await come(talk, CEM, address=f"plan/{VISIT}/go")).text.plain.startswith("May I tell")


async def test_an_asker_who_came_by_themselves_hears_that_they_go_together(sqlite_url: str) -> None:
    """Her friend said yes at night; before she is asked in the morning, she says yes of her own accord."""
    async with town(sqlite_url, 2) as talk:
        talk.clock.move(START + timedelta(hours=9))
        number = await two_asked(talk, waits=True)
        await come(talk, FATIMA, address=f"reply/{VISIT}/yes")
        addresses = {row["chat_id"]: row["address"] for row in await rows_of(talk.app.store, "notices")}
        hers, his = addresses[FATIMA], addresses[CEM]
        assert (hers.split("/")[:2], his.split("/")[:2]) == (["comes", str(number)], ["bothgo", str(number)])
        for chat, address in ((FATIMA, hers), (CEM, his)):
            seen = await compose(talk.app, chat, address)
            assert seen is not None
            assert seen.text.plain.startswith("You go together:")
            assert await compose(talk.app, DIRK, address) is None


async def test_a_second_friend_is_asked_as_always(sqlite_url: str) -> None:
    """The place that is held for two is the first friend's; there is room besides, or there is not."""
    async with town(sqlite_url, 3) as talk:
        number = await two_asked(talk, waits=True)
        seen = await come(talk, BRAM, command="start", payload="i_together")
        assert "will come if you come" not in seen.text.plain
        await come(talk, BRAM, address=f"invited/{number}/{VISIT}/yes")
        await come(talk, BRAM, address=f"keep/{VISIT}/yes/on?a1")
        seen = await come(talk, DIRK, address=f"reply/{VISIT}/yes")
        assert seen.text.plain.startswith("Good news")
        await look(talk, [])


async def test_two_places_are_held_once_and_not_beyond_their_time(sqlite_url: str) -> None:
    async with town(sqlite_url, 2) as talk:
        number = await two_asked(talk, waits=False)
        for _ in range(2):
            seen = await come(talk, FATIMA, address=f"together/{VISIT}/on")
            assert seen.text.plain.startswith("This is your message")
        assert [row["invitation_id"] for row in await rows_of(talk.app.store, "holds")] == [number] * 2
        seen = await come(talk, DIRK, address=f"together/{VISIT}/on")
        assert seen.text.plain.startswith("There are not two places left here.")
        talk.clock.move(talk.clock.now() + timedelta(hours=49))
        await run_rounds(talk.app)
        await come(talk, FATIMA, address=f"invitation/{number}")
        assert not await rows_of(talk.app.store, "holds")


async def held_for(talk: Talk) -> list[int | None]:
    """For whom places are held, in the order of their being held."""
    return [row["chat_id"] for row in await rows_of(talk.app.store, "holds")]


async def test_a_friend_who_does_not_come_after_all_is_not_told_of(sqlite_url: str) -> None:
    """The asker's question is answered by what is there: the place is theirs, and they may go alone."""
    async with town(sqlite_url, 2) as talk:
        number = await two_asked(talk, waits=True)
        await come(talk, CEM, address=f"reply/{VISIT}/no")
        assert await held_for(talk) == [FATIMA]
        seen = await come(talk, FATIMA, address=f"comes/{number}/on")
        assert seen.text.plain.startswith("The two places are no longer held for you two.")
        await come(talk, FATIMA, address=f"reply/{VISIT}/yes")
        assert await held_for(talk) == []
        await look(talk, [])


@pytest.mark.parametrize("ways", [("comes/{i}/off",), ("reply/{n}/no",), ("reply/{n}/yes", "cancel/{n}/yes")])
async def test_the_place_that_nobody_took_goes_with_the_asker(ways: tuple[str, ...], sqlite_url: str) -> None:
    async with town(sqlite_url, 2) as talk:
        number = await two_asked(talk, waits=False)
        assert await held_for(talk) == [FATIMA, None]
        for way in ways:
            await come(talk, FATIMA, address=way.format(i=number, n=VISIT))
        assert await held_for(talk) == []
        await look(talk, [])


async def test_a_friend_comes_at_once_where_the_asker_already_does(sqlite_url: str) -> None:
    """The last place is the friend's, though nothing else is free."""
    async with town(sqlite_url, 2) as talk:
        number = await two_asked(talk, waits=False)
        await come(talk, FATIMA, address=f"reply/{VISIT}/yes")
        seen = await come(talk, CEM, address=f"invited/{number}")
        assert seen.text.plain.startswith("Fatima asks you:")
        assert "will come if you come" not in seen.text.plain
        seen = await come(talk, CEM, address=f"invited/{number}/{VISIT}/yes")
        assert seen.text.plain.startswith("Your place is held.")
        assert await held_for(talk) == []
        await look(talk, [])
