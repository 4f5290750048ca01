"""The page open in a real browser, with a small bot behind it, a chain that can grow, and a door."""

import asyncio
import re
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web
from playwright.async_api import Browser, Locator, Page, expect

from sandbox.page.hands import ChainLink, Hands
from sandbox.page.server import page, serve
from sandbox.telegram import Telegram
from tests.sandbox.page.echo import Echo
from tests.sandbox.page.owner import Owner


@dataclass
class Asks:
    """The asks that people made so far."""

    made: list[ChainLink] = field(default_factory=list)

    async def chain(self) -> Sequence[ChainLink]:
        return tuple(self.made)


class Desk:
    """The open page, what went wrong on it, and who is behind it."""

    def __init__(
        self, tab: Page, sandbox: Telegram, owner: Owner, bot: Echo, asks: Asks, address: str
    ) -> None:
        self.tab, self.sandbox, self.owner, self.bot, self.address = tab, sandbox, owner, bot, address
        self.asks = asks
        self.complaints: list[str] = []
        self.strangers: list[str] = []
        tab.on("console", lambda line: self.complaints.append(line.text) if line.type == "error" else None)
        tab.on("pageerror", lambda error: self.complaints.append(str(error)))
        tab.on("request", self._asked)

    def _asked(self, request: Any) -> None:
        if not request.url.startswith((self.address, "blob:")):
            self.strangers.append(request.url)

    async def open(self) -> None:
        await self.tab.goto(self.address)
        await expect(self.tab.locator("#time")).to_have_text(re.compile(r"\d\d:\d\d"))

    def phone(self, name: str) -> Locator:
        return self.tab.get_by_role("region", name=name, exact=True)

    async def write(self, name: str, words: str) -> None:
        field = self.phone(name).get_by_role("textbox")
        await field.fill(words)
        await field.press("Enter")

    async def focused(self) -> str:
        words = "document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent"
        return str(await self.tab.evaluate(words)).strip()


def door(sandbox: Telegram) -> web.Application:
    """A web page for whoever has no Telegram, with a way into it."""

    async def invitation(request: web.Request) -> web.Response:
        link = f"https://t.me/{sandbox.username}?start={request.match_info['code']}"
        call = '<a href="tel:+31101234567">Call</a>'
        words = f'<h1>Ana asks you</h1>{call} <a href="{link}">Open in Telegram</a>'
        policy = {"Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'"}
        return web.Response(text=words, content_type="text/html", headers=policy)

    pages = web.Application()
    pages.add_routes([web.get("/i/{code}", invitation)])
    return pages


@asynccontextmanager
async def open_desk(browser: Browser, sandbox: Telegram, owner: Owner) -> AsyncIterator[Desk]:
    """The page with two people on it; in the end nothing may have gone wrong or been asked for elsewhere."""
    sandbox.add_person("Ana", "en")
    sandbox.add_person("Dariush", "fa")
    bot, asks = Echo(sandbox), Asks()
    hands = Hands(now=owner.now, move_clock=owner.move, restart=owner.restart, chain=asks.chain)
    places = [("Zwijndrecht", 51.81, 4.64)]
    runner, address = await serve(page(sandbox, hands, places, door(sandbox)), port=0)
    running = asyncio.create_task(bot.run())
    context = await browser.new_context(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
    await context.grant_permissions(["clipboard-read", "clipboard-write"])
    desk = Desk(await context.new_page(), sandbox, owner, bot, asks, address)
    yield desk
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running
    await context.close()
    await runner.cleanup()
    assert desk.complaints == []
    assert desk.strangers == []
