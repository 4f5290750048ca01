"""An ask fills while one watches: a crowd comes, Carla asks, Teun lets it out, people answer themselves."""

import asyncio
import re
from pathlib import Path

import pytest
from playwright.async_api import Locator, Page, expect

from tests.bot.demos import demo
from tests.browser.chromium import chromium

pytestmark = pytest.mark.browser
PATIENCE = 240
HOURS = 48
"""So many hours pass at most until it is full: waves go between 10:00 and 20:00 only."""
expect.set_options(timeout=20_000)


async def _type(phone: Locator, words: str) -> None:
    await phone.get_by_role("textbox").fill(words)
    await phone.get_by_role("textbox").press("Enter")


async def _tap(phone: Locator, label: str | re.Pattern[str]) -> None:
    await phone.get_by_role("log").get_by_role("button", name=label).last.click()


async def _count(tab: Page, name: str) -> int:
    told = await tab.locator(f"[data-count={name}] dd").text_content()
    return int((told or "0").replace(",", ""))


async def test_an_ask_goes_out_to_a_crowd_in_waves_and_fills(tmp_path: Path) -> None:
    async with (
        asyncio.timeout(PATIENCE),
        demo(cwd=tmp_path) as address,
        chromium() as browser,
        await browser.new_context(
            viewport={"width": 1600, "height": 900}, reduced_motion="reduce"
        ) as context,
    ):
        tab = await context.new_page()
        complaints: list[str] = []
        tab.on("pageerror", lambda error: complaints.append(str(error)))
        await tab.goto(address)
        await tab.get_by_role("button", name="Crowd").click()
        await expect(tab.get_by_text("Invented citizens around Zwijndrecht")).to_be_visible()
        await tab.get_by_label("How many people").select_option("300")
        await tab.get_by_role("button", name="Let them come").click()
        await expect(tab.get_by_role("button", name="Crowd: 300")).to_be_attached()
        await tab.get_by_role("button", name="Close").click()
        teun = tab.get_by_role("region", name="Teun", exact=True)
        carla = tab.get_by_role("region", name="Carla", exact=True)
        await teun.get_by_role("button", name="Start", exact=True).click()
        await carla.get_by_role("button", name="Start", exact=True).click()
        await _type(carla, "/desk")
        await _tap(carla, "📋 Wat er bij ons te doen is")
        await _tap(carla, re.compile("^Thee schenken"))
        await _tap(carla, "📨 Mensen vragen")
        await _tap(carla, "Verder: hoeveel mensen?")
        await expect(carla.get_by_text("Ongeveer")).to_be_visible()
        await _tap(carla, "🚀 Versturen")
        await _type(teun, "/team")
        await _tap(teun, re.compile("^📨 Vragen"))
        await _tap(teun, re.compile("Thee schenken"))
        await _tap(teun, re.compile("^✅"))
        full = carla.get_by_text("🎉 Vol")
        for _ in range(HOURS):
            if await full.is_visible():
                break
            await tab.get_by_role("button", name="One hour on").click()
            await asyncio.sleep(3)
        await expect(full).to_be_visible()
        await tab.get_by_role("button", name="Crowd: 300").click()
        assert await _count(tab, "yes") >= 2
        assert 6 <= await _count(tab, "reached") < 300
        assert complaints == []
