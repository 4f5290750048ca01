"""A bot in the sandbox, with the small town of opportunities around it."""

from collections.abc import AsyncIterator

import pytest

from tests.talk import LANGUAGES, Talk
from tests.town import settle_town


@pytest.fixture
async def talk(database_url: str) -> AsyncIterator[Talk]:
    """A bot on both databases."""
    async with Talk(database_url, languages=LANGUAGES) as talk:
        await settle(talk)
        yield talk


@pytest.fixture
async def chat(sqlite_url: str) -> AsyncIterator[Talk]:
    """A bot on SQLite, for what has nothing to do with the database."""
    async with Talk(sqlite_url, languages=LANGUAGES) as talk:
        await settle(talk)
        yield talk


async def settle(talk: Talk) -> None:
    """Put the town in."""
    async with talk.app.store.begin() as memory:
        await settle_town(memory, talk.clock.now())
