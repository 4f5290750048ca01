"""What staying in charge leaves in the rows: who agreed when, was first asked when, and mutes whom."""

from datetime import datetime, timedelta
from itertools import count
from typing import Any

import pytest

from bot.receive import receive
from dialogs.screen import Incoming, Link, Screen
from tests.asked import ask, plan
from tests.dump import dump, rows_of
from tests.talk import LANGUAGES, START, Talk
from tests.town import CANTEEN, GARDEN, SOUP, settle_town

ANA, BRAM = 1001, 1002
NUMBERS = count(1)
"""Of the updates that come in."""


async def settle(talk: Talk) -> None:
    """Put the town there."""
    async with talk.app.store.begin() as memory:
        await settle_town(memory, START)


async def come(talk: Talk, address: str, chat_id: int = ANA) -> Screen:
    """Tap a button with this address."""
    incoming = Incoming(1, next(NUMBERS), chat_id, "Ana", None, "en", address=address)
    return (await receive(talk.app, incoming)).screen


async def citizen(talk: Talk) -> dict[str, Any]:
    """The first citizen."""
    return (await rows_of(talk.app.store, "citizens"))[0]


def labels(screen: Screen) -> list[str]:
    """What stands on the buttons."""
    return [button.label.plain for row in screen.rows for button in row]


async def test_when_somebody_agreed_is_kept_and_moves_only_where_they_agree_anew(sqlite_url: str) -> None:
    async with Talk(sqlite_url, languages=LANGUAGES) as talk:
        await settle(talk)
        await come(talk, "keep/on?a1p3331")
        assert (await citizen(talk))["agreed"] is None
        moments: list[datetime] = []
        for address in ("again/on", "again/on", "stop", "resume", "again/off", "again/on"):
            talk.clock.move(talk.clock.now() + timedelta(hours=1))
            await come(talk, address)
            moments.append((await citizen(talk))["agreed"])
        first, same, stopped, resumed, refused, anew = moments
        assert first == same == stopped
        assert stopped < resumed == refused < anew


@pytest.mark.parametrize("path", ["ask", f"keep/{SOUP}/no/far/on", f"keep/{SOUP}/maybe/on"])
async def test_the_first_concrete_ask_is_kept_and_later_ones_do_not_move_it(
    path: str, sqlite_url: str
) -> None:
    async with Talk(sqlite_url, languages=LANGUAGES) as talk:
        await settle(talk)
        if path == "ask":
            await come(talk, "keep/on?a1p3331")
            assert (await citizen(talk))["asked"] is None
        await come(talk, f"{path}?a1p3331")
        first = (await citizen(talk))["asked"]
        assert first is not None
        talk.clock.move(talk.clock.now() + timedelta(hours=1))
        await come(talk, "ask/1")
        assert (await citizen(talk))["asked"] == first


async def test_what_a_muted_organisation_offers_is_found_and_not_asked_outright(sqlite_url: str) -> None:
    async with Talk(sqlite_url, languages=LANGUAGES) as talk:
        await settle(talk)
        await come(talk, "keep/on?a1p3331")
        (ana,) = [row["id"] for row in await rows_of(talk.app.store, "citizens")]
        async with talk.app.store.begin() as memory:
            await memory.mutes.add(ana, 2, now=START)
        asked = [(await come(talk, f"ask/{number}")).text.plain for number in range(4)]
        assert not [text for text in asked if "Huis van de Wijk" in text]
        assert "Buurttuin De Kers" in "".join(asked)
        assert "Huis van de Wijk" not in (await come(talk, f"filled/{GARDEN}")).text.plain
        assert "Huis van de Wijk" in (await come(talk, f"opportunity/{SOUP}")).text.plain


async def test_only_the_organisation_of_ones_own_message_can_be_muted(sqlite_url: str) -> None:
    """Under another's message a stop stops all the same, and tells nothing of whom it was from."""
    async with Talk(sqlite_url, languages=LANGUAGES) as talk:
        await settle(talk)
        for chat_id in (ANA, BRAM):
            await come(talk, "keep/on?a1p3331", chat_id)
            await come(talk, "again/on", chat_id)
        ana, bram = [row["id"] for row in await rows_of(talk.app.store, "citizens")]
        async with talk.app.store.begin() as memory:
            await plan(memory, await ask(memory, START, opportunity=CANTEEN), [ana, bram], START)
        seen = await come(talk, "stop/2")
        assert (await citizen(talk))["stopped"]
        assert not [label for label in labels(seen) if "Zwaluw" in label]
        await come(talk, "only/2")
        assert not await rows_of(talk.app.store, "mutes")
        assert (await citizen(talk))["stopped"]
        assert "Only nothing more from SV De Zwaluw" in labels(await come(talk, "stop/1"))
        await come(talk, "only/1")
        (mute,) = await rows_of(talk.app.store, "mutes")
        assert (mute["citizen_id"], mute["organisation_id"]) == (ana, 3)
        await come(talk, "hear/3", BRAM)
        await come(talk, "hear/1")
        assert len(await rows_of(talk.app.store, "mutes")) == 1
        assert (await citizen(talk))["may_ask"] is True


async def test_why_somebody_stops_is_counted_once_after_the_stop_and_without_them(sqlite_url: str) -> None:
    async with Talk(sqlite_url, languages=LANGUAGES) as talk:
        await settle(talk)
        assert "💬 I want to say why" not in labels(await come(talk, "stop"))
        await come(talk, "keep/on?a1p3331")
        assert "💬 I want to say why" in labels(await come(talk, "stop"))
        assert (await citizen(talk))["stopped"]
        assert not await rows_of(talk.app.store, "leavings")
        asked = await come(talk, "why/stop")
        addresses = [button.to for row in asked.rows for button in row if isinstance(button, Link)]
        for _ in range(2):
            await come(talk, addresses[0])
        await come(talk, addresses[2])
        (row,) = await rows_of(talk.app.store, "leavings")
        assert (row["what"], row["reason"], row["day"]) == ("stop", "fit", START.date())
        await come(talk, addresses[0].replace("stop", "cancel"))
        assert len(await rows_of(talk.app.store, "leavings")) == 1
        await come(talk, "forget/yes")
        assert len(await rows_of(talk.app.store, "leavings")) == 1
        assert str(ANA) not in await dump(talk.app.store)


async def test_a_pause_instead_of_a_stop_gives_back_what_the_stop_took(sqlite_url: str) -> None:
    async with Talk(sqlite_url, languages=LANGUAGES) as talk:
        await settle(talk)
        for address in ("keep/on?a1p3331", "again/on", "stop", "rest/31"):
            await come(talk, address)
        assert (await citizen(talk))["stopped"], "31 days are none that were offered"
        await come(talk, "rest/30")
        found = await citizen(talk)
        assert (found["stopped"], found["may_ask"]) == (False, True)
        assert found["paused_until"] - START >= timedelta(days=30)
