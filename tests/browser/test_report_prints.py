"""The report opens in a browser by itself, fits a phone, and prints on A4 with its numbers as text."""

import asyncio
import io
from pathlib import Path

import pypdfium2
import pytest

from dialogs.languages import Languages
from dialogs.report.page import page
from dialogs.text import Say
from tests.browser.chromium import chromium
from tests.dialogs.test_report import facts, reported

pytestmark = pytest.mark.browser
PATIENCE = 120
A4 = (595, 842)
"""Points."""
SEEN = "[...document.images].every(one => one.complete && one.naturalWidth > 100)"
FITS = "document.documentElement.scrollWidth <= innerWidth"


async def test_the_report_needs_nothing_beside_it_and_prints_on_a4(sqlite_url: str, tmp_path: Path) -> None:
    file = tmp_path / "report.html"
    async with reported(sqlite_url) as world:
        say = Say(Languages.load(unfinished={"nl"}).get("nl"), world.app.zone)
        told = page(say, world.app.campaign, await facts(world))
        await asyncio.to_thread(file.write_text, told, encoding="utf-8")
    async with asyncio.timeout(PATIENCE), chromium() as browser:
        tab = await browser.new_page(viewport={"width": 390, "height": 800})
        complaints, fetched = [], []
        tab.on("console", lambda message: complaints.append(message.text))
        tab.on("request", lambda request: fetched.append(request.url))
        await tab.goto(file.as_uri())
        assert await tab.evaluate(SEEN), "pictures are allowed by its own policy"
        assert await tab.evaluate(FITS), "nothing sticks out on a phone"
        printed = await tab.pdf(prefer_css_page_size=True)
    assert complaints == []
    assert [one for one in fetched if not one.startswith("data:")] == [file.as_uri()]
    paper = pypdfium2.PdfDocument(io.BytesIO(printed))
    assert 4 <= len(paper) <= 12
    assert {tuple(map(round, sheet.get_size())) for sheet in paper} == {A4}
    words = " ".join(sheet.get_textpage().get_text_range() for sheet in paper)
    assert "Wat kwam er van het vragen?" in words
    assert f"1 / {len(paper)}" in words
