"""Takes the pictures of the README from a running demo: `python -m tools.pictures ADDRESS`."""

import asyncio
import shutil
import sys
from pathlib import Path

from playwright.async_api import Locator, Page, async_playwright

PICTURES = Path(__file__).parent.parent / "docs" / "pictures"
PAUSE = 900
"""Milliseconds between two things a person does."""


async def main(address: str) -> None:
    """Three phones at three moments of the talk."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--no-first-run"]
        )
        page = await browser.new_page(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
        await page.goto(address)
        await _sanne(page)
        await _amir(page)
        await page.get_by_role("region", name="فاطمة").get_by_role("button", name="Start", exact=True).click()
        await page.wait_for_timeout(PAUSE)
        await page.screenshot(path=PICTURES / "sandbox.png")
        await browser.close()


async def _sanne(page: Page) -> None:
    phone = page.get_by_role("region", name="Sanne", exact=True)
    await _tap(page, phone, "Start")
    await _tap(page, phone, "16 of ouder")
    await _type(page, phone, "Zwijndrecht")


async def _amir(page: Page) -> None:
    phone = page.get_by_role("region", name="Amir", exact=True)
    await _tap(page, phone, "Start")
    await _tap(page, phone, "16 or older")
    await _type(page, phone, "3331")
    await _tap(page, phone, "Not now")
    await _tap(page, phone, "⭐ What I like")
    await _tap(page, phone, "🌳 Nature and animals")
    await _tap(page, phone, "🍲 Food and neighbourhood")


async def _tap(page: Page, phone: Locator, label: str) -> None:
    await phone.get_by_role("button", name=label, exact=True).last.click()
    await page.wait_for_timeout(PAUSE)


async def _type(page: Page, phone: Locator, words: str) -> None:
    field = phone.get_by_role("textbox")
    await field.fill(words)
    await field.press("Enter")
    await page.wait_for_timeout(PAUSE)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1]))
