"""What is erased by the clock: who blocked the bot, who stayed away, and everybody after the campaign."""

import re
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

import pytest

from bot.forgetting import BATCH
from bot.rounds import run_rounds
from campaign.values import OrganisationState
from campaign.weeks import Retention
from tests.bot.test_rounds import CITIZEN, VISITOR, come, ids, wind
from tests.dump import dump, rows_of
from tests.talk import Talk
from tests.town import GARDEN, settle_town
from tests.weeks import LAST, at, campaign

DAY = timedelta(days=1)
OTHER, MIA = 1003, 1004


async def counts(talk: Talk) -> dict[str, Any]:
    """What is counted of all that was asked and answered, and of nobody in particular."""
    async with talk.app.store.look() as memory:
        return {
            "replies": await memory.replies.count(),
            "generations": await memory.ledger.generations(),
            "asked": len(await rows_of(talk.app.store, "deliveries")),
        }


async def says_yes(talk: Talk, chat_id: int, update: int) -> None:
    """Somebody agrees to be kept, says yes to the garden, and asks a friend."""
    await come(talk, chat_id, update, "keep/on?a1p3331")
    await come(talk, chat_id, update + 1, f"reply/{GARDEN}/yes")


async def taken(talk: Talk) -> int:
    """How many places in the garden are taken."""
    async with talk.app.store.look() as memory:
        one = await memory.opportunities.get(GARDEN)
    assert one is not None
    return one.taken


async def block(talk: Talk, chats: Iterable[int]) -> None:
    """These people block the bot now."""
    async with talk.app.store.begin() as memory:
        for chat in chats:
            await memory.chats.block(chat, talk.clock.now())


async def test_who_blocked_the_bot_is_erased_after_30_days_and_is_counted_still(talk: Talk) -> None:
    await says_yes(talk, CITIZEN, 1)
    await says_yes(talk, OTHER, 11)
    before = await counts(talk)
    assert await taken(talk) == 2
    await block(talk, [CITIZEN])
    wind(talk, 29 * DAY)
    await run_rounds(talk.app)
    assert await ids(talk, "chats") == [CITIZEN, OTHER]
    wind(talk, 2 * DAY)
    for _ in range(2):
        await run_rounds(talk.app)
        assert await ids(talk, "chats") == [OTHER]
        assert not re.search(rf"\b{CITIZEN}\b", await dump(talk.app.store)), "as a number of its own"
        assert await counts(talk) == before


async def test_who_comes_back_after_a_block_stays(talk: Talk) -> None:
    await says_yes(talk, CITIZEN, 1)
    await block(talk, [CITIZEN])
    wind(talk, 29 * DAY)
    await come(talk, CITIZEN, 3, "home")
    wind(talk, 20 * DAY)
    await run_rounds(talk.app)
    assert await ids(talk, "chats") == [CITIZEN]


async def test_many_who_blocked_the_bot_are_erased_in_batches(talk: Talk) -> None:
    people = range(2001, 2001 + 2 * BATCH + 3)
    for number, chat in enumerate(people):
        await come(talk, chat, number + 1, "keep/on?a1p3331")
    await block(talk, people)
    wind(talk, 31 * DAY)
    await run_rounds(talk.app)
    assert await ids(talk, "chats") == []


async def test_a_citizen_who_stays_away_is_erased_after_half_a_year(talk: Talk) -> None:
    await says_yes(talk, CITIZEN, 1)
    wind(talk, 100 * DAY)
    await come(talk, OTHER, 3, "keep/on?a1p3331")
    wind(talk, 82 * DAY)
    await run_rounds(talk.app)
    assert await ids(talk, "chats") == [CITIZEN, OTHER]
    before = await counts(talk)
    wind(talk, 2 * DAY)
    await run_rounds(talk.app)
    assert await ids(talk, "chats") == [OTHER]
    assert not re.search(rf"\b{CITIZEN}\b", await dump(talk.app.store)), "as a number of its own"
    assert await counts(talk) == before


async def test_whoever_has_a_desk_is_not_erased_for_staying_away(talk: Talk) -> None:
    await come(talk, MIA, 1, "keep/on?a1p3331")
    async with talk.app.store.begin() as memory:
        await memory.members.add(MIA, 1, name="Mia", now=talk.clock.now())
    wind(talk, 200 * DAY)
    await run_rounds(talk.app)
    assert await ids(talk, "chats") == [MIA]


@pytest.mark.parametrize("days", [None, 10])
async def test_everything_personal_goes_after_the_campaign(database_url: str, days: int | None) -> None:
    """Or sooner, where the campaign says so: who acts for an organisation too, and whom to call."""
    kept = Retention() if days is None else Retention(after_campaign=timedelta(days=days))
    async with Talk(database_url, campaign=campaign(retention=kept), start=at(10, 12)) as talk:
        async with talk.app.store.begin() as memory:
            await settle_town(memory, at(20, 9))
        await says_yes(talk, CITIZEN, 1)
        await come(talk, MIA, 3, "start")
        async with talk.app.store.begin() as memory:
            await memory.members.add(MIA, 1, name="Mia", now=talk.clock.now())
            await memory.organisations.change(1, contact="Mia, 078 123", state=OrganisationState.APPROVED)
        talk.clock.move(at(24, 23) + kept.after_campaign)
        await come(talk, CITIZEN, 4, "home")
        await run_rounds(talk.app)
        assert LAST.day == 24
        assert await ids(talk, "chats") == [CITIZEN, MIA], "it is the last evening"
        before = await counts(talk)
        wind(talk, timedelta(hours=23))
        await run_rounds(talk.app)
        assert await ids(talk, "chats") == [CITIZEN], "who was here within a day has a day"
        wind(talk, 2 * DAY)
        for _ in range(2):
            await run_rounds(talk.app)
            assert await ids(talk, "chats") == []
        left = await dump(talk.app.store)
        assert not [word for word in (str(CITIZEN), str(MIA), "078 ", "078-", "Mia") if word in left]
        assert not [row for row in await rows_of(talk.app.store, "opportunities") if row["open"]]
        assert await counts(talk) == before


async def test_the_last_of_an_organisation_who_is_erased_leaves_it_suspended(talk: Talk) -> None:
    await come(talk, MIA, 1, "start")
    async with talk.app.store.begin() as memory:
        await memory.members.add(MIA, 1, name="Mia", now=talk.clock.now())
    await block(talk, [MIA])
    wind(talk, 31 * DAY)
    await run_rounds(talk.app)
    (garden,) = [row for row in await rows_of(talk.app.store, "organisations") if row["id"] == 1]
    assert garden["state"] == OrganisationState.SUSPENDED
    assert [row["what"] for row in await rows_of(talk.app.store, "audit")] == ["member_left", "nobody_left"]


async def test_a_campaign_without_a_week_never_ends(talk: Talk) -> None:
    await come(talk, VISITOR, 1, "start")
    await come(talk, CITIZEN, 2, "keep/on?a1p3331")
    for _ in range(3):
        wind(talk, 150 * DAY)
        await come(talk, CITIZEN, int(talk.clock.now().timestamp()), "home")
        await run_rounds(talk.app)
    assert await ids(talk, "chats") == [CITIZEN]
