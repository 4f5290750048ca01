"""How asking grows: told round by round in sentences, and nothing of fewer than ten people."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import delete, insert

from campaign.ledger import Generation
from dialogs.team import ledger
from dialogs.text import Say
from storage import schema
from storage.memory import Memory
from tests.dialogs.organisations import OWN, TEAM, World, two_organisations
from tests.dialogs.test_walk_desks import links
from tests.talk import LANGUAGES, Talk

PAGES = ("team/ledger", "team/ledger/this", "team/ledger/last", "team/ledger/weeks")
WEEK = timedelta(days=7)


@asynccontextmanager
async def where_nobody_asked(url: str) -> AsyncIterator[World]:
    """Two organisations, and no friend asked by anybody yet."""
    async with two_organisations(url) as world:
        async with world.app.store.begin() as memory:
            await memory.connection.execute(delete(schema.invitations))
        yield world


async def asks(
    memory: Memory, number: int, made: datetime, *, opened: int = 0, yes: int = 0, parents: Any = (None,)
) -> list[int]:
    """So many asks, each grown from one of the parents in turn; their ids.

    The first of them are opened, by one new person each, and the first of these answered yes.
    """
    row = {"language": "nl", "made": made, "generation": 1 if parents == (None,) else 2}
    made_ones = await memory.connection.execute(
        insert(schema.invitations).returning(schema.invitations.c.id, sort_by_parameter_order=True),
        [
            {**row, "code": f"{made:%m%d}-{len(parents)}-{one}", "parent_id": parents[one % len(parents)]}
            for one in range(number)
        ],
    )
    ids = list(made_ones.scalars())
    for one in ids[:opened]:
        came = insert(schema.openings).values(invitation_id=one, first=True, at=made)
        await memory.connection.execute(came)
    said = {"opportunity_id": OWN, "origin": "friend", "answer": "yes", "language": "nl", "at": made}
    for one in ids[:yes]:
        await memory.connection.execute(insert(schema.replies).values(**said, invitation_id=one))
    return ids


async def test_the_rounds_are_told_and_few_people_are_not(sqlite_url: str) -> None:
    async with where_nobody_asked(sqlite_url) as world:
        async with world.app.store.begin() as memory:
            first = await asks(memory, 40, world.now, opened=30, yes=9)
            second = await asks(memory, 20, world.now, opened=12, parents=first[:20])
            await asks(memory, 8, world.now, opened=8, parents=second[:10])
        words = (await world.go(TEAM, "team/ledger")).words
        assert "Round 1: people who came without a friend's link ask others" in words
        assert "asks: 40 · opened: 30, new here: 30 · answered: fewer than 10\n" in words
        assert "Each person asked makes 0.5 new asks (between 0.3 and 0.8)." in words
        assert "Each person who opened the link makes 0.7 new asks (between 0.4 and 1)." in words
        assert "Above 1, asking grows by itself." in words


async def test_each_week_has_its_own_asks(sqlite_url: str) -> None:
    """By the clock on the wall: Sunday night before Monday is last week, and a week before that neither."""
    async with where_nobody_asked(sqlite_url) as world:
        monday = datetime.fromisoformat("2027-01-11T00:00:00+01:00")
        async with world.app.store.begin() as memory:
            for number, made in ((11, monday), (12, monday - timedelta(seconds=1)), (13, monday - 2 * WEEK)):
                await asks(memory, number, made)
            await asks(memory, 4, monday - WEEK)
        seen = {page: (await world.go(TEAM, page)).words for page in PAGES}
        told = {page: [n for n in (11, 16, 13, 40) if f"asks: {n} " in words] for page, words in seen.items()}
        assert told == dict(zip(PAGES, ([40], [11], [16], [11, 16, 13]), strict=True))
        assert "since Monday 11 January" in seen["team/ledger/this"]
        assert "from Monday 4 January to Sunday 10 January" in seen["team/ledger/last"]
        assert seen["team/ledger/weeks"].index("asks: 11 ") < seen["team/ledger/weeks"].index("asks: 13 ")
        assert "We cannot tell yet how many new asks each person who opened the link makes." in seen[PAGES[1]]
        assert "None of them asked others: at most 0.3 new asks" in seen[PAGES[1]]


async def test_of_few_asks_nothing_is_told(sqlite_url: str) -> None:
    async with where_nobody_asked(sqlite_url) as world:
        assert "Nobody asked a friend in this time." in (await world.go(TEAM, "team/ledger")).words
        async with world.app.store.begin() as memory:
            await asks(memory, 9, world.now, opened=9, yes=9)
        for page in PAGES:
            words = (await world.go(TEAM, page)).words
            told = page != "team/ledger/last"
            assert ("Fewer than 10 asks. Of so few I tell nothing more." in words) is told
            assert "opened" not in words


@pytest.mark.parametrize("language", [one.code for one in LANGUAGES])
async def test_the_longest_ledger_fits_and_the_last_round_takes_in_what_follows(
    language: str, sqlite_url: str
) -> None:
    say = Say(LANGUAGES.get(language), Talk.zone())
    million = 1_111_111
    long = [Generation(n, *[million] * 8, million // 7, 9 * million, million, million) for n in range(1, 9)]
    told = ledger._rounds(say, long)
    assert len(told) == ledger.ROUNDS
    assert say.number(4 * million).plain in told[-1].plain
    assert say.number(4 * million).plain not in told[-2].plain
    async with two_organisations(sqlite_url, language) as world:
        visit = world._visit(None, TEAM, "team/ledger")  # type: ignore[arg-type]  # the screen looks up nothing
        weeks = told[:1] * ledger.WEEKS
        for page in (told, weeks):
            links(ledger._screen(visit, "team/ledger", say("All asks"), page, say("All asks")), "ledger")
