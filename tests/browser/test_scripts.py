"""Each script on the page: its letters are there, it runs its own way, and nothing runs over an edge."""

import asyncio
import re
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.async_api import Page

from dialogs.languages import Languages, codes
from dialogs.text import Say, Text
from tests.browser.phones import Phone, demo_page

pytestmark = pytest.mark.browser
PATIENCE = 240
SCRIPTS = {"ar": "سلمى", "fa": "پریسا", "ti": "ሰላም", "uk": "Олена", "pl": "Zofia"}
"""A language of each script, in both directions, and somebody who reads it."""

_NO_LETTER = """(words) => {
    const drawn = (letter) => {
        const canvas = new OffscreenCanvas(40, 40), pen = canvas.getContext("2d");
        pen.font = "24px system-ui, sans-serif";
        pen.fillText(letter, 4, 30);
        return pen.getImageData(0, 0, 40, 40).data.join();
    };
    const none = drawn("\\u{10FFFE}");
    return [...new Set(words)].filter((one) => /\\p{L}/u.test(one) && drawn(one) === none).join("");
}"""
_OVER_THE_EDGE = """(talk) => [...talk.querySelectorAll(".bubble, .key, .key .words")]
    .filter((one) => one.scrollWidth > one.clientWidth + 1 || one.getBoundingClientRect().right >
        talk.getBoundingClientRect().right + 1).map((one) => one.textContent)"""
_PLACE = """(message, words) => {
    const walker = document.createTreeWalker(message, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const at = walker.currentNode.data.indexOf(words);
        if (at < 0) continue;
        const range = document.createRange();
        range.setStart(walker.currentNode, at);
        range.setEnd(walker.currentNode, at + words.length);
        return range.getBoundingClientRect().left;
    }
    throw new Error(`${words} is not there`);
}"""


@cache
def say_in(code: str) -> Say:
    """The translator of a language."""
    return Say(Languages.load().get(code), ZoneInfo("Europe/Amsterdam"))


async def arrive(tab: Page, name: str, code: str) -> Phone:
    """Somebody with this language comes, and is asked one thing in Zwijndrecht."""
    say = say_in(code)
    about = {"name": name, "language": code}
    await tab.evaluate(
        "(about) => fetch('/api/people', {method: 'POST', body: JSON.stringify(about),"
        " headers: {'Content-Type': 'application/json'}})",
        about,
    )
    phone = Phone(tab, name)
    await phone.start()
    await phone.tap(say("16 or older").plain)
    await phone.write("3331")
    await phone.hears(say("Would you do this?").plain)
    return phone


async def left_of(phone: Phone, words: str) -> float:
    """Where these words begin on the glass, in pixels from the left."""
    element = await phone.newest.element_handle()
    assert element is not None
    found: float = await element.evaluate(_PLACE, words)
    return found


async def reads_in_order(phone: Phone, code: str) -> None:
    """A number comes before its unit, read from the right; the Dutch words beside it run from the left."""
    words = await phone.newest.text_content() or ""
    unit = say_in(code)("{number} km", number=Text("")).plain.strip("\u2068\u2069 ")
    number = re.search(rf"([\d.,٫]+)\u2069? ?{unit}", words)
    assert number, words
    assert await left_of(phone, unit) < await left_of(phone, number[1])
    dutch = re.search(r"\b([A-Z][a-z]{2,}) ([a-z]{2,})\b", words)
    assert dutch, words
    assert await left_of(phone, dutch[1]) < await left_of(phone, f" {dutch[2]}")


async def test_every_script_is_shown_whole_and_in_its_own_direction(tmp_path: Path) -> None:
    some = {code: name for code, name in SCRIPTS.items() if code in codes()}
    if not some:
        pytest.skip("not offered: not whole yet")
    async with asyncio.timeout(PATIENCE), demo_page(tmp_path, width=1800) as tab:
        for code, name in some.items():
            phone = await arrive(tab, name, code)
            words = await phone.talk.text_content() or ""
            assert await tab.evaluate(_NO_LETTER, words) == "", code
            assert await phone.talk.evaluate(_OVER_THE_EDGE) == [], code
            way = await phone.newest.locator(".bubble").evaluate("(one) => getComputedStyle(one).direction")
            right_to_left = say_in(code).language.right_to_left
            assert way == ("rtl" if right_to_left else "ltr"), code
            if right_to_left:
                await reads_in_order(phone, code)
            picture = tmp_path / f"{code}.png"
            await phone.place.screenshot(path=picture)
            assert picture.stat().st_size > 10_000
