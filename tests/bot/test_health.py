"""Asking that people run from rests by itself: seen on the phones of all who are in it."""

import asyncio
from datetime import datetime, timedelta
from itertools import product

from sqlalchemy import select

from bot.foresight import foresee
from bot.health import rest_asking
from bot.receive import receive
from bot.rounds import run_rounds
from campaign.values import AskState
from dialogs.screen import Incoming
from sandbox.person import Person
from storage import schema
from storage.forecast import RESTS
from tests import asked
from tests.asked import phones
from tests.bot.test_moments import come
from tests.desk import staff
from tests.dump import rows_of
from tests.journeying import MIA, NOOR, TESSA
from tests.talk import START, Talk
from tests.town import GARDEN, settle_town
from tests.weeks import MOMENTS, at, campaign

PEOPLE = 40
FIRST = 10
"""So many got the ask before anybody stopped."""


async def begin(talk: Talk, now: datetime = START) -> tuple[int, list[Person], Person, Person]:
    """An ask planned for many, of whom the first got it: the ask, their phones, Mia's and Tessa's."""
    mia = talk.telegram.add_person("Mia", "en", user_id=MIA)
    tessa = talk.telegram.add_person("Tessa", "en", user_id=TESSA)
    mia.started = True
    async with talk.app.store.begin() as memory:
        await settle_town(memory, now)
        await staff(memory, (MIA,), now)
        ids = await asked.citizens(memory, PEOPLE, now)
        ask = await asked.ask(memory, now, opportunity=GARDEN, sent=now, next_wave=now + timedelta(days=2))
        await asked.plan(memory, ask, ids[:FIRST], now)
        await asked.change(memory, "opportunities", GARDEN, places=50)
    people = phones(talk.telegram, PEOPLE)
    await talk.does(tessa, "/start")
    return ask, people, mia, tessa


async def stop(talk: Talk, some: list[Person]) -> None:
    """These people have the message, and want no more."""
    for person in some:
        person.tap("🔕 No more")
    await talk.settle()


async def state(talk: Talk, ask: int) -> tuple[AskState, str | None]:
    async with talk.app.store.look() as memory:
        it = await memory.asks.get(ask)
    assert it is not None
    return it.state, it.why


async def more(talk: Talk, ask: int, first: int, last: int) -> None:
    """Plan the ask for more people, due now."""
    async with talk.app.store.begin() as memory:
        ids = list(
            await memory.connection.scalars(select(schema.citizens.c.id).order_by(schema.citizens.c.id))
        )
        await asked.plan(memory, ask, ids[first:last], talk.clock.now())


def heard(person: Person, words: str) -> int:
    """How many messages on a phone have these words."""
    return sum(words in message.text for message in person.messages)


async def test_an_ask_that_people_run_from_rests_goes_on_and_rests_anew(database_url: str) -> None:
    async with Talk(database_url, team_ids=[TESSA], start=START) as talk:
        ask, people, mia, tessa = await begin(talk)
        assert all(len(person.messages) == 1 for person in people[:FIRST])
        await stop(talk, people[:2])
        await run_rounds(talk.app)
        assert await state(talk, ask) == (AskState.SENDING, None), "two may be chance"

        await stop(talk, people[2:3])
        await more(talk, ask, FIRST, FIRST + 5)
        await asyncio.gather(*(rest_asking(talk.app, talk.clock.now()) for _ in range(3)))
        await talk.settle()
        assert await state(talk, ask) == (AskState.PAUSED, "optouts")
        assert not any(person.messages for person in people[FIRST : FIRST + 5]), "what is planned waits"
        assert heard(tessa, "Too many people wanted no more messages after this") == 1
        assert heard(tessa, "300 of every 1,000 messages. The limit is 10.") == 1
        assert heard(mia, "Your ask rests for a while.") == 1
        await talk.pass_time(timedelta(minutes=5))
        assert heard(tessa, "Too many people") == 1, "it is told once"

        tessa.tap("▶️ Let it go on")
        await talk.settle()
        tessa.tap("It looks like chance")
        await talk.settle()
        assert heard(tessa, "It went on: It looks like chance") == 1
        assert await state(talk, ask) == (AskState.SENDING, None)
        assert all(len(person.messages) == 1 for person in people[FIRST : FIRST + 5])
        assert heard(mia, "Your ask rests for a while.") == 0, "what it says now stands there"
        noted = [row["what"] for row in await rows_of(talk.app.store, "audit")]
        assert noted == ["ask_rests", "went_on_chance"]

        await stop(talk, people[FIRST : FIRST + 2])
        await run_rounds(talk.app)
        assert await state(talk, ask) == (AskState.SENDING, None), "it counts anew"
        await stop(talk, people[FIRST + 2 : FIRST + 3])
        await run_rounds(talk.app)
        await talk.settle()
        assert await state(talk, ask) == (AskState.PAUSED, "optouts")
        assert heard(tessa, "Too many people") == 2
        assert heard(mia, "Your ask rests for a while.") == 1
        tessa.tap("⏹ Close it")
        await talk.settle()
        tessa.tap("⏹ Yes, stop it")
        await talk.settle()
        assert (await state(talk, ask))[0] is AskState.STOPPED
        assert heard(tessa, "It is closed. Nothing of it goes out any more.") == 1


async def test_what_rests_stands_in_the_preview_and_nothing_of_it_goes(sqlite_url: str) -> None:
    async with Talk(sqlite_url, team_ids=[TESSA], start=START) as talk:
        ask, people, _, tessa = await begin(talk)
        await stop(talk, people[:3])
        await more(talk, ask, FIRST, FIRST + 5)
        now = talk.clock.now()
        forecast = await foresee(talk.app, now, now + timedelta(hours=3), pace=25)
        assert await state(talk, ask) == (AskState.SENDING, None), "it looks ahead on a copy"
        assert forecast.reasons() == {RESTS: 5}
        assert not [line for line in forecast.went if line.what == "ask"]
        assert [line.what for line in forecast.went] == ["team", "theask"]
        await run_rounds(talk.app)
        await talk.settle()
        await talk.does(tessa, "/preview")
        assert "⏸ 1 thing rests now, and goes on resting." in tessa.messages[-1].text
        await talk.does(tessa, "/team")
        assert "⏸ 1 thing rests: too many people left" in tessa.messages[-1].text


async def test_a_moment_that_people_run_from_rests_until_it_goes_on_or_is_called_off(
    database_url: str,
) -> None:
    heads_up = MOMENTS[0]
    async with Talk(database_url, team_ids=[TESSA], campaign=campaign([heads_up]), start=at(14, 9)) as talk:
        async with talk.app.store.begin() as memory:
            await settle_town(memory, at(20, 9))
        tessa = talk.telegram.add_person("Tessa", "en", user_id=TESSA)
        await talk.does(tessa, "/start")
        people = [await come(talk, f"P{number}") for number in range(12)]
        talk.clock.move(at(15, 11, 1))
        async with talk.app.store.begin() as memory:
            ids = [row.id for row in await memory.connection.execute(select(schema.citizens.c.id))][-3:]
            for number in ids:
                await memory.citizens.change(number, now=talk.clock.now(), paused_until=at(15, 12))
        await run_rounds(talk.app)
        async with talk.app.store.begin() as memory:
            await memory.connection.execute(
                schema.deliveries.update()
                .where(schema.deliveries.c.citizen_id.in_(ids))
                .values(state="planned", reason=None, settled=None, step="heads_up", due=at(15, 12))
            )
        await talk.settle()
        assert [len(person.messages) for person in people] == [1] * 9 + [0] * 3
        await stop(talk, people[:3])
        await run_rounds(talk.app)
        await talk.settle()
        assert heard(tessa, "📣 The week is coming · Week of Asking") == 1
        talk.clock.move(at(15, 12, 1))
        await run_rounds(talk.app)
        await talk.settle()
        assert not any(person.messages for person in people[-3:]), "what is planned waits"
        await talk.does(tessa, "[👁 Look at it]")
        assert "⏸ It rests: too many people wanted no more messages after it." in tessa.messages[-1].text
        await talk.does(tessa, "[⏸ Why it rests]")
        await talk.does(tessa, "[▶️ Let it go on]")
        await talk.does(tessa, "[Something else made people leave]")
        assert all(len(person.messages) == 1 for person in people[-3:])
        await stop(talk, people[-3:])
        await run_rounds(talk.app)
        await talk.settle()
        assert heard(tessa, "Too many people") == 2, "of the first it is said that it went on"
        await talk.does(tessa, "[⏹ Close it]")
        await talk.does(tessa, "[⏹ Yes, call it off]")
        assert "It is closed. Nothing of it goes out any more." in tessa.messages[-1].text
        await talk.does(tessa, "[👁 Look at it]")
        assert "🚫 Called off" in tessa.messages[-1].text


async def test_only_the_team_lets_it_go_on(sqlite_url: str) -> None:
    """Whatever address somebody of the organisation or a stranger comes to."""
    async with Talk(sqlite_url, team_ids=[TESSA], start=START) as talk:
        ask, people, _, _ = await begin(talk)
        await stop(talk, people[:3])
        await run_rounds(talk.app)
        addresses = (f"theask/{ask}/go", f"team/ask/{ask}/go", "team/rest/1/go/chance", "team/rest/1/off/yes")
        for number, (who, address) in enumerate(product((MIA, NOOR), addresses)):
            incoming = Incoming(
                1, 10_000 + number, who, name="S", handle=None, language="en", address=address
            )
            await receive(talk.app, incoming)
            assert await state(talk, ask) == (AskState.PAUSED, "optouts")
        incoming = Incoming(1, 20_000, TESSA, name="T", handle=None, language="en", address=addresses[1])
        assert "Why may it go on?" in (await receive(talk.app, incoming)).screen.text.plain
        assert await state(talk, ask) == (AskState.PAUSED, "optouts"), "the reason is asked first"
