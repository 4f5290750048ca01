"""By the clock tallies are folded, and a closed week is counted once: people by group, not changed after."""

import asyncio
from collections import Counter
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

import pytest
from sqlalchemy import delete, func, insert, select, update

from bot import counting
from bot.clock import CampaignClock
from bot.clockwork import Clockwork
from bot.counting import close_weeks, fold_tallies
from campaign import crossing, groups
from campaign.groups import ALL, UNKNOWN, Cell, Stage
from campaign.statistics import Measure
from storage import schema
from storage.gazetteer import Gazetteer
from storage.memory import Memory
from storage.store import Store
from storage.tallies import tally
from tests.town import GARDEN, settle_town
from tests.weeks import FIRST, LAST, campaign

ENDS = datetime(2027, 1, 24, 23, tzinfo=UTC)
"""The midnight after the asking week."""
CLOSED = ENDS + timedelta(days=1)
HOUR = timedelta(hours=1)
PEOPLE = 240
POSTCODES = ("3331", "3311", "2611", "8321", None)
IN_WEEK = tuple(ENDS - timedelta(days=days, hours=3) for days in range(7))
OUTSIDE = (ENDS + HOUR, ENDS - timedelta(days=8))


@pytest.fixture
def kept(store: Store) -> Clockwork:
    """All that the rounds need, on both databases."""
    return Clockwork(store, CampaignClock(CLOSED), campaign(), frozenset())


class Week:
    """People who are asked, answer and come, by chance; and how far each of them should be found to be."""

    def __init__(self, seed: int) -> None:
        self.chance = Random(seed)
        self.rows: dict[Any, list[dict[str, Any]]] = {}
        self.should: dict[int, tuple[int, set[str], bool]] = {}
        self.marks: dict[int, tuple[str, str, str]] = {}

    def _add(self, table: Any, **values: Any) -> int:
        rows = self.rows.setdefault(table, [])
        rows.append({"id": len(rows) + 1, **values})
        return len(rows)

    def _when(self) -> tuple[datetime, bool]:
        within = self.chance.random() < 0.8
        return self.chance.choice(IN_WEEK if within else OUTSIDE), within

    def _note(self, citizen: int, far: int, origin: str, *, matched: bool = False) -> None:
        before, origins, came = self.should.get(citizen, (0, set(), False))
        self.should[citizen] = (max(before, far), origins | ({origin} if far else set()), came or matched)

    def live(self) -> None:
        """Everybody does a few things."""
        for citizen in range(1, PEOPLE + 1):
            language = self.chance.choice(("nl", "nl", "nl@simple", "en", "tr", "so", None))
            door = self.chance.choice(("never", "never", "usedto", "now", None))
            postcode = self.chance.choice((*POSTCODES, "3331", "3311"))
            self._person(citizen, language, door, postcode)
            if self.chance.random() < 0.7:
                self._message(citizen)
            if self.chance.random() < 0.4:
                self._answer(citizen)
            if self.chance.random() < 0.2:
                self._open(citizen)

    def _person(self, citizen: int, language: str | None, door: str | None, postcode: str | None) -> None:
        moment, within = self._when()
        asked = moment if self.chance.random() < 0.3 else None
        seen = {"turn": 1, "keyboard": False, "seen": ENDS}
        self.rows.setdefault(schema.chats, []).append({"id": citizen, "language": language, **seen})
        told = {"door": door, "postcode": postcode, "asked": asked, "radius": 10, "joined": moment}
        self._add(schema.citizens, chat_id=citizen, touched=moment, may_ask=True, **told)
        area = Gazetteer.load().area(postcode) if postcode else None
        self.marks[citizen] = (
            (language or UNKNOWN).partition("@")[0],
            door or UNKNOWN,
            area.municipality if area else UNKNOWN,
        )
        if asked and within:
            self._note(citizen, 2, "campaign")

    def _message(self, citizen: int) -> None:
        moment, within = self._when()
        state = self.chance.choice(("sent", "sent", "sent", "unknown", "skipped", "refused", "planned"))
        of_moment = self.chance.random() < 0.4
        step = self.chance.choice(("ask", "again", "help", None)) if of_moment else None
        asks = step in ("ask", "again") if of_moment else True
        settled = None if state == "planned" else moment
        self._add(
            schema.deliveries,
            citizen_id=citizen,
            ask_id=None if of_moment else 1,
            moment_id=1 if of_moment else None,
            step=step,
            state=state,
            settled=settled,
            due=moment,
            wave=1,
            fit=1,
            redraw=False,
        )
        if within and asks and settled:
            far = 2 if state in ("sent", "unknown") else 1
            self._note(citizen, far, "campaign" if of_moment else "organisation")

    def _answer(self, citizen: int) -> None:
        moment, within = self._when()
        answer = self.chance.choice(("yes", "yes", "maybe", "no"))
        origin = self.chance.choice(("campaign", "organisation", "friend"))
        came, told_at = self.chance.random() < 0.3, self._when()
        told = {"matched": came or None, "matched_at": told_at[0] if came else None}
        reply = self._add(
            schema.replies,
            citizen_id=citizen,
            opportunity_id=GARDEN,
            origin=origin,
            answer=answer,
            language="nl",
            at=moment,
            **told,
        )
        ending = self.chance.choice((None, None, "cancelled", "forgotten"))
        introduced = answer == "yes" and self.chance.random() < 0.6
        if introduced:
            shared = {"reply_id": reply, "citizen_id": citizen, "name": "Ana", "reach": ""}
            over = moment if ending else None
            self._add(schema.introductions, **shared, at=moment + HOUR, ending=ending, over=over)
        if within:
            stands = introduced and ending != "cancelled"
            self._note(citizen, 3 + (answer == "yes") + stands, origin)
        if came and told_at[1] and answer == "yes":
            self._note(citizen, 0, "", matched=True)

    def _open(self, citizen: int) -> None:
        moment, within = self._when()
        by_link = self.chance.random() < 0.8
        self._add(
            schema.openings,
            chat_id=citizen,
            first=False,
            at=moment,
            invitation_id=1 if by_link else None,
            code_id=None if by_link else 1,
        )
        if within and by_link:
            self._note(citizen, 2, "friend")

    async def settle(self, memory: Memory) -> None:
        """Write it all down."""
        await settle_town(memory, ENDS)
        await memory.moments.standing(now=ENDS)
        here = {"organisation_id": 1, "opportunity_id": GARDEN, "state": "sending", "radius": 25, "gap": 9}
        await memory.connection.execute(insert(schema.asks).values(id=1, words="", made=ENDS, **here))
        link = {"code": "x", "generation": 1, "language": "nl", "name": "", "words": "", "words_language": ""}
        await memory.connection.execute(insert(schema.invitations).values(id=1, made=ENDS, **link))
        poster = {"code": "p", "kind": "library", "name": "Bieb", "language": "nl", "made": ENDS}
        await memory.connection.execute(insert(schema.codes).values(id=1, **poster))
        for table, rows in self.rows.items():
            await memory.connection.execute(insert(table), rows)
        await memory.tallies.add([tally(ENDS - HOUR, Measure.YES)])

    def cells(self) -> set[Cell]:
        """What should be told."""
        sums: groups.Sums = {}
        stages = (None, Stage.ASKED, Stage.DELIVERED, Stage.ANSWERED, Stage.YES, Stage.INTRODUCED)
        for citizen, (far, origins, came) in self.should.items():
            language, door, place = self.marks[citizen]
            origin = groups.origin_of(origins)
            province = Gazetteer.load().where().get(place, UNKNOWN)
            groups.add(sums, groups.Person(language, door, origin, place, stages[far], came, province))
        where = Gazetteer.load().where()
        cells = list(groups.cells(sums, where))
        return {*cells, *crossing.cells(sums, cells, where)}


async def told(store: Store) -> set[Cell]:
    """What was told of the asking week."""
    async with store.look() as memory:
        return set(await memory.countings.cells(FIRST))


async def settled(store: Store, seed: int = 1) -> Week:
    """A week that was lived and written down."""
    week = Week(seed)
    week.live()
    async with store.begin() as memory:
        await week.settle(memory)
    return week


@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_a_closed_week_is_counted_as_it_was(
    seed: int, kept: Clockwork, monkeypatch: pytest.MonkeyPatch
) -> None:
    """People by what they did in it, each once; not a moment before it is closed."""
    monkeypatch.setattr(counting, "SLICE", 7)
    week = await settled(kept.store, seed)
    await close_weeks(kept, CLOSED - timedelta(seconds=1))
    assert await told(kept.store) == set()
    await close_weeks(kept, CLOSED)
    found = await told(kept.store)
    assert found == week.cells()
    assert {one.stage for one in found if one.dimension != ALL} >= {Stage.DELIVERED, Stage.ANSWERED}
    async with kept.store.look() as memory:
        latest = await memory.countings.latest()
        assert latest is not None
        assert (latest.span.first, latest.span.last, latest.span.name) == (FIRST, LAST, "winter")
        assert latest.sums == {}, "what was counted for few people is erased"
        assert await memory.countings.frozen() == [latest.span]


async def test_it_is_told_once_and_erasing_people_changes_nothing(kept: Clockwork) -> None:
    await settled(kept.store)
    await close_weeks(kept, CLOSED)
    before = await told(kept.store)
    async with kept.store.begin() as memory:
        await memory.connection.execute(delete(schema.citizens).where(schema.citizens.c.id % 3 == 0))
        await memory.connection.execute(update(schema.chats).values(language="pl"))
    await close_weeks(kept, CLOSED + HOUR)
    assert await told(kept.store) == before


async def test_counting_goes_on_where_it_was_broken_off(
    kept: Clockwork, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A round that has no time left, and a process that ends: nobody is counted twice or left out."""
    monkeypatch.setattr(counting, "SLICE", 10)
    monkeypatch.setattr(counting, "SAVED", 2)
    week = await settled(kept.store)
    people = schema.countings.c
    for _ in range(3):
        with monkeypatch.context() as broken:
            broken.setattr(groups, "add", _fails_after(15, groups.add))
            with pytest.raises(RuntimeError, match="the process ends"):
                await close_weeks(kept, CLOSED)
    async with kept.store.look() as memory:
        assert (await memory.connection.execute(select(people.cursor))).scalar_one() < PEOPLE
    assert await told(kept.store) == set()
    rounds = 0
    while not await told(kept.store):
        rounds += 1
        with monkeypatch.context() as short:
            short.setattr(counting, "AT_A_TIME", 0.001)
            await close_weeks(kept, CLOSED)
    assert rounds > 1
    assert await told(kept.store) == week.cells()


def _fails_after(number: int, work: Any) -> Any:
    left = iter(range(number))

    def failing(*given: Any) -> None:
        if next(left, None) is None:
            raise RuntimeError("the process ends")
        work(*given)

    return failing


async def test_two_processes_that_count_at_once_count_once(
    kept: Clockwork, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second finds that the first has moved on, and leaves it to that one."""
    monkeypatch.setattr(counting, "SLICE", 50)
    monkeypatch.setattr(counting, "SAVED", 1)
    week = await settled(kept.store)
    await asyncio.gather(*(close_weeks(kept, CLOSED) for _ in range(3)))
    await close_weeks(kept, CLOSED)
    assert await told(kept.store) == week.cells()


async def test_weeks_follow_each_other_and_those_without_anything_are_passed_over(kept: Clockwork) -> None:
    await settled(kept.store)
    async with kept.store.begin() as memory:
        await memory.tallies.add([tally(ENDS + timedelta(days=20), Measure.NO)])
        await memory.connection.execute(update(schema.replies).values(at=ENDS + timedelta(days=20)))
    await close_weeks(kept, CLOSED + timedelta(days=40))
    async with kept.store.look() as memory:
        rows = (
            await memory.connection.execute(select(schema.countings).order_by(schema.countings.c.first))
        ).all()
        assert all(row.frozen for row in rows)
        assert [(row.first - FIRST).days for row in rows] == [0, 7, 14, 21, 28, 35]
        assert [(span.first - FIRST).days for span in await memory.countings.frozen()] == [21, 0]
        (answered,) = [
            one.people
            for one in await memory.countings.cells(rows[3].first, ALL)
            if one.stage is Stage.ANSWERED
        ]
        assert answered > 50


async def test_before_anything_happened_there_is_no_week(kept: Clockwork) -> None:
    await close_weeks(kept, CLOSED)
    async with kept.store.look() as memory:
        assert await memory.countings.latest() is None


async def test_deltas_are_folded_until_none_is_left(kept: Clockwork) -> None:
    deltas, tallies = (select(func.count()).select_from(table) for table in (schema.deltas, schema.tallies))
    async with kept.store.begin() as memory:
        await memory.tallies.note(Counter({tally(ENDS + n * HOUR, Measure.YES): 1 for n in range(100)}))
        for _ in range(45):
            await memory.tallies.note({tally(ENDS + n * HOUR, Measure.YES): 1 for n in range(50)})
        before = await memory.tallies.sums()
    await fold_tallies(kept, ENDS)
    async with kept.store.look() as memory:
        assert (await memory.connection.execute(deltas)).scalar_one() == 0
        assert (await memory.connection.execute(tallies)).scalar_one() == 100
        assert await memory.tallies.sums() == before == {Measure.YES: 100 + 45 * 50}
