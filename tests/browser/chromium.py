"""Debian's Chromium, or a clear word where it is missing."""

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from playwright.async_api import Browser, async_playwright

PROGRAM = shutil.which("chromium") or shutil.which("chromium-browser")
SWITCHES = [
    *("--no-sandbox", "--disable-quic", "--disable-background-networking", "--disable-component-update"),
    *("--disable-sync", "--no-first-run"),
]


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    """A browser. Without Chromium the test is skipped with a reason, and fails where CI is `true`."""
    if PROGRAM is None:
        sentence = "Chromium is not on this machine, so nobody looked at the page."
        if os.environ.get("CI") == "true":
            pytest.fail(sentence)
        pytest.skip(sentence)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=PROGRAM, args=SWITCHES)
        yield browser
        await browser.close()
