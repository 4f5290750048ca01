"""Organisations and their screening."""

from datetime import datetime

import pytest
from sqlalchemy import insert

from campaign.screening import ALL_CHECKED, Check, unchecked
from campaign.values import OrganisationState
from storage import schema
from storage.organisations import MADE_HERE
from storage.store import Store
from tests.dump import rows_of
from tests.town import GARDEN, settle_town


async def test_a_new_organisation_waits_with_nothing_checked(store: Store, now: datetime) -> None:
    """It is made in the bot, and no feed can mean the same one."""
    async with store.begin() as memory:
        number = await memory.organisations.add("Buurttuin De Kers", now=now)
        it = await memory.organisations.get(number)
        assert it is not None
        assert (it.name, it.state, it.screened, it.source, it.members) == (
            "Buurttuin De Kers",
            OrganisationState.WAITING,
            0,
            MADE_HERE,
            0,
        )
        assert await memory.organisations.get(number + 1) is None
        assert [one.id for one in await memory.organisations.waiting()] == [number]


async def test_checks_are_ticked_one_by_one(store: Store, now: datetime) -> None:
    """A tick changes its own bit, and taking it away leaves the others."""
    async with store.begin() as memory:
        number = await memory.organisations.add("Buurttuin De Kers", now=now)
        for check in Check:
            await memory.organisations.screen(number, check.bit, checked=True)
            await memory.organisations.screen(number, check.bit, checked=True)
        it = await memory.organisations.get(number)
        assert it is not None
        assert it.screened == ALL_CHECKED
        await memory.organisations.screen(number, Check.VOG.bit, checked=False)
        await memory.organisations.screen(number, Check.VOG.bit, checked=False)
        it = await memory.organisations.get(number)
        assert it is not None
        assert unchecked(it.screened) == (Check.VOG,)


async def test_organisations_are_listed_by_state_a_page_at_a_time(store: Store, now: datetime) -> None:
    """Those that came with a feed are listed only where the team had to do with them."""
    async with store.begin() as memory:
        await settle_town(memory, now)
        made = [await memory.organisations.add(f"Organisation {number}", now=now) for number in range(5)]
        approved, waiting = OrganisationState.APPROVED, OrganisationState.WAITING
        assert await memory.organisations.listed(approved) == []
        first = await memory.organisations.listed(waiting, limit=3)
        assert [one.id for one in first] == made[:3]
        rest = await memory.organisations.listed(waiting, after=first[-1].id, limit=3)
        assert [one.id for one in rest] == made[3:]
        assert await memory.organisations.count(waiting) == 5
        await memory.organisations.change(1, state=OrganisationState.SUSPENDED)
        assert [one.id for one in await memory.organisations.listed(OrganisationState.SUSPENDED)] == [1]
        with pytest.raises(TypeError):
            await memory.organisations.change(1, source="feed")


async def test_one_from_a_feed_is_listed_as_soon_as_it_can_ask(store: Store, now: datetime) -> None:
    """With a member or an ask; the many others of a feed stay out of the list."""
    async with store.begin() as memory:
        await settle_town(memory, now)
        approved = OrganisationState.APPROVED
        await memory.chats.open(5, bot_id=1, update_id=5, language="en", now=now)
        await memory.members.add(5, 2, name="Mia", now=now)
        assert [one.id for one in await memory.organisations.listed(approved)] == [2]
        await memory.connection.execute(
            insert(schema.asks).values(
                id=1, organisation_id=1, opportunity_id=GARDEN, state="running", radius=5, gap=0, made=now
            )
        )
        assert [one.id for one in await memory.organisations.listed(approved)] == [1, 2]
        assert await memory.organisations.count(approved) == 2


async def test_what_a_suspended_organisation_has_to_do_is_closed(store: Store, now: datetime) -> None:
    """Its own, and nobody else's."""
    async with store.begin() as memory:
        await settle_town(memory, now)
        assert await memory.organisations.close_opportunities(1) == 1
        assert await memory.organisations.close_opportunities(1) == 0
    closed = [row["id"] for row in await rows_of(store, "opportunities") if not row["open"]]
    assert closed == [GARDEN]


async def test_the_overview_counts_what_waits(store: Store, now: datetime) -> None:
    """An organisation that cannot be reached yet does not wait for the team."""
    async with store.begin() as memory:
        await settle_town(memory, now)
        number = await memory.organisations.add("Buurttuin De Kers", now=now)
        waits = await memory.overview.waiting(unanswered_before=now)
        assert (waits.organisations, waits.asks, waits.reports, waits.yeses) == (0, 0, 0, 0)
        await memory.organisations.change(number, contact="0612345678")
        await memory.reports.add(GARDEN, "untrue", citizen_id=None, now=now)
        waits = await memory.overview.waiting(unanswered_before=now)
        assert (waits.organisations, waits.reports) == (1, 1)
        (report,) = await memory.overview.reports(limit=5)
        assert (report.opportunity_id, report.what, report.organisation) == (
            GARDEN,
            "untrue",
            "Buurttuin De Kers",
        )
        assert await memory.overview.asks(limit=5) == []
        assert await memory.overview.unanswered(before=now, limit=5) == []
        assert await memory.brake.planned() == 0
        assert await memory.overview.unconfirmed_of(number) == await memory.overview.running_of(number) == 0
