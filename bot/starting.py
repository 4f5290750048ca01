"""What processes look at before they start beside others: they change no schema, and refuse an old one."""

import asyncio
import sys

from bot.settings import Settings
from storage.migrations import is_current


class Taken(Exception):
    """There is no listening where it should be; says why and what to look at."""


async def is_behind(settings: Settings) -> bool:
    """Whether the database is not at the newest schema; says what to do about it."""
    if await asyncio.to_thread(is_current, settings.database):
        return False
    print("The database is not up to date. Run: python -m bot migrate", file=sys.stderr)
    return True
