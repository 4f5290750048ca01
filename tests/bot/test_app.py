"""The wiring: what is spawned is finished before the app is closed, and nothing runs outside it."""

import asyncio

import pytest

from bot.app import build
from bot.clock import Clock


async def test_what_is_spawned_is_waited_for(sqlite_url: str) -> None:
    app = build(sqlite_url, Clock())
    done: list[str] = []

    async def work(name: str) -> None:
        await asyncio.sleep(0.01)
        done.append(name)
        if name == "first":
            app.spawn(work("what the first one spawned"))

    async with app.running() as running:
        assert running is app
        app.spawn(work("first"))
        await app.idle()
        assert done == ["first", "what the first one spawned"]
        await app.idle()
        app.spawn(work("last"))
    assert done[-1] == "last"


async def test_nothing_is_spawned_outside(sqlite_url: str) -> None:
    app = build(sqlite_url, Clock())

    async def work() -> None:
        raise AssertionError("this should not run")

    for _ in range(2):
        with pytest.raises(RuntimeError, match="not running"):
            app.spawn(work())
        async with app.running():
            await app.store.ready()


async def test_an_error_of_what_is_spawned_is_not_swallowed(sqlite_url: str) -> None:
    app = build(sqlite_url, Clock())

    async def work() -> None:
        raise ZeroDivisionError

    async def run() -> None:
        async with app.running():
            app.spawn(work())
            await asyncio.Event().wait()

    with pytest.raises(ExceptionGroup) as group:
        await run()
    assert isinstance(group.value.exceptions[0], ZeroDivisionError)
