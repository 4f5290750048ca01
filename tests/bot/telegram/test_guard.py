"""Order in one chat: who comes first goes first, chats do not wait for each other, no lock is left over."""

import asyncio

from bot.telegram.guard import Guard


async def test_one_chat_goes_in_order_and_others_do_not_wait() -> None:
    guard, done = Guard(), list[str]()

    async def work(chat_id: int, name: str, turns: int) -> None:
        async with guard(chat_id):
            for _ in range(turns):
                await asyncio.sleep(0)
            done.append(name)

    await asyncio.gather(
        work(1, "first", 20),
        work(1, "second", 1),
        work(2, "other", 2),
        work(1, "third", 0),
        work(2, "next", 0),
    )
    assert done == ["other", "next", "first", "second", "third"]


async def test_a_lock_is_passed_on_where_its_holder_fails_or_is_cancelled() -> None:
    guard, done = Guard(), list[str]()

    async def fail() -> None:
        async with guard(1):
            await asyncio.sleep(0)
            raise ZeroDivisionError

    async def hang() -> None:
        async with guard(1):
            await asyncio.Event().wait()

    async def work(name: str) -> None:
        async with guard(1):
            done.append(name)

    failing, hanging = asyncio.create_task(fail()), asyncio.create_task(hang())
    last = asyncio.create_task(work("last"))
    await asyncio.sleep(0.01)
    assert failing.done()
    assert done == []
    hanging.cancel()
    await last
    assert done == ["last"]
    assert isinstance(failing.exception(), ZeroDivisionError)


async def test_locks_vanish_when_nobody_holds_them() -> None:
    guard = Guard()
    for chat_id in range(1000):
        async with guard(chat_id):
            pass
    held = guard(1)
    assert guard(1) is held
    assert len(guard._locks) == 1
