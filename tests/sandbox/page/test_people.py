"""People ask people on the page: what one sends stands on another's phone, and its links work there."""

import re

import pytest
from playwright.async_api import Locator, expect

from tests.sandbox.page.screen import Desk

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]


async def _started(desk: Desk, name: str, *words: str) -> Locator:
    phone = desk.phone(name)
    await phone.get_by_role("button", name="Start", exact=True).click()
    await expect(phone.locator(".theirs")).to_have_count(1)
    for number, said in enumerate(words, 2):
        await desk.write(name, said)
        await expect(phone.get_by_role("log").locator(".theirs")).to_have_count(number)
    return phone


async def _told(desk: Desk, words: str) -> None:
    """Wait until the newest that the bot heard is this, as its own link brings it."""
    phone = desk.phone("Dariush").get_by_role("log")
    await expect(phone.locator(".mine .text").last).to_have_text(words)
    assert desk.bot.heard[-1]["message"]["text"] == words


async def test_words_are_shared_and_their_link_starts_the_bot_on_the_other_phone(desk: Desk) -> None:
    await desk.open()
    ana, dariush = await _started(desk, "Ana", "/link"), desk.phone("Dariush")
    await ana.get_by_role("button", name="Copy").click()
    assert await desk.tab.evaluate("navigator.clipboard.readText()") == "Come along"
    await ana.get_by_role("link", name="Share").click()
    sheet = ana.get_by_role("dialog", name="Choose somebody")
    link = f"https://t.me/{desk.sandbox.username}?start=ana"
    await expect(sheet.get_by_role("textbox")).to_have_value(f"{link}\nCome along")
    await expect(sheet.get_by_role("button", name="Dariush")).to_be_focused()
    await sheet.get_by_role("textbox").fill(f"{link}\nCome along, you love gardens")
    await sheet.get_by_role("button", name="Dariush").click()

    letter = dariush.get_by_role("region", name="Messages from people to Dariush")
    await expect(letter).to_contain_text("A message from Ana")
    await expect(letter.locator(".text")).to_contain_text("you love gardens")
    await expect(dariush.get_by_role("log").locator(".message")).to_have_count(0)
    heard = len(desk.bot.heard)
    await letter.get_by_role("link", name=re.compile("Start the bot")).click()
    assert await desk.focused() == "Start"
    assert len(desk.bot.heard) == heard, "the bot hears of a link only when Start is pressed"
    await desk.tab.keyboard.press("Enter")
    await _told(desk, "/start ana")
    assert await desk.focused() == "Message from Dariush"

    await letter.get_by_role("button", name="A message from Ana").press("Enter")
    await letter.locator(".text a").click()
    await dariush.get_by_role("button", name="Start", exact=True).click()
    await expect(dariush.get_by_role("log").locator(".mine")).to_have_count(2)
    await _told(desk, "/start ana")


async def test_a_card_is_forwarded_with_its_links_and_on_to_somebody_new(desk: Desk) -> None:
    await desk.open()
    ana, dariush = await _started(desk, "Ana", "/card"), desk.phone("Dariush")
    await ana.get_by_role("log").locator(".theirs").last.hover()
    await ana.get_by_role("button", name="More about this message").last.click()
    await ana.get_by_role("menuitem", name="Forward").click()
    await ana.get_by_role("dialog").get_by_role("button", name="Dariush").click()
    letter = dariush.locator(".letters .message")
    await expect(letter).to_contain_text("Forwarded from Vraagbot")
    await letter.get_by_role("link", name="Join").click()
    await dariush.get_by_role("button", name="Start", exact=True).click()
    await _told(desk, "/start card")

    await dariush.get_by_role("button", name="A message from Ana").click()
    await letter.get_by_role("button", name="More about this message").focus()
    await desk.tab.keyboard.press("Enter")
    await expect(dariush.get_by_role("menuitem", name="Reply")).to_have_count(0)
    await dariush.get_by_role("menuitem", name="Forward").click()
    await dariush.get_by_role("button", name="Add a person…").click()
    await desk.tab.get_by_label("First name").fill("Selam")
    await desk.tab.keyboard.press("Enter")
    selam = desk.phone("Selam")
    await expect(selam.locator(".letters .message")).to_contain_text("Forwarded from Vraagbot")
    await expect(selam.locator(".letters")).to_contain_text("A message from Dariush")
    await selam.get_by_role("link", name="Join").click()
    await selam.get_by_role("button", name="Start", exact=True).click()
    await expect(selam.get_by_role("log").locator(".mine .text")).to_have_text("/start card")


async def test_whatsapp_shows_what_goes_and_to_whom_and_one_may_think_better_of_it(desk: Desk) -> None:
    await desk.open()
    ana = await _started(desk, "Ana", "/card")
    await ana.get_by_role("link", name="WhatsApp").click()
    sheet = ana.get_by_role("dialog", name="Send through WhatsApp")
    await expect(sheet.get_by_role("textbox")).to_have_value(re.compile("^Come 🌷 https://t.me/.*=card$"))
    await sheet.get_by_role("button", name="Add a person…").click()
    await desk.tab.keyboard.press("Escape")
    await expect(desk.tab.get_by_label("First name")).to_be_hidden()
    await desk.tab.get_by_role("button", name="New person").last.click()
    await desk.tab.get_by_label("First name").fill("Selam")
    await desk.tab.keyboard.press("Enter")
    await expect(desk.phone("Selam").get_by_role("button", name="Start")).to_be_visible()
    await expect(desk.phone("Selam").locator(".letters .message")).to_have_count(0)

    await sheet.get_by_role("button", name="Dariush").click()
    letter = desk.phone("Dariush").locator(".letters .message")
    await expect(letter.locator(".through")).to_have_text("WhatsApp")
    await expect(letter.locator(".text")).to_contain_text("Come 🌷")


async def test_bot_offers_a_card_in_a_chat_with_somebody(desk: Desk) -> None:
    desk.sandbox.inline = True
    await desk.open()
    ana, dariush = await _started(desk, "Ana", "/chat"), desk.phone("Dariush")
    desk.bot.go.clear()
    await ana.get_by_role("button", name="Send it in a chat").click()
    await ana.get_by_role("dialog", name="Choose a chat").get_by_role("button", name="Dariush").click()
    sheet = ana.get_by_role("dialog", name="To Dariush")
    await expect(sheet).to_contain_text("The bot is looking")
    await expect(sheet).to_contain_text(f"@{desk.sandbox.username} garden")
    desk.bot.go.set()
    await sheet.get_by_role("button", name="Gardening").click()
    letter = dariush.locator(".letters .message")
    await expect(letter).to_contain_text(f"via @{desk.sandbox.username}")
    await expect(letter.locator("b")).to_have_text("Come")
    await letter.get_by_role("link", name="Have a look").click()
    await dariush.get_by_role("button", name="Start", exact=True).click()
    await _told(desk, "/start garden")


async def test_camera_reads_a_code_and_opens_the_bot_or_the_web_page(desk: Desk) -> None:
    await desk.open()
    dariush = desk.phone("Dariush")
    await dariush.get_by_role("button", name="Scan a code").click()
    await expect(dariush.get_by_role("dialog")).to_contain_text("No code is in sight yet")
    await desk.tab.keyboard.press("Escape")
    bot = f"https://t.me/{desk.sandbox.username}?start=poster"
    await _started(desk, "Ana", f"/code {bot}", f"/code {desk.address}door/i/web")
    await expect(desk.phone("Ana").get_by_role("link", name="Open the photo")).to_have_count(2)

    await dariush.get_by_role("button", name="Scan a code").click()
    codes = dariush.get_by_role("dialog", name="Scan a code").get_by_role("listitem")
    await expect(codes).to_have_count(2)
    await expect(codes.last).to_contain_text("on Ana's phone")
    await codes.last.get_by_role("button").click()
    await dariush.get_by_role("button", name="Start", exact=True).click()
    await _told(desk, "/start poster")

    await dariush.get_by_role("button", name="Scan a code").click()
    await codes.first.get_by_role("button").click()
    page = dariush.frame_locator("iframe")
    await expect(page.get_by_role("heading")).to_have_text("Ana asks you")
    await page.get_by_role("link", name="Call").click()
    await expect(dariush.get_by_role("status")).to_have_text("Calls +31101234567")
    await page.get_by_role("link", name="Open in Telegram").click()
    await expect(dariush.locator("iframe")).to_have_count(0)
    await dariush.get_by_role("button", name="Start", exact=True).click()
    await _told(desk, "/start web")

    await dariush.get_by_role("button", name="Scan a code").click()
    await dariush.get_by_label("Or a link").fill(f"https://t.me/{desk.sandbox.username}?start=no.t")
    await desk.tab.keyboard.press("Enter")
    await expect(desk.tab.get_by_role("alert").first).to_contain_text(
        "Telegram drops what this link passes on"
    )
    await expect(dariush.get_by_role("button", name="Start", exact=True)).to_be_hidden()


async def test_a_pdf_opens_in_a_tab_of_its_own(desk: Desk) -> None:
    await desk.open()
    ana = await _started(desk, "Ana", "/paper")
    paper = ana.get_by_role("link", name="card.pdf").first
    async with desk.tab.context.expect_page() as opened:
        await paper.click()
    tab = await opened.value
    assert await tab.evaluate("document.contentType") == "application/pdf"
    await tab.close()
