"""When an asker hears of a yes: by day, not in a pause, and not at all once they stopped."""

import json
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from itertools import count
from typing import Any

import pytest

from bot.compose import compose
from bot.receive import receive
from dialogs.screen import Incoming, Screen
from tests.dump import rows_of
from tests.invitations import FATIMA, fatima_asks
from tests.talk import LANGUAGES, START, Talk
from tests.town import GARDEN, settle_town

BRAM = 1002
NUMBERS = count(1)
NIGHT = START + timedelta(hours=8)


@pytest.fixture
async def talk(sqlite_url: str) -> AsyncIterator[Talk]:
    """Fatima asked her friends."""
    async with Talk(sqlite_url, languages=LANGUAGES) as talk:
        async with talk.app.store.begin() as memory:
            await settle_town(memory, START)
            await fatima_asks(memory, START)
        yield talk


async def come(talk: Talk, chat: int, **what: Any) -> Screen:
    """Tap a button, or open a link."""
    return (await receive(talk.app, Incoming(1, next(NUMBERS), chat, "Bram", None, "en", **what))).screen


async def says_yes(talk: Talk, how: str) -> None:
    """A friend goes all the way, and answers who may hear."""
    await come(talk, BRAM, command="start", payload="i_fatima-garden")
    for address in ("yes/on?a1", "yes"):
        await come(talk, BRAM, address=f"keep/{GARDEN}/{address}")
    for address in (f"share/{GARDEN}/name", f"share/{GARDEN}/send", f"tell/{GARDEN}/{how}"):
        await come(talk, BRAM, address=address)


async def planned(talk: Talk) -> list[tuple[str, datetime]]:
    """The messages that are to go to Fatima."""
    found = await rows_of(talk.app.store, "notices")
    return [(row["address"], row["due"]) for row in found if row["chat_id"] == FATIMA]


@pytest.mark.parametrize(("how", "name"), [("named", "Bram"), ("unnamed", "Somebody you asked")])
async def test_the_asker_hears_at_once_by_day_and_in_the_morning_at_night(
    how: str, name: str, talk: Talk
) -> None:
    talk.clock.move(NIGHT)
    await says_yes(talk, how)
    ((address, due),) = await planned(talk)
    assert due == talk.app.campaign.budget.next_sending(NIGHT) > NIGHT
    seen = await compose(talk.app, FATIMA, address)
    assert seen is not None
    assert seen.text.plain.startswith(f"{name} said yes.")
    assert await compose(talk.app, BRAM, address) is None


@pytest.mark.parametrize("how", ["no", "anything"])
async def test_without_a_yes_to_it_the_asker_hears_nothing(how: str, talk: Talk) -> None:
    await says_yes(talk, how)
    assert await planned(talk) == []


async def test_who_pauses_hears_later_and_who_stopped_never(talk: Talk) -> None:
    await come(talk, FATIMA, address="again")
    await come(talk, FATIMA, address="pause/7")
    await says_yes(talk, "named")
    ((address, due),) = await planned(talk)
    assert due >= START + timedelta(days=7)
    await come(talk, FATIMA, address="stop")
    assert await compose(talk.app, FATIMA, address) is None
    assert (await come(talk, FATIMA, address=address)).text.plain.startswith("Bram said yes.")


async def test_it_is_asked_until_it_is_answered_and_then_no_more(talk: Talk) -> None:
    await says_yes(talk, "anything")
    asked = [await come(talk, BRAM, address=f"plan/{GARDEN}/go") for _ in range(2)]
    assert {one.text.plain.splitlines()[0] for one in asked} == {"May I tell Fatima that you said yes?"}
    await come(talk, BRAM, address=f"tell/{GARDEN}/no")
    for address in (f"plan/{GARDEN}/go", f"tell/{GARDEN}", f"tell/{GARDEN}/named"):
        assert not (await come(talk, BRAM, address=address)).text.plain.startswith("May I tell")
    assert await planned(talk) == []


async def test_a_visitors_file_tells_how_they_came_and_what_is_kept_for_them(talk: Talk) -> None:
    """Not who asked them; and when they are forgotten, the place is free and the link counts without them."""
    await come(talk, BRAM, command="start", payload="i_fatima-garden")
    (invitation,) = [row for row in await rows_of(talk.app.store, "openings") if row["chat_id"] == BRAM]
    await come(talk, BRAM, address=f"invited/{invitation['invitation_id']}/{GARDEN}/yes")
    seen = await come(talk, BRAM, address="mydata")
    assert seen.document is not None
    told = json.loads(seen.document.content)
    assert [one["first"] for one in told["came_by_links"]] == [True]
    assert [one["title"] for one in told["places_kept_for_you"]] == ["Samen de buurttuin opruimen"]
    assert "Fatima" not in str(told)
    assert "by which link you came" in (await come(talk, BRAM, address="privacy")).text.plain
    await come(talk, BRAM, address="forget/yes")
    assert not await rows_of(talk.app.store, "holds")
    assert [row["chat_id"] for row in await rows_of(talk.app.store, "openings")] == [None]
