"""The strip of days and its plays: what the page is told, one play at a time, stopped at once."""

import asyncio
from collections.abc import AsyncIterator
from datetime import date, datetime, timedelta

import pytest
from aiohttp.test_utils import TestClient, TestServer

from sandbox.page.hands import Day, Hands, Strip
from sandbox.page.server import page
from sandbox.telegram import Telegram
from tests.sandbox.page.conftest import Browser
from tests.sandbox.page.owner import SUNDAY, Owner

FIRST = date(2026, 11, 23)


class Time:
    """Plays until it is stopped, and counts how often."""

    def __init__(self) -> None:
        self.until: datetime | None = None
        self.played: list[str] = []
        self.stopped = asyncio.Event()

    async def play(self, what: str) -> None:
        if what == "moment":
            raise ValueError("no moment is to come")
        self.played.append(what)
        self.until = SUNDAY + timedelta(days=1)
        await self.stopped.wait()
        self.until = None

    def stop_playing(self) -> None:
        self.stopped.set()


async def strip() -> Strip:
    """Two days, the first before the week; the moment is late on its local day."""
    days = [
        Day(FIRST - timedelta(days=1), sent=9, touched=4, answers={"yes": 1, "no": 2}, held={"paused": 3}),
        Day(FIRST),
    ]
    return Strip("A week", FIRST, FIRST, days, [(SUNDAY + timedelta(hours=14, minutes=30), "Ask")])


@pytest.fixture
def player() -> Time:
    return Time()


@pytest.fixture
async def browser(sandbox: Telegram, owner: Owner, player: Time) -> AsyncIterator[Browser]:
    hands = Hands(now=owner.now, move_clock=owner.move, restart=owner.restart, strip=strip, player=player)
    async with TestClient(TestServer(page(sandbox, hands, []))) as client:
        yield Browser(client)


async def test_the_strip_tells_each_day_in_numbers_with_the_reasons_and_its_moments(browser: Browser) -> None:
    told = await (await browser.get("/api/weeks")).json()
    before, first = told["days"]
    assert (before["date"], before["in_week"], first["in_week"]) == ("2026-11-22", False, True)
    assert (before["sent"], before["answered"], before["held"], before["touched"]) == (9, 3, 3, 4)
    assert (before["answers"], before["why"]) == ([["yes", 1], ["no", 2]], [["paused", 3]])
    (moment,) = told["moments"]
    assert (moment["date"], moment["words"], moment["ahead"]) == ("2026-11-23", "Ask", True)


async def test_one_play_at_a_time_is_shown_to_every_page_and_stopped(browser: Browser, player: Time) -> None:
    before = (await browser.state())["version"]
    async with asyncio.TaskGroup() as group:
        playing = group.create_task(browser.post("/api/play", {"what": "week"}))
        during = await browser.state(before)
        assert during["busy"] == "play"
        assert during["playing"]["what"] == "week"
        assert datetime.fromisoformat(during["playing"]["until"]) == SUNDAY + timedelta(days=1)
        for path, body in (("play", {"what": "day"}), ("clock", {"add_seconds": 60}), ("restart", {})):
            assert (await browser.post(f"/api/{path}", body))[0] == 409
        assert (await browser.post("/api/stop"))[0] == 200
    assert playing.result()[0] == 200
    after = await browser.state()
    assert (after["busy"], after["playing"], player.played) == (None, None, ["week"])


async def test_what_cannot_be_played_is_said(browser: Browser, sandbox: Telegram, owner: Owner) -> None:
    assert (await browser.post("/api/play", {"what": "year"}))[0] == 400
    status, answer = await browser.post("/api/play", {"what": "moment"})
    assert (status, answer["error"]) == (500, "It does not play: no moment is to come")
    assert (await browser.state())["busy"] is None
    async with TestClient(TestServer(page(sandbox, Hands(now=owner.now), []))) as client:
        bare = Browser(client)
        state = await bare.state()
        assert (state["weeks"], state["plays"], state["playing"]) == (False, False, None)
        assert await (await bare.get("/api/weeks")).json() is None
        assert (await bare.post("/api/play", {"what": "day"}))[0] == 400
        assert (await bare.post("/api/stop"))[0] == 200
