"""A phone on the demo's page: one presses and types on it, and waits until the bot has really answered."""

import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from playwright.async_api import Error, Locator, Page, expect

from tests.bot.demos import demo
from tests.browser.chromium import chromium

WAIT = 20_000
"""Milliseconds in which the bot answers, however busy the machine is."""
GLANCE = 3_000
"""Milliseconds in which a button that is there is pressed; after that one looks anew."""
expect.set_options(timeout=WAIT)

Words = str | re.Pattern[str]


@asynccontextmanager
async def demo_page(cwd: Path, *, width: int = 1440, height: int = 900) -> AsyncIterator[Page]:
    """The page of a demo of its own; in the end nothing on it may have gone wrong."""
    async with (
        demo(cwd=cwd) as address,
        chromium() as browser,
        await browser.new_context(
            viewport={"width": width, "height": height}, reduced_motion="reduce"
        ) as context,
    ):
        tab = await context.new_page()
        complaints: list[str] = []
        tab.on("pageerror", lambda error: complaints.append(str(error)))
        await tab.goto(address)
        yield tab
        assert complaints == []


class Phone:
    """One person's phone. A deed on it is over only once the talk is no longer what it was."""

    def __init__(self, tab: Page, name: str) -> None:
        self.place = tab.get_by_role("region", name=name, exact=True)
        self.talk = self.place.get_by_role("log")
        self.newest = self.talk.locator(".message").last

    async def start(self) -> None:
        """Press Start, and wait for the bot's hello."""
        await self._answered(self.place.get_by_role("button", name="Start", exact=True).click)

    async def write(self, words: str) -> None:
        """Send a message, and wait for the bot's answer to it."""
        field = self.place.get_by_role("textbox")
        await field.fill(words)
        await self._answered(lambda: field.press("Enter"))

    async def hears(self, words: Words) -> None:
        """Wait until the newest message has these words."""
        await expect(self.newest).to_contain_text(words)

    async def tap(self, label: Words) -> None:
        """Press the newest button with this label, and wait until the talk is another."""
        button = self._button(label)
        for _ in range(WAIT // GLANCE):
            await expect(button).to_be_visible()
            if await self._press(button):
                return
        raise AssertionError(f"the button {label} never stays long enough to be pressed")

    async def tap_until(self, words: Words, *labels: Words) -> None:
        """Press what is there of these labels, again and again, until the newest message has these words."""
        heard = self.newest.filter(has_text=words)
        buttons = [self._button(label) for label in labels]
        anything = heard
        for button in buttons:
            anything = anything.or_(button)
        while True:
            await expect(anything.first).to_be_visible()
            if await heard.count():
                return
            there = [button for button in buttons if await button.count()]
            if there:
                await self._press(there[0])

    def _button(self, label: Words) -> Locator:
        return self.talk.get_by_role("button", name=label, exact=True).last

    async def _press(self, button: Locator) -> bool:
        """Whether it was still there to be pressed; a bot that is still answering may take it away."""
        before = await self.talk.text_content() or ""
        try:
            await button.click(timeout=GLANCE)
        except Error:
            return False
        await expect(self.talk).not_to_have_text(before)
        return True

    async def _answered(self, act: Callable[[], Awaitable[None]]) -> None:
        mine = self.talk.locator(".mine")
        count = await mine.count()
        await act()
        await expect(mine).to_have_count(count + 1)
        await expect(self.newest).to_have_class(re.compile(r"\btheirs\b"))
