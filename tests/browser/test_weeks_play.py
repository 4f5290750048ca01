"""The demo's clock plays the next day: an ask goes out to a crowd, people answer, and the strip fills."""

import asyncio
import re
from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.browser.crowd import carla_asks, crowd_comes
from tests.browser.phones import demo_page

pytestmark = pytest.mark.browser
PATIENCE = 360
DAY_PATIENCE = 150_000
"""Milliseconds in which a day has been played, on a machine that has much else to do."""


async def test_the_next_day_is_played_and_the_strip_fills(tmp_path: Path) -> None:
    async with asyncio.timeout(PATIENCE), demo_page(tmp_path, width=1600) as tab:
        strip = tab.get_by_role("table", name="by day")
        today = strip.locator("button[aria-current=date]")
        await expect(today).to_have_text(re.compile("Thu 14"))
        await expect(tab.locator("#time")).to_have_text(re.compile("^09:0"))
        for moment in ("Heads-up", "Ask", "Follow-up", "Thanks"):
            await expect(strip.get_by_text(moment, exact=True)).to_be_visible()
        await crowd_comes(tab)
        await carla_asks(tab)

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
