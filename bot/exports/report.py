"""A report on the command line: its facts read from the database, its page written to a file."""

from pathlib import Path

from bot.clock import Clock
from campaign.exporting import Window
from campaign.weeks import Campaign
from dialogs.languages import Languages
from dialogs.report.facts import gather
from dialogs.report.page import name_of, page
from dialogs.text import Say
from storage.store import Store

__all__ = ["made", "name_of"]


async def made(database: str, campaign: Campaign, window: Window, language: str, path: Path) -> None:
    """Write the report; nothing stands at the path before it is whole. OSError where it cannot be written."""
    store = Store(database, in_place=True, mapped=False)
    try:
        async with store.look() as memory:
            facts = await gather(memory, campaign, window, Clock().now())
    finally:
        await store.close()
    say = Say(Languages.load(unfinished={language}).get(language), campaign.zone)
    half = path.with_name(f".{path.name}.part")
    try:
        half.write_text(page(say, campaign, facts), encoding="utf-8")
        half.replace(path)
    finally:
        half.unlink(missing_ok=True)
