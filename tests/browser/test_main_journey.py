"""The main journey on the demo's page: a hello, an ask nearby, a yes, and what one likes; with a restart."""

import asyncio
import re
from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.browser.phones import Phone, demo_page

pytestmark = pytest.mark.browser
PATIENCE = 180


async def test_somebody_says_hello_says_yes_and_tells_what_they_like(tmp_path: Path) -> None:
    async with asyncio.timeout(PATIENCE), demo_page(tmp_path) as tab:
        amir = Phone(tab, "Amir")
        await amir.start()
        await amir.hears("How old are you?")
        await amir.tap("16 or older")
        await amir.hears("Type your postcode")
        await amir.write("Zwijndrecht")
        await amir.hears("Would you do this?")
        await tab.get_by_role("button", name="Restart the bot").click()
        await expect(tab.get_by_text("The bot is back")).to_be_visible()
        await amir.tap("👍 Yes")
        await amir.hears("May I keep your answers?")
        await amir.tap("Yes, keep them")
        await amir.tap_until("Your place is held.", re.compile(r"\d:\d\d"))
        await amir.tap("Only my name: Amir")
        await amir.hears("This is your message to")
        await amir.tap("✅ Yes, this is right")
        await amir.hears("This is your plan")
        await amir.tap_until("May I ask you again some time?", re.compile("Skip"), re.compile("Go on"))
        await amir.tap("Yes, you may")
        await amir.tap("Yes, go ahead")
        await amir.hears("What do you like?")
        await amir.tap("🌳 Nature and animals")
        await expect(amir.talk.get_by_role("button", name="✅ 🌳 Nature and animals")).to_be_visible()
        await amir.write("/nearby")
        await amir.hears("you like nature and animals")
