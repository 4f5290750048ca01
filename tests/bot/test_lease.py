"""Leading: one process at a time, the next when it ends or cannot renew its lease."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from bot import lease
from bot.lease import Lease
from storage.store import Store
from tests.bot.faults import refusing
from tests.bot.until import until


@pytest.fixture(autouse=True)
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests have less patience."""
    monkeypatch.setattr(lease, "RENEW", 0.05)
    monkeypatch.setattr(lease, "GOOD", 1.0)


@asynccontextmanager
async def leading(store: Store, taken: list[str], name: str) -> AsyncIterator[Lease]:
    """A process that would lead; at the end it leaves."""
    one = Lease(store, "clock")
    async with asyncio.TaskGroup() as group:
        group.create_task(one.run(lambda: taken.append(name)))
        yield one
        one.end()


async def test_the_next_leads_when_the_first_ends(store: Store) -> None:
    taken: list[str] = []
    async with leading(store, taken, "first") as first:
        await until(lambda: first.held)
        async with leading(store, taken, "second") as second:
            await asyncio.sleep(0.3)
            assert (first.held, second.held) == (True, False)
            first.end()
            await until(lambda: second.held)
            assert not first.held
    assert taken == ["first", "second"]


async def test_who_cannot_renew_leads_no_longer_until_it_can(store: Store) -> None:
    async with leading(store, [], "first") as first:
        await until(lambda: first.held)
        async with refusing(store, "leases"):
            await until(lambda: not first.held)
        await until(lambda: first.held)


async def test_who_is_followed_by_another_knows_it(store: Store, caplog: pytest.LogCaptureFixture) -> None:
    async with leading(store, [], "first") as first:
        await until(lambda: first.held)
        async with store.begin() as memory:
            await memory.connection.exec_driver_sql("UPDATE leases SET holder = 'other', until = until + 60")
        await until(lambda: not first.held)
        assert "another process leads now" in caplog.messages
