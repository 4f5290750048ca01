"""How often people pointed out a text that is not right, read from the bot's own database."""

import asyncio
import sys

from storage.checkup import is_there
from storage.migrations import Unreachable, is_current
from storage.store import Store


def reported(database: str, language: str) -> dict[str, int]:
    """How many people said so of each text of a language, by its mark, as far as the team closed none of it.

    Empty where there is no database, or one that is behind: a translator need not have any. A text whose
    English changed has another mark, and begins anew; a translation that was mended is closed by the team.
    """
    try:
        if not is_there(database) or not is_current(database):
            return {}
    except Unreachable as error:
        print(f"What people pointed out is left out. {error}", file=sys.stderr)
        return {}
    return asyncio.run(_read(database, language))


async def _read(database: str, language: str) -> dict[str, int]:
    store = Store(database)
    try:
        async with store.look() as memory:
            found = await memory.unclear.of_language(language)
    finally:
        await store.close()
    return {mark: told.count for mark, told in found.items()}
