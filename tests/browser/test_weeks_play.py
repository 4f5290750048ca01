"""The demo's clock plays the next day: an ask goes out to a crowd, people answer, and the strip fills."""

import asyncio
import re
from pathlib import Path

import pytest
from playwright.async_api import Locator, Page, expect

from tests.bot.demos import demo
from tests.browser.chromium import chromium

pytestmark = pytest.mark.browser
PATIENCE = 180
DAY_PATIENCE = 60_000
"""Milliseconds in which a day has been played."""
expect.set_options(timeout=20_000)


async def _tap(phone: Locator, label: str | re.Pattern[str]) -> None:
    await phone.get_by_role("log").get_by_role("button", name=label).last.click()


async def _type(phone: Locator, words: str) -> None:
    await phone.get_by_role("textbox").fill(words)
    await phone.get_by_role("textbox").press("Enter")


async def _ask(tab: Page) -> None:
    """Carla asks around, and Teun lets it out."""
    teun = tab.get_by_role("region", name="Teun", exact=True)
    carla = tab.get_by_role("region", name="Carla", exact=True)
    await teun.get_by_role("button", name="Start", exact=True).click()
    await carla.get_by_role("button", name="Start", exact=True).click()
    await _type(carla, "/desk")
    await _tap(carla, "📋 Wat er bij ons te doen is")
    await _tap(carla, re.compile("^Thee schenken"))
    await _tap(carla, "📨 Mensen vragen")
    await _tap(carla, "Verder: hoeveel mensen?")
    await _tap(carla, "🚀 Versturen")
    await _type(teun, "/team")
    await _tap(teun, re.compile("^📨 Vragen"))
    await _tap(teun, re.compile("Thee schenken"))
    await _tap(teun, re.compile("^✅"))
    await expect(teun.get_by_role("button", name=re.compile("Pauze")).first).to_be_visible()


async def test_the_next_day_is_played_and_the_strip_fills(tmp_path: Path) -> None:
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
        strip = tab.get_by_role("table", name="by day")
        today = strip.locator("button[aria-current=date]")
        await expect(today).to_have_text(re.compile("Thu 14"))
        await expect(tab.locator("#time")).to_have_text(re.compile("^09:0"))
        for moment in ("Heads-up", "Ask", "Follow-up", "Thanks"):
            await expect(strip.get_by_text(moment, exact=True)).to_be_visible()
        await tab.get_by_role("button", name="Crowd").click()
        await tab.get_by_label("How many people").select_option("300")
        await tab.get_by_role("button", name="Let them come").click()
        await expect(tab.get_by_role("button", name="Crowd: 300")).to_be_attached()
        await tab.get_by_role("button", name="Close").click()
        await _ask(tab)

        await tab.get_by_role("button", name="Next day").click()
        await expect(tab.get_by_role("progressbar")).to_be_visible()
        await expect(tab.get_by_role("button", name="One day on")).to_have_attribute("aria-disabled", "true")
        await expect(today).to_have_text(re.compile("Fri 15"), timeout=DAY_PATIENCE)
        await expect(tab.get_by_role("button", name="Next day")).to_be_visible(timeout=DAY_PATIENCE)
        await expect(tab.locator("#time")).to_have_text(re.compile("^09:0"))
        thursday = strip.get_by_role("button", name=re.compile("^Thursday 14 January: .* went out"))
        counts = tab.locator("[data-day='2027-01-14'][data-count]")
        await expect(counts.first).not_to_have_text("0")
        sent, answered, held = [int(words) for words in await counts.all_text_contents()]
        assert sent >= 6
        assert 1 <= answered <= sent
        assert f"{sent} went out; {answered} answered" in (await thursday.get_attribute("aria-label") or "")
        await thursday.hover()
        await expect(tab.locator("#strip-detail")).to_contain_text(f"{held} held back")

        await tab.get_by_role("button", name="Whole week").click()
        await tab.get_by_role("button", name="Stop", exact=True).click()
        await expect(tab.get_by_role("button", name="Whole week")).to_be_visible()
        await expect(today).to_have_text(re.compile("Fri 15"))
        assert complaints == []
