"""The door in a browser without JavaScript: on small screens, in both directions, by keyboard, on paper."""

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, Page, expect

from tests.arabic import ARABIC
from tests.browser.chromium import chromium
from tests.doors import BOT, CENTRE, Door, at_the_door
from tests.town import SOUP

pytestmark = pytest.mark.browser

CONTRASTS = """() => {
  const channels = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = (colour) => {
    const [r, g, b] = channels(colour).map((one) => one / 255)
      .map((one) => (one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (element) => {
    const colour = getComputedStyle(element).backgroundColor;
    return (channels(colour)[3] ?? 1) === 0 ? behind(element.parentElement) : colour;
  };
  return [...document.body.querySelectorAll("*")]
    .filter((one) => [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim()))
    .map((one) => {
      const style = getComputedStyle(one);
      const [a, b] = [light(style.color), light(behind(one))].sort((x, y) => y - x);
      return { words: one.textContent, contrast: (a + 0.05) / (b + 0.05), size: parseFloat(style.fontSize) };
    });
}"""
"""The contrast of all words with what is behind them, and their size, by the formula of WCAG."""


@pytest.fixture
async def there(sqlite_url: str) -> AsyncIterator[Door]:
    """A door, also in Arabic."""
    async with at_the_door(sqlite_url, spoken=(ARABIC,)) as there:
        yield there


async def opened(browser: Browser, url: str, *, width: int = 360, scheme: str = "light") -> Page:
    """A page on a telephone of this width, that complains of nothing and asks nobody else."""
    context = await browser.new_context(
        viewport={"width": width, "height": 740},
        java_script_enabled=False,
        color_scheme="dark" if scheme == "dark" else "light",
    )
    page = await context.new_page()
    told: list[str] = []
    page.on("console", lambda said: told.append(said.text))
    page.on("request", lambda asked: told.append(asked.url))
    answer = await page.goto(url)
    assert answer is not None
    assert answer.status == 200
    await page.wait_for_load_state("networkidle")
    assert told == [url]
    assert await context.cookies() == []
    return page


async def test_it_is_read_easily_on_a_small_screen_by_day_and_by_night(there: Door) -> None:
    friend = await there.invite(
        words="Kom je zaterdag mee? " * 8, words_language="nl", name="Wolfeschlegel" * 4
    )
    arab, any_ = await there.invite(language="ar", name="فاطمة"), await there.invite(opportunity_id=None)
    async with chromium() as browser:
        for one in (friend, arab, any_):
            for width, scheme in ((320, "light"), (360, "dark")):
                page = await opened(browser, f"{there.address}/i/{one.code}", width=width, scheme=scheme)
                assert await page.evaluate("document.documentElement.scrollWidth") == width
                for words in await page.evaluate(CONTRASTS):
                    assert words["contrast"] >= 4.5, words
                    assert words["size"] >= 16, words
                for link in await page.get_by_role("link").all():
                    box = await link.bounding_box()
                    assert box is not None
                    assert box["height"] >= 40, await link.text_content()
                await expect(page.get_by_role("heading", level=1)).to_have_count(1)
                await page.context.close()


async def test_the_keyboard_goes_the_way_one_reads_and_what_listens_hears_no_pictograms(there: Door) -> None:
    one = await there.invite(words="Kom je mee?", words_language="nl")
    async with chromium() as browser:
        page = await opened(browser, f"{there.address}/i/{one.code}")
        focused = []
        for _ in range(4):
            await page.keyboard.press("Tab")
            focused.append(await page.evaluate("document.activeElement.textContent"))
            assert await page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
        assert focused == ["English", "العربية", "☎️06 12345678", "Open in Telegram"]
        heard = await page.locator("body").aria_snapshot()
        for told in (
            *(
                'heading "Fatima vraagt je:" [level=1]',
                "Kom je mee?",
                'heading "Werken in de tuin" [level=2]',
            ),
            *("listitem: zaterdag 16 januari, 10:00–12:00 uur", "listitem: Bakestein 3, Zwijndrecht"),
            *('link "06 12345678"', 'link "Open in Telegram"', "contentinfo:"),
        ):
            before, found, heard = heard.partition(told)
            assert found, f"{told} is not heard, or not here: {heard or before}"
        for sign in "🗓📍👥💬🌱🎒☎":
            assert sign not in await page.locator("body").aria_snapshot()


async def test_arabic_is_read_from_right_to_left_and_numbers_from_left_to_right(there: Door) -> None:
    one = await there.invite(language="ar", name="Ana", opportunity_id=SOUP)
    async with chromium() as browser:
        page = await opened(browser, f"{there.address}/i/{one.code}")
        sign, words = page.locator(".facts li").first.locator("span").all(), page.locator("h1")
        first, second = [await span.bounding_box() for span in await sign]
        assert first is not None
        assert second is not None
        assert first["x"] > second["x"], "the pictogram stands where one begins to read"
        assert await words.evaluate("(one) => getComputedStyle(one).textAlign") == "start"
        assert await words.evaluate("(one) => getComputedStyle(one).direction") == "rtl"
        number = page.get_by_role("link", name=CENTRE.phone)
        await expect(number).to_have_attribute("href", "tel:+31855550101")
        assert await number.locator("bdi").evaluate("(one) => getComputedStyle(one).direction") == "ltr"
        quoted = page.locator("blockquote")
        assert await quoted.get_attribute("lang") == "nl"
        assert await quoted.evaluate("(one) => getComputedStyle(one).direction") == "ltr"


async def test_another_language_is_one_tap_away_and_paper_tells_the_address_of_the_bot(there: Door) -> None:
    one = await there.invite()
    async with chromium() as browser:
        page = await browser.new_page()
        await page.goto(f"{there.address}/i/{one.code}")
        await page.get_by_role("link", name="English").click()
        await expect(page.get_by_role("heading", level=1)).to_have_text("Fatima asks you:")
        await expect(page.get_by_role("link", name="English")).to_have_count(0)
        await page.emulate_media(media="print")
        await expect(page.get_by_role("navigation")).to_be_hidden()
        told = await page.evaluate("getComputedStyle(document.querySelector('.outside'), '::after').content")
        assert f"https://t.me/{BOT}?start=i_{one.code}" in await page.content()
        assert "href" not in told
        assert one.code in told
