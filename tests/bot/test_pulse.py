"""Whether a process lives, and whether it can work: a database that is away or behind is told apart."""

import pytest

from bot import pulse
from bot.pulse import BEHIND, READY, WELL
from storage.migrations import newest
from tests.doors import Door, at_the_door
from tests.versions import versioned


async def ask(door: Door, path: str) -> tuple[int, str]:
    async with door.browser.get(f"{door.address}{path}") as answered:
        return answered.status, await answered.text()


async def test_ready_is_who_has_the_newest_schema(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pulse, "FRESH", 0.0)
    async with at_the_door(database_url) as door:
        assert await ask(door, "/readyz") == (503, BEHIND)
        await versioned(database_url, "0001")
        assert await ask(door, "/readyz") == (503, BEHIND)
        await versioned(database_url, newest())
        assert await ask(door, "/readyz") == (200, READY)
        assert await ask(door, "/healthz") == (200, WELL)


async def test_the_database_is_asked_once_a_second_whoever_wants_to_know(sqlite_url: str) -> None:
    await versioned(sqlite_url, newest())
    async with at_the_door(sqlite_url) as door:
        assert await ask(door, "/readyz") == (200, READY)
        await versioned(sqlite_url, "0001")
        assert await ask(door, "/readyz") == (200, READY), "for a second its word is good"
