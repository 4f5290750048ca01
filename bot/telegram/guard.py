"""Order in one chat: locks by chat that vanish when nobody holds them."""

import asyncio
from weakref import WeakValueDictionary


class Guard:
    """A fair lock for each chat; updates of one chat go in the order they came."""

    def __init__(self) -> None:
        self._locks: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()

    def __call__(self, chat_id: int) -> asyncio.Lock:
        """The lock of this chat, to be held with `async with`."""
        lock = self._locks.get(chat_id)
        if lock is None:
            lock = asyncio.Lock()
            self._locks[chat_id] = lock
        return lock
