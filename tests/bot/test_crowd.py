"""The demo's crowd: citizens like any other, who answer what they are asked as people do."""

from collections import Counter
from random import Random

from bot.app import build
from bot.clock import CampaignClock
from bot.crowd import BLOCKING, SLICE, bring, choose
from sandbox.crowd import Choice, Crowd
from sandbox.telegram import Telegram
from tests.dump import rows_of


async def test_a_crowd_becomes_citizens_who_agreed(database_url: str) -> None:
    """Each has both consents and a place that exists; a second crowd joins the first."""
    clock = CampaignClock()
    app, telegram = build(database_url, clock), Telegram(now=clock.now, seed=1)
    crowd = Crowd(telegram, choose)
    async with app.running():
        await bring(app, crowd, SLICE + 100)
        await bring(app, crowd, 100)
        citizens = await rows_of(app.store, "citizens")
        consents = Counter(row["citizen_id"] for row in await rows_of(app.store, "consents"))
        languages = Counter(row["language"] for row in await rows_of(app.store, "chats"))
    assert len(citizens) == SLICE + 200 == crowd.counts["people"] == len(telegram.people)
    assert {row["chat_id"] for row in citizens} == telegram.people.keys()
    assert all(consents[row["id"]] == 2 and row["may_ask"] for row in citizens)
    assert all(app.house.gazetteer.area(row["postcode"]) for row in citizens)
    assert languages["nl"] > 2 * (len(citizens) - languages["nl"]) > 0
    assert 0 < crowd.counts["blocked"] < 4 * BLOCKING * len(citizens)


def test_they_answer_as_people_do() -> None:
    """Most are silent, more say no or maybe than yes, few want no more; all find their way after a yes."""
    chance = Random(1)
    ask = [f"asked/5/{what}" for what in ("yes", "maybe", "no", "more", "other", "wrong", "stop")]
    said = Counter(choice.counts_as if (choice := choose(ask, chance)) else "" for _ in range(2000))
    assert said[""] > 1000
    assert said["yes"] < said["maybe"] + said["no"]
    assert 0 < said["stop"] < 60
    assert all(said[what] > 100 for what in ("yes", "maybe", "no"))
    asked_more = [choice for _ in range(500) if (choice := choose(ask, chance)) and choice.button == 3]
    assert asked_more
    assert {choice.counts_as for choice in asked_more} == {""}
    details = ["reply/5/yes", "reply/5/maybe", "reply/5/no", "map/5", "near", "wrong/5"]
    decided = Counter(choice.counts_as if (choice := choose(details, chance)) else "" for _ in range(500))
    assert decided["yes"] > decided["maybe"] > 50
    onward = choose(["share/5/telegram", "share/5/name", "home"], chance)
    assert onward is not None
    assert (onward.button, onward.counts_as) == (1, "")
    because = choose(["reply/5/no/time", "reply/5/no/far", "near"], chance)
    assert because is not None
    assert because.button < 2
    assert choose(["near", "home"], chance) is None


def test_they_plan_and_tell_what_would_help_and_end_somewhere() -> None:
    """A plan's own buttons lead to its questions once; nobody goes round in a circle."""
    chance = Random(1)
    plan = ["plan/5/calendar", "date/5", "plan/5/go", "cancel/5"]
    assert choose(plan, chance) == Choice(2)
    assert choose(["plan/5/travel/bike", "plan/5/travel/foot", "plan/5/company"], chance) in (
        Choice(0),
        Choice(1),
    )
    assert choose(["plan/5/calendar", "date/5", "next", "cancel/5"], chance) is None
    assert choose(["cancel/5/yes", "plan/5"], chance) == Choice(0)
    assert choose(["date/5/30000", "date/5/40000"], chance) in (Choice(0), Choice(1))
    doubt = [f"asked/5/{what}" for what in ("yes", "why-time", "why-far", "no", "stop")]
    helped = [choose(doubt, chance) for _ in range(1000)]
    assert 50 < sum(choice in (Choice(1), Choice(2)) for choice in helped) < 300
    assert 50 < sum(choice == Choice(0, "yes") for choice in helped) < 300
    news = [choose(["asked/5/near", "asked/5/pause", "asked/5/stop"], chance) for _ in range(1000)]
    assert 0 < sum(choice is not None for choice in news) < 150
