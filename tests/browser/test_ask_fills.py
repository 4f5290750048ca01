"""An ask fills while one watches: a crowd comes, Carla asks, Teun lets it out, people answer themselves."""

import asyncio
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from tests.browser.crowd import carla_asks, crowd_comes
from tests.browser.phones import demo_page

pytestmark = pytest.mark.browser
PATIENCE = 360
HOURS = 48
"""So many hours pass at most until it is full: waves go between 10:00 and 20:00 only."""


async def _count(tab: Page, name: str) -> int:
    told = await tab.locator(f"[data-count={name}] dd").text_content()
    return int((told or "0").replace(",", ""))


async def test_an_ask_goes_out_to_a_crowd_in_waves_and_fills(tmp_path: Path) -> None:
    async with asyncio.timeout(PATIENCE), demo_page(tmp_path, width=1600) as tab:
        await crowd_comes(tab)
        carla = await carla_asks(tab)
        full = carla.place.get_by_text("🎉 Vol")
        for _ in range(HOURS):
            if await full.is_visible():
                break
            await tab.get_by_role("button", name="One hour on").click()
            await asyncio.sleep(3)
        await expect(full).to_be_visible()
        await tab.get_by_role("button", name="Crowd: 300").click()
        assert await _count(tab, "yes") >= 2
        assert 6 <= await _count(tab, "reached") < 300
