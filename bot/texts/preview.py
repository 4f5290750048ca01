"""`texts preview` on the command line: every screen in one language, over the sample data, as one page."""

import asyncio
import sys
import tempfile
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

from bot import samples
from bot.app import build
from bot.campaign_file import load_campaign
from bot.clock import CampaignClock
from bot.texts.page import html
from bot.texts.scene import TEAM, settle, starts
from bot.texts.walking import Past, Seen, walk
from dialogs import catalogues, pseudo
from dialogs.languages import SOURCE, Languages
from storage.migrations import migrate

CAMPAIGN = samples.OPPORTUNITIES.with_name("campaign.toml")
AHEAD = timedelta(days=3)
"""How long before the first asking week one looks."""


def preview(language: str, output: Path | None) -> int:
    """Write the page; the exit code."""
    known = [SOURCE, *map(catalogues.language_of, catalogues.all_paths()), pseudo.PSEUDO, pseudo.MIRRORED]
    if language not in known:
        print(f"There is no language {language}. There are: {', '.join(known)}.", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="preview-") as folder:
        database = f"sqlite:///{folder}/preview.sqlite"
        migrate(database)
        page = asyncio.run(_page(database, language))
    if output is None:
        sys.stdout.write(page)
    else:
        output.write_text(page, encoding="utf-8")
        print(f"{output}: open it in a browser.")
    return 0


async def _page(database: str, language: str) -> str:
    campaign = load_campaign(CAMPAIGN)
    first = min(week.first for week in campaign.weeks)
    start = datetime.combine(first - AHEAD, time(14), campaign.zone).astimezone(UTC)
    languages = Languages.load(unfinished={language})
    if language in (pseudo.PSEUDO, pseudo.MIRRORED):
        languages = Languages([*languages, pseudo.pseudo(language)])
    app = build(database, CampaignClock(start), languages=languages, team_ids=[TEAM], campaign=campaign)
    seen: dict[str, list[Seen]] = {}
    past = Past()
    async with app.running():
        for chat_id, trails in starts(await settle(app, language)).items():
            async for one in walk(app, chat_id, language, trails, past):
                seen.setdefault(one.pattern, []).append(one)
                print(f"\r{len(past.routes)} pages", end="", file=sys.stderr)
        print(file=sys.stderr)
    unseen = [route.pattern for route in app.site.routes if route.pattern not in past.routes]
    return html(languages.get(language), seen, unseen)
