"""Trials as people live them: who reads which way, how many are put into words, and what is told when."""

import asyncio
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from bot.letters import Letters
from bot.rounds import run_rounds
from bot.trials import count_trials
from campaign import lots
from campaign.experiments import Arm, Outcome, Trying, told_from
from campaign.lots import Way
from campaign.values import AskState, WhyNot
from sandbox.person import Person
from storage import schema
from tests import asked
from tests.bot.test_moments import START, come, in_town, live_until
from tests.dump import rows_of
from tests.talk import Talk
from tests.town import REPAIR
from tests.weeks import MOMENTS, at, campaign

MINA, TEAM = 77, 78
HEADS_UP, ASK, FOLLOW_UP, _ = MOMENTS


async def by_citizen(talk: Talk, people: list[Person]) -> dict[int, Person]:
    """Phones by the citizen's id."""
    rows = await rows_of(talk.app.store, "citizens")
    phones = {person.id: person for person in people}
    return {row["id"]: phones[row["chat_id"]] for row in rows if row["chat_id"] in phones}


async def two_ways(talk: Talk, number: int) -> tuple[int, list[Person]]:
    """An ask in two wordings, planned for so many; Mina acts for its organisation."""
    now = talk.clock.now()
    async with talk.app.store.begin() as memory:
        people = await asked.citizens(memory, number, now)
        await asked.change(memory, "opportunities", REPAIR, places=number, starts=None)
        ask = await asked.ask(
            memory,
            now,
            opportunity=REPAIR,
            organisation_id=2,
            words="Kom je langs?",
            words_language="en",
            second_words="Help je een uur?",
            sent=now,
        )
        await asked.plan(memory, ask, people, now)
        await memory.chats.open(MINA, bot_id=1, update_id=1, language="en", now=now)
        await memory.members.add(MINA, 2, name="Mina", now=now)
    talk.telegram.add_person("Mina", "en", user_id=MINA).started = True
    return ask, asked.phones(talk.telegram, number)


async def trials(talk: Talk) -> list[dict[str, Any]]:
    """What was counted."""
    return await rows_of(talk.app.store, "trials")


async def test_each_half_reads_its_words_and_what_came_of_it_is_told_at_the_end(talk: Talk) -> None:
    ask, people = await two_ways(talk, 24)
    await talk.settle()
    phones = await by_citizen(talk, people)
    words = {Way.FIRST: "Kom je langs?", Way.SECOND: "Help je een uur?"}
    drawn = {citizen: lots.of_ask(citizen, ask) for citizen in phones}
    for citizen, phone in phones.items():
        (message,) = phone.messages
        way = drawn[citizen]
        assert words[way] in message.text
        assert words[way.other] not in message.text
    halves = {way: [phones[key] for key, one in drawn.items() if one is way] for way in Way}
    for phone in halves[Way.SECOND][:5]:
        await talk.does(phone, "[👍 Yes]")
    for phone in halves[Way.SECOND][:4]:
        await talk.does(phone, f"[Only my name: {phone.name}]")
        await talk.does(phone, "[✅ Yes, this is right]")
    await talk.does(halves[Way.FIRST][0], "[Not now]")
    async with talk.app.store.begin() as memory:
        await memory.asks.set_state(ask, AskState.ENDED, now=talk.clock.now())
        end = told_from(talk.clock.now())
    await talk.pass_time(timedelta(hours=70))
    assert await trials(talk) == []
    assert not [one for one in await rows_of(talk.app.store, "notices") if one["address"].endswith("ways")]
    talk.clock.move(end)
    await run_rounds(talk.app)
    (found,) = await trials(talk)
    assert (found["what"], found["ask_id"]) == ("words", ask)
    assert found["counted"] >= end
    sizes = [len(halves[way]) for way in Way]
    async with talk.app.store.look() as memory:
        kept = (await memory.trials.counted(Trying.WORDS, [ask]))[ask].outcome
    assert kept == Outcome(Arm(sizes[0], 1, 0), Arm(sizes[1], 5, 4)), "a yes that nobody finished is none"
    await talk.pass_time(timedelta(hours=20))
    (told,) = [one for one in await rows_of(talk.app.store, "notices") if one["address"].endswith("/ways")]
    assert (told["chat_id"], told["address"]) == (MINA, f"theask/{ask}/ways")
    assert len(await trials(talk)) == 1, "it is counted once"


async def test_each_way_is_put_into_words_once_in_a_language(talk: Talk) -> None:
    """Not for each person: a broadcast in two wordings costs what two asks do."""
    ask, _ = await two_ways(talk, 40)
    now = talk.clock.now()
    async with talk.app.store.begin() as memory:
        claimed = await memory.deliveries.claim(100, now=now, budget=talk.app.campaign.budget)
    letters = Letters(talk.app)
    await letters.prepare(claimed)
    assert len(claimed) == 40
    assert {(key.ask_id, key.wording) for key in letters._kept} == {(ask, Way.FIRST), (ask, Way.SECOND)}
    screens = [letters.delivery(one) for one in claimed]
    assert all(screens)


async def test_a_week_with_two_openings_and_a_holdout(database_url: str) -> None:
    """Each reads the opening of their lot; some get no follow-up; both are counted after the week."""
    moments = [HEADS_UP, ASK, FOLLOW_UP]
    week = campaign(moments, holdout=0.5)
    async with Talk(database_url, campaign=week, start=START, team_ids=[TEAM]) as talk:
        await in_town(talk)
        talk.telegram.add_person("Tessa", "en", user_id=TEAM).say("/start")
        await talk.settle()
        people = [await come(talk, f"Person {number}") for number in range(24)]
        async with talk.app.store.begin() as memory:
            for moment in moments:
                assert await memory.moments.try_openings(moment, True)
        await live_until(talk, at(22, 19))
        firsts = {
            "heads-up": (
                "On Monday 18 January the Week of Asking begins.",
                "On Monday 18 January I have a question for you.",
            ),
            "ask": (
                "It is the Week of Asking.",
                "It is the Week of Asking. You are free to say yes or no to this.",
            ),
            "follow-up": (
                "There is still a place for you.",
                "You did not answer yet. Yes or no, both are fine.",
            ),
        }
        phones = await by_citizen(talk, people)
        for moment in moments:
            openings = firsts[moment.name]
            for citizen, phone in phones.items():
                way = lots.of_moment(citizen, *moment.key)
                row = await _delivery(talk, moment.name, citizen)
                if row["reason"] == WhyNot.HELD_OUT:
                    assert (row["held"], row["opening"]) == (True, None)
                    assert len(phone.messages) == 2
                    continue
                assert row["opening"] == way
                assert row["held"] is (False if moment is FOLLOW_UP else None)
                heads = [one.text.splitlines()[0] for one in phone.messages]
                assert openings[way - 1] in heads
                assert openings[way.other - 1] not in heads
        (early,) = await trials(talk)
        assert await _name(talk, early["moment_id"]) == "heads-up", "of which nothing is sent for six days"
        await live_until(talk, at(26, 19, 0))
        counted = {(row["what"], await _name(talk, row["moment_id"])): row for row in await trials(talk)}
        assert counted.keys() == {
            *(("opening", moment.name) for moment in moments),
            ("holdout", "follow-up"),
        }
        held = counted["holdout", "follow-up"]
        assert held["first_people"] + held["second_people"] == 24
        assert held["second_people"] > 3
        for moment in moments:
            row = counted["opening", moment.name]
            assert row["counted"] >= told_from(moment.deadline)
            assert row["first_people"] > 0
            assert row["second_people"] > 0
        told = {one["address"] for one in await rows_of(talk.app.store, "notices") if one["chat_id"] == TEAM}
        assert {f"team/trial/{what}/{row['moment_id']}" for (what, _), row in counted.items()} <= told


async def test_what_is_due_is_counted_by_one_of_two_processes(talk: Talk) -> None:
    ask, _ = await two_ways(talk, 6)
    await talk.settle()
    async with talk.app.store.begin() as memory:
        await memory.asks.set_state(ask, AskState.FILLED, now=talk.clock.now())
    now = told_from(talk.clock.now())
    async with Talk.beside(talk) as other:
        await asyncio.gather(count_trials(talk.app, now), count_trials(other.app, now))
    assert len(await trials(talk)) == 1
    told = [one for one in await rows_of(talk.app.store, "notices") if one["address"].endswith("/ways")]
    assert len(told) == 1


async def _delivery(talk: Talk, name: str, citizen: int) -> dict[str, Any]:
    deliveries, moments = schema.deliveries, schema.moments
    async with talk.app.store.look() as memory:
        found = await memory.connection.execute(
            select(deliveries)
            .join(moments, moments.c.id == deliveries.c.moment_id)
            .where(moments.c.name == name, deliveries.c.citizen_id == citizen)
        )
        return dict(found.one()._mapping)


async def _name(talk: Talk, moment_id: int) -> str:
    async with talk.app.store.look() as memory:
        found = select(schema.moments.c.name).where(schema.moments.c.id == moment_id)
        return str((await memory.connection.execute(found)).scalar_one())
