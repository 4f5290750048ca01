"""Who asked for a call is on the team's list until they are called; their number goes by itself."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update

from bot.clock import CampaignClock
from bot.clockwork import Clockwork
from bot.forgetting import forget_calls
from campaign.values import Role
from storage import schema
from storage.citizens import Consent
from storage.erasing import erase
from storage.store import Store
from tests.asked import citizens
from tests.dialogs.organisations import (
    CITIZEN,
    MEMBER,
    OTHER,
    OTHER_CITIZEN,
    OWN,
    SECRET,
    SETTINGS,
    TEAM,
    VISITOR,
    World,
    two_organisations,
)
from tests.dump import dump, rows_of
from tests.weeks import FIRST, campaign

HOUR = timedelta(hours=1)


async def test_a_number_goes_after_30_days_and_one_without_consent_after_a_day(store: Store) -> None:
    now = campaign().budget.hours_of(FIRST)[0]
    kept = Clockwork(store, CampaignClock(now), campaign(), frozenset())
    async with store.begin() as memory:
        agreed, unsure = await citizens(memory, 2, now)
        for one in (agreed, unsure):
            told = {"name": "Annemieke", "phone": f"06000000{one:02}", "part": "evening"}
            await memory.calls.put(one, "Samen", now=now, **told)
        assert await memory.calls.agree(agreed, now=now)
        await memory.citizens.consent(agreed, Consent.CALL, version="call-1", language="en", now=now)
    for after, left in ((24 * HOUR, 2), (25 * HOUR, 1), (720 * HOUR, 1), (721 * HOUR, 0)):
        await forget_calls(kept, now + after)
        assert len(await rows_of(store, "calls")) == left
    assert "Annemieke" not in await dump(store)
    (consent,) = await rows_of(store, "consents")
    assert consent["withdrawn"]


async def test_the_team_reads_who_waits_until_they_are_called_and_nobody_else_does(sqlite_url: str) -> None:
    async with two_organisations(sqlite_url) as world:
        async with world.app.store.begin() as memory:
            for other in (OWN, OTHER):
                await memory.calls.drop(other)
            (one,) = await citizens(memory, 1, world.now)
            told = {"name": "Annemieke", "phone": "0698765432", "part": "evening"}
            await memory.calls.put(one, "Samen", now=world.now, **told)
        assert "Nobody waits" in (await world.go(TEAM, "team/calls")).words
        async with world.app.store.begin() as memory:
            await memory.calls.agree(one, now=world.now)
            found = await memory.calls.of(one)
        assert found is not None
        for shut_out in (CITIZEN, MEMBER, VISITOR):
            for page in ("team/calls", f"team/calls/{found.id}/done"):
                assert world.is_missing(await world.go(shut_out, page))
        words = (await world.go(TEAM, "team/calls", message_id=5)).words
        assert "Annemieke" in words
        assert "0698765432" in words
        assert "Nobody waits" in (await world.go(TEAM, f"team/calls/{found.id}/done")).words


@pytest.mark.parametrize("how", ["called", "taken back", "erased", "changed"])
async def test_who_is_taken_off_the_list_goes_from_the_messages_in_which_it_was_read(
    how: str, database_url: str
) -> None:
    async with two_organisations(database_url) as world:
        seen = await world.go(TEAM, "team/calls", keep=True)
        assert SECRET not in seen.words, "it comes as a message that can be drawn anew"
        (told,) = await notices(world)
        assert world.app.site.find(told["address"])[0].role is Role.TEAM
        async with world.app.store.begin() as memory:
            await memory.connection.execute(update(schema.notices).values(state="sent", message_id=7))
            if how == "called":
                await memory.calls.drop(OTHER)
            elif how == "erased":
                await erase(memory, OTHER_CITIZEN, now=world.now)
            elif how == "changed":
                await memory.calls.put(OTHER, "Samen", now=world.now, name="Kolibrie de tweede")
        if how == "taken back":
            await world.go(OTHER_CITIZEN, "call/no", keep=True)
        (stale,) = await notices(world)
        assert stale["redraw"]
        anew = await world.go(TEAM, stale["address"], message_id=7)
        assert "Merel thuis" in anew.words
        assert SECRET not in anew.words


async def notices(world: World) -> list[dict[str, Any]]:
    """The messages in which the team reads who waits."""
    rows = await rows_of(world.app.store, "notices")
    return [row for row in rows if row["address"].startswith("team/calls/")]


async def test_who_leaves_the_team_reads_no_names_any_more(database_url: str) -> None:
    async with two_organisations(database_url) as world:
        await world.go(TEAM, "team/calls", keep=True)
        async with world.app.store.begin() as memory:
            await memory.connection.execute(update(schema.notices).values(state="sent", message_id=7))
        await world.go(SETTINGS, f"team/people/{TEAM}/leave/yes", keep=True)
        (stale,) = await notices(world)
        assert stale["redraw"]
        assert world.is_missing(await world.go(TEAM, stale["address"], message_id=7))
