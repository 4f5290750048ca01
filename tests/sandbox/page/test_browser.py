"""The page in a real browser: people tap and type on their phones, and a small bot answers."""

import asyncio
import re

import pytest
from playwright.async_api import expect

from tests.sandbox.page.screen import Desk

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]


async def test_first_visit_starts_with_one_key_and_a_tap_turns_until_it_is_answered(desk: Desk) -> None:
    await desk.open()
    assert await desk.focused() == "Start"
    await expect(desk.phone("Ana").get_by_text("I ask you one small thing.")).to_be_visible()
    await desk.tab.keyboard.press("Enter")
    ana = desk.phone("Ana")
    await expect(ana.get_by_role("log").locator("b")).to_have_text("you")
    assert await desk.focused() == "Message from Ana"

    desk.bot.go.clear()
    yes = ana.get_by_role("button", name="Yes", exact=True)
    await yes.click()
    await expect(yes).to_have_attribute("aria-busy", "true")
    desk.bot.go.set()
    await expect(ana.get_by_role("status")).to_have_text("You chose yes")
    await expect(yes).not_to_have_attribute("aria-busy", "true")
    await expect(ana.locator(".theirs .stamp")).to_contain_text("edited")
    assert await desk.focused() == "Yes"

    await ana.get_by_role("button", name="No", exact=True).click()
    await expect(ana.get_by_role("alertdialog")).to_contain_text("You chose no")
    assert await desk.focused() == "OK"
    await desk.tab.keyboard.press("Escape")
    await expect(ana.get_by_role("alertdialog")).to_have_count(0)
    assert await desk.focused() == "No"


async def test_keys_write_send_and_walk_through_buttons_and_menus(desk: Desk) -> None:
    await desk.open()
    ana = desk.phone("Ana")
    await ana.get_by_role("button", name="Start").click()
    field = ana.get_by_role("textbox")
    await field.type("one")
    await field.press("Shift+Enter")
    await field.type("two")
    await field.press("Enter")
    await expect(ana.locator(".mine .text").last).to_have_text("one\ntwo")
    await expect(field).to_have_value("")

    await ana.get_by_role("button", name="Yes", exact=True).focus()
    for key, now in (("ArrowRight", "No"), ("ArrowDown", "نعم"), ("ArrowUp", "No"), ("ArrowLeft", "Yes")):
        await desk.tab.keyboard.press(key)
        if key != "ArrowUp":
            assert await desk.focused() == now
    await ana.get_by_role("button", name="Menu").press("Enter")
    assert "/start" in await desk.focused()
    await desk.tab.keyboard.press("ArrowDown")
    assert "/place" in await desk.focused()
    await desk.tab.keyboard.press("Escape")
    assert await desk.focused() == "Menu"
    await ana.get_by_role("button", name="Attach").press("Enter")
    await desk.tab.keyboard.press("End")
    await desk.tab.keyboard.press("Enter")
    await expect(ana.locator(".file-name")).to_have_text("Ana")


async def test_keyboard_asks_for_a_place_and_the_venue_and_document_come_back(desk: Desk) -> None:
    await desk.open()
    ana = desk.phone("Ana")
    await ana.get_by_role("button", name="Start").click()
    await desk.write("Ana", "/place")
    await expect(ana.get_by_placeholder("Town")).to_be_visible()
    await ana.get_by_role("button", name="Share my place").click()
    await ana.get_by_role("searchbox").fill("zwijn")
    await ana.get_by_role("button", name="Zwijndrecht").click()
    await expect(ana.get_by_role("img", name="Map: De Hof")).to_be_visible()
    await expect(ana.get_by_role("button", name="Share my place")).to_have_count(0)
    async with desk.tab.context.expect_page() as opened:
        await ana.get_by_role("link", name="mydata.json").first.click()
    document = await opened.value
    assert '{"name": "Ana"}' in await document.inner_text("body")
    await document.close()


async def test_a_voice_message_is_sent_and_heard_and_forbidden(desk: Desk) -> None:
    await desk.open()
    ana = desk.phone("Ana")
    await ana.get_by_role("button", name="Start").click()
    await ana.get_by_role("button", name="Attach").click()
    await ana.get_by_role("menuitem", name="Voice message").click()
    await ana.get_by_label("Seconds").fill("1")
    await desk.tab.keyboard.press("Enter")
    recording = ana.locator(".mine .voice")
    await expect(recording).to_contain_text("0:01")
    await recording.get_by_role("button", name="Play the voice message").click()
    await expect(recording.get_by_role("button", name="Pause")).to_be_visible()
    heard = "sound => new Promise((done) => sound.addEventListener('ended', () => done(sound.duration)))"
    assert round(await recording.locator("audio").evaluate(heard)) == 1
    await expect(recording.get_by_role("button", name="Play the voice message")).to_be_visible()
    await ana.get_by_role("button", name="Options of Ana's phone").click()
    await ana.get_by_role("menuitem", name="Forbid voice messages").click()
    await ana.get_by_role("button", name="Options of Ana's phone").click()
    await expect(ana.get_by_role("menuitem", name="Allow voice messages")).to_be_visible()
    assert desk.sandbox.people[1001].forbids_voice is True


async def test_blocked_bot_is_restarted_with_one_button(desk: Desk) -> None:
    await desk.open()
    ana = desk.phone("Ana")
    await ana.get_by_role("button", name="Start").click()
    await ana.get_by_role("button", name="Options of Ana's phone").click()
    await ana.get_by_role("menuitem", name="Block the bot").click()
    await expect(ana.get_by_role("textbox")).to_have_count(0)
    await ana.get_by_role("button", name="Restart bot").click()
    await expect(ana.locator(".theirs")).to_have_count(2)
    assert desk.sandbox.people[1001].blocked is False


async def test_clock_restart_transcript_and_a_new_person(desk: Desk) -> None:
    await desk.open()
    tab = desk.tab
    await expect(tab.locator("#time")).to_have_text("10:00")
    await tab.get_by_role("button", name="One hour on").click()
    await expect(tab.locator("#time")).to_have_text("11:00")
    await tab.get_by_role("button", name="To a date").click()
    await tab.get_by_label("Go to").fill("2027-01-18T09:30")
    await tab.get_by_role("button", name="Go", exact=True).click()
    await expect(tab.locator("#date")).to_have_text(re.compile("Mon,? 18 Jan 2027"))
    await tab.get_by_role("button", name="Restart the bot").click()
    await expect(tab.locator("#notices")).to_contain_text("The bot is back")
    assert desk.owner.restarts == 1
    desk.owner.trouble = RuntimeError("no database")
    await tab.get_by_role("button", name="Restart the bot").click()
    await expect(tab.get_by_role("alert").first).to_contain_text("did not come back: no database")
    assert len(desk.complaints) == 1, "the browser notes the 500"
    desk.complaints.clear()

    await tab.get_by_role("button", name="New person").last.click()
    await tab.get_by_label("First name").fill("Selam")
    await tab.get_by_label("Language of the Telegram app").select_option("ti")
    await tab.keyboard.press("Enter")
    await expect(desk.phone("Selam")).to_contain_text("ትግርኛ")
    await expect(desk.phone("Selam").get_by_role("button", name="Start")).to_be_focused()
    await tab.keyboard.press("Enter")
    await expect(desk.phone("Selam").locator(".theirs")).to_have_count(1)
    async with tab.expect_download() as saving:
        await tab.get_by_role("link", name="Save the talk").click()
    assert "Selam: /start" in (await (await saving.value).path()).read_text()


async def test_right_to_left_words_names_and_commands_keep_their_order(desk: Desk) -> None:
    desk.sandbox.people[1002].name = "داریوش"
    await desk.open()
    phone = desk.phone("داریوش")
    await phone.get_by_role("button", name="Start").click()
    await expect(phone.locator(".mine")).to_have_count(1)
    await desk.write("داریوش", "سلام /stop Ana")
    await expect(phone.locator(".mine")).to_have_count(2)
    direction = "node => getComputedStyle(node).direction"
    assert await phone.locator(".mine .bubble").last.evaluate(direction) == "rtl"
    assert await phone.locator(".mine .bubble").first.evaluate(direction) == "ltr"
    assert await phone.get_by_role("button", name="نعم").locator(".words").evaluate(direction) == "rtl"
    await expect(phone.locator(".mine").first.locator("a.command")).to_have_text("/start")


async def test_reader_who_scrolled_up_stays_there_and_is_told_of_news(desk: Desk) -> None:
    ana = desk.sandbox.people[1001]
    ana.say("/start")
    for number in range(40):
        ana.say(f"line {number}")
    await desk.open()
    phone = desk.phone("Ana")
    log = phone.get_by_role("log")
    await expect(phone.get_by_text("You said: line 39")).to_be_in_viewport()
    kept = await log.get_by_text("line 3", exact=True).element_handle()
    await log.evaluate("log => { log.scrollTop = 0; }")
    await asyncio.sleep(0.2)
    await desk.sandbox.call("sendMessage", {"chat_id": ana.id, "text": "News"})
    chip = phone.get_by_role("button", name="1 new")
    await expect(chip).to_be_visible()
    assert await log.evaluate("log => log.scrollTop") == 0
    assert kept is not None
    assert await kept.evaluate("node => node.isConnected"), "what did not change was drawn anew"
    await chip.click()
    await expect(phone.get_by_text("News", exact=True)).to_be_in_viewport()
    await expect(chip).to_be_hidden()


async def test_nothing_dangerous_passes_the_sanitiser(desk: Desk) -> None:
    await desk.open()
    clean = """async (html) => {
      const { sanitise } = await import("/static/sanitise.js");
      const box = document.createElement("div");
      box.append(sanitise(html));
      return box.innerHTML;
    }"""
    cases = {
        "<script>alert(1)</script><b onclick=x style=y class=z>bold</b>": "<b>bold</b>",
        "<a href='javascript:alert(1)'>no</a><a href='data:text/html,x'>no</a>": "nono",
        "<svg><a href='x'>s</a></svg><iframe src='/'></iframe><style>*{}</style>t": "t",
        "<form action=/><input value=1><u>under</u></form>": "<u>under</u>",
        "a\n  <pre><code>x &lt; /stop</code></pre>": "a\n  <pre><code>x &lt; /stop</code></pre>",
    }
    for html, expected in cases.items():
        assert await desk.tab.evaluate(clean, html) == expected
    link = await desk.tab.evaluate(clean, "<a href='https://example.org/?a=1&amp;b'>out</a>")
    assert 'rel="noopener noreferrer"' in link
    assert 'target="_blank"' in link
    desk.complaints[:] = [
        words for words in desk.complaints if "violates the following Content Security Policy" not in words
    ]


async def test_small_screen_shows_one_phone_and_dark_stays_chosen(desk: Desk) -> None:
    await desk.tab.set_viewport_size({"width": 390, "height": 844})
    await desk.open()
    await expect(desk.phone("Ana")).to_be_visible()
    await expect(desk.phone("Dariush")).to_be_hidden()
    await desk.tab.get_by_role("navigation").get_by_role("button", name="Dariush").click()
    await expect(desk.phone("Dariush")).to_be_visible()
    await expect(desk.phone("Ana")).to_be_hidden()
    page_size = "[document.documentElement.scrollWidth, document.documentElement.scrollHeight]"
    assert await desk.tab.evaluate(page_size) == [390, 844]
    paper = "getComputedStyle(document.querySelector('.app').parentElement).backgroundColor"
    light = await desk.tab.evaluate(paper)
    await desk.tab.get_by_role("button", name="Clock and controls").click()
    await desk.tab.get_by_role("button", name="Dark colours").click()
    dark = await desk.tab.evaluate(paper)
    assert dark != light
    await desk.open()
    assert await desk.tab.evaluate(paper) == dark


async def test_page_without_people_says_what_to_do(desk: Desk) -> None:
    desk.sandbox.people.clear()
    await desk.open()
    await expect(desk.tab.get_by_role("heading", name="Nobody is here yet")).to_be_visible()
    await desk.tab.get_by_role("button", name="Add the first person").click()
    await desk.tab.get_by_label("First name").fill("Eva")
    await desk.tab.keyboard.press("Enter")
    await expect(desk.phone("Eva").get_by_role("button", name="Start")).to_be_focused()
    await expect(desk.tab.get_by_role("heading", name="Nobody is here yet")).to_be_hidden()
