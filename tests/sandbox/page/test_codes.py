"""The cameras of the phones read what really stands in the pictures and papers that the bot sent."""

from io import BytesIO
from typing import Any

import segno
import telegram as ptb

from sandbox.camera import links_in
from sandbox.telegram import Telegram
from tests.sandbox.page.conftest import Browser


def _code(words: str, kind: str) -> bytes:
    file = BytesIO()
    segno.make_qr(words).save(file, kind=kind, scale=5)
    return file.getvalue()


async def _send(sandbox: Telegram, method: str, what: str, content: bytes, name: str, **more: Any) -> None:
    file = {"f": ptb.InputFile(content, filename=name, attach=True)}
    await sandbox.call(method, {"chat_id": 1001, what: "attach://f", **more}, file)


async def test_codes_are_read_from_pictures_and_papers_each_link_once(
    browser: Browser, sandbox: Telegram
) -> None:
    ana = sandbox.add_person("Ana", "nl")
    ana.say("/start")
    bot, web = f"https://t.me/{sandbox.username}?start=i-abc", "http://127.0.0.1:8080/door/i/abc"
    await _send(sandbox, "sendPhoto", "photo", _code(bot, "png"), "p.png", caption="Ask Ben\nwith this")
    await _send(sandbox, "sendDocument", "document", _code(web, "pdf"), "card.pdf")
    await _send(sandbox, "sendDocument", "document", _code(web, "pdf"), "again.pdf")
    await _send(sandbox, "sendDocument", "document", b"BEGIN:VCALENDAR", "plan.ics")
    ana.send_photo()
    seen = await (await browser.get("/api/codes")).json()
    assert seen == [
        {"link": web, "name": "again.pdf", "sent_to": "Ana"},
        {"link": bot, "name": "Ask Ben", "sent_to": "Ana"},
    ]
    ana.chat.messages.clear()
    assert await (await browser.get("/api/codes")).json() == []


async def test_a_camera_sees_links_and_nothing_where_there_is_none() -> None:
    assert await links_in(_code("https://example.org/a", "png")) == ("https://example.org/a",)
    for content in (_code("javascript:alert(1)", "png"), _code("just words", "pdf"), b"no picture", b"%PDF"):
        assert await links_in(content) == ()
