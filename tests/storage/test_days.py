"""Days: what went out, what was answered and what was held back, each on its local day."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import insert

from campaign.budget import DEFAULT
from campaign.values import Answer
from storage import schema
from storage.days import MISSED
from storage.store import Store
from tests.asked import ask, citizens
from tests.town import GARDEN, settle_town

ZONE = ZoneInfo("Europe/Amsterdam")


async def test_each_day_counts_what_went_out_was_answered_and_was_held_back(
    store: Store, now: datetime
) -> None:
    """By local days: the evening counts for its own, also in the night in which summer time begins.

    Answers count whoever asked: an organisation, a friend, or the campaign.
    """
    first = date(2027, 3, 27)
    days = [first + timedelta(days=number) for number in range(4)]
    midnights = [DEFAULT.hours_of(day)[0] for day in days]
    late, soon, next_day = (
        datetime.combine(day, clock, ZONE)
        for day, clock in ((first, time(23, 59)), (days[1], time(0, 1)), (days[2], time(12)))
    )
    went = (("sent", None, late), ("unknown", None, late), ("sent", None, soon), ("refused", None, soon))
    held = (("skipped", "week", late), ("skipped", "week", late), ("skipped", "paused", late))
    other = (("missed", None, soon), ("planned", None, None), ("sent", None, next_day + timedelta(days=1)))
    async with store.begin() as memory:
        await settle_town(memory, now)
        asked = await ask(memory, now)
        rows = [*went, *held, *other]
        people = await citizens(memory, len(rows), now)
        common = {"ask_id": asked, "wave": 1, "fit": 1, "due": now}
        await memory.connection.execute(
            insert(schema.deliveries),
            [
                {
                    **common,
                    "citizen_id": citizen,
                    "state": state,
                    "reason": reason,
                    "settled": at,
                    "touched": soon if at == late and state == "sent" else None,
                }
                for citizen, (state, reason, at) in zip(people, rows, strict=True)
            ],
        )
        said = [
            (people[0], "friend", "yes", soon),
            (people[1], "campaign", "no", soon),
            (people[2], "organisation", "no", late),
        ]
        await memory.connection.execute(
            insert(schema.replies),
            [
                {
                    "citizen_id": citizen,
                    "opportunity_id": GARDEN,
                    "origin": origin,
                    "answer": answer,
                    "language": "en",
                    "at": at,
                }
                for citizen, origin, answer, at in said
            ],
        )
    async with store.look() as memory:
        saturday, sunday, monday = await memory.days.between(midnights)
    assert (saturday.first, monday.until) == (midnights[0], midnights[3])
    assert sunday.until - sunday.first == timedelta(hours=23)
    assert (saturday.sent, saturday.touched, sunday.sent, sunday.touched) == (2, 0, 1, 1)
    assert saturday.answers == {Answer.NO: 1}
    assert sunday.answers == {Answer.YES: 1, Answer.NO: 1}
    assert list(saturday.held.items()) == [("week", 2), ("paused", 1)]
    assert sunday.held == {MISSED: 1}
    assert (monday.sent, monday.touched, monday.answers, monday.held) == (0, 0, {}, {})
