"""Whom an ask reaches: the database chooses and counts exactly as the rule says, on both databases."""

import asyncio
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, insert, select, update

from campaign import asking
from campaign.asking import Aim, Person
from campaign.budget import DEFAULT
from campaign.records import Ask, Audience, Opportunity
from campaign.values import ALL_TIMES, EVENINGS, RADII, WEEKEND, AskState, Door, Often
from storage import schema
from storage.asks import Preview
from storage.memory import Memory
from storage.store import Store

WEDNESDAY = datetime(2027, 1, 13, 14, 0, tzinfo=UTC)
MOMENTS = (
    WEDNESDAY,
    datetime(2027, 1, 17, 19, 30, tzinfo=UTC),  # Sunday evening: due on Monday, in the next week
    datetime(2027, 1, 18, 5, 0, tzinfo=UTC),
    datetime(2027, 3, 28, 0, 30, tzinfo=UTC),  # the night in which summer time begins
)
GARDEN, OTHER = 1, 2
"""The opportunities asked for: ours, and that of another ask."""
MINE, THEIRS = 1, 2
"""The asks; also two organisations, of which the first asks for everything here."""
NEAR = {"3511": 0.0, "3512": 2.0, "3513": 4.999, "3514": 10.0, "3515": 24.9, "3516": 25.0}
POSTCODES = (None, *NEAR, "9999")
WORDS = {"nl": "nl", "nl@simple": "nl", "en": "en", "tr": "nl", "ar": "nl"}
"""In which language readers of each get the words: there is a wording in English."""


@dataclass(frozen=True)
class Someone:
    """A citizen with all that planning looks at, days counted from the day on which it would go."""

    told: dict[str, Any]
    may_ask: bool | None
    stopped: bool
    paused: timedelta | None
    blocked: bool
    muted: frozenset[int]
    language: str | None
    postcode: str | None
    answered: bool
    asked: bool
    spent: frozenset[int]
    other: tuple[str, int] | None


@dataclass(frozen=True)
class Case:
    """An opportunity, an audience, the moment, and who lives there."""

    now: datetime
    core: dict[str, Any]
    languages: tuple[str, ...]
    audience: Audience
    people: tuple[Someone, ...]

    @property
    def day(self) -> date:
        """The local day on which it would go."""
        return DEFAULT.day_of(DEFAULT.next_sending(self.now))


MASKS = st.sampled_from((0, 0, 0, 1, 2, 3, 255, 255))
TIMES = st.sampled_from((0, 0, EVENINGS, WEEKEND, ALL_TIMES, ALL_TIMES))
PROFILES = st.fixed_dictionaries(
    {
        "likes": MASKS,
        "times": TIMES,
        "often": st.sampled_from((None, *Often)),
        "door": st.sampled_from((None, *Door)),
        "radius": st.sampled_from((*RADII, 25, 25, 25)),
        "online": st.sampled_from((True, True, True, False)),
    }
)
RARELY = st.sampled_from((False, False, False, False, False, True))
PEOPLE = st.builds(
    Someone,
    told=PROFILES,
    may_ask=st.sampled_from((*[True] * 8, False, None)),
    stopped=RARELY,
    paused=st.sampled_from((None, None, None, -timedelta(1), timedelta(0), timedelta(seconds=1))),
    blocked=RARELY,
    muted=st.sampled_from((*[frozenset[int]()] * 6, frozenset({THEIRS}), frozenset({MINE, THEIRS}))),
    language=st.sampled_from((None, *WORDS, "pt_br")),
    postcode=st.sampled_from(POSTCODES),
    answered=RARELY,
    asked=RARELY,
    spent=st.sampled_from((frozenset[int](), frozenset[int]()))
    | st.frozensets(st.integers(-7, 7), max_size=3),
    other=st.none() | st.tuples(st.sampled_from(("planned", "claimed", "sent")), st.integers(-1, 1)),
)
AUDIENCES = st.builds(
    Audience,
    likes=MASKS,
    times=TIMES,
    radius=st.sampled_from((*RADII, 25, 25)),
    languages=st.sampled_from(((), (), ("nl",), ("nl@simple", "en"))),
    doors=st.sampled_from(((), (), (Door.NEVER,), (Door.NEVER, Door.NOW))),
    only_own_language=RARELY,
)
CORES = st.fixed_dictionaries(
    {
        "likes": st.sampled_from((1, 3, 255)),
        "times": TIMES,
        "often": st.sampled_from(Often),
        "online": st.booleans(),
        "places": st.sampled_from((1, 2, 9)),
    }
)
CASES = st.builds(
    Case,
    now=st.sampled_from(MOMENTS),
    core=CORES,
    languages=st.sampled_from(((), (), ("nl",), ("en", "ar"))),
    audience=AUDIENCES,
    people=st.lists(PEOPLE, min_size=8, max_size=16).map(tuple),
)


def person(one: Someone, case: Case) -> Person:
    """What the rule is told of somebody."""
    monday, sunday = DEFAULT.week_of(case.day)
    days = {case.day + timedelta(days) for days in one.spent}
    to_go = one.other is not None and one.other[0] != "sent" and one.other[1] == 0
    return Person(
        may_ask=one.may_ask is True,
        stopped=one.stopped,
        paused_until=None if one.paused is None else case.now + one.paused,
        blocked=one.blocked,
        muted=MINE in one.muted,
        answered=one.answered,
        asked=one.asked,
        language=one.language,
        km=NEAR.get(one.postcode or ""),
        this_week=sum(monday <= day <= sunday for day in days),
        today=(case.day in days) + to_go,
        **one.told,
    )


def aim_of(case: Case) -> Aim:
    """What the rule is told of the ask."""
    core = {key: value for key, value in case.core.items() if key != "places"}
    languages = asking.needed(case.languages, case.audience, ("nl", "en"))
    return Aim(**core, languages=languages, audience=case.audience)


def expected(case: Case) -> tuple[list[tuple[int, int]], Preview]:
    """Who is planned (id, fit) and what is counted, by the rule alone."""
    aim = aim_of(case)
    known = {number: person(one, case) for number, one in enumerate(case.people, start=1)}
    audience = {number: one for number, one in known.items() if asking.in_audience(one, aim)}
    why = {number: asking.why_not(one, aim, case.now, DEFAULT.per_week) for number, one in audience.items()}
    free = {number: one for number, one in audience.items() if why[number] is None}
    ranked = sorted(
        ((number, asking.fit(one, aim)) for number, one in free.items()),
        key=lambda pair: (-pair[1], asking.turn(pair[0], MINE), pair[0]),
    )
    languages = [one.language or "nl" for one in free.values()]
    preview = Preview(
        count=len(free),
        left_out=dict(Counter(reason for reason in why.values() if reason is not None)),
        fallback=dict(
            Counter(
                asking.plain(code)
                for code in languages
                if WORDS.get(code, asking.plain(code)) != asking.plain(code)
            )
        ),
    )
    return ranked[: 3 * case.core["places"]], preview


async def put(memory: Memory, table: str, *rows: dict[str, Any]) -> None:
    """Rows of a table."""
    for row in rows:
        await memory.connection.execute(insert(schema.metadata.tables[table]).values(row))


async def settle(memory: Memory, case: Case) -> Ask:
    """Put everybody and everything there; the ask."""
    now = case.now
    for number in (MINE, THEIRS):
        named = {"source": "test", "source_id": str(number), "name": "De Kers"}
        await put(memory, "organisations", {"id": number, **named})
    core = {
        "organisation_id": 1, "source": "test", "task": "gardening", "likes": 1, "times": 0, "often": "once",
        "places": 1, "dutch": "little", "beginners": True, "language": "nl", "title": "Tuin", "updated": now,
    }  # fmt: skip
    mine = {"id": GARDEN, "source_id": "1", "languages": ",".join(case.languages), **case.core}
    await put(memory, "opportunities", {**core, **mine}, {**core, "id": OTHER, "source_id": "2"})
    await put(memory, "wordings", {"opportunity_id": GARDEN, "language": "en", "title": "Garden"})
    for ask_id, opportunity in ((MINE, GARDEN), (THEIRS, OTHER)):
        made = await memory.asks.add(
            1, opportunity, state=AskState.SENDING, words="", audience=case.audience, starts=None,
            deadline=None, gap=120, now=now,
        )  # fmt: skip
        await memory.connection.execute(update(schema.asks).where(schema.asks.c.id == made).values(id=ask_id))
    rows: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for number, one in enumerate(case.people, start=1):
        for table, row in rows_of(case, number, one):
            rows[table].append(row)
    for table, some in rows.items():
        await memory.connection.execute(insert(schema.metadata.tables[table]), some)
    ask = await memory.asks.get(MINE)
    assert ask is not None
    return ask


def rows_of(case: Case, number: int, one: Someone) -> Iterator[tuple[str, dict[str, Any]]]:
    """Somebody, with all that was sent to them and that they said: rows, each with its table."""
    now = case.now
    blocked = now if one.blocked else None
    chat = {"id": number, "language": one.language, "turn": 0, "seen": now, "blocked": blocked}
    yield "chats", chat
    paused = None if one.paused is None else now + one.paused
    known = {"postcode": one.postcode, "may_ask": one.may_ask, "stopped": one.stopped, "paused_until": paused}
    yield "citizens", {"id": number, "chat_id": number, "joined": now, "touched": now, **known, **one.told}
    for day in sorted(one.spent):
        yield "spent", {"citizen_id": number, "day": case.day + timedelta(day)}
    for organisation in sorted(one.muted):
        yield "mutes", {"citizen_id": number, "organisation_id": organisation, "at": now}
    if one.answered:
        answer = {"origin": "campaign", "answer": "maybe", "language": "nl", "at": now}
        yield "replies", {"citizen_id": number, "opportunity_id": GARDEN, **answer}
    went = {"citizen_id": number, "wave": 1, "fit": 1}
    if one.asked:
        yield "deliveries", {**went, "ask_id": MINE, "state": "sent", "due": now}
    if one.other is not None:
        state, days = one.other
        noon = datetime(case.day.year, case.day.month, case.day.day, 12, tzinfo=UTC) + timedelta(days)
        yield "deliveries", {**went, "ask_id": THEIRS, "state": state, "due": noon}


async def clear(memory: Memory) -> None:
    """Take everything out again."""
    for table in reversed(schema.metadata.sorted_tables):
        await memory.connection.execute(delete(table))


async def planned(memory: Memory) -> list[tuple[int, int]]:
    """Whom messages of our ask are planned to, in the order in which they were planned."""
    columns = schema.deliveries.c
    mine = select(columns.citizen_id, columns.fit).where(columns.ask_id == MINE, columns.state == "planned")
    return [(row[0], row[1]) for row in await memory.connection.execute(mine.order_by(columns.id))]


async def opportunity(memory: Memory) -> Opportunity:
    """Ours."""
    one = await memory.opportunities.get(GARDEN)
    assert one is not None
    return one


async def see(store: Store, case: Case) -> tuple[list[tuple[int, int]], Preview, list[tuple[int, int]]]:
    """What the database chooses, counts and plans."""
    async with store.begin() as memory:
        await clear(memory)
        ask = await settle(memory, case)
        preview = await memory.asks.preview(
            await opportunity(memory), case.audience, now=case.now, near=NEAR, languages=WORDS, ask_id=MINE
        )
        chosen = await memory.asks.choose(ask, now=case.now, near=NEAR)
        await memory.asks.plan(ask, chosen, now=case.now)
        return chosen, preview, await planned(memory)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(case=CASES)
def test_the_database_chooses_and_counts_as_the_rule_says(database_url: str, case: Case) -> None:
    async def there() -> None:
        store = Store(database_url)
        try:
            chosen, preview, rows = await see(store, case)
        finally:
            await store.close()
        ranked, counts = expected(case)
        assert chosen == ranked
        assert rows == ranked
        assert preview == counts

    asyncio.run(there())
