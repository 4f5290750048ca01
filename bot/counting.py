"""What is counted by the clock: tallies are folded together."""

from datetime import datetime

from bot.kept import Kept


async def fold_tallies(app: Kept, _now: datetime) -> None:
    """Take what came to count into the tallies, some at a time, so that nobody waits for all of it."""
    async with app.store.look() as memory:
        if not await memory.tallies.any_new():
            return
    folded = True
    while folded:
        async with app.store.begin() as memory:
            folded = bool(await memory.tallies.fold())
