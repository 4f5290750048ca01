"""The demo: its clock starts before the sample's first week, and the samples are of the week that comes."""

import asyncio
from datetime import date, datetime, time, timedelta

from bot.campaign_file import load_campaign
from bot.demo import CAMPAIGN, Demo
from storage.store import Store
from tests.bot.until import until
from tests.dump import rows_of


async def test_the_clock_starts_four_days_before_the_first_week_and_a_further_week_has_its_own_dates(
    sqlite_url: str,
) -> None:
    """Before a further week the samples come anew; the strip shows the days around each."""
    campaign = load_campaign(CAMPAIGN)
    first, further = sorted(campaign.weeks, key=lambda week: week.first)
    show = Demo(sqlite_url, campaign)

    def morning_before(day: date) -> datetime:
        return datetime.combine(day - timedelta(days=4), time(9), campaign.zone)

    async def is_up() -> bool:
        return await show.strip() is not None

    assert timedelta() <= show.clock.now() - morning_before(first.first) < timedelta(minutes=1)
    async with asyncio.timeout(60), asyncio.TaskGroup() as group:
        group.create_task(show.run())
        await until(is_up)
        strip = await show.strip()
        assert strip is not None
        assert (strip.days[0].date, strip.days[-1].date) == (
            first.first - timedelta(days=4),
            first.last + timedelta(days=2),
        )
        assert [words for _, words in strip.moments] == ["Heads-up", "Ask", "Follow-up", "Thanks"]
        await show.move_clock(first.ends(campaign.zone) + timedelta(days=1))
        strip = await show.strip()
        assert strip is not None
        assert strip.first == first.first, "what just was is shown for two days more"
        await show.move_clock(morning_before(further.first))
        strip = await show.strip()
        assert strip is not None
        assert strip.first == further.first
        show.stop()
    store = Store(sqlite_url)
    starts = [row["starts"] for row in await rows_of(store, "opportunities") if row["starts"]]
    await store.close()
    assert len(starts) > 100
    assert min(starts) > morning_before(further.first)
