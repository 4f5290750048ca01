"""The demo's door: the pages for whoever has no Telegram, of whichever bot is up at the moment."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.app import App
from bot.clock import Clock
from dialogs.visit import House
from storage.memory import Memory
from storage.store import Store


@dataclass(frozen=True, slots=True)
class Doorway:
    """What the door looks into; a bot that is built anew is looked into from then on."""

    app: Callable[[], App | None]

    @property
    def store(self) -> Store:
        """Its store."""
        return self._up().store

    @property
    def clock(self) -> Clock:
        """Its clock."""
        return self._up().clock

    @property
    def house(self) -> House:
        """Its house."""
        return self._up().house

    async def keep_up(self, memory: Memory) -> None:
        """Have it offer the languages that are offered now."""
        await self._up().keep_up(memory)

    def _up(self) -> App:
        app = self.app()
        if app is None:
            raise RuntimeError("no bot is up yet")
        return app
