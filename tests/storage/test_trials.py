"""Trials: the lot a message carries stands with it, and what came of each way is counted once."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import insert, select, update

from campaign import lots
from campaign.budget import DEFAULT
from campaign.experiments import Arm, Outcome, Trying, told_from
from campaign.lots import Way
from campaign.records import Audience
from campaign.values import AskState
from storage import schema
from storage.claims import Claimed
from storage.memory import Memory
from storage.store import Store
from tests.asked import ask, change, citizens, plan
from tests.dump import rows_of
from tests.town import GARDEN, REPAIR, SOUP, settle_town
from tests.weeks import MOMENTS

DAYS_3 = timedelta(hours=72)
SECOND = timedelta(seconds=1)


async def claim(store: Store, now: datetime, limit: int = 100) -> list[Claimed]:
    """Claim in a transaction of its own."""
    async with store.begin() as memory:
        return await memory.deliveries.claim(limit, now=now, budget=DEFAULT)


async def stands(store: Store) -> dict[int, tuple[int | None, int | None]]:
    """Opening and wording of each delivery, by its id."""
    return {row["id"]: (row["opening"], row["wording"]) for row in await rows_of(store, "deliveries")}


async def test_the_wording_that_a_message_carries_stands_with_it(store: Store, now: datetime) -> None:
    """Drawn by citizen and ask, for each half; an ask in one wording draws nothing."""
    async with store.begin() as memory:
        await settle_town(memory, now)
        people = await citizens(memory, 40, now)
        await change(memory, "opportunities", REPAIR, places=100)
        two = await ask(memory, now, opportunity=REPAIR, words="Kom je?", second_words="Help je?")
        one = await ask(memory, now, opportunity=SOUP, words="Kom je?")
        await plan(memory, two, people[:30], now)
        await plan(memory, one, people[30:], now)
    taken = await claim(store, now)
    assert len(taken) == 40
    for each in taken:
        expected = lots.of_ask(each.citizen_id, two) if each.ask_id == two else None
        assert each.wording is expected
        assert each.opening is None
    kept = await stands(store)
    assert {one.id: (None, one.wording) for one in taken} == kept
    assert {wording for _, wording in kept.values()} == {1, 2, None}


async def test_the_opening_is_drawn_of_the_step_that_is_tried_alone(store: Store, now: datetime) -> None:
    _, moment, *_ = MOMENTS
    async with store.begin() as memory:
        await settle_town(memory, now)
        people = await citizens(memory, 24, now)
        assert await memory.moments.try_openings(moment, True)
        number = await memory.moments.begin(moment, now=now)
        rows = [
            {"moment_id": number, "citizen_id": who, "state": "planned", "due": now, "wave": 0, "fit": 5}
            | ({"step": "ask", "opportunity_id": REPAIR} if place < 20 else {"step": "someone"})
            for place, who in enumerate(people)
        ]
        for row in rows:
            await memory.connection.execute(insert(schema.deliveries).values(row))
    taken = await claim(store, now)
    assert len(taken) == 24
    for each in taken:
        drawn = lots.of_moment(each.citizen_id, *moment.key)
        assert each.opening is (drawn if each.step == "ask" else None)
    assert {one.id: (one.opening, None) for one in taken} == await stands(store)
    assert {one.opening for one in taken} == {Way.FIRST, Way.SECOND, None}


async def test_whether_two_openings_are_tried_is_settled_before_it_begins(
    store: Store, now: datetime
) -> None:
    _, moment, *_ = MOMENTS
    async with store.begin() as memory:
        await memory.moments.begin(moment, now=now)
        assert not await memory.moments.try_openings(moment, True)
        number = await memory.moments.begin(moment, now=now)
        row = (await memory.connection.execute(select(schema.moments))).one()
    assert (row.id, row.tries) == (number, "")


async def went(memory: Memory, number: int, person: int | None, way: int, now: datetime, **more: Any) -> None:
    """A message of an ask for the garden that arrived, in one of its two ways."""
    values = {
        "ask_id": number,
        "opportunity_id": GARDEN,
        "citizen_id": person,
        "wording": way,
        "state": "sent",
        "wave": 1,
        "fit": 1,
        "due": now,
        "settled": now,
    }
    await memory.connection.execute(insert(schema.deliveries).values(values | more))


async def replied(memory: Memory, person: int, answer: str, at: datetime, what: int = GARDEN) -> None:
    """An answer."""
    values = {"citizen_id": person, "opportunity_id": what, "origin": "organisation", "answer": answer}
    await memory.connection.execute(insert(schema.replies).values(**values, language="en", at=at))


async def test_an_answer_counts_that_is_given_to_this_ask_and_in_time(store: Store, now: datetime) -> None:
    async with store.begin() as memory:
        await settle_town(memory, now)
        people = await citizens(memory, 9, now)
        number = await ask(memory, now, words="Kom je?", second_words="Help je?")
        for person in people[:5]:
            await went(memory, number, person, 1, now)
        for person in people[5:7]:
            await went(memory, number, person, 2, now, state="unknown")
        await went(memory, number, None, 2, now)
        await went(memory, number, people[7], 2, now, state="skipped")
        await went(memory, number, people[8], 2, now, wording=None)
        await replied(memory, people[0], "yes", now - SECOND)
        await replied(memory, people[1], "yes", now)
        await replied(memory, people[2], "no", now + DAYS_3 - SECOND)
        await replied(memory, people[3], "yes", now + DAYS_3)
        await replied(memory, people[4], "yes", now + SECOND, what=SOUP)
        for person in people[5:]:
            await replied(memory, person, "maybe" if person == people[6] else "yes", now + SECOND)
    async with store.look() as memory:
        outcome = await memory.trials.count(Trying.WORDS, number)
        reached = await memory.trials.reached(Trying.WORDS, number)
    assert outcome == Outcome(Arm(5, 2, 1), Arm(3, 2, 1))
    assert reached == {Way.FIRST: 5, Way.SECOND: 3}


async def test_of_follow_ups_all_count_who_would_get_one(store: Store, now: datetime) -> None:
    """By intention to treat: whatever became of the message, and from the moment's beginning on for all."""
    _, _, follow_up, _ = MOMENTS
    begun = follow_up.at
    async with store.begin() as memory:
        await settle_town(memory, now)
        people = await citizens(memory, 8, now)
        number = await memory.moments.begin(follow_up, now=begun)
        rows = [
            *zip(people[:3], ("sent", "missed", "skipped"), [False] * 3, strict=True),
            *[(person, "skipped", True) for person in people[3:6]],
            (people[6], "sent", None),
        ]
        for person, state, held in rows:
            values = {"moment_id": number, "citizen_id": person, "state": state, "held": held}
            await memory.connection.execute(
                insert(schema.deliveries).values(**values, wave=0, fit=1, due=begun, settled=begun + DAYS_3)
            )
        for person in (people[1], people[3], people[6]):
            await replied(memory, person, "yes", begun + SECOND, what=SOUP)
        await replied(memory, people[2], "no", begun + 2 * DAYS_3 - SECOND)
        await replied(memory, people[4], "yes", begun - SECOND)
        await replied(memory, people[5], "yes", begun + 2 * DAYS_3)
    async with store.look() as memory:
        outcome = await memory.trials.count(Trying.HOLDOUT, number, within=2 * DAYS_3, since=begun)
    assert outcome == Outcome(Arm(3, 2, 1), Arm(3, 1, 1))


@pytest.mark.parametrize("state", [AskState.FILLED, AskState.ENDED, AskState.STOPPED])
async def test_an_ask_is_counted_once_when_it_is_over_and_all_had_their_time(
    store: Store, now: datetime, state: AskState
) -> None:
    async with store.begin() as memory:
        await settle_town(memory, now)
        number = await ask(memory, now, words="Kom je?", second_words="Help je?", sent=now)
        await ask(memory, now, words="Kom je?", sent=now, state=state.value, ended=now)
        await ask(memory, now, words="Kom je?", second_words="Nee", state="refused", ended=now)

    async def due(at: datetime) -> list[int]:
        async with store.look() as memory:
            return await memory.trials.due(at)

    late = now + 100 * DAYS_3
    assert await due(late) == [], "it goes on"
    async with store.begin() as memory:
        await memory.asks.set_state(number, state, now=now)
    assert await due(told_from(now) - SECOND) == []
    assert await due(told_from(now)) == [number]
    first, other = Outcome(Arm(5, 2, 1), Arm(4, 0, 0)), Outcome(Arm(9, 9, 9), Arm())
    async with store.begin() as memory:
        assert await memory.trials.keep(Trying.WORDS, number, first, now=now)
        assert not await memory.trials.keep(Trying.WORDS, number, other, now=late)
        assert await memory.trials.keep(Trying.HOLDOUT, await _moment(memory, now), other, now=late)
    assert await due(late) == []
    async with store.look() as memory:
        (found,) = (await memory.trials.counted(Trying.WORDS, [number, number + 1])).values()
        assert await memory.trials.counted(Trying.OPENING, [1, 2, 3]) == {}
    assert (found.outcome, found.at) == (first, now)


async def _moment(memory: Memory, now: datetime) -> int:
    return await memory.moments.begin(MOMENTS[2], now=now)


async def test_what_a_message_carried_outlives_who_got_it(store: Store, now: datetime) -> None:
    """It is in their own file until then, and nothing tells afterwards whose it was."""
    async with store.begin() as memory:
        await settle_town(memory, now)
        (person,) = await citizens(memory, 1, now)
        number = await ask(memory, now, words="Kom je?", second_words="Help je?")
        await went(memory, number, person, 2, now, opening=1, held=False)
        (told,) = await memory.deliveries.everything(person)
        assert (told["wording_by_lot"], told["opening_by_lot"], told["held_out_by_lot"]) == (2, 1, False)
        await memory.deliveries.unname(person)
        await memory.citizens.forget(person)
    (row,) = await rows_of(store, "deliveries")
    assert (row["citizen_id"], row["wording"], row["opening"], row["held"]) == (None, 2, 1, False)


async def test_two_wordings_need_a_first(store: Store, now: datetime) -> None:
    async with store.begin() as memory:
        await settle_town(memory, now)
        for words, second in (("", "Help je?"), ("Kom je?", "Help je?")):
            number = await memory.asks.add(
                1,
                GARDEN,
                state=AskState.DRAFT,
                words=words,
                second_words=second,
                audience=Audience(),
                starts=None,
                deadline=None,
                gap=120,
                now=now,
            )
            kept = await memory.asks.get(number)
            assert kept is not None
            assert kept.wordings == ((words, second) if words else ("",))
            assert kept.worded(Way.SECOND) == (second if words else "")
            assert kept.worded(None) == kept.worded(Way.FIRST) == words
        await memory.connection.execute(update(schema.asks).values(second_words=""))
        kept = await memory.asks.get(number)
        assert kept is not None
        assert kept.worded(Way.SECOND) == "Kom je?"
