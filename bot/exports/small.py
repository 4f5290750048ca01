"""Files of few rows, read where they are asked for and written as they are sent."""

from dataclasses import dataclass
from datetime import datetime

from bot.exports.making import Wish, collect, count
from campaign.exporting import Format, What, Window
from campaign.weeks import Campaign
from dialogs.exporting import Small
from storage.memory import Memory

FEW_ROWS = 2_000
"""Rows that are made at once: they take a fraction of a second."""


@dataclass(frozen=True, slots=True)
class SmallFiles:
    """Makes them for one campaign."""

    campaign: Campaign

    async def small(
        self,
        memory: Memory,
        what: What,
        format: Format,
        window: Window | None,
        *,
        language: str,
        now: datetime,
    ) -> Small | None:
        """The file, where it is small enough."""
        wish = Wish(what, format, window, language)
        if await count(memory, wish, now) > FEW_ROWS:
            return None
        made, content = await collect(memory, self.campaign, wish, now=now)
        return Small(wish.name, made.rows, content)
