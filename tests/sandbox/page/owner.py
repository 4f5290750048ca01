"""Who runs the bot behind a page under test: keeps the clock and rebuilds the bot."""

import asyncio
from dataclasses import dataclass, field
from datetime import UTC, datetime

SUNDAY = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


@dataclass
class Owner:
    """Who runs the bot: keeps the clock and rebuilds the bot, slowly or not at all when told so."""

    moment: datetime = SUNDAY
    restarts: int = 0
    trouble: Exception | None = None
    gate: asyncio.Event = field(default_factory=asyncio.Event)

    def now(self) -> datetime:
        return self.moment

    async def move(self, to: datetime) -> None:
        if self.trouble:
            raise self.trouble
        self.moment = to

    async def restart(self) -> None:
        await self.gate.wait()
        if self.trouble:
            raise self.trouble
        self.restarts += 1
