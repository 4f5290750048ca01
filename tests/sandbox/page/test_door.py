"""The bot's own web pages behind the page's: they keep their own headers, and stand in a frame here only."""

from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from sandbox.page.hands import Hands
from sandbox.page.server import page
from sandbox.telegram import Telegram
from tests.sandbox.page.conftest import Browser
from tests.sandbox.page.owner import Owner

POLICY = "default-src 'none'; style-src 'sha256-x'; frame-ancestors 'none'"


def _door() -> web.Application:
    async def invitation(request: web.Request) -> web.Response:
        if request.match_info["code"] != "good":
            raise web.HTTPNotFound(text="<p>There is no such ask.", content_type="text/html")
        words = f"<p>Ana asks you: {request.match_info['code']}"
        headers = {"Content-Security-Policy": POLICY, "X-Frame-Options": "DENY", "Cache-Control": "no-store"}
        return web.Response(text=words, content_type="text/html", headers=headers)

    door = web.Application()
    door.add_routes([web.get("/i/{code}", invitation)])
    return door


async def test_doors_pages_are_as_they_are_but_may_stand_in_the_phones_browser(
    sandbox: Telegram, owner: Owner
) -> None:
    async with TestClient(TestServer(page(sandbox, Hands(now=owner.now), [], _door()))) as client:
        browser = Browser(client)
        found = await browser.get("/door/i/good")
        assert (found.status, await found.text()) == (200, "<p>Ana asks you: good")
        assert found.headers["Content-Security-Policy"] == POLICY.replace(
            "ancestors 'none'", "ancestors 'self'"
        )
        assert (found.headers["X-Frame-Options"], found.headers["Cache-Control"]) == (
            "SAMEORIGIN",
            "no-store",
        )
        missing = await browser.get("/door/i/bad")
        assert (missing.status, await missing.text()) == (404, "<p>There is no such ask.")
        assert (await browser.get("/door/i/good", headers={"Host": "rebound.example"})).status == 403
        assert "frame-ancestors 'none'" in (await browser.get("/")).headers["Content-Security-Policy"]


async def test_without_a_door_there_is_nothing_behind_it(browser: Browser) -> None:
    assert (await browser.get("/door/")).status == 404
