"""Carla prints a poster, and Amir's camera reads the code on it: the paper itself leads to the ask."""

import asyncio
import re
from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.browser.phones import Phone, demo_page

pytestmark = pytest.mark.browser
PATIENCE = 180


async def test_a_printed_poster_is_scanned_by_somebody_else(tmp_path: Path) -> None:
    async with asyncio.timeout(PATIENCE), demo_page(tmp_path) as tab:
        carla, amir = Phone(tab, "Carla"), Phone(tab, "Amir")
        await carla.start()
        await carla.write("/desk")
        await carla.tap("📋 Wat er bij ons te doen is")
        await carla.tap(re.compile("^Thee schenken"))
        await carla.tap("🖼 Een poster hiervoor")
        await carla.tap("🏢 Organisatie")
        await carla.tap("Nederlands")
        await carla.tap(re.compile("^Buurttuin De Kers"))
        await carla.tap("🖨 De poster")
        await carla.tap("🖨 A4")
        paper = carla.talk.get_by_role("link", name=re.compile(r"^poster-.*\.pdf")).first
        await expect(paper).to_be_visible()

        await amir.place.get_by_role("button", name="Scan a code").click()
        codes = amir.place.get_by_role("dialog", name="Scan a code").get_by_role("listitem")
        await codes.filter(has_text="on Carla's phone").first.get_by_role("button").click()
        page, start = (
            amir.place.frame_locator("iframe"),
            amir.place.get_by_role("button", name="Start", exact=True),
        )
        await page.get_by_role("link", name="Telegram").click()
        await expect(start).to_be_focused()
        await amir.start()
        await amir.hears("Buurttuin De Kers")
        await expect(amir.talk.locator(".mine .text")).to_have_text(re.compile("^/start c_"))
