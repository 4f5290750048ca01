"""Asks: whose they are, how they stand, when they are due, and how they go in numbers."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from campaign.records import Ask, Audience
from campaign.values import Answer, AskState, Door, Reason, WhyNot
from storage.memory import Memory
from storage.store import Store
from tests import asked
from tests.town import GARDEN, SOUP, settle_town

KERS, HUIS = 1, 2
"""The organisations of the garden and of the soup."""
HOUR = timedelta(hours=1)
CHOSEN = Audience(
    likes=3,
    times=5,
    radius=5,
    languages=("nl", "nl@simple"),
    doors=(Door.NEVER, Door.NOW),
    only_own_language=True,
)


async def add(
    memory: Memory, now: datetime, state: AskState = AskState.DRAFT, *, of: int = KERS, **more: Any
) -> int:
    """An ask for the garden or the soup; its id."""
    values: dict[str, Any] = {
        "words": "",
        "audience": Audience(),
        "starts": None,
        "deadline": None,
        "gap": 120,
        **more,
    }
    opportunity = GARDEN if of == KERS else SOUP
    return await memory.asks.add(of, opportunity, state=state, now=now, **values)


async def get(memory: Memory, number: int) -> Ask:
    """The ask with this id."""
    ask = await memory.asks.get(number)
    assert ask is not None
    return ask


async def test_an_ask_is_found_as_it_was_written_and_by_its_own_organisation_alone(
    store: Store, now: datetime
) -> None:
    async with store.begin() as memory:
        await settle_town(memory, now)
        number = await add(memory, now, words="Kom je?", audience=CHOSEN, deadline=now + HOUR)
    async with store.look() as memory:
        ask = await get(memory, number)
        assert await memory.asks.access(KERS, number) == ask
        assert await memory.asks.access(HUIS, number) is None
        assert await memory.asks.get(number + 1) is None
    assert (ask.words, ask.audience, ask.deadline) == ("Kom je?", CHOSEN, now + HOUR)
    assert (ask.state, ask.wave, ask.sent, ask.next_wave) == (AskState.DRAFT, 0, None, None)


async def test_any_choice_can_be_changed_and_nothing_else(store: Store, now: datetime) -> None:
    async with store.begin() as memory:
        await settle_town(memory, now)
        number = await add(memory, now)
        before = await get(memory, number)
        await memory.asks.change(number, audience=CHOSEN, words="Doe mee")
        await memory.asks.change(number, starts=now + HOUR)
        expected = replace(before, audience=CHOSEN, words="Doe mee", starts=now + HOUR)
        assert await get(memory, number) == expected
        with pytest.raises(TypeError):
            await memory.asks.change(number, colour="red")


async def test_lists_hold_what_belongs_in_them(store: Store, now: datetime) -> None:
    async with store.begin() as memory:
        await settle_town(memory, now)
        draft, first, second = [
            await add(memory, now, state) for state in (AskState.DRAFT, AskState.WAITING, AskState.WAITING)
        ]
        soup = await add(memory, now, of=HUIS)
        assert [ask.id for ask in await memory.asks.of_organisation(KERS)] == [second, first, draft]
        assert [ask.id for ask in await memory.asks.waiting()] == [first, second]
        latest = await memory.asks.latest_of_opportunity(SOUP)
        assert latest is not None
        assert latest.id == soup


async def test_an_ask_is_due_from_its_start_while_it_goes_out(store: Store, now: datetime) -> None:
    async with store.begin() as memory:
        await settle_town(memory, now)
        number = await add(memory, now, AskState.WAITING, starts=now + HOUR)
        assert not await memory.asks.ever_sent(KERS)
        await memory.asks.set_state(number, AskState.SENDING, now=now)
        assert await memory.asks.ever_sent(KERS)
        assert not await memory.asks.ever_sent(HUIS)
        assert await memory.asks.due(now) == []
        assert [ask.id for ask in await memory.asks.due(now + HOUR)] == [number]
        await memory.asks.set_state(number, AskState.PAUSED, why="member", now=now)
        assert await memory.asks.due(now + HOUR) == []
        await memory.asks.set_state(number, AskState.SENDING, now=now + HOUR)
        ask = await get(memory, number)
        assert (ask.sent, ask.why, ask.next_wave) == (now, None, now + HOUR), "the first time counts"
        await memory.asks.set_state(number, AskState.STOPPED, why="member", now=now + HOUR)
        ask = await get(memory, number)
        assert (ask.ended, ask.why, ask.next_wave) == (now + HOUR, "member", None)


async def test_the_same_words_of_the_same_organisation_are_noticed_for_a_while(
    store: Store, now: datetime
) -> None:
    async with store.begin() as memory:
        await settle_town(memory, now)
        number = await add(memory, now)
        await memory.asks.change(number, digest="abc")
        assert not await memory.asks.same_words_lately(KERS, "abc", since=now), "it was not sent"
        await memory.asks.set_state(number, AskState.SENDING, now=now + HOUR)
        assert await memory.asks.same_words_lately(KERS, "abc", since=now + HOUR)
        assert not await memory.asks.same_words_lately(KERS, "abc", since=now + 2 * HOUR)
        assert not await memory.asks.same_words_lately(KERS, "xyz", since=now)
        assert not await memory.asks.same_words_lately(HUIS, "abc", since=now)


async def test_suspending_stops_what_runs_and_leaves_the_rest(store: Store, now: datetime) -> None:
    async with store.begin() as memory:
        await settle_town(memory, now)
        states = (AskState.DRAFT, AskState.WAITING, AskState.SENDING, AskState.PAUSED, AskState.FILLED)
        draft, *running, filled = [await add(memory, now, state) for state in states]
        other = await add(memory, now, AskState.SENDING, of=HUIS)
        assert await memory.asks.suspend_all(KERS, now=now + HOUR) == running
        for number in running:
            ask = await get(memory, number)
            assert (ask.state, ask.why, ask.ended) == (AskState.STOPPED, "suspended", now + HOUR)
        left = [(await get(memory, number)).state for number in (draft, filled, other)]
        assert left == [AskState.DRAFT, AskState.FILLED, AskState.SENDING]


async def test_progress_counts_what_went_what_was_held_back_and_what_was_answered(
    store: Store, now: datetime
) -> None:
    async with store.begin() as memory:
        await settle_town(memory, now)
        people = await asked.citizens(memory, 9, now)
        number = await add(memory, now, AskState.SENDING)
        await asked.plan(memory, number, people, now)
        deliveries = [
            {"state": "planned"},
            {"state": "claimed"},
            {"state": "sent"},
            {"state": "sent"},
            {"state": "unknown"},
            {"state": "refused", "reason": "blocked"},
            {"state": "skipped", "reason": "week"},
            {"state": "skipped", "reason": "week"},
            {"state": "missed"},
        ]
        for key, values in enumerate(deliveries, start=1):
            await asked.change(memory, "deliveries", key, **values)
        answers = ((Answer.YES, None), (Answer.NO, Reason.TIME), (Answer.MAYBE, Reason.TIME))
        for key, (answer, reason) in enumerate(answers, start=1):
            citizen = people[key + 1]
            await memory.replies.put(
                citizen, GARDEN, answer, origin="organisation", language="nl", now=now, reason=reason
            )
            await asked.change(memory, "replies", key, ask_id=number)
        assert await memory.opportunities.claim(GARDEN)
        progress = await memory.asks.progress(number)
        assert await memory.asks.ask_of(people[2], GARDEN) == number
        assert await memory.asks.ask_of(people[4], GARDEN) == number, "it may have arrived"
        assert await memory.asks.ask_of(people[0], GARDEN) is None
        assert await memory.asks.ask_of(people[2], SOUP) is None
        with pytest.raises(LookupError):
            await memory.asks.progress(number + 1)
    assert (progress.planned, progress.sent, progress.unknown, progress.missed) == (2, 2, 1, 1)
    assert progress.skipped == {WhyNot.BLOCKED: 1, WhyNot.WEEK: 2}
    assert (progress.yes, progress.maybe, progress.no) == (1, 1, 1)
    assert progress.reasons == {Reason.TIME: 2}
    assert (progress.places, progress.taken) == (2, 1)
