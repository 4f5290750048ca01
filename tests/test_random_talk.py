"""Thousands of people who do anything at all: whatever they do, nothing goes wrong and the rules hold.

A failure names its seed, and shows the talk with whom it went wrong; `-k "goes_wrong and 17"` plays it again.
"""

import gc
import logging
import re
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing
from itertools import product
from random import Random

import pytest

from dialogs.pages import site
from tests.crowd import Broken, Crowd, Wrong
from tests.invitations import links
from tests.random_people import WORDS
from tests.talk import LANGUAGES, Talk
from tests.town import SOUP, settle_town

SEQUENCES, AT_ONCE = 2_000, 40
NUMBERS = ("0", "1", "2", "5", "99", "9999999999")
"""None, with a date, repeating, with one place, none, and more than a database counts."""

MOST = 30
"""Addresses of one page: more than any place in it has values."""
BEHIND_A_YES = ("date", "share", "plan")


@asynccontextmanager
async def a_crowd(url: str, seed: int) -> AsyncIterator[Crowd]:
    """Some people in a fresh town; what goes wrong with them is told as a transcript."""
    wrong = Wrong()
    logging.getLogger("bot").addHandler(wrong)
    try:
        async with Talk(url, languages=LANGUAGES, seed=seed) as talk:
            async with talk.app.store.begin() as memory:
                await settle_town(memory, talk.clock.now())
                await links(memory, talk.clock.now())
            path = url.removeprefix("sqlite:///")
            with closing(sqlite3.connect(path, isolation_level=None)) as database:
                crowd = Crowd(talk, database, Random(seed), wrong)
                crowd.come(AT_ONCE)
                try:
                    yield crowd
                except Broken as broken:
                    pytest.fail(f"seed {seed}: {broken}\n\n{crowd.transcript(broken.chats)}", pytrace=False)
    finally:
        logging.getLogger("bot").removeHandler(wrong)


@pytest.fixture(scope="module", autouse=True)
def _frozen() -> Iterator[None]:
    """Leave what was loaded out of the collector's rounds, as the running bot does."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


def forgeries(chance: Random) -> Iterator[str]:
    """Addresses that fit the site, with a few values in each of its places: of each page `MOST` at most."""
    values = {"int": NUMBERS, **WORDS}
    for route in site().routes:
        pieces = re.split(r"\{\w+:(\w+)\}", route.pattern)
        fixed, kinds = pieces[::2], pieces[1::2]
        every = list(product(*(values[kind] for kind in kinds)))
        for chosen in chance.sample(every, min(MOST, len(every))):
            yield "".join(part for pair in zip(fixed, (*chosen, ""), strict=True) for part in pair)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(SEQUENCES // AT_ONCE))
async def test_whatever_people_do_nothing_goes_wrong(seed: int, sqlite_url: str) -> None:
    async with a_crowd(sqlite_url, seed) as crowd:
        await crowd.live()


@pytest.mark.slow
@pytest.mark.parametrize("told", ["", "?a1p3331", "?a0p3331"], ids=["silent", "adult", "young"])
async def test_an_address_that_no_button_has_breaks_nothing(told: str, sqlite_url: str) -> None:
    async with a_crowd(sqlite_url, 0) as crowd:
        crowd.database.execute("UPDATE opportunities SET places = 100 WHERE id = ?", (SOUP,))
        for someone in crowd.people.values():
            someone.phone.say("/start")
        await crowd.press([f"keep/{SOUP}/yes/on?a1p3331"] * (AT_ONCE * 3 // 4))
        addresses = [f"{path}{told}" for path in forgeries(crowd.chance)]
        crowd.chance.shuffle(addresses)
        addresses.sort(key=lambda address: not address.startswith(BEHIND_A_YES))
        for first in range(0, len(addresses), AT_ONCE):
            await crowd.press(addresses[first : first + AT_ONCE])
