"""The main journey on the demo's page: a hello, an ask nearby, a yes, and what one likes; with a restart."""

import asyncio
from pathlib import Path

import pytest
from playwright.async_api import Locator, expect

from tests.bot.demos import demo
from tests.browser.chromium import chromium

pytestmark = pytest.mark.browser
PATIENCE = 90
expect.set_options(timeout=15_000)


async def _tap(phone: Locator, label: str) -> None:
    await phone.get_by_role("button", name=label, exact=True).last.click()


async def _hears(phone: Locator, words: str) -> None:
    await expect(phone.get_by_text(words).last).to_be_visible()


async def _plan(phone: Locator) -> None:
    """Skip what is asked about the plan: as much as there is to ask of this one."""
    asked = phone.get_by_text("May I ask you again some time?")
    skip = phone.get_by_role("log").get_by_role("button", name="Skip", exact=False)
    while True:
        await expect(asked.or_(skip).or_(phone.get_by_role("button", name="Go on")).first).to_be_visible()
        if await asked.count():
            return
        if await skip.count():
            await skip.last.click()
        else:
            await _tap(phone, "Go on")
        await phone.page.wait_for_timeout(300)


async def test_somebody_says_hello_says_yes_and_tells_what_they_like(tmp_path: Path) -> None:
    async with (
        asyncio.timeout(PATIENCE),
        demo(cwd=tmp_path) as address,
        chromium() as browser,
        await browser.new_context(
            viewport={"width": 1440, "height": 900}, reduced_motion="reduce"
        ) as context,
    ):
        tab = await context.new_page()
        complaints: list[str] = []
        tab.on("pageerror", lambda error: complaints.append(str(error)))
        await tab.goto(address)
        amir = tab.get_by_role("region", name="Amir", exact=True)
        await _tap(amir, "Start")
        await _hears(amir, "How old are you?")
        await _tap(amir, "16 or older")
        await _hears(amir, "Where are you?")
        await amir.get_by_role("textbox").fill("Zwijndrecht")
        await amir.get_by_role("textbox").press("Enter")
        await _hears(amir, "Would you do this?")
        await tab.get_by_role("button", name="Restart the bot").click()
        await expect(tab.get_by_text("The bot is back")).to_be_visible()
        await _tap(amir, "👍 Yes")
        await _hears(amir, "May I keep your answers?")
        await _tap(amir, "Yes, keep them")
        await expect(
            amir.get_by_text("Which day would you like").or_(amir.get_by_text("Your place is held"))
        ).to_be_visible()
        if await amir.get_by_text("Which day would you like").is_visible():
            await amir.get_by_role("log").get_by_role("button").filter(has_text=":").last.click()
        await _hears(amir, "Your place is held.")
        await _tap(amir, "Only my name: Amir")
        await _hears(amir, "This is your message to")
        await _tap(amir, "✅ Yes, this is right")
        await _hears(amir, "This is your plan")
        await _tap(amir, "Go on")
        await _plan(amir)
        await _hears(amir, "May I ask you again some time?")
        await _tap(amir, "Yes, you may")
        await _tap(amir, "Yes, go ahead")
        await _hears(amir, "What do you like?")
        await _tap(amir, "🌳 Nature and animals")
        await expect(amir.get_by_role("button", name="✅ 🌳 Nature and animals")).to_be_visible()
        await amir.get_by_role("textbox").fill("/nearby")
        await amir.get_by_role("textbox").press("Enter")
        await _hears(amir, "you like nature and animals")
        assert complaints == []
