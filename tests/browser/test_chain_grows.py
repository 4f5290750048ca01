"""Amir asks Sanne through Telegram and Carla through WhatsApp: they open it, and the chain grows."""

import asyncio
import re
from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.browser.phones import Phone, demo_page

pytestmark = pytest.mark.browser
PATIENCE = 180


async def test_asks_travel_to_other_phones_and_stand_in_the_chain(tmp_path: Path) -> None:
    async with asyncio.timeout(PATIENCE), demo_page(tmp_path) as tab:
        amir, sanne = Phone(tab, "Amir"), Phone(tab, "Sanne")
        await tab.get_by_role("button", name="Chain", exact=True).click()
        chain = tab.get_by_role("complementary", name="The chain")
        await expect(chain).to_contain_text("Nobody has asked anybody yet.")
        await amir.start()
        await amir.tap("16 or older")
        await amir.write("3331")
        await amir.tap("Not now")
        await amir.tap_until(
            "What would you like to do?", "💾 Keep my answers", "Yes, keep them", "No, thank you", "🏠 Home"
        )
        await amir.tap("💬 Ask somebody")
        await amir.tap(re.compile("Gardening|Cooking"))
        await amir.hears("This is your message:")
        ask = chain.locator("[data-ask]")
        await expect(ask).to_have_attribute("data-state", "asked")
        await expect(ask.locator("text")).to_have_text("Amir")

        await amir.talk.get_by_role("link", name="Choose somebody in Telegram").click()
        await amir.place.get_by_role("dialog").get_by_role("button", name="Sanne").click()
        letter = sanne.place.get_by_role("region", name="Messages from people to Sanne")
        await expect(letter).to_contain_text("A message from Amir")
        payload = await letter.get_by_role("link", name=re.compile("start=i_")).text_content() or ""
        await letter.get_by_role("link", name=re.compile("Start the bot")).click()
        await sanne.start()
        await expect(sanne.talk.locator(".mine .text")).to_have_text(f"/start {payload.rpartition('=')[2]}")
        await sanne.hears("Amir asks you")
        await expect(ask).to_have_attribute("data-state", "opened")
        await sanne.tap("👍 Yes")
        await sanne.tap("16 or older")
        await sanne.tap("Yes, keep them")
        await expect(ask).to_have_attribute("data-state", "yes")
        await expect(chain).to_contain_text("1 ask in 1 generation, 1 said yes.")

        carla = Phone(tab, "Carla")
        await amir.tap("➕ Ask one more person")
        await amir.talk.get_by_role("link", name="WhatsApp").click()
        await amir.place.get_by_role("dialog").get_by_role("button", name="Carla").click()
        await carla.place.get_by_role("link", name="Open the page").click()
        page = carla.place.frame_locator("iframe")
        await expect(page.get_by_role("heading").first).to_contain_text("Amir asks you")
        await page.get_by_role("link", name="Telegram").click()
        await carla.start()
        await carla.hears("Amir vraagt je")
        await expect(ask.last).to_have_attribute("data-state", "opened")
        await expect(chain).to_contain_text("2 asks in 1 generation, 1 said yes.")
