"""What several browser tests begin with: a crowd comes, Carla asks around, and Teun lets it out."""

import re

from playwright.async_api import Page, expect

from tests.browser.phones import Phone


async def crowd_comes(tab: Page) -> None:
    """Have 300 invented citizens come."""
    await tab.get_by_role("button", name="Crowd").click()
    await expect(tab.get_by_text("Invented citizens around Zwijndrecht")).to_be_visible()
    await tab.get_by_label("How many people").select_option("300")
    await tab.get_by_role("button", name="Let them come").click()
    await expect(tab.get_by_role("button", name="Crowd: 300")).to_be_attached()
    await tab.get_by_role("button", name="Close").click()


async def carla_asks(tab: Page) -> Phone:
    """Carla asks for people who pour tea, and Teun approves it; Carla's phone."""
    teun, carla = Phone(tab, "Teun"), Phone(tab, "Carla")
    await teun.start()
    await carla.start()
    await carla.write("/desk")
    await carla.tap("📋 Wat er bij ons te doen is")
    await carla.tap(re.compile("^Thee schenken"))
    await carla.tap("📨 Mensen vragen")
    await carla.tap("Verder: hoeveel mensen?")
    await carla.hears("Het past bij ongeveer")
    await carla.tap("🚀 Versturen")
    await teun.write("/team")
    await teun.tap(re.compile("^📨 Vragen"))
    await teun.tap(re.compile("Thee schenken"))
    await teun.tap(re.compile("^✅"))
    return carla
