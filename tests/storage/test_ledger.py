"""The ledger counts every ask and all that came of it, whoever was forgotten since, and names nobody."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from datetime import datetime, timedelta
from random import Random
from typing import Any

import pytest
from sqlalchemy import delete, insert, select, update

from campaign.ledger import Branch, Generation
from campaign.values import Answer
from storage import schema
from storage.memory import Memory
from storage.store import Store
from tests.asked import FIRST_CHAT, citizens
from tests.town import GARDEN, ONLINE, settle_town

WEEK = timedelta(days=7)
PEOPLE, ASKS = 40, 120


@dataclass
class Ask:
    """An ask as a list would keep it: what came of it, one by one."""

    parent: "Ask | None"
    made: datetime
    opened: list[bool] = field(default_factory=list)
    answers: list[tuple[Answer, str]] = field(default_factory=list)

    @property
    def generation(self) -> int:
        """From 1."""
        return 1 if self.parent is None else self.parent.generation + 1


def recount(asks: Iterable[Ask], all_of_them: Iterable[Ask]) -> list[Generation]:
    """The same figures, counted one by one."""
    grown = Counter(id(one.parent) for one in all_of_them if one.parent is not None)
    found: dict[int, Counter[str]] = {}
    for one in asks:
        sums = found.setdefault(one.generation, Counter())
        people, new = len(one.opened), grown[id(one)]
        sums += Counter(
            asks=1,
            reached=int(people > 0),
            opened=people,
            new=sum(one.opened),
            answered=len(one.answers),
            yes=sum(answer is Answer.YES for answer, _ in one.answers),
            introduced=sum(answer is Answer.YES and how != "" for answer, how in one.answers),
            matched=sum(answer is Answer.YES and how in ("did", "helps") for answer, how in one.answers),
            grown=new,
            opened_squared=people**2,
            grown_squared=new**2,
            opened_times_grown=people * new,
        )
    names = {one.name for one in fields(Generation)}
    assert all(sums.keys() <= names for sums in found.values())
    return [Generation(number, **found[number]) for number in sorted(found)]


async def put(memory: Memory, asks: list[Ask], people: list[int], now: datetime) -> dict[int, int]:
    """Write the asks and all that came of them; the ids by place in the list.

    Of more people than there are, the rest are forgotten already.
    """
    ids: dict[int, int] = {}
    numbers = {id(one): number for number, one in enumerate(asks)}
    half = len(people) // 2
    brought = iter(range(FIRST_CHAT, FIRST_CHAT + half))
    answers = iter((who, what) for what in (GARDEN, ONLINE) for who in people)
    for number, one in enumerate(asks):
        values: dict[str, Any] = {"code": f"code-{number}", "citizen_id": people[number % len(people)]}
        values |= {"generation": one.generation, "language": "nl", "made": one.made}
        if one.parent is not None:
            values["parent_id"] = ids[numbers[id(one.parent)]]
        ids[number] = await _add(memory, schema.invitations, **values)
        for other, first in enumerate(one.opened, number):
            chat = next(brought, None) if first else FIRST_CHAT + half + other % half
            came = {"invitation_id": ids[number], "chat_id": chat, "first": first}
            await _add(memory, schema.openings, **came, at=now)
        for answer, how in one.answers:
            await _answer(memory, ids[number], *next(answers), answer, how, now)
    return ids


async def _answer(
    memory: Memory, ask: int, citizen: int, what: int, answer: Answer, how: str, now: datetime
) -> None:
    await memory.replies.put(
        citizen, what, answer, origin="friend", language="nl", now=now, invitation_id=ask
    )
    reply = await memory.replies.get(citizen, what)
    assert reply is not None
    if how == "did":
        await memory.connection.execute(
            update(schema.replies).where(schema.replies.c.id == reply.id).values(matched=True)
        )
    if how:
        shared = {"reply_id": reply.id, "citizen_id": citizen, "name": "Ana", "at": now}
        await _add(memory, schema.introductions, **shared, over=now)
        await _add(memory, schema.introductions, **shared, matched=how == "helps")


async def _add(memory: Memory, table: Any, **values: Any) -> int:
    made = await memory.connection.execute(insert(table).values(**values).returning(table.c.id))
    return int(made.scalar_one())


def small_tree(now: datetime) -> list[Ask]:
    """Ana asks two, of whom one opens; a circle of three opens another's, and one of them asks on twice."""
    yes, maybe, no = Answer.YES, Answer.MAYBE, Answer.NO
    one = Ask(None, now - WEEK, [True], [(yes, "did")])
    other = Ask(None, now - WEEK)
    circle = Ask(None, now, [True, True, False], [(yes, "told"), (no, ""), (maybe, "")])
    first, second = Ask(circle, now), Ask(circle, now, [True], [(yes, "helps")])
    return [one, other, circle, first, second, Ask(second, now, [True], [(no, "told")])]


async def test_a_small_tree_has_the_figures_counted_by_hand(store: Store, now: datetime) -> None:
    async with store.begin() as memory:
        await settle_town(memory, now)
        ids = await put(memory, small_tree(now), await citizens(memory, PEOPLE, now), now)
    async with store.look() as memory:
        found = await memory.ledger.generations()
        chain = await memory.ledger.chain(10)
        start = await memory.ledger.chain(3)
        weeks = await memory.ledger.weeks([now - 2 * WEEK, now - WEEK, now, now + WEEK])
        assert await memory.ledger.generations(until=now) == weeks[1]
        assert await memory.ledger.generations(since=now) == weeks[2]
    assert found == [
        Generation(1, 3, 2, 4, 3, 4, 2, 2, 1, 2, 1 + 9, 4, 6),
        Generation(2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1),
        Generation(3, 1, 1, 1, 1, 1, 0, 0, 0, 0, 1, 0, 0),
    ]
    made, opened = found[0].on_made, found[0].on_opened
    assert made is not None
    assert opened is not None
    assert (made.value, opened.value) == (2 / 3, 2 / 4)
    assert weeks[0] == []
    assert weeks[1] == [Generation(1, 2, 1, 1, 1, 1, 1, 1, 1, 0, 1, 0, 0)]
    assert [one.asks for one in weeks[2]] == [1, 2, 1]
    circle, first, second, last = (ids[number] for number in (2, 3, 4, 5))
    assert chain == [
        Branch(circle, None, 1, 3, Answer.YES),
        Branch(first, circle, 2, 0, None),
        Branch(second, circle, 2, 1, Answer.YES),
        Branch(last, second, 3, 1, Answer.NO),
        Branch(ids[1], None, 1, 0, None),
        Branch(ids[0], None, 1, 1, Answer.YES),
    ]
    assert start == chain[:3]


@pytest.mark.parametrize("seed", range(5))
async def test_any_tree_has_the_figures_counted_one_by_one(seed: int, store: Store, now: datetime) -> None:
    chance = Random(seed)
    asks: list[Ask] = []
    left = 2 * PEOPLE
    for _ in range(ASKS):
        brought = [one for one in asks if any(one.opened)]
        one = Ask(
            chance.choice(brought) if brought and chance.random() < 0.6 else None,
            now + timedelta(hours=chance.randrange(24 * 7 * 4)),
            [chance.random() < 0.8 for _ in range(chance.choice((0, 0, 1, 1, 2, 6)))],
        )
        number = min(left, sum(chance.random() < 0.5 for _ in one.opened))
        for _ in range(number):
            one.answers.append((chance.choice(list(Answer)), chance.choice(("", "told", "did", "helps"))))
        left -= number
        asks.append(one)
    async with store.begin() as memory:
        await settle_town(memory, now)
        ids = await put(memory, asks, await citizens(memory, PEOPLE, now), now)
    bounds = [now + number * WEEK for number in range(5)]
    async with store.look() as memory:
        assert await memory.ledger.generations() == recount(asks, asks)
        weeks = await memory.ledger.weeks(bounds)
        chain = await memory.ledger.chain(2 * ASKS)
        cut = await memory.ledger.chain(ASKS // 3)
    for number, week in enumerate(weeks):
        made = [one for one in asks if bounds[number] <= one.made < bounds[number + 1]]
        assert week == recount(made, asks)
    places = {ids[number]: one for number, one in enumerate(asks)}
    assert {one.id for one in chain} == places.keys()
    assert all(one.opened == len(places[one.id].opened) for one in chain)
    assert cut == chain[: ASKS // 3]
    before: set[int | None] = {None}
    for branch in cut:
        assert branch.parent_id in before
        before.add(branch.id)


async def test_who_is_forgotten_still_counts(store: Store, now: datetime) -> None:
    """Askers, those who opened and those who answered: only their names are gone."""
    async with store.begin() as memory:
        await settle_town(memory, now)
        people = await citizens(memory, PEOPLE, now)
        await put(memory, small_tree(now), people, now)
        before = await memory.ledger.generations(), await memory.ledger.chain(10)
        for who in people:
            await memory.introductions.forget(who, now=now)
            await memory.replies.unname(who, now=now)
            await memory.invitations.unname(who)
        await memory.connection.execute(delete(schema.citizens))
        await memory.connection.execute(delete(schema.chats))
        assert (await memory.ledger.generations(), await memory.ledger.chain(10)) == before
        for table in (schema.invitations, schema.replies, schema.introductions):
            assert set(await memory.connection.scalars(select(table.c.citizen_id))) == {None}


async def test_a_yes_taken_back_is_none(store: Store, now: datetime) -> None:
    async with store.begin() as memory:
        await settle_town(memory, now)
        people = await citizens(memory, PEOPLE, now)
        await put(memory, small_tree(now)[:1], people, now)
        assert await memory.replies.take_back(people[0], GARDEN)
        assert await memory.ledger.generations() == [Generation(1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 1)]
        assert [one.answer for one in await memory.ledger.chain(1)] == [Answer.NO]


async def test_an_empty_ledger_is_empty(store: Store, now: datetime) -> None:
    async with store.look() as memory:
        assert await memory.ledger.generations() == []
        assert await memory.ledger.weeks([now, now + WEEK]) == [[]]
        assert await memory.ledger.chain(10) == []
