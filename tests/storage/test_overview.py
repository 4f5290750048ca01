"""What came of asking is counted over all who ask: organisations, friends and the campaign."""

from datetime import datetime, timedelta

from campaign.records import Together
from campaign.values import Answer
from storage.store import Store
from tests.asked import ask, change, citizens, plan
from tests.town import GARDEN, settle_town

HOUR = timedelta(hours=1)


async def test_people_asked_and_yeses_count_whoever_asked(store: Store, now: datetime) -> None:
    """Each person once, from the moment on; a yes that was said before it does not count."""
    async with store.begin() as memory:
        await settle_town(memory, now)
        people = await citizens(memory, 4, now)
        by_organisation, by_friend, by_campaign, before = people
        await plan(memory, await ask(memory, now), [by_organisation, by_friend], now)
        for delivery in (1, 2):
            await change(memory, "deliveries", delivery, state="sent", opportunity_id=GARDEN)
        for who in (by_friend, by_campaign):
            await change(memory, "citizens", who, asked=now)
        for who, origin in zip(people, ("organisation", "friend", "campaign", "friend"), strict=True):
            at = now - HOUR if who == before else now
            await memory.replies.put(who, GARDEN, Answer.YES, origin=origin, language="nl", now=at)
        assert await memory.overview.together(now) == Together(asked=3, yes=3)
